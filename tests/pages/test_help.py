"""Every control of the lab has a sentence that tells what it does."""

from itertools import product

import pytest

from core.data.catalogue import DATASETS
from core.functions.activations import ACTIVATIONS
from core.functions.costs import COSTS
from core.specs import NetworkSpec
from tests.pages.test_pages import collected, opened, run_of, unfolded
from ui.lab.data_panel import DRAWINGS
from ui.shell.presets import PRESETS
from ui.views import VIEWS

KINDS = (
    "button",
    "button_group",
    "file_uploader",
    "number_input",
    "selectbox",
    "slider",
    "text_area",
    "text_input",
    "toggle",
)
UNFOLDED = ("presets", "more", "share", "data_settings", "paste")


def widgets(at):
    """Return (kind, label, help) of all that can be operated, popovers included."""
    found = [
        (kind, widget.proto.label, widget.proto.help)
        for kind in KINDS
        for widget in getattr(at, kind)
    ]
    popovers = [block.proto.popover for block in at.get("popover")]
    downloads = [element.proto for element in at.get("download_button")]
    found += [("popover", one.label, one.help) for one in popovers]
    found += [("download", one.label, one.help) for one in downloads]
    return found


@pytest.mark.parametrize("name", DATASETS)
def test_every_control_says_what_it_does(name):
    at = opened("train")
    if name in DRAWINGS:
        at.session_state["set"] = collected(6).key
    if name != "mnist":
        at.selectbox(key="set.data").select(name).run()
    at.button(key="step").click().run()
    at.button(key="new_seed").click().run()  # a run before to go back to
    views = next(group for group in at.button_group if group.proto.label == "Views")
    views.set_value([view for view in VIEWS if VIEWS[view].label in offered(views)]).run()
    unfolded(at, *UNFOLDED)
    assert not at.exception
    captions = {caption.value for caption in at.caption}
    said = {preset.label for preset in PRESETS.values() if preset.goal in captions}  # below each
    silent = [
        (kind, label)
        for kind, label, help_ in widgets(at)
        if not help_.strip() and label not in said
    ]
    assert silent == []
    assert len(widgets(at)) > 50


def offered(group):
    return [option.content for option in group.proto.options]


def test_whatever_cannot_go_together_is_offered_and_explained():
    at = opened("train")
    at.selectbox(key="set.data").select("even_odd").run()
    sizes, explained = run_of(at).setup.network.sizes, 0
    for cost, output in product(COSTS, ACTIVATIONS):
        at.selectbox(key="set.cost").select(cost)
        at.selectbox(key="set.activation.output").select(output)
        at.run()
        assert not at.exception
        reason = why_not((sizes, ("sigmoid", output), cost))
        explained += bool(reason)
        if reason:
            assert [error.value for error in at.error] == [f"{reason} The run goes on as it was."]
        else:
            assert not at.error
            assert run_of(at).setup.network.cost == cost
            assert run_of(at).setup.network.activations[-1] == output
    assert explained > 5


def why_not(network):
    try:
        NetworkSpec(*network)
    except ValueError as problem:
        return str(problem)
    return ""
