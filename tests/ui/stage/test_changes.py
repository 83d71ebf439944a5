"""Networks changed in the picture."""

import pytest

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from core.training import Training
from ui.shell.presets import PRESETS
from ui.stage import changes, starts

SPIRAL = starts.SPIRAL


def test_units_layers_and_activations_change_and_nothing_else():
    more = changes.with_units(SPIRAL, 1, 9)
    assert more.network.sizes == (2, 9, 8, 1)
    assert changes.with_units(more, 1, 8) == SPIRAL
    deeper = changes.with_layer(SPIRAL, 3)
    assert deeper.network.sizes == (2, 8, 8, 8, 1)
    assert deeper.network.activations == ("tanh", "tanh", "tanh", "sigmoid")
    assert changes.without_layer(deeper, 3) == SPIRAL
    first = changes.with_layer(changes.with_units(SPIRAL, 1, 5), 1)
    assert first.network.sizes == (2, 5, 5, 8, 1)
    other = changes.with_activation(SPIRAL, 2, "relu")
    assert other.network.activations == ("tanh", "relu", "sigmoid")
    assert other.network.cost == SPIRAL.network.cost


def test_a_network_without_hidden_layers_gets_its_first():
    line = Setup(DataSpec("xor"), NetworkSpec((2, 1), ("sigmoid",)), TrainSpec(1.0, 4))
    assert changes.with_layer(line, 1).network.sizes == (2, 4, 1)


@pytest.mark.parametrize("name", ["sigmoid", "softmax", "linear", "tanh", "relu"])
def test_an_output_brings_a_cost_that_suits_it(name):
    for setup in (PRESETS["digits"].setup, PRESETS["three"].setup):
        changed = changes.with_activation(setup, len(setup.network.sizes) - 1, name)
        assert changed.network.activations[-1] == name


def test_features_change_the_inputs():
    told = changes.with_features(SPIRAL, ("x", "y", "sin_x"))
    assert told.network.sizes == (3, 8, 8, 1)
    assert len(Training(told).data.input_names) == 3


@pytest.mark.parametrize(
    ("change", "given"),
    [
        (changes.with_units, (0, 3)),
        (changes.with_units, (3, 3)),
        (changes.with_units, (1, 0)),
        (changes.with_units, (1, 5000)),
        (changes.with_layer, (0,)),
        (changes.with_layer, (4,)),
        (changes.without_layer, (3,)),
        (changes.with_activation, (4, "tanh")),
        (changes.with_activation, (1, "softmax")),
        (changes.with_activation, (1, "nonsense")),
        (changes.with_features, ((),)),
        (changes.with_features, (("nonsense",),)),
    ],
)
def test_what_cannot_be_is_refused_in_words(change, given):
    with pytest.raises(ValueError, match=r"\w+ \w+"):
        change(SPIRAL, *given)


def test_there_is_an_end_to_layers():
    setup = SPIRAL
    for _ in range(4):
        setup = changes.with_layer(setup, 1)
    with pytest.raises(ValueError, match="At most 6 hidden layers"):
        changes.with_layer(setup, 1)
