"""What one process takes on, by the machine and by the environment."""

import pytest

from runs.limits import MB, limits, machine_memory, used_memory


def test_the_environment_wins():
    found = limits(
        {
            "PLAYGROUND_RUNS": "7",
            "PLAYGROUND_VISITORS": "5",
            "PLAYGROUND_UPLOADS_MB": "3",
            "PLAYGROUND_MEMORY_MB": "900",
        }
    )
    assert (found.runs, found.visitors, found.sockets) == (7, 5, 10)
    assert (found.uploads, found.memory) == (3 * MB, 900 * MB)


def test_nonsense_in_it_changes_nothing():
    assert limits({"PLAYGROUND_RUNS": "many", "PLAYGROUND_MEMORY_MB": "-5"}) == limits({})


def test_a_small_machine_takes_less_on():
    small, large = (limits({"PLAYGROUND_MEMORY_MB": text}) for text in ("600", "60000"))
    assert small.visitors < large.visitors
    assert small.runs < large.runs
    assert 0 < small.uploads < large.uploads


def test_memory_is_measured():
    assert 10 * MB < used_memory() < machine_memory()


@pytest.mark.parametrize("name", ["memory.max", "memory/memory.limit_in_bytes"])
def test_a_container_has_what_it_is_allowed(tmp_path, name):
    said = tmp_path / name
    said.parent.mkdir(exist_ok=True)
    said.write_text(f"{100 * MB}\n")
    assert machine_memory(tmp_path) == 100 * MB
    for nothing in ("max\n", f"{2**63 - 4096}\n"):
        said.write_text(nothing)
        assert machine_memory(tmp_path) == machine_memory(tmp_path / "none")
