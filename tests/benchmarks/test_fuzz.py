"""The long run of spoiled files tells what fails, and keeps the file that did it."""

from benchmarks.fuzz import campaign
from tests.fuzzing import KINDS


def test_a_fault_is_told_and_its_file_kept(monkeypatch, tmp_path):
    def read(content):
        if content != b"good":
            raise IndexError("planted")

    monkeypatch.setitem(KINDS, "planted", (b"good", read))
    told = campaign("planted", 20, 1, 1.0, tmp_path)
    assert told.startswith("planted: 20 examples, slowest 0.00 s, most ")
    assert "times IndexError: planted (read:" in told
    (kept,) = tmp_path.iterdir()
    assert kept.read_bytes() != b"good"


def test_no_kind_takes_much_memory(tmp_path):
    for kind in KINDS:
        assert "\n" not in campaign(kind, 5, 3, 1.0, tmp_path), kind
