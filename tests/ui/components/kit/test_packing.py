"""Frames as bytes: there and back unchanged."""

from dataclasses import dataclass

import numpy as np
import pytest

from ui.components.kit.packing import pack, unpack


@dataclass
class Head:
    title: str = ""
    n: float = 0


def test_packing_round_trip():
    arrays = [
        np.array([-128, 0, 127], np.int8),
        np.arange(5, dtype=np.uint8),
        np.array([[1.5, np.nan], [np.inf, -0.25]], np.float32),
        np.empty(0, np.float32),
    ]
    header, read = unpack(pack(Head(title="η ≈ ½", n=3), arrays))
    assert header["title"] == "η ≈ ½"
    assert header["n"] == 3
    for written, got in zip(arrays, read, strict=True):
        assert got.dtype == written.dtype
        np.testing.assert_array_equal(got, written.ravel())


@pytest.mark.parametrize("size", range(9))
def test_arrays_begin_at_multiples_of_eight(size):
    packed = pack(Head(title="x" * size), [np.zeros(size, np.int8), np.ones(2, np.float32)])
    assert len(packed) % 8 == 0
    assert (8 + int.from_bytes(packed[4:8], "little")) % 8 == 0
    np.testing.assert_array_equal(unpack(packed)[1][1], [1, 1])


def test_fingerprint_tells_frames_apart():
    first = pack(Head(), [np.zeros(9, np.int8)])
    assert pack(Head(), [np.zeros(9, np.int8)])[:4] == first[:4]
    assert pack(Head(), [np.ones(9, np.int8)])[:4] != first[:4]
    assert pack(Head(title="more"), [np.zeros(9, np.int8)])[:4] != first[:4]


def test_pack_refuses_what_javascript_could_not_read():
    with pytest.raises(ValueError, match="float64"):
        pack(Head(), [np.zeros(2)])
    with pytest.raises(ValueError, match="JSON"):
        pack(Head(n=float("nan")), [])
