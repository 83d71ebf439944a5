"""What to build, what to learn from, how to train: frozen, validated descriptions."""

from core.specs.data import DataSpec
from core.specs.network import MAX_HIDDEN_LAYERS, MAX_UNITS, NetworkSpec
from core.specs.setup import Setup
from core.specs.training import TrainSpec

__all__ = ["MAX_HIDDEN_LAYERS", "MAX_UNITS", "DataSpec", "NetworkSpec", "Setup", "TrainSpec"]
