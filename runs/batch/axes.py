"""What can be swept: settings of training, of the network and of the data, by their short names."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from core.data.catalogue import DATASETS
from core.functions.activations import ACTIVATIONS, OUTPUT_ONLY
from core.specs import MAX_HIDDEN_LAYERS, MAX_UNITS, DataSpec, NetworkSpec, Setup, TrainSpec
from core.specs.settings import Setting, number
from core.specs.training import IMAGES, STOPPING


@dataclass(frozen=True)
class Swept:
    """A setting that may be an axis: what it is called, its kind, its value, and how it changes."""

    about: Setting
    kind: type
    of: Callable[[Setup], Any]
    put: Callable[[Setup, Any], Setup]
    suits: Callable[[Setup], bool] = lambda setup: True

    def read(self, value: object) -> Any:
        """Return a value as one of this setting's.

        Raises
        ------
        ValueError
            If it is none.
        """
        if self.about.choices is None:
            try:
                return number(float(str(value)), self.about, self.kind)
            except ValueError as error:
                if "must be" in str(error):
                    raise
                raise ValueError(f"{self.about.label} must be a number, not {value!r}.") from error
        if value not in self.about.choices:
            names = ", ".join(self.about.choices)
            raise ValueError(f"{self.about.label} must be one of {names}, not {value!r}.")
        return value

    def words(self, value: Any) -> str:
        """Return a value as it stands on an axis."""
        choices = self.about.choices
        return choices[value] if choices is not None else f"{value:g}"


def _of_training(name: str) -> Swept:
    about = TrainSpec.about(name)
    return Swept(
        about,
        type(TrainSpec.__dataclass_fields__[name].default),
        lambda setup: getattr(setup.settings, name),
        lambda setup, value: setup._replace(settings=replace(setup.settings, **{name: value})),
        _has_pictures if about.group == IMAGES else _always,
    )


def _of_network(name: str) -> Swept:
    return Swept(
        NetworkSpec.about(name),
        str,
        lambda setup: getattr(setup.network, name),
        lambda setup, value: setup._replace(network=replace(setup.network, **{name: value})),
    )


def _of_data(name: str) -> Swept:
    return Swept(
        DataSpec.about(name),
        type(DataSpec.__dataclass_fields__[name].default),
        lambda setup: getattr(setup.data, name),
        lambda setup, value: setup._replace(data=replace(setup.data, **{name: value})),
        lambda setup: name in DATASETS[setup.data.name].uses,
    )


def _always(setup: Setup) -> bool:
    return True


def _has_pictures(setup: Setup) -> bool:
    return DATASETS[setup.data.name].needs_mnist


def _has_hidden(setup: Setup) -> bool:
    return len(setup.network.sizes) > 2


def _wide(setup: Setup, units: int) -> Setup:
    sizes = setup.network.sizes
    wide = (sizes[0], *(units for _ in sizes[1:-1]), sizes[-1])
    return setup._replace(network=replace(setup.network, sizes=wide))


def _deep(setup: Setup, layers: int) -> Setup:
    net = setup.network
    sizes = (net.sizes[0], *(net.sizes[1],) * layers, net.sizes[-1])
    names = (net.activations[0],) * layers + net.activations[-1:]
    return setup._replace(network=replace(net, sizes=sizes, activations=names))


def _inside(setup: Setup, name: str) -> Setup:
    net = setup.network
    names = (name,) * (len(net.sizes) - 2) + net.activations[-1:]
    return setup._replace(network=replace(net, activations=names))


_TRAINING = [
    name
    for name, field in TrainSpec.__dataclass_fields__.items()
    if "setting" in field.metadata and name != "seed" and TrainSpec.about(name).group != STOPPING
]
_INNER = {n: kind.label for n, kind in ACTIVATIONS.items() if n not in OUTPUT_ONLY}

AXES: dict[str, Swept] = {
    **{TrainSpec.keys()[name]: _of_training(name) for name in _TRAINING},
    "units": Swept(
        Setting("Units of each hidden layer", "", 1, MAX_UNITS),
        int,
        lambda setup: setup.network.sizes[1],
        _wide,
        _has_hidden,
    ),
    "depth": Swept(
        Setting("Hidden layers", "", 1, MAX_HIDDEN_LAYERS),
        int,
        lambda setup: len(setup.network.sizes) - 2,
        _deep,
        _has_hidden,
    ),
    "activation": Swept(
        Setting("Hidden activation", "", choices=_INNER),
        str,
        lambda setup: setup.network.activations[0],
        _inside,
        _has_hidden,
    ),
    **{name: _of_network(name) for name in ("init", "cost")},
    **{name: _of_data(name) for name in ("noise", "samples", "split")},
}
"""Every axis there is, by its name in links and on the command line."""
