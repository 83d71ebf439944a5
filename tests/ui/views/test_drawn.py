"""Each live view, drawn on a blank page with the bytes that a real run's payload is."""

import pytest
from playwright.sync_api import expect

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.observations import OBSERVED
from runs.run import Run
from ui.shell.presets import PRESETS, for_data
from ui.views import VIEWS, packed

RUNS = {
    "digits": for_data(DataSpec("mnist_1000"), 0),
    "spiral": Setup(
        DataSpec("spiral"), NetworkSpec((2, 8, 2, 1), ("tanh", "tanh", "sigmoid")), TrainSpec(0.1)
    ),
    "even_odd": PRESETS["even_odd"].setup,
    "bump": PRESETS["bump"].setup,
}
CANVASES = """(host) => [...host.shadowRoot.querySelectorAll('canvas:not(.close-up)')]
    .map((canvas) => canvas.toDataURL())"""
INK = """(root) => [...root.querySelectorAll('canvas')].reduce((sum, canvas) => {
    const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
    return sum + data.filter((v, i) => i % 4 === 3 && v).length;
}, root.querySelectorAll('path[d], td').length)"""


@pytest.fixture(scope="module", params=RUNS)
def run(request):
    made = Run(RUNS[request.param])
    if made.training.data.image_shape is not None:
        made.pin(made.training.data.validation.x[0])
    go_on(made)
    return made


def go_on(run):
    """Train a little, observed."""
    run.watch(OBSERVED)
    run.advance_by(100)
    run.step()


def ink(view):
    return view.root.evaluate(f"(host) => ({INK})(host.shadowRoot)")


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_draws_what_its_run_has_and_follows_it(name, run, bench):
    view, look = VIEWS[name], run.look()
    if not view.suits(look.spec, look.data):
        return  # it is not offered either
    options = {"edge": [1, 0, 0]}
    mounted = bench.view(name, look, options)
    assert ink(mounted) > 0
    labels = mounted.root.locator("[aria-label], [role=img], table").count()
    assert labels > 0
    go_on(run)
    look = run.look()
    mounted.show(packed(view, look, options))
    assert int(mounted.root.locator("[data-frames]").get_attribute("data-frames")) > 1
    labelled = mounted.root.locator("[role=img][aria-label]")
    if labelled.count():
        expect(labelled.first).to_have_attribute("aria-label", view.words(look, options))


@pytest.mark.parametrize("kind", ["digits", "even_odd"])
def test_weights_renewed_piecemeal_look_as_if_drawn_anew(kind, bench):
    run = Run(RUNS[kind])
    start = bench.view("weights", run.look())
    before = start.root.evaluate(CANVASES)
    for _ in range(5):
        run.advance_by(3)
        start.show(packed(VIEWS["weights"], run.look(), {}))
    piecemeal = start.root.evaluate(CANVASES)
    start.end()
    whole = bench.view("weights", run.look()).root.evaluate(CANVASES)
    assert piecemeal == whole != before


def test_pixels_larger_than_the_pages_keep_nothing_of_earlier_frames(own_bench):
    """As where the browser is zoomed out, or presents many views."""
    names = ("decision", "warped", "diagram")
    run = Run(for_data(DataSpec("xor"), 0).changed("sizes", (2, 2, 1)))
    bench, fresh = own_bench(device_scale_factor=0.5), own_bench(device_scale_factor=0.5)
    mounted = [bench.view(name, run.look()) for name in names]
    for _ in range(8):
        run.step()
        for name, view in zip(names, mounted, strict=True):
            view.show(packed(VIEWS[name], run.look(), {}))
    after_steps = [view.root.evaluate(CANVASES) for view in mounted]
    anew = [fresh.view(name, run.look()).root.evaluate(CANVASES) for name in names]
    assert after_steps == anew
