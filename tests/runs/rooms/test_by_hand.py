"""BP2 by hand: the number asked for is core's, and so is what is said of a wrong one."""

import numpy as np
import pytest

from core.explain.faults import Faulty
from core.explain.plain import backprop
from core.network import Network
from core.specs import NetworkSpec
from runs.rooms import parts
from runs.rooms.activities.by_hand import ACTIVITY, NETS, parsed, task, verdict
from tests.runs.rooms.test_fold import Log


@pytest.mark.parametrize("ready", ACTIVITY.ready(), ids=lambda ready: ready.title)
def test_every_number_is_that_of_the_core_and_every_slip_is_told(ready):
    net, unit, seed = (ready.settings[name] for name in ("net", "unit", "seed"))
    asked, sizes = task(net, unit, seed), NETS[net]
    spec = NetworkSpec(sizes, ("sigmoid", "sigmoid"), "quadratic", "normal", "float64")
    network = Network.initial(spec, seed)
    x, y = np.array([[0.5, 0.8][: sizes[0]]]), np.array([[1.0, 0.0][: sizes[-1]]])
    right = backprop(network, x, y).delta[1][0, unit - 1]
    assert asked.right == pytest.approx(right, rel=1e-12)
    assert verdict(asked, f"{right:.8f}") == ""

    batch = network.forward(x)
    wrong = Faulty(network, ["prime"], 1)
    wrong.backward(batch, y)
    slipped = batch.delta[1][0, unit - 1]
    assert verdict(asked, f"{slipped:.8f}") == "That is what comes out without σ′."
    assert "decimal point" in verdict(asked, f"{10 * right:.9f}")
    assert "No mistake" in verdict(asked, "77")


@pytest.mark.parametrize(
    "text", ["", "nan", "1e5", "inf", "--1", "0x1", "1 2", None, 5, [], "9" * 30]
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError, match="Write a number"):
        parsed(text)


def test_the_share_and_the_commonest_mistake_are_for_after_the_reveal():
    log = Log()
    for mark in "abcd":
        log.do(mark, "join", name="")
    settings = {"net": "2-3-2", "unit": 2, "seed": 5}
    number = log.do("owner", "start", activity="by_hand", settings=settings)
    asked = task(**settings)
    slip = next(one for one in asked.wrong if one.slips == ("prime",))
    log.do("a", "act", of=number, value=f"{asked.right:.6f}".replace(".", ",").replace("-", "−"))
    for mark in "bc":
        log.do(mark, "act", of=number, value=f"{slip.value:.6f}")
    log.do("d", "act", of=number, value="77")
    seen = parts.wall(log.state)["state"]
    assert (seen["found"], seen["answered"]) == (None, 4)
    own = {mark: parts.own(log.state, log.state.members[mark])["mine"] for mark in "ab"}
    assert own["a"]["words"] is own["b"]["words"] is None

    log.do("owner", "act", of=number, reveal=True)
    found = parts.student(log.state)["state"]["found"]
    assert (found["right"], found["answered"]) == (1, 4)
    assert found["mistakes"][0] == ("That is what comes out without σ′.", 2)
    own = {mark: parts.own(log.state, log.state.members[mark]) for mark in "ab"}
    assert own["a"]["mine"]["words"] == ""
    assert own["b"]["mine"]["words"] == found["mistakes"][0][0]
    assert (own["a"]["me"]["tally"], own["b"]["me"]["tally"]) == ([1, 1], [0, 1])


@pytest.mark.parametrize(
    "wrong", [{"net": "9-9-9"}, {"unit": 4}, {"unit": True}, {"seed": 0}, {"net": []}]
)
def test_what_is_no_net_or_unit_is_refused(wrong):
    with pytest.raises(ValueError, match=r"\w"):
        ACTIVITY.settings({"net": "2-3-2", "unit": 1, "seed": 1} | wrong)
