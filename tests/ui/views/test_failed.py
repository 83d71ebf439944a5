"""One view that fails takes no other with it, and says so in a sentence."""

from dataclasses import replace

import pytest

from tests.app import opened, run_of
from ui.views import VIEWS, Failed, packed


def broken(look, options):
    raise ZeroDivisionError("nobody thought of this")


def test_a_view_that_fails_says_so_and_the_others_stay(monkeypatch):
    weights = VIEWS["weights"]
    monkeypatch.setitem(VIEWS, "weights", replace(weights, payload=broken))
    at = opened("lab", data="xor", views="curves,weights,diagram")
    assert not at.exception
    assert [w.value for w in at.warning] == [
        "“Weights” cannot be shown for this run. The other views and the training go on."
    ]
    drawn = {one.key for one in at.get("bidi_component")}
    assert {"curves", "diagram"} <= drawn
    at.button(key="step").click().run()
    assert not at.exception
    assert run_of(at).frame.steps == 1


def test_options_that_fail_take_no_view_along(monkeypatch):
    curves = VIEWS["curves"]
    monkeypatch.setitem(VIEWS, "curves", replace(curves, choose=lambda look: 1 / 0))
    at = opened("lab", data="xor", views="curves,diagram")
    assert not at.exception
    assert "“Curves” cannot be shown" in at.warning[0].value


def test_it_is_one_kind_of_error_whatever_went_wrong():
    at = opened("lab", data="xor")
    with pytest.raises(Failed, match="cannot be shown"):
        packed(replace(VIEWS["curves"], payload=broken), run_of(at).look(), {})
