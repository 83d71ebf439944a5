"""Make the gallery's pictures: ``python -m assets.build_gallery``.

Each preset is trained for real, for as long as ``STEPS`` says; its picture is what came of it: the
map of a plane, the weights of the first layer, or the curves of the cost.
"""

from pathlib import Path

from PIL import Image

from runs.run import Run
from ui.shell.presets import PRESETS
from ui.stage import pictures

FOLDER = Path(__file__).with_name("gallery")

STEPS = {
    "digits": 5000,
    "second": 3000,
    "even_odd": 2500,
    "saturate": 1500,
    "overfit": 3000,
    "zeros": 2000,
    "rounding": 2000,
    "vanish": 5000,
    "dead": 1500,
    "overshoot": 3000,
    "line": 2000,
    "xor": 3000,
    "nand": 2000,
    "circles": 600,
    "spiral": 3000,
    "three": 600,
    "bump": 2500,
    "parity": 9000,
    "raw": 1500,
    "class": 20000,
}
CURVES = frozenset({"overfit", "vanish", "dead", "overshoot", "parity", "raw", "class", "saturate"})


def picture(name: str) -> Image.Image:
    """Train a preset and draw what came of it."""
    run = Run(PRESETS[name].setup)
    run.advance_by(STEPS[name])
    look = run.look()
    if name in CURVES:
        return pictures.costs(look.frame.epochs)
    if look.data.plane is None and look.data.image_shape is None:
        return pictures.cells(look.network)
    return pictures.suited(look.data, look.network, look.frame.epochs)


def main() -> None:
    """Write all of them."""
    FOLDER.mkdir(exist_ok=True)
    for name in PRESETS:
        content = pictures.as_png(picture(name))
        (FOLDER / f"{name}.png").write_bytes(content)
        print(f"{name}: {len(content):,} bytes", flush=True)


if __name__ == "__main__":
    main()
