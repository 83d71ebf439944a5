"""The four equations step by step."""

import pytest

from tests.ui.lessons.equations.test_own_net import with_net
from ui.lessons.equations.own_net import SIZES


@pytest.mark.parametrize(
    ("sizes", "output"),
    [
        *((sizes, ("sigmoid", "quadratic")) for sizes in SIZES),
        ("2-3-2", ("softmax", "log_likelihood")),
    ],
)
def test_every_step_forward_and_back(sizes, output):
    at = with_net(sizes, 3, output)
    seen = []
    while True:
        seen.append(at.get("bidi_component")[0].proto)
        if at.button(key="equations.next").disabled:
            break
        at.button(key="equations.next").click().run()
        assert not at.exception
    layers = sizes.count("-")
    assert len(seen) == 5 * layers + 1
    assert any("→" in text.value for text in at.markdown)  # the cost before and after
    for _ in seen[1:]:
        at.button(key="equations.back").click().run()
        assert not at.exception
    assert at.button(key="equations.back").disabled
