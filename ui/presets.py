"""Where each kind of data starts: a set-up that learns well."""

from core.specs import DataSpec, NetworkSpec, TrainSpec

Setup = tuple[DataSpec, NetworkSpec, TrainSpec]

FIRST: Setup = (DataSpec(), NetworkSpec(), TrainSpec())


def for_data(data: DataSpec, seed: int) -> Setup:
    """Return the set-up that ``data`` starts with."""
    if data.name == "mnist":
        return data, NetworkSpec(), TrainSpec(seed=seed)
    network = NetworkSpec((data.bits, 3, 2), ("sigmoid", "sigmoid"), "quadratic", "normal")
    return data, network, TrainSpec(eta=0.6, batch_size=8, seed=seed)
