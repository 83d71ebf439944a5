"""Every control of the lab has a sentence that tells what it does."""

import pytest

from core.data.catalogue import DATASETS
from tests.app import collected, opened, unfolded
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


UNFOLDED = ("presets", "more", "share", "data_settings", "reading.how", "paste", "load")


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


def offered(group):
    return [option.content for option in group.proto.options]


@pytest.mark.parametrize("name", DATASETS)
def test_every_control_says_what_it_does(name):
    state = {"set": collected(6).key} if name in DRAWINGS else {}
    at = opened("lab", state)
    if name != "mnist":
        at.selectbox(key="set.data").select(name).run()
    at.button(key="step").click()
    at.button(key="new_seed").click().run()  # a run before to go back to
    views = next(group for group in at.button_group if group.proto.label == "Views")
    views.set_value([view for view in VIEWS if VIEWS[view].label in offered(views)])
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
