"""What is true of numbers is true with other kernels of OpenBLAS, too: they round differently."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
KERNELS = "OPENBLAS_CORETYPE"  # read when NumPy is loaded, so it takes a process of its own
NUMERIC = (
    "tests/core/functions",
    "tests/core/explain",
    "tests/core/test_network.py",
    "tests/core/test_training.py",
    "tests/core/test_update.py",
    "tests/core/test_evaluation.py",
    # what equal weights do hangs on the last bit
    *(
        f"tests/ui/shell/test_presets.py::test_a_preset_keeps_what_it_promises[{name}]"
        for name in ("zeros", "rounding", "xor", "even_odd")
    ),
    *(
        f"tests/ui/views/shared/hints/test_hints.py::test_{name}"
        for name in (
            "an_ailment_is_seen_and_its_remedy_cures_it[zeros]",
            "units_that_only_rounding_parts_are_told_how_far_apart_they_are",
            "dropout_parts_units_that_began_alike",
        )
    ),
)


def test_the_numeric_tests_pass_with_other_kernels_as_well():
    other = {name: value for name, value in os.environ.items() if name != KERNELS}
    if KERNELS not in os.environ:
        other[KERNELS] = "Haswell"  # those of most processors with AVX2
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "-p",
            "no:xdist",
            *NUMERIC,
        ],
        cwd=ROOT,
        env=other,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:]
