"""The proof on the page: every line holds on the visitor's net, the printed ones are red."""

import numpy as np
import pytest

from core.explain.proof import Line, as_printed
from core.network import Network
from tests.app import lesson_page, text
from tests.ui.lessons.equations.test_own_net import with_net
from ui.lessons.equations.own_net import spec_of
from ui.lessons.equations.proof import PARTS, sides

IDEA = 10


@pytest.mark.parametrize(("part", "lines"), [(PARTS[0], 7), (PARTS[1], 6)])
@pytest.mark.parametrize("output", [("sigmoid", "quadratic"), ("softmax", "log_likelihood")])
def test_every_line_of_the_derivation_holds(part, lines, output):
    at = with_net("2-3-2", IDEA, output, **{"equations.proof": part})
    assert text(at).count("✓") == lines
    assert "✗" not in text(at)
    layer = 1 if part == PARTS[1] else 2
    at.selectbox(key="equations.proof.weight").set_value((layer, 1, 1)).run()
    assert text(at).count("✓") == lines
    assert not at.exception


def test_the_weight_that_is_named_is_one_of_the_layer_that_is_derived():
    at = lesson_page("equations", IDEA, **{"equations.proof": PARTS[0]})
    weight = at.selectbox(key="equations.proof.weight")
    assert weight.value == (2, 0, 0)
    weight.set_value((2, 1, 1)).run()
    at.radio(key="equations.proof").set_value(PARTS[1]).run()
    assert at.selectbox(key="equations.proof.weight").value == (1, 0, 0)
    assert all(name.startswith("w¹") for name in at.selectbox(key="equations.proof.weight").options)


def test_what_is_printed_wrong_is_red():
    at = lesson_page("equations", IDEA, **{"equations.proof": PARTS[2]})
    assert text(at).count("✗") == 4
    assert "✓" not in text(at)
    assert "∂E/∂w measured" not in text(at)  # what is measured here is of another text's lines
    assert any("2×3 times 2 does not fit" in caption.value for caption in at.caption)
    assert not any("happen to agree" in caption.value for caption in at.caption)


def test_a_printed_line_that_holds_by_chance_is_told_to_be_wrong():
    at = with_net("2-1-1", IDEA, **{"equations.proof": PARTS[2]})  # 1×1 is its own transpose
    assert text(at).count("✓") == 1
    assert any("happen to agree" in caption.value for caption in at.caption)
    assert not at.exception


def test_of_printed_lines_the_smallest_numbers_with_different_signs_do_not_agree():
    network = Network.initial(spec_of((2, 3, 2), "leaky_relu", "leaky_relu", "quadratic"), 9)
    for l in network.w:
        network.w[l] *= 1e-4
    for line in as_printed(network, np.array([0.5, -0.2]), np.array([1.0, 0.0]), 0, 1):
        assert not line.holds


def test_numbers_that_differ_are_called_equal_nowhere():
    assert sides(Line("", "", 0.25, 0.25)) == "0.250000 = 0.250000 :green[**✓**]"
    assert sides(Line("", "", 9.13225e-7, 9.13221e-7)).startswith("9.13225·10⁻⁷ ≈ 9.13221·10⁻⁷")
    assert sides(Line("", "", 0.25, None)) == ":red[0.250000 ≠ nothing **✗**]"


def test_a_net_without_a_hidden_layer_is_told_so():
    at = with_net("2-1", IDEA, **{"equations.proof": PARTS[1]})
    assert "no hidden layer" in at.info[0].value
    assert not at.exception
