"""Colours as numbers: whatever CSS allows, and where a canvas tells noise instead of pixels."""

import shutil

from tests.ui.conftest import UI
from ui.components.kit.linker import javascript

# As browsers that resist being told apart by what a canvas says of its pixels.
NOISE = """() => {
    CanvasRenderingContext2D.prototype.getImageData = (x, y, width, height) => {
        const image = new ImageData(width, height);
        crypto.getRandomValues(image.data);
        return image;
    };
}"""
READ = """async ([text, colours]) => {
    const { default: rgb } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
    return colours.map(rgb);
}"""
COLOURS = {
    "#1d5fc4": [29, 95, 196],
    "#fa0": [255, 170, 0],
    "#1d5fc480": [29, 95, 196],
    "rgb(1, 2, 3)": [1, 2, 3],
    "rgb(1 2 3 / 40%)": [1, 2, 3],
    "rgba(250, 0, 7, 0.5)": [250, 0, 7],
    "rgb(100%, 0%, 20%)": [255, 0, 51],
    "hsl(120 100% 25%)": [0, 128, 0],
    "rebeccapurple": [102, 51, 153],
    "color(srgb 0 0.5 1)": [0, 128, 255],
    "color(srgb -0.2 0.5 1.2)": [0, 128, 255],
    "color-mix(in srgb, white 50%, black)": [128, 128, 128],
}


def test_a_colour_is_read_from_the_style_and_from_no_canvas(bench, tmp_path):
    bench.page.evaluate(NOISE)
    shutil.copy(UI / "components/kit/theme.js", tmp_path)
    entry = tmp_path / "entry.js"
    entry.write_text('import { rgb } from "./theme.js";\nexport default rgb;\n')
    read = bench.page.evaluate(READ, [javascript(entry), list(COLOURS)])
    assert dict(zip(COLOURS, read, strict=True)) == COLOURS
