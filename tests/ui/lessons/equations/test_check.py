"""The gradient check, and ways to break backpropagation."""

import pytest

from core.explain.faults import FAULTS
from tests.ui.lessons.equations.test_own_net import with_net


@pytest.mark.parametrize("fault", FAULTS)
def test_each_way_to_break_it_makes_the_check_red(fault):
    at = with_net("3-3-3", 4)
    assert "The check passes" in at.success[0].value
    assert not at.error
    at.toggle(key=f"equations.fault.{fault}").set_value(True).run()
    assert "The check fails" in at.error[0].value
    assert not at.success
    at.toggle(key=f"equations.fault.{fault}").set_value(False).run()
    assert not at.error
    assert not at.exception


def test_a_missing_transpose_that_does_not_fit_is_explained():
    at = with_net("2-3-2", 4)
    assert at.toggle(key="equations.fault.transpose").disabled
    assert "w of layer 2 is 2×3" in at.toggle(key="equations.fault.transpose").help
