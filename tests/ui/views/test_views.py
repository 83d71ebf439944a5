"""Every live view on every kind of run: it says something, packs, and stays small."""

import numpy as np
import pytest

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.run import Run
from runs.snapshot import Look
from ui.components.kit.packing import unpack
from ui.views import PROGRESS, VIEWS, curves, first, packed, suitable

RUNS = {
    "mnist": Setup(DataSpec(), NetworkSpec((784, 60, 10)), TrainSpec()),
    "no hidden layer": Setup(DataSpec(), NetworkSpec((784, 10), ("sigmoid",)), TrainSpec()),
    "even_odd": Setup(
        DataSpec("even_odd"),
        NetworkSpec((10, 3, 2), cost="quadratic", init="normal"),
        TrainSpec(batch_size=8),
    ),
    "wide": Setup(
        DataSpec(),
        NetworkSpec((784, 512, 512, 10), ("relu", "relu", "softmax"), "log_likelihood", "he"),
        TrainSpec(),
    ),
    "deep": Setup(
        DataSpec("spiral"),
        NetworkSpec((2, 9, 9, 9, 9, 9, 9, 1), ("tanh",) * 6 + ("sigmoid",)),
        TrainSpec(),
    ),
    "one input": Setup(
        DataSpec("csv", table="1,0.5\n2,0.7\n3,0.2\n4,0.1\n5,9.5"),
        NetworkSpec((1, 2, 1), ("tanh", "linear"), "quadratic"),
        TrainSpec(batch_size=2),
    ),
    "gate": Setup(DataSpec("xor"), NetworkSpec((2, 2, 1)), TrainSpec(batch_size=4)),
    "bent plane": Setup(
        DataSpec("circles", features=("x", "y", "xx")),
        NetworkSpec((3, 8, 2, 1), ("relu", "tanh", "sigmoid")),
        TrainSpec(),
    ),
    "three classes": Setup(
        DataSpec("three_clouds", samples=5000),
        NetworkSpec((2, 2, 3), ("relu", "softmax"), "log_likelihood"),
        TrainSpec(),
    ),
    "regression": Setup(
        DataSpec("bump"),
        NetworkSpec((2, 4, 1), ("tanh", "linear"), "huber"),
        TrainSpec(),
    ),
}


NONSENSE = {
    "layer": "seven",
    "kind": ["w"],
    "cell": [3, "x"],
    "log": {},
    "edge": [1, "x", None],
    "sample": -1,
    "own_scales": None,
}


@pytest.fixture(scope="module", params=RUNS)
def run(request):
    made = Run(RUNS[request.param])
    made.watch({name for view in VIEWS.values() for name in view.needs})
    made.step()
    return made


def test_a_view_packs_at_most_40_kB_under_its_name(run):
    look = run.look()
    for view in (PROGRESS, *suitable(look.spec, look.data)):
        payload = packed(view, look, {})
        assert len(payload) <= 40_000, view.name
        assert unpack(payload)[0]["key"] == view.name
        assert view.words(look, {}), view.name


def test_a_view_takes_a_checkpoint_and_options_that_make_no_sense(run):
    frame = run.frame.at(run.training.checkpoint())
    look = Look(run.key, run.setup.network, run.look().data, frame)
    for view in suitable(look.spec, look.data):
        assert view.payload(look, NONSENSE), view.name


def test_a_payload_is_made_once_for_all_viewers(run):
    view, look = VIEWS["weights"], run.look()
    assert packed(view, look, {"a": 1}) is packed(view, look, {"a": 1})
    assert packed(view, look, {"a": 1}) is not packed(view, look, {"a": 2})


def test_first_views_suit_everything(run):
    look = run.look()
    assert {view.name for view in suitable(look.spec, look.data)} >= set(first(look.data))


def test_the_weights_of_pixels_are_images():
    header, arrays = unpack(packed(VIEWS["weights"], Run(RUNS["mnist"]).look(), {}))
    assert header["panels"][0]["kind"] == "tiles"
    assert "first 30 of 60" in header["alt"]
    assert arrays[0].dtype == np.int8


def test_every_layer_has_its_histograms_now_and_at_the_start():
    run = Run(RUNS["even_odd"])
    for kind in ("w", "a"):
        header, arrays = unpack(packed(VIEWS["histograms"], run.look(), {"kind": kind}))
        assert len(header["panels"]) == 2
        for panel in header["panels"]:
            start, now = (arrays[trace["y"]] for trace in panel["traces"])
            np.testing.assert_array_equal(start, now)
            assert now.sum() == pytest.approx(1, abs=1e-5)


def test_confusion_counts_every_validation_sample_and_opens_a_cell():
    run = Run(RUNS["mnist"])
    header, (counts,) = unpack(packed(VIEWS["confusion"], run.look(), {}))
    assert counts.sum() == 10_000
    assert header["unit"] == "count"
    counts = counts.reshape(10, 10)
    i, j = np.unravel_index(counts.argmax(), counts.shape)
    header, _ = unpack(packed(VIEWS["confusion"], run.look(), {"cell": [int(i), int(j)]}))
    assert str(i) in header["panels"][1]["title"]
    assert len(header["panels"][1]["captions"]) == min(16, counts.max())
    first = int(header["panels"][1]["captions"][0].split()[1])
    assert run.look().data.validation.labels[first] == i
    assert run.look().answers.predicted[first] == j


def test_the_worst_mistakes_come_first():
    run = Run(RUNS["mnist"])
    header, _ = unpack(packed(VIEWS["mistakes"], run.look(), {}))
    answers, labels = run.look().answers, run.look().data.validation.labels
    worst = int(answers.lead.argmax())
    assert (
        header["panels"][0]["captions"][0] == f"{labels[worst]}, read as {answers.predicted[worst]}"
    )


def test_gradients_are_those_of_the_latest_mini_batch():
    run = Run(RUNS["even_odd"])
    run.watch({"gradient"})
    run.step()
    _, (first, second) = unpack(packed(VIEWS["gradients"], run.look(), {}))
    batch = run.training.batch
    np.testing.assert_array_equal(first, batch.nabla_w[1].ravel())
    np.testing.assert_array_equal(second, batch.nabla_w[2].ravel())


def test_dead_units_are_counted():
    run = Run(RUNS["wide"])
    run.training.network.b[1][:100] = -1e3
    run.pause()  # makes a new frame
    assert "hidden layer 1: 1" in VIEWS["health"].words(run.look(), {})
    words = VIEWS["health"].words(run.look(), {})
    assert int(words.split("hidden layer 1: ")[1].split(" of 512")[0]) >= 100


def test_smoothing_keeps_a_constant_and_calms_noise():
    constant = np.full(50, 2.5, np.float32)
    np.testing.assert_allclose(curves.smoothed(constant), constant, rtol=1e-6)
    noise = np.random.default_rng(0).normal(size=500).astype(np.float32)
    assert curves.smoothed(noise).std() < noise.std() / 2


def test_smoothing_forgets_a_tenth_with_each_point_and_passes_over_what_is_no_number():
    values = np.random.default_rng(3).normal(size=500).astype(np.float32)
    values[[0, 7, 8]] = np.nan, np.inf, -np.inf
    total = weight = 0.0
    wanted = []
    for value in values.tolist():
        if np.isfinite(value):
            total, weight = 0.9 * total + value, 0.9 * weight + 1
        wanted.append(total / weight if weight else np.nan)
    got = curves.smoothed(values)
    np.testing.assert_allclose(got, np.array(wanted, np.float32), rtol=1e-5, atol=1e-6)
