"""assets/build_mnist.py, on files of a few bytes."""

import hashlib
import tarfile

import numpy as np
import pytest

from assets import build_mnist
from assets.build_mnist import IdxFile

IMAGES = np.arange(2 * 3 * 3, dtype=np.uint8).reshape(2, 3, 3)
LABELS = np.array([7, 1], dtype=np.uint8)


def idx(array: np.ndarray) -> bytes:
    """Write ``array`` in the IDX format."""
    header = bytes([0, 0, 8, array.ndim])
    return header + np.array(array.shape, ">u4").tobytes() + array.tobytes()


CONTENTS = {"images-idx3-ubyte": idx(IMAGES), "labels-idx1-ubyte": idx(LABELS)}


def listed(name: str, data: bytes, shape: tuple[int, ...]) -> IdxFile:
    return IdxFile(name.partition("-")[0], name, hashlib.md5(data).hexdigest(), shape)


FILES = (
    listed("images-idx3-ubyte", CONTENTS["images-idx3-ubyte"], (2, 3, 3)),
    listed("labels-idx1-ubyte", CONTENTS["labels-idx1-ubyte"], (2,)),
)


@pytest.fixture
def folder(tmp_path):
    """Lay the files out as in the unpacked npm package."""
    data = tmp_path / "package" / "data"
    data.mkdir(parents=True)
    for name, content in CONTENTS.items():
        (data / name).write_bytes(content)
    return tmp_path / "package"


def assert_whole(arrays):
    assert list(arrays) == ["images", "labels"]
    np.testing.assert_array_equal(arrays["images"], IMAGES)
    np.testing.assert_array_equal(arrays["labels"], LABELS)


def test_a_folder_is_read(folder):
    assert_whole(build_mnist.load(folder, FILES))


def test_a_tgz_is_read(folder, tmp_path):
    packed = tmp_path / "package.tgz"
    with tarfile.open(packed, "w:gz") as archive:
        archive.add(folder, "package")
    assert_whole(build_mnist.load(packed, FILES))


def test_a_missing_file_is_named(folder):
    (folder / "data" / "labels-idx1-ubyte").unlink()
    with pytest.raises(ValueError, match="lacks labels-idx1-ubyte"):
        build_mnist.load(folder, FILES)


def test_a_changed_file_is_refused(folder):
    (folder / "data" / "labels-idx1-ubyte").write_bytes(idx(LABELS[::-1]))
    with pytest.raises(ValueError, match="labels-idx1-ubyte: MD5 is"):
        build_mnist.load(folder, FILES)


def test_another_shape_is_refused(folder):
    images, labels = FILES
    with pytest.raises(ValueError, match=r"labels-idx1-ubyte: shape is \(2,\), expected \(3,\)"):
        build_mnist.load(folder, (images, labels._replace(shape=(3,))))


def test_a_source_that_is_not_there_is_named(tmp_path):
    with pytest.raises(ValueError, match="does not exist"):
        build_mnist.load(tmp_path / "nothing", FILES)


def test_a_file_that_is_no_archive_is_named(tmp_path):
    (tmp_path / "some.tgz").write_bytes(b"no archive at all")
    with pytest.raises(ValueError, match="not a tar archive"):
        build_mnist.load(tmp_path / "some.tgz", FILES)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "begins with"),
        (b"\x1f\x8b\x08\x00 still compressed", "begins with 1f8b0800"),
        (b"\x00\x00\x0d\x01" + idx(LABELS)[4:], "begins with 00000d01"),
        (b"\x00\x00\x08\x00", "rank 0"),
        (idx(IMAGES)[:8], "rank 3 does not fit in 8 bytes"),
        (idx(LABELS)[:-1], r"1 values, but its shape \(2,\) needs 2"),
        (idx(LABELS) + b"\x00", r"3 values, but its shape \(2,\) needs 2"),
    ],
)
def test_what_is_not_idx_is_refused(data, message):
    with pytest.raises(ValueError, match=message):
        build_mnist.parse_idx("some-file", data)


def test_the_same_arrays_give_the_same_bytes(tmp_path, monkeypatch):
    arrays = {"images": IMAGES, "labels": LABELS}
    build_mnist.write_npz(tmp_path / "one.npz", arrays)
    monkeypatch.setattr("time.time", lambda: 2e9)
    build_mnist.write_npz(tmp_path / "two.npz", arrays)
    assert (tmp_path / "one.npz").read_bytes() == (tmp_path / "two.npz").read_bytes()
    with np.load(tmp_path / "one.npz", allow_pickle=False) as back:
        assert_whole(dict(back))


def test_the_command_line_says_what_is_wrong(folder, tmp_path, capsys):
    target = tmp_path / "mnist.npz"
    assert build_mnist.main([str(folder), "--target", str(target)]) == 1
    assert "lacks train-images-idx3-ubyte" in capsys.readouterr().err
    assert not target.exists()
