"""Every page, driven through its widgets without a browser: what they do, and what they survive."""

from pathlib import Path

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from core.data.catalogue import DATASETS
from core.specs import TrainSpec
from ui.lab.controls import PACES
from ui.lab.data_panel import DRAWINGS
from ui.shell import server
from ui.shell.presets import PRESETS

PAGES = Path(__file__).parents[2] / "pages"


def opened(name):
    at = AppTest.from_file(str(PAGES / f"{name}.py"), default_timeout=60).run()
    assert not at.exception
    return at


def unfolded(at, *names):
    """Open popovers and expanders."""
    for name in names:
        at.session_state[name] = True
    at.run()
    return at


def labelled(at, label):
    return next(button for button in at.button if button.label == label)


def run_of(at):
    return server.runs().get(at.session_state["run"])


def collected(n):
    """Return a collection of n drawings."""
    found = server.collections().get("")
    for label in range(n):
        found.add(np.zeros((28, 28), np.uint8), label)
    return found


@pytest.mark.parametrize("name", [page.stem for page in PAGES.glob("*.py")])
def test_every_page_opens(name):
    opened(name)


def test_step_and_reset():
    at = opened("train")
    start = run_of(at).frame.parameters
    at.button(key="step").click().run()
    assert run_of(at).frame.steps == 1
    assert (run_of(at).frame.parameters != start).any()
    at.button(key="reset").click().run()
    assert run_of(at).frame.steps == 0
    assert (run_of(at).frame.parameters == start).all()
    assert not at.exception


def test_play_becomes_pause_and_back():
    at = opened("train")
    labelled(at, "Play").click().run()
    assert run_of(at).frame.playing
    labelled(at, "Pause").click().run()
    assert labelled(at, "Play")
    assert not run_of(at).frame.playing


def test_another_architecture_is_a_new_run_and_the_old_one_is_a_click_away():
    at = opened("train")
    old = run_of(at)
    at.button(key="step").click().run()
    at.number_input(key="set.units.1").set_value(12).run()
    assert run_of(at) is not old
    assert run_of(at).setup.network.sizes == (784, 12, 10)
    at.button(key="go_back").click().run()
    assert run_of(at) is old
    assert at.number_input(key="set.units.1").value == 30
    assert not at.exception


def test_layers_are_added_and_removed():
    at = opened("train")
    at.button(key="add_layer").click().run()
    assert run_of(at).setup.network.sizes == (784, 30, 30, 10)
    at.number_input(key="set.units.2").set_value(7).run()
    at.button(key="remove.1").click().run()
    assert run_of(at).setup.network.sizes == (784, 7, 10)
    at.button(key="remove.1").click().run()
    assert run_of(at).setup.network.sizes == (784, 10)
    assert not at.exception


def test_other_data_brings_its_own_setup():
    at = opened("train")
    at.selectbox(key="set.data").select("even_odd").run()
    assert run_of(at).setup.network.sizes == (10, 3, 2)
    at.number_input(key="set.data.bits").set_value(6).run()
    assert run_of(at).setup.network.sizes == (6, 3, 2)
    at.number_input(key="set.data.bits").set_value(60).run()
    assert "between 2 and 12" in at.error[0].value
    at.selectbox(key="set.data").select("mnist").run()
    assert run_of(at).setup.network.sizes == (784, 30, 10)
    assert not at.exception


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("set.units.1", 0, "between 1 and 1,024, not 0"),
        ("set.units.1", 5000, "between 1 and 1,024, not 5,000"),
        ("set.seed", -1, "Seed must be"),
        ("set.eta", 1e9, "Learning rate η must be between 0 and 1,000"),
        ("set.batch_size", 55_000, "larger than the 50,000 training samples"),
        ("set.batch_size", 0, "Mini-batch size must be between"),
        ("set.lmbda", -1.0, "L2 regularisation λ must be between"),
    ],
)
def test_bad_numbers_get_a_message_and_the_run_stays(key, value, message):
    at = opened("train")
    before = run_of(at)
    spec, settings = before.setup.network, before.settings
    at.number_input(key=key).set_value(value).run()
    assert [message in error.value for error in at.error] == [True]
    assert run_of(at) is before
    assert (before.setup.network, before.settings) == (spec, settings)
    assert not at.exception


def test_costs_that_do_not_fit_the_output_are_explained():
    at = opened("train")
    at.selectbox(key="set.activation.output").select("softmax").run()
    assert "With softmax choose log-likelihood" in at.error[0].value
    at.selectbox(key="set.cost").select("log_likelihood").run()
    assert not at.error
    assert run_of(at).setup.network.activations == ("sigmoid", "softmax")


def test_live_settings_change_the_same_run():
    at = opened("train")
    before = run_of(at)
    at.number_input(key="set.eta").set_value(0.0).run()
    at.number_input(key="set.batch_size").set_value(64).run()
    at.number_input(key="set.lmbda").set_value(5.0).run()
    assert run_of(at) is before
    settings = before.settings
    assert (settings.eta, settings.batch_size, settings.lmbda) == (0, 64, 5)


@pytest.mark.parametrize("name", DATASETS)
def test_every_kind_of_data_opens_and_learns(name):
    at = opened("train")
    if name in DRAWINGS:
        at.session_state["set"] = collected(6).key
    if name != "mnist":
        at.selectbox(key="set.data").select(name).run()
    assert not at.exception
    assert not at.error
    assert run_of(at).setup.data.name == name
    at.button(key="step").click().run()
    assert not at.exception
    assert run_of(at).frame.steps == 1


def test_reports_of_what_a_preset_has_just_replaced_undo_nothing():
    at = unfolded(opened("train"), "presets")
    fields = {
        "data": "selectbox",
        "units.1": "number_input",
        "activation.1": "selectbox",
        "init": "selectbox",
        "eta": "number_input",
        "batch_size": "number_input",
    }
    before = {name: at.session_state[f"set.{name}"] for name in fields}
    at.button(key="preset.spiral").click().run()
    spiral = run_of(at)
    for name, kind in fields.items():
        getattr(at, kind)(key=f"set.{name}").set_value(before[name])
    at.button(key="step").click().run()
    assert not at.exception
    assert run_of(at) is spiral
    assert spiral.frame.steps == 1
    assert spiral.settings.eta == PRESETS["spiral"].setup[2].eta
    assert at.selectbox(key="set.data").value == "spiral"
    assert at.number_input(key="set.units.1").value == spiral.setup.network.sizes[1]


def test_drawings_that_nobody_collected_are_no_data():
    at = opened("train")
    at.selectbox(key="set.data").select("drawings").run()
    assert not at.exception
    assert "Collect at least 4 drawings" in at.error[0].value
    assert at.selectbox(key="set.data").value == run_of(at).setup.data.name == "mnist"


@pytest.mark.parametrize("name", PRESETS)
def test_every_preset_starts_at_a_click(name):
    at = unfolded(opened("train"), "presets")
    at.button(key=f"preset.{name}").click().run()
    run, preset = run_of(at), PRESETS[name]
    assert run.setup == preset.setup
    assert run.pace == preset.pace
    at.button(key="step").click().run()
    assert not at.exception
    assert run.frame.steps == 1


def test_views_are_closed_one_by_one_or_not_at_all():
    def views():
        return next(group for group in at.button_group if group.proto.label == "Views")

    at = opened("train")
    shown = views().value
    assert len(shown) == 2
    views().set_value([]).run()  # a browser that lost what it had
    assert views().value == shown
    views().set_value(shown[:1]).run()
    assert views().value == shown[:1]
    views().set_value([]).run()
    assert views().value == []
    assert not at.exception


def test_features_make_the_inputs():
    at = opened("train")
    at.selectbox(key="set.data").select("circles").run()
    pills = at.button_group(key="set.data.features")
    pills.set_value(["xx", "yy", "x"]).run()
    assert run_of(at).setup.network.sizes == (3, 8, 1)
    assert run_of(at).setup.data.features == ("x", "xx", "yy")
    at.button_group(key="set.data.features").set_value([]).run()
    assert "at least one feature" in at.error[0].value
    assert run_of(at).setup.network.sizes == (3, 8, 1)


def test_a_table_is_pasted():
    at = opened("train")
    unfolded(at.selectbox(key="set.data").select("csv").run(), "paste")
    table = "a,b,c,kind\n" + "\n".join(f"{i},{i * i},{-i},k{i % 3}" for i in range(60))
    at.text_area(key="set.data.table").set_value(table).run()
    at.button(key="use_table").click().run()
    assert run_of(at).setup.network.sizes == (3, 8, 3)
    used = run_of(at)
    at.text_area(key="set.data.table").set_value("a,b\n1,x\ntwo,y\n3,x\n4,y").run()
    at.button(key="use_table").click().run()
    assert "Sample 2, column 'a': 'two' is not a finite number" in at.error[0].value
    assert run_of(at) is used
    assert not at.exception


def table_uploaded(at, content):
    at.file_uploader[0].upload("table.csv", content, "text/csv").run()
    return at


def test_a_table_is_uploaded():
    at = opened("train")
    at.selectbox(key="set.data").select("csv").run()
    table_uploaded(at, "\n".join(f"{i},{i % 2}" for i in range(50)).encode())
    assert run_of(at).setup.network.sizes == (1, 8, 2)
    used = run_of(at)
    table_uploaded(at, b"\xff\xfe\x00PNG")
    assert "no text in UTF-8" in at.error[0].value
    assert run_of(at) is used
    assert not at.exception


def test_every_live_setting_is_on_the_page():
    at = unfolded(opened("train"), "more")
    before = run_of(at)
    at.selectbox(key="set.optimizer").select("adam").run()
    at.selectbox(key="set.schedule").select("cosine").run()
    for name, value in {"eta": 0.001, "dropout": 0.2, "lmbda1": 0.1, "clip": 5.0}.items():
        at.number_input(key=f"set.{name}").set_value(value).run()
    at.number_input(key="set.patience").set_value(7).run()
    assert run_of(at) is before
    assert before.settings == TrainSpec(
        0.001, optimizer="adam", schedule="cosine", dropout=0.2, lmbda1=0.1, clip=5, patience=7
    )
    at.number_input(key="set.dropout").set_value(1.0).run()
    assert "Dropout must be between 0 and 0.9" in at.error[0].value
    assert not at.exception


def test_each_live_change_is_marked_where_it_happened():
    at = opened("train")
    at.selectbox(key="set.data").select("even_odd").run()
    at = unfolded(at, "more")
    changes = {"eta": 0.25, "batch_size": 4, "lmbda": 2.0, "dropout": 0.5}
    for name, value in changes.items():
        at.button(key="step").click().run()
        at.number_input(key=f"set.{name}").set_value(value).run()
    at.button(key="step").click().run()
    at.selectbox(key="set.optimizer").select("adam").run()
    marks = run_of(at).frame.marks
    assert [mark.label for mark in marks] == ["η 0.25", "batch 4", "λ 2.0", "dropout 0.5", "adam"]
    assert [mark.epoch for mark in marks] == sorted({mark.epoch for mark in marks})
    assert marks[0].epoch > 0


@pytest.mark.parametrize("label", PACES)
def test_every_speed_is_the_runs(label):
    at = opened("train")
    at.button_group(key="set.pace").set_value(label).run()
    assert run_of(at).pace == PACES[label]
    assert not at.exception


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("max_epochs", 2, None),
        ("target_cost", 10.0, "is below 10. Play goes on."),
        ("patience", 1, "has not fallen for 1 epochs"),
    ],
)
def test_a_run_stops_by_itself_and_says_why(name, value, said):
    at = opened("train")
    at.selectbox(key="set.data").select("even_odd").run()
    at = unfolded(at, "more")
    if name == "patience":
        at.number_input(key="set.eta").set_value(0.0).run()  # the cost stays as it is
    at.number_input(key=f"set.{name}").set_value(value).run()
    run = run_of(at)
    run.play()  # the engine's thread is not asked for: this one advances the run
    while run.frame.playing and run.frame.epoch < 9:
        run.advance(1)
    assert not run.frame.playing
    assert 0 < run.frame.epoch <= 3
    at.run()
    assert labelled(at, "Play")
    assert [said in info.value for info in at.info] == ([True] if said else [])


def test_new_seed_is_a_new_run_with_other_weights():
    at = opened("train")
    before = run_of(at)
    at.button(key="new_seed").click().run()
    assert run_of(at).settings.seed != before.settings.seed
    assert (run_of(at).frame.parameters != before.frame.parameters).any()


def test_the_url_finds_the_run_again():
    first = opened("train")
    first.button(key="step").click().run()
    again = AppTest.from_file(str(PAGES / "train.py"), default_timeout=60)
    again.query_params["run"] = run_of(first).key
    again.run()
    assert run_of(again) is run_of(first)


def test_a_url_of_a_lost_run_starts_a_new_one():
    at = AppTest.from_file(str(PAGES / "train.py"), default_timeout=60)
    at.query_params["run"] = "<script>alert(1)</script>"
    at.run()
    assert not at.exception
    assert at.toast[0].value.startswith("That run is no longer")
    assert run_of(at).frame.steps == 0
