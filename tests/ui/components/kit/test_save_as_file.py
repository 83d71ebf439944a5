"""Pictures taken away from every kind of view: PNG that is not blank, SVG of true shapes."""

import re
from collections import Counter

import numpy as np
from playwright.sync_api import Locator

from core.specs import DataSpec, NetworkSpec
from runs.observations import OBSERVED
from runs.run import Run
from tests.ui.conftest import DARK
from tests.ui.pictures import BUTTON, SVG, colours, saved
from ui.components.kit.packing import unpack
from ui.shell.presets import for_data
from ui.views import VIEWS, packed

DRAWN = {"svg", "g", "path", "rect", "circle", "text", "image", "clipPath", "style", "title"}


class Picture:
    """A view's picture in both forms."""

    def __init__(self, root: Locator, which: int) -> None:
        self.name, self.pixels, self.root = saved(root, which)
        kinds = [element.tag.removeprefix(SVG) for element in self.root.iter()]
        assert set(kinds) <= DRAWN
        self.counts = Counter(kinds)
        self.texts = [element.text for element in self.root.iter(f"{SVG}text")]

    def check(self) -> None:
        """Fail unless the PNG shows something at twice the SVG's size, and the SVG stands alone."""
        tall, wide, _ = self.pixels.shape
        assert wide == 2 * float(self.root.get("width"))
        assert 200 < wide < 4000
        assert 200 < tall < 8000
        paper = self.pixels[0, 0]
        assert (self.pixels[-1, -1] == paper).all()
        assert (self.pixels != paper).any(axis=2).mean() > 0.005  # curves are thin
        assert colours(self.pixels[::3, ::3]) > 10
        for element in self.root.iter():
            assert not any(name.lower().startswith("on") for name in element.attrib)
            for value in element.attrib.values():
                assert "javascript:" not in value
            for link in (value for name, value in element.attrib.items() if name.endswith("href")):
                assert link.startswith("data:image/png;base64,")


def pictures(bench, look, names):
    """Return the picture at each button of these views, by the name of its file."""
    found = {}
    for name in names:
        root = bench.view(name, look).root
        for which in range(root.get_by_role("button", name=BUTTON).count()):
            picture = Picture(root, which)
            picture.check()
            found[picture.name] = picture
    return found


def frame_of(name, look):
    return unpack(packed(VIEWS[name], look, {}))


def seen(run, steps):
    """Train a little with everything observed; return what is seen of it."""
    run.watch(OBSERVED)
    for _ in range(steps):
        run.step()
    return run.look()


def test_every_view_of_digits_is_a_picture_to_take_away(bench):
    network = NetworkSpec((784, 6, 10), ("sigmoid", "softmax"), "log_likelihood")
    look = seen(Run(for_data(DataSpec("mnist_1000"), 0)._replace(network=network)), 3)
    names = "weights diagram confusion mistakes gradients health histograms layers curves"
    found = pictures(bench, look, names.split())
    assert found.keys() == {
        *("weights", "diagram", "confusion", "mistakes", "gradients", "stuck-units"),
        *("hidden-layer", "outputs", "cost", "accuracy", "gradient-c-w", "update-w-w"),
    }
    assert all(picture.pixels[0, 0].mean() > 200 for picture in found.values())
    weights = found["weights"]
    assert weights.counts["image"] == 6  # the first layer's; the others are true rectangles
    assert weights.counts["rect"] > 60
    assert "Weights" in weights.texts
    assert {f"unit {i}" for i in range(1, 7)} <= set(weights.texts)
    sharp = [e.get("style") for e in weights.root.iter(f"{SVG}image")]
    assert sharp == ["image-rendering:pixelated"] * 6
    confusion = found["confusion"]
    assert confusion.counts["rect"] > 100
    counts = [int(text) for text in confusion.texts if re.fullmatch(r"\d+", text)]
    total = len(look.data.validation)
    scale, _ = frame_of("confusion", look)
    assert sum(counts) == total + sum(range(10)) * 2 + scale["scale"]
    assert found["mistakes"].counts["image"] == 24
    diagram = found["diagram"]
    assert diagram.counts["circle"] == 2 * (6 + 10)  # filled, and with an outline
    assert diagram.counts["image"] == 1
    assert {"positive weight", "negative weight", "outputs: 10"} <= set(diagram.texts)


def test_every_view_of_a_plane_is_a_picture_in_the_dark_theme_too(bench):
    network = NetworkSpec((2, 8, 2, 1), ("tanh", "tanh", "sigmoid"))
    look = seen(Run(for_data(DataSpec("spiral"), 0)._replace(network=network)), 2)
    bench.theme(DARK)
    _, (_, _, train, _, held, *_) = frame_of("decision", look)
    shown = [len(train), len(held)]
    found = pictures(bench, look, ["decision", "warped", "diagram", "weights"])
    assert found.keys() == {"decision-map", "warped-grid", "diagram", "weights"}
    assert all(picture.pixels[0, 0].mean() < 60 for picture in found.values())
    decision = found["decision-map"]
    assert decision.counts["circle"] >= 2 * sum(shown)  # a rim and a disc or ring for each sample
    assert decision.counts["image"] == 1
    warped = found["warped-grid"]
    assert warped.counts["circle"] >= 2 * sum(shown)
    assert warped.counts["image"] == 0
    assert {"unit 1", "unit 2"} <= set(warped.texts)
    assert found["diagram"].counts["image"] == 2 + 8 + 2 + 1  # what each unit answers in the plane
    matrices = found["weights"]
    assert matrices.counts["image"] == 0
    assert matrices.counts["rect"] >= 2 * 8 + 8 * 2 + 2
    w = np.concatenate([w.ravel() for w in look.network.w.values()])
    numbers = [f"{value:.2f}".replace("-", "−") for value in w]
    assert Counter(numbers) <= Counter(matrices.texts)
