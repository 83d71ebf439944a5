"""What a network answers to all numbers, and which bit it listens to."""

import numpy as np

from core.data.bits import as_bits
from core.explain.all_numbers import bit_weights, even_answers, flip_changes
from core.network import Network
from core.specs import NetworkSpec


def listens_to_the_last_bit():
    spec = NetworkSpec((4, 2), ("sigmoid",), "quadratic", dtype="float64")
    network = Network(spec, np.zeros(spec.parameter_count))
    network.w[1][:, -1] = 40, -40
    network.b[1][...] = -20, 20
    return network


def test_numbers_are_counted_up_most_significant_bit_first():
    assert as_bits(3)[6].tolist() == [1, 1, 0]


def test_even_numbers_are_answered_even():
    assert even_answers(listens_to_the_last_bit()).round(6).tolist() == [1, 0] * 8


def test_only_the_last_bit_changes_the_answer():
    changes = flip_changes(even_answers(listens_to_the_last_bit()))
    assert changes.round(6).tolist() == [0, 0, 0, 1]


def test_an_undecided_network_stays_at_a_half():
    network = listens_to_the_last_bit()
    network.parameters[...] = 0
    assert (even_answers(network) == 0.5).all()


def test_the_weight_of_a_bit_is_the_mean_of_its_column():
    assert bit_weights(np.array([[1.0, -2.0], [3.0, 0.0]])).tolist() == [2, 1]
