"""Pictures that a component hands over as files, and what its canvases show."""

import base64
import io
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Locator

SVG = "{http://www.w3.org/2000/svg}"
BUTTON = "Download as PNG; with Shift as SVG"
# Chromium takes half a second for each file that it saves: what it would save is caught before.
CATCH = """() => {
    const { click } = HTMLAnchorElement.prototype;
    globalThis.caught = new Promise((done) => {
        HTMLAnchorElement.prototype.click = async function () {
            HTMLAnchorElement.prototype.click = click;
            const file = new FileReader();
            file.onload = () => done([this.download, file.result.split(",")[1]]);
            file.readAsDataURL(await (await fetch(this.href)).blob());
        };
    });
}"""


def taken(root: Locator, keys: str, which: int = 0) -> tuple[str, bytes]:
    """Press a key on a button for a picture; return the name and bytes of what is downloaded."""
    button = root.get_by_role("button", name=BUTTON).nth(which)
    button.evaluate(CATCH)
    button.press(keys)
    name, content = root.page.evaluate("() => globalThis.caught")
    return name, base64.b64decode(content)


def downloaded(root: Locator) -> tuple[str, bytes]:
    """Take a picture away as a visitor does, into the browser's folder for downloads."""
    with root.page.expect_download() as download:
        root.get_by_role("button", name=BUTTON).first.press("Enter")
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def saved(root: Locator, which: int = 0) -> tuple[str, NDArray[np.uint8], ElementTree.Element]:
    """Take a picture away in both forms: its name, the PNG's pixels, the SVG."""
    name, png = taken(root, "Enter", which)
    vector, svg = taken(root, "Shift+Enter", which)
    assert name.removesuffix(".png") == vector.removesuffix(".svg")
    with Image.open(io.BytesIO(png)) as image:
        pixels = np.asarray(image.convert("RGB"))
    return name.removesuffix(".png"), pixels, ElementTree.fromstring(svg)


def texts(svg: ElementTree.Element) -> set[str | None]:
    return {element.text for element in svg.iter(f"{SVG}text")}


def shown(root: Locator) -> list[str]:
    """Return all pixels of all canvases, as texts to compare."""
    canvases = root.locator("canvas:visible")
    return canvases.evaluate_all("(all) => all.map((canvas) => canvas.toDataURL())")


def colours(pixels: NDArray[np.uint8]) -> int:
    """Count the colours of a picture (height, width, 3): as whole numbers they are sorted fast."""
    return len(np.unique(pixels.astype(np.uint32) @ np.array([1 << 16, 1 << 8, 1], np.uint32)))
