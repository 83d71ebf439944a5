"""The files in assets/ are the ones that SHA256SUMS lists and README.md describes."""

import hashlib
import re
from pathlib import Path

import numpy as np
import pytest

from core.data.load import load
from core.drawing import answers, labels_of
from core.formats.bundled import BUNDLED, bundled
from core.specs import DataSpec

ASSETS = Path(__file__).parents[2] / "assets"
SUMS = {
    name: digest
    for digest, name in (
        line.split() for line in (ASSETS / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    )
}


@pytest.mark.parametrize("name", SUMS)
def test_listed_file_is_unchanged(name):
    assert hashlib.sha256((ASSETS / name).read_bytes()).hexdigest() == SUMS[name]


@pytest.mark.parametrize("name", SUMS)
def test_listed_file_is_described_with_its_sum(name):
    readme = (ASSETS / "README.md").read_text(encoding="utf-8")
    assert f"`{name}`" in readme
    assert SUMS[name] in readme


def test_every_npz_is_listed():
    assert {path.name for path in ASSETS.glob("**/*.npz")} <= set(SUMS)


@pytest.mark.parametrize("path", sorted(ASSETS.glob("**/*.npz")), ids=lambda path: path.name)
def test_npz_loads_without_pickle(path):
    with np.load(path, allow_pickle=False) as arrays:
        assert arrays.files
        for name in arrays:
            assert arrays[name].dtype != object


def test_mnist_is_whole():
    with np.load(ASSETS / "mnist.npz", allow_pickle=False) as arrays:
        mnist = dict(arrays)
    shapes = {name: array.shape for name, array in mnist.items()}
    assert shapes == {
        "train_images": (60_000, 28, 28),
        "train_labels": (60_000,),
        "test_images": (10_000, 28, 28),
        "test_labels": (10_000,),
    }
    assert {array.dtype for array in mnist.values()} == {np.dtype(np.uint8)}
    assert mnist["train_labels"][:10].tolist() == [5, 0, 4, 1, 9, 2, 1, 3, 1, 4]
    assert np.bincount(mnist["test_labels"]).tolist() == [
        980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009,
    ]  # fmt: skip


@pytest.mark.parametrize("name", BUNDLED)
def test_a_bundled_network_is_as_good_as_stated(name):
    net = bundled(name)
    test = load(DataSpec()).test
    images = np.asarray(test.x).reshape(-1, 28, 28)
    accuracy = float((labels_of(answers(net.network, images), 0.0) == test.labels).mean())
    readme = (ASSETS / "README.md").read_text(encoding="utf-8")
    described = readme[readme.index(f"`{BUNDLED[name]}`") :]
    stated = float(re.search(r"([\d.]+) % on MNIST's 10,000 test images", described)[1])
    assert stated == pytest.approx(accuracy * 100, abs=0.02)  # machines round differently
    assert net.recipe["test_accuracy"] == pytest.approx(accuracy, abs=5e-4)
    assert (ASSETS / BUNDLED[name]).stat().st_size < 3_000_000
