"""The app's central noun: what is learnt, by which network, and how."""

from dataclasses import replace
from typing import Any, NamedTuple

from core.specs.data import DataSpec
from core.specs.network import NetworkSpec
from core.specs.training import TrainSpec


class Setup(NamedTuple):
    """All that a run begins with: with the same one, any run is the same to the last bit."""

    data: DataSpec
    network: NetworkSpec
    settings: TrainSpec

    def changed(self, name: str, value: Any) -> "Setup":
        """Return the set-up with one setting, of the network or of training, changed.

        Raises
        ------
        ValueError
            If the value is not allowed, or does not go with the others.
        """
        if name in NetworkSpec.__dataclass_fields__:
            return self._replace(network=replace(self.network, **{name: value}))
        return self._replace(settings=replace(self.settings, **{name: value}))
