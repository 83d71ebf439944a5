"""Train the network that reads drawings: assets/drawings.npz.

    python assets/train_drawings.py STROKES.npz [--validate] [--target FILE] [--pictures FILE]

STROKES.npz: see assets/recipe/strokes.py, which says where to get it. With ``--validate`` every
fifth writer is left out, so that what `python -m benchmarks.draw STROKES.npz --net FILE` then
measures holds for people whom the network does not know. It takes about ten minutes of two
free processors; ``--pictures`` keeps what was drawn first, or takes it from there.
"""

import argparse
import sys
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from assets.recipe.distort import distorted
from assets.recipe.pictures import mnist_side_by_side, no_digit_pictures, pen_pictures
from assets.recipe.strokes import PenDigits, held_out, read_pen_digits
from core.arrays import ByteArray, IntArray
from core.data.mnist import ASSETS
from core.data.samples import Dataset, Samples, one_hot
from core.drawing import answers, labels_of
from core.formats import load_npz, save_npz
from core.network import Network
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from core.training import Training

NO_DIGIT = 10  # the eleventh class
NETWORK = NetworkSpec((784, 512, 512, 11), ("relu", "relu", "softmax"), "log_likelihood", "he")
EPOCHS = 40
SEED = 7

# of each epoch: MNIST's training images, people's strokes, and what is no digit
MNIST, PEN, NEGATIVE = 45_000, 45_000, 14_000
COPIES = 8  # of each pen digit, in other forms, before they are distorted anew in each epoch
NEGATIVES, PAIRS = 24_000, 4_000  # drawn; pairs are of MNIST's images

TRAIN = TrainSpec(
    eta=1e-3,
    batch_size=256,
    lmbda=1e-4 * (MNIST + PEN + NEGATIVE),  # a decay of 1e-4
    optimizer="adamw",
    dropout=0.1,
    schedule="warm_up",
    horizon=EPOCHS,
    seed=SEED,
)
AVERAGE = 0.999  # share of the running mean of the weights that each step keeps
KEEP_ABOVE = 0.5  # an answer less sure than this is "no digit"; chosen on writers left out


@dataclass(frozen=True)
class Pictures:
    """What every epoch is drawn from: (n, 28, 28) each, and the labels of the first two."""

    mnist: ByteArray
    mnist_labels: IntArray
    pen: ByteArray
    pen_labels: IntArray
    negative: ByteArray


def part_of_pen(digits: PenDigits, part: int) -> ByteArray:
    """Draw some of the pen digits; every part has a random stream of its own."""
    return pen_pictures(digits, COPIES, np.random.default_rng([SEED, 1, part])).reshape(-1, 28, 28)


def part_of_negatives(digits: PenDigits, n: int, part: int) -> ByteArray:
    """Draw some of what is no digit."""
    return no_digit_pictures(digits.strokes, n, np.random.default_rng([SEED, 2, part]))


def draw(digits: PenDigits, workers: ProcessPoolExecutor) -> Pictures:
    """Draw all pictures that do not change from epoch to epoch."""
    parts = 8
    rows = np.arange(len(digits)) % parts
    groups = [digits.where(rows == part) for part in range(parts)]
    pen = workers.map(part_of_pen, groups, range(parts))
    negative = workers.map(
        part_of_negatives, [digits] * parts, [NEGATIVES // parts] * parts, range(parts)
    )
    with np.load(ASSETS / "mnist.npz", allow_pickle=False) as arrays:
        mnist, labels = arrays["train_images"], arrays["train_labels"].astype(np.intp)
    pairs = mnist_side_by_side(mnist, PAIRS, np.random.default_rng([SEED, 3]))
    pen_labels = np.concatenate([group.labels.repeat(COPIES) for group in groups])
    return Pictures(
        mnist, labels, np.concatenate(list(pen)), pen_labels, np.concatenate([*negative, pairs])
    )


def drawn_before(path: Path) -> Pictures:
    """Read the pictures that an earlier training kept."""
    with np.load(path, allow_pickle=False) as arrays:
        return Pictures(**{f.name: arrays[f.name] for f in fields(Pictures)})


_drawn: list[Pictures] = []  # in the process that prepares epochs: sent there once


def receive(pictures: Pictures) -> None:
    """Keep the pictures in this process."""
    _drawn.append(pictures)


def prepare(epoch: int) -> tuple[ByteArray, IntArray]:
    """Choose and distort the pictures of one epoch."""
    pictures, rng = _drawn[0], np.random.default_rng([SEED, 4, epoch])
    a = rng.choice(len(pictures.mnist), MNIST, replace=False)
    b = rng.choice(len(pictures.pen), PEN, replace=False)
    c = rng.choice(len(pictures.negative), NEGATIVE, replace=False)
    images = np.concatenate([pictures.mnist[a], pictures.pen[b], pictures.negative[c]])
    labels = [pictures.mnist_labels[a], pictures.pen_labels[b], np.full(NEGATIVE, NO_DIGIT)]
    return distorted(images, rng), np.concatenate(labels)


def dataset(images: ByteArray, labels: IntArray) -> Dataset:
    """Return one epoch as data to train on."""
    samples = Samples(images.reshape(-1, 784), one_hot(labels, 11), labels, 1 / 255)
    names = (*"0123456789", "no digit")
    return Dataset(samples, samples[:1], samples[:1], ("",) * 784, names, (28, 28))


def train(pictures: Pictures) -> Network:
    """Return the network whose weights are a running mean of the trained one's."""
    with ProcessPoolExecutor(1, initializer=receive, initargs=(pictures,)) as worker:
        upcoming: Future[tuple[ByteArray, IntArray]] = worker.submit(prepare, 0)
        training, mean = None, np.empty(0)
        for epoch in range(EPOCHS):
            images, labels = upcoming.result()
            if epoch + 1 < EPOCHS:
                upcoming = worker.submit(prepare, epoch + 1)
            before = training
            training = Training(Setup(DataSpec(), NETWORK, TRAIN), dataset(images, labels))
            if before is None:
                mean = training.network.parameters.copy()
            else:
                training.restore(before.checkpoint())  # goes on with other pictures
            right = 0
            while training.epoch == epoch:
                training.step()
                keep = min(AVERAGE, training.steps / (training.steps + 10))
                mean += np.float32(1 - keep) * (training.network.parameters - mean)
                batch = training.batch
                right += int((batch.a[3].argmax(axis=1) == batch.y.argmax(axis=1)).sum())
            print(
                f"epoch {epoch + 1:2}: {right / len(labels):.2%} right while training", flush=True
            )
    return Network(NETWORK, mean)


def test_accuracy(network: Network) -> float:
    """Return the share of MNIST's test images whose likeliest digit is right."""
    with np.load(ASSETS / "mnist.npz", allow_pickle=False) as arrays:
        images, labels = arrays["test_images"], arrays["test_labels"]
    return float((labels_of(answers(network, images), 0.0) == labels).mean())


def main() -> None:
    """Train, save, read the file back and measure that."""
    parser = argparse.ArgumentParser(description="Train the network that reads drawings.")
    parser.add_argument("strokes", type=Path, help="people's strokes: see assets/recipe/strokes.py")
    parser.add_argument("--validate", action="store_true", help="leave every fifth writer out")
    parser.add_argument("--target", type=Path, default=ASSETS / "drawings.npz")
    parser.add_argument("--pictures", type=Path, help="keep drawn pictures here; .npz")
    arguments = parser.parse_args()
    try:
        digits = read_pen_digits(arguments.strokes)
    except ValueError as error:
        parser.error(str(error))
    if arguments.validate:
        digits = digits.where(~held_out(digits))
    kept = arguments.pictures
    if kept and kept.exists():
        pictures = drawn_before(kept)
    else:
        with ProcessPoolExecutor(2) as workers:
            pictures = draw(digits, workers)
        if kept:
            np.savez(
                kept, **{field.name: getattr(pictures, field.name) for field in fields(Pictures)}
            )
    network = train(pictures)
    writers = len(np.unique(digits.writers))
    recipe = {
        "data": f"MNIST's 60,000 training images and strokes of {writers} people, distorted anew "
        "in each epoch; scribbles, letters, symbols and several digits as an eleventh class",
        "train": TRAIN.to_json(),
        "epochs": EPOCHS,
        "weights": f"running mean, {AVERAGE}",
        "keep_above": KEEP_ABOVE,
    }
    save_npz(arguments.target, network, recipe, "float16")
    accuracy = test_accuracy(load_npz(arguments.target)[0])  # as stored: rounded to 16 bits
    save_npz(arguments.target, network, recipe | {"test_accuracy": accuracy}, "float16")
    size = arguments.target.stat().st_size
    print(f"{arguments.target.name}: {size:,} bytes, MNIST test accuracy {accuracy:.2%}")


if __name__ == "__main__":
    main()
