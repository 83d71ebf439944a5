"""Pictures taken away from every kind of view: PNG that is not blank, SVG of true shapes."""

import io
import re
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.e2e.helpers import open_page, wait_until_idle

TALL = {"width": 1440, "height": 4000}
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {"svg", "g", "path", "rect", "circle", "text", "image", "clipPath", "style", "title"}


def do_steps(page: Page, count: int) -> None:
    for number in range(1, count + 1):
        page.get_by_role("button", name=re.compile(r"\bStep\b")).first.click()
        expect(page.locator(".progress-line")).to_contain_text(f"step {number} ·")
    wait_until_idle(page)


def taken(button: Locator, keys: str) -> tuple[str, bytes]:
    """Press a key on a button for a picture; return the name and bytes of what is downloaded."""
    with button.page.expect_download() as download:
        button.press(keys)
    file = download.value
    return file.suggested_filename, Path(file.path()).read_bytes()


class Picture:
    """A view's picture in both forms."""

    def __init__(self, button: Locator) -> None:
        name, png = taken(button, "Enter")
        vector, svg = taken(button, "Shift+Enter")
        self.name = name.removesuffix(".png")
        assert vector == f"{self.name}.svg"
        with Image.open(io.BytesIO(png)) as image:
            self.pixels = np.asarray(image.convert("RGB"))
        self.root = ElementTree.fromstring(svg)
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
        assert len(np.unique(self.pixels[::3, ::3].reshape(-1, 3), axis=0)) > 10
        for element in self.root.iter():
            assert not any(name.lower().startswith("on") for name in element.attrib)
            for value in element.attrib.values():
                assert "javascript:" not in value
            for link in (value for name, value in element.attrib.items() if name.endswith("href")):
                assert link.startswith("data:image/png;base64,")


def pictures(page: Page) -> dict[str, Picture]:
    buttons = page.get_by_role("button", name="Download as PNG; with Shift as SVG")
    found = [Picture(button) for button in buttons.all()]
    for picture in found:
        picture.check()
    return {picture.name: picture for picture in found}


def test_every_view_of_digits_is_a_picture_to_take_away(page, base_url):
    views = "weights,diagram,confusion,mistakes,gradients,health,histograms,layers,curves"
    page.set_viewport_size(TALL)
    open_page(page, base_url, f"?data=mnist_1000&views={views}")
    do_steps(page, 3)
    found = pictures(page)
    assert found.keys() == {
        *("weights", "diagram", "confusion", "mistakes", "gradients", "stuck-units"),
        *("hidden-layer", "outputs", "cost", "accuracy", "gradient-c-w", "update-w-w"),
    }
    assert all(picture.pixels[0, 0].mean() > 200 for picture in found.values())
    weights = found["weights"]
    assert weights.counts["image"] == 30  # the first layer's; the others are true rectangles
    assert weights.counts["rect"] > 300
    assert "Weights" in weights.texts
    assert {f"unit {i}" for i in range(1, 31)} <= set(weights.texts)
    sharp = [e.get("style") for e in weights.root.iter(f"{SVG}image")]
    assert sharp == ["image-rendering:pixelated"] * 30
    confusion = found["confusion"]
    assert confusion.counts["rect"] > 100
    counts = [int(text) for text in confusion.texts if re.fullmatch(r"\d+", text)]
    shown = page.locator(".heatmaps .words", has_text="validation samples are right")
    total = int(re.search(r"of ([\d,]+)", shown.inner_text())[1].replace(",", ""))
    assert sum(counts) == total + sum(range(10)) * 2 + scale_of(page, "confusion")
    assert found["mistakes"].counts["image"] == 24
    diagram = found["diagram"]
    assert diagram.counts["circle"] == 2 * (16 + 10)  # filled, and with an outline
    assert diagram.counts["image"] == 1
    assert {"positive weight", "negative weight", "outputs: 10"} <= set(diagram.texts)


def scale_of(page: Page, name: str) -> int:
    """Return the number at the strong end of a view's bar of colours."""
    find = "(name) => globalThis[Symbol.for('backprop-playground')].views.get(name).frame.scale"
    return int(page.evaluate(find, name))


def test_every_view_of_a_plane_is_a_picture_in_the_dark_theme_too(new_page, base_url):
    page = new_page(viewport=TALL, color_scheme="dark")
    path = "?data=spiral&layers=8,2&act=tanh,tanh,sigmoid&views=decision,warped,diagram,weights"
    open_page(page, base_url, path)
    do_steps(page, 2)
    shown = page.evaluate(
        """() => {
            const { views } = globalThis[Symbol.for("backprop-playground")];
            const [, , train, , held] = views.get("decision").frame.arrays;
            return [train.length, held.length];
        }"""
    )
    found = pictures(page)
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
    w = page.evaluate(
        """() => globalThis[Symbol.for("backprop-playground")].views.get("weights").frame.arrays
            .flatMap((array) => [...array])"""
    )
    numbers = [f"{value:.2f}".replace("-", "−") for value in w]
    assert Counter(numbers) <= Counter(matrices.texts)
