"""Each live view, drawn on a blank page with the bytes that a real run's payload is."""

import pytest

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.observations import OBSERVED
from runs.run import Run
from ui.views import VIEWS
from ui.views.view import packed

RUNS = {
    "digits": Setup(DataSpec("mnist_1000"), NetworkSpec(), TrainSpec()),
    "spiral": Setup(
        DataSpec("spiral"), NetworkSpec((2, 8, 2, 1), ("tanh", "tanh", "sigmoid")), TrainSpec(0.1)
    ),
}
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
    component = getattr(view.mount, "func", view.mount).__module__.rpartition(".")[2]
    options = {"edge": [1, 0, 0]}
    mounted = bench.mount(f"components/{component}/{component}", packed(view, look, options))
    assert ink(mounted) > 0
    labels = mounted.root.locator("[aria-label], [role=img], table").count()
    assert labels > 0
    go_on(run)
    mounted.show(packed(view, run.look(), options))
    assert int(mounted.root.locator("[data-frames]").get_attribute("data-frames")) > 1
