"""Samples written out by hand, taken as they are: what a lesson works through, number by number."""

import numpy as np

from core.arrays import FloatArray
from core.data.samples import Dataset, Samples

MOST_SAMPLES = 100
ARROW = ">"
FIRST = "0.5 -0.2 > 1 0"


def text_of(x: FloatArray, y: FloatArray) -> str:
    """Return inputs (m, n_0) and targets (m, n_L) as ``written`` reads them, to the last bit."""
    pairs = zip(x.tolist(), y.tolist(), strict=True)
    return "\n".join(f"{_row(inputs)} {ARROW} {_row(targets)}" for inputs, targets in pairs)


def written(text: str) -> Dataset:
    """Return the samples in ``text``, one a line, such as "0.5 -0.2 > 1 0": inputs > targets.

    They are neither scaled nor dealt out: all are for training, validation and test alike. Targets
    are quantities. Without any text it is the first sample of the lesson on the four equations.

    Raises
    ------
    ValueError
        If a line is no sample, or unlike the first.
    """
    lines = [line for line in (text or FIRST).splitlines() if line.strip()]
    if not 1 <= len(lines) <= MOST_SAMPLES:
        raise ValueError(f"Write 1 to {MOST_SAMPLES} samples, one a line, not {len(lines)}.")
    samples = [_sample(line, number) for number, line in enumerate(lines, start=1)]
    shapes = [(len(inputs), len(targets)) for inputs, targets in samples]
    for number, shape in enumerate(shapes, start=1):
        if shape != shapes[0]:
            raise ValueError(
                f"Sample {number} has {shape[0]} inputs and {shape[1]} targets, the first "
                f"{shapes[0][0]} and {shapes[0][1]}."
            )
    x, y = (np.array(part) for part in zip(*samples, strict=True))
    rows = Samples(x, y, None)
    n_in, n_out = shapes[0]
    return Dataset(
        train=rows,
        validation=rows,
        test=rows,
        input_names=tuple(f"x{k}" for k in range(1, n_in + 1)),
        output_names=tuple(f"y{j}" for j in range(1, n_out + 1)),
    )


def _sample(line: str, number: int) -> tuple[list[float], list[float]]:
    inputs, _, targets = (part.split() for part in line.partition(ARROW))
    try:
        sample = [float(cell) for cell in inputs], [float(cell) for cell in targets]
    except ValueError:
        sample = [], []
    if not all(sample) or not np.isfinite(sample[0] + sample[1]).all():
        raise ValueError(f"Line {number} is no sample. Write inputs {ARROW} targets: {FIRST}")
    return sample


def _row(values: list[float]) -> str:
    return " ".join(map(repr, values))
