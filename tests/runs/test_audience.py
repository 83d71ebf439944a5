"""All hear of a frame; what is to follow is done once."""

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.audience import Audience
from runs.run import Run


def test_what_follows_is_done_once_all_have_heard():
    look = Run(Setup(DataSpec("xor"), NetworkSpec((2, 2, 1)), TrainSpec(batch_size=4))).look()
    audience, heard = Audience(), []

    def then():
        heard.append("then")

    def one(look):
        heard.append("one")
        audience.discard(one)  # who leaves meanwhile disturbs nobody
        audience.add(third)

    def other(look):
        heard.append("other")

    def third(look):
        heard.append("third")

    audience.add(one, then)
    audience.add(other, then)
    audience.tell(look)
    assert heard == ["one", "other", "then"]
    audience.tell(look)
    assert heard[3:] == ["other", "third", "then"]
    assert len(audience) == 2
