"""Set-ups in URLs: there and back unchanged; garbage gives defaults and a note, never an error."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.data.catalogue import DATASETS
from core.data.load import load
from core.data.points import scattered
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from core.training import Training
from ui.lab.data_panel import DRAWINGS
from ui.shell.links import KNOWN, from_keys, is_setup, to_keys
from ui.shell.presets import FIRST, PRESETS, example_table, for_data


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_survives_the_way_there_and_back(name):
    setup = PRESETS[name].setup
    keys = to_keys(setup)
    assert from_keys(keys) == (setup, [])
    assert keys.keys() <= KNOWN
    assert len("&".join(f"{key}={value}" for key, value in keys.items())) < 200


def test_every_setting_survives():
    settings = TrainSpec(
        eta=0.123456789,
        batch_size=7,
        lmbda=0.1,
        optimizer="adamw",
        seed=2**32 - 1,
        lmbda1=0.01,
        dropout=0.25,
        clip=5.0,
        schedule="warm_up",
        horizon=3.5,
        patience=4,
        max_epochs=50,
        target_cost=0.01,
        shift=1.5,
        rotate=10.0,
        pixel_noise=0.1,
        frozen=(1, 3),
    )
    data = DataSpec("spiral", samples=77, noise=0.01, split=0.5, seed=9, features=("x", "sin_y"))
    network = NetworkSpec((2, 5, 4, 1), ("relu", "tanh", "sigmoid"), "huber", "he", "float64")
    setup = Setup(data, network, settings)
    assert from_keys(to_keys(setup)) == (setup, [])


def test_the_same_link_gives_the_same_run_to_the_last_bit():
    keys = to_keys(PRESETS["spiral"].setup)
    first, second = (
        Training(Setup(d, n, s)) for (d, n, s), _ in (from_keys(keys), from_keys(keys))
    )
    for _ in range(100):
        first.step()
        second.step()
    assert (first.network.parameters == second.network.parameters).all()


def test_a_short_table_travels_and_a_long_one_is_told_about():
    setup = for_data(DataSpec("csv", table=example_table()), 0)
    assert from_keys(to_keys(setup)) == (setup, [])
    rows = "\n".join(f"{i},{i % 2}" for i in range(3000))
    long = to_keys(for_data(DataSpec("csv", table=rows), 0))
    assert "table" not in long
    back, notes = from_keys(long)
    assert back == FIRST
    assert "too long" in notes[0]


def test_as_many_points_as_a_formula_scatters_at_first_travel_and_many_are_told_about():
    few = DataSpec("points", table=scattered("y > sin(3x)", 100, 0.05, 0), features=("x", "xy"))
    setup = for_data(few, 0)
    assert from_keys(to_keys(setup)) == (setup, [])
    many = to_keys(for_data(DataSpec("points", table=scattered("y > x", 500, 0, 0)), 0))
    back, notes = from_keys(many)
    assert back == FIRST
    assert "too long" in notes[0]


@pytest.mark.parametrize(
    ("keys", "note"),
    [
        ({"eta": "fast"}, "no number"),
        ({"eta": "nan"}, "must be a number"),
        ({"eta": "-1"}, "between 0"),
        ({"batch": "1e99"}, "no number"),
        ({"batch": "99999999999999999999"}, "between 1"),
        ({"data": "<script>alert(1)</script>"}, "must be one of"),
        ({"layers": "30,5000"}, "between 1 and 1,024"),
        ({"layers": "drop table"}, "whole numbers"),
        ({"layers": "9,9,9,9,9,9,9,9,9"}, "hidden layers"),
        ({"act": "magic,sigmoid"}, "Unknown activation"),
        ({"act": "sigmoid"}, "activations"),
        ({"cost": "log_likelihood"}, "softmax"),
        ({"features": "z", "data": "spiral"}, "Unknown feature"),
        ({"preset": "x" * 5000}, "no preset"),
        ({"data": "csv", "table": "1,2,3"}, "at least 4"),
        ({"frozen": "one"}, "no number"),
    ],
)
def test_garbage_gives_the_default_and_a_note(keys, note):
    (data, network, settings), notes = from_keys(keys)
    assert len(notes) == 1
    assert note in notes[0]
    assert len(notes[0]) < 400
    Training(Setup(data, network, settings))


@pytest.mark.parametrize(
    "name", [name for name in DATASETS if name not in ("csv", "points", *DRAWINGS)]
)
def test_data_alone_brings_a_set_up_that_suits_it(name):
    setup, notes = from_keys({"data": name})
    assert notes == []
    assert setup == for_data(DataSpec(name), 0)
    (data, network, settings), notes = from_keys({"data": name, "eta": "0.25", "init": "he"})
    assert notes == []
    assert (settings.eta, network.init) == (0.25, "he")
    Training(Setup(data, network, settings)).step()


def test_what_is_not_about_a_set_up_is_left_alone():
    assert not is_setup({"embed": "true", "run": "abc"})
    assert is_setup({"eta": "1"})


@given(st.dictionaries(st.sampled_from(sorted(KNOWN)), st.text(max_size=30), max_size=6))
def test_any_text_at_all_gives_a_set_up(keys):
    (data, network, _), _ = from_keys(keys)
    assert network.sizes[0] == len(load(data).input_names)
