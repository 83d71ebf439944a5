"""``python -m benchmarks.draw STROKES.npz``: how well the bundled networks read drawings.

Prints accuracy on MNIST's test images, on people's pen strokes and on each way of drawing them, and
how much of what is no digit is rejected. Without the file of strokes: MNIST only.
"""

import argparse
from pathlib import Path

import numpy as np

from assets.recipe.strokes import SOURCE, PenDigits, boxed, held_out, read_pen_digits
from benchmarks.draw.measure import (
    KEPT,
    WAYS,
    Prepared,
    accuracy,
    no_digits,
    rejection,
    variations,
)
from benchmarks.draw.photos import PHOTOS, found
from core.data.load import load
from core.formats import load_npz
from core.formats.bundled import BUNDLED, Bundled, bundled
from core.specs import DataSpec


def main() -> int:
    """Measure and print."""
    options = _options()
    nets = {name: bundled(name) for name in BUNDLED}
    for path in options.net:
        network, recipe = load_npz(path)
        nets[path.stem] = Bundled(network, recipe, float(recipe.get("keep_above", 0.0)))
    _mnist(nets)
    if options.strokes is None:
        print(f"\nFor drawings name a file of strokes: STROKES=file. It holds {SOURCE}.")
        return 0
    try:
        digits = read_pen_digits(options.strokes)
    except ValueError as error:
        print(error)
        return 1
    if not options.all_writers:
        digits = digits.where(held_out(digits))
    strokes = [boxed(one) for one in digits.strokes][: options.limit]
    digits = PenDigits(strokes, digits.labels[: options.limit], digits.writers[: options.limit])
    print(f"\n{len(digits):,} digits of {len(np.unique(digits.writers))} people, right in %")
    print("(a network that learned from these very people does better than with others)")
    prepared = variations(digits)
    _accuracies(nets, prepared)
    _rejections(nets, prepared["mixed"], no_digits(digits, options.others))
    _photos(digits, options.photos)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.draw", description=__doc__)
    parser.add_argument("strokes", type=Path, nargs="?", help="people's strokes, .npz")
    parser.add_argument("--all-writers", action="store_true", help="not just every fifth")
    parser.add_argument("--limit", type=int, help="measure on the first so many digits only")
    parser.add_argument("--others", type=int, default=400, help="drawings of each kind of no digit")
    parser.add_argument("--photos", type=int, default=100, help="photos of each kind")
    parser.add_argument("--net", type=Path, action="append", default=[], help="one more network")
    return parser.parse_args()


def _mnist(nets: dict[str, Bundled]) -> None:
    test = load(DataSpec()).test
    print("MNIST test, right in %")
    for name, net in nets.items():
        sizes = "-".join(map(str, net.network.spec.sizes))
        right = accuracy(net, np.asarray(test.x).reshape(-1, 28, 28), test.labels)
        print(f"  {name:<12} {sizes:<16} {right:6.2f}")


def _accuracies(nets: dict[str, Bundled], prepared: dict[str, Prepared]) -> None:
    for name, net in nets.items():
        print(f"\n{name:<12}" + "".join(f"{way:>14}" for way in WAYS))
        for kind, one in prepared.items():
            row = (accuracy(net, one.seen[way], one.labels) for way in WAYS)
            print(f"  {kind:<10}" + "".join(f"{right:14.2f}" for right in row))


def _rejections(nets: dict[str, Bundled], digits: Prepared, others: dict[str, Prepared]) -> None:
    print(
        f"\nrejected in %, with {KEPT:.0%} of the digits kept, and at the network's own threshold"
    )
    heads = "".join(f"{kind:>14}" for kind in others)
    print(f"{'':<22}{'threshold':>10}{'kept':>8}{heads}")
    for name, net in nets.items():
        for way in WAYS[:2]:
            for own in (False, True) if net.keep_above else (False,):
                found = rejection(net, way, digits, others, own)
                row = "".join(f"{share:14.1f}" for share in found.rejected.values())
                print(f"  {name:<12}{way:<8}{found.keep_above:10.4f}{found.kept:8.1f}{row}")


def _photos(digits: PenDigits, n: int) -> None:
    print("\nphotos of one digit, found and read right in %")
    chosen = np.random.default_rng(0).permutation(len(digits))[:n].tolist()
    for kind in PHOTOS:
        print(f"  {kind:<16}{found(digits, kind, chosen):6.1f}")


if __name__ == "__main__":
    raise SystemExit(main())
