import math

import numpy as np
import pytest

from ui.components.kit.packing import unpack
from ui.components.live_plot import Mark, Panel, Trace, frame, rounded_up, x_axis, y_axis


def packed(panels, **changes):
    kept = {
        "key": "curves",
        "revision": "run-1",
        "alt": "Cost by epoch",
        "marks": [],
        "x_title": "epoch",
        "x_range": None,
        "height": 260,
    }
    return frame(panels, **{**kept, **changes})


def test_frame_holds_the_points():
    x, y = [0, 1, 2], [3.0, 2.0, 0.5]
    header, arrays = unpack(packed([Panel("Cost", [Trace("training", x, y, dash="dot")])]))
    (trace,) = header["panels"][0]["traces"]
    np.testing.assert_array_equal(arrays[trace["x"]], x)
    np.testing.assert_array_equal(arrays[trace["y"]], y)
    assert trace["line"] == {"dash": "dot", "width": 2.0}
    assert header["revision"] == "run-1"


def test_curves_that_share_x_send_it_once():
    x = np.arange(1000.0)
    panels = [
        Panel("Cost", [Trace("training", x, x), Trace("test", x, x + 1)]),
        Panel("Accuracy", [Trace("training", x, x + 2), Trace("test", x, x + 3)]),
    ]
    data = packed(panels)
    assert len(unpack(data)[1]) == 4
    assert len(data) < 18_000


def test_frame_without_points():
    header, _ = unpack(packed([Panel("Cost", [Trace("training", [], [])])]))
    assert header["panels"][0]["range"] == [0, 1]
    assert header["x"]["range"] == [0, 1]


def test_values_that_are_not_finite():
    trace = Trace("training", [0, 1, 2], [1.0, np.inf, np.nan])
    header, _ = unpack(packed([Panel("Cost", [trace])]))
    assert header["panels"][0]["range"] == [0, 1]


def test_formats_and_marks():
    panel = Panel("Accuracy", [Trace("test", [1], [0.934])], tick_format=".0%", value_format=".1%")
    header, _ = unpack(packed([panel], marks=[Mark(0.5, "η 0.1")]))
    assert header["panels"][0]["ticks"] == ".0%"
    assert header["panels"][0]["values"] == ".1%"
    assert header["marks"] == [{"x": 0.5, "label": "η 0.1"}]


@pytest.mark.parametrize("chosen", ["", ".3f", ".10g", ".0g", "%", ".2%\n", ".2 %"])
def test_formats_that_the_browser_does_not_know_are_refused(chosen):
    with pytest.raises(ValueError, match="values of 'Cost'"):
        packed([Panel("Cost", [], value_format=chosen)])
    if chosen:
        with pytest.raises(ValueError, match="ticks of 'Cost'"):
            packed([Panel("Cost", [], tick_format=chosen)])


def test_unequal_lengths_are_refused():
    with pytest.raises(ValueError, match="'training' has 2 x and 3 y"):
        packed([Panel("Cost", [Trace("training", [0, 1], [1, 2, 3])])])


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, 0), (-1, 0), (1, 1), (1.01, 1.25), (9, 10), (10, 10), (10.1, 12.5), (0.0031, 0.004)],
)
def test_rounded_up(value, expected):
    assert rounded_up(value) == pytest.approx(expected)


def test_x_axis_grows_in_few_steps():
    ends = {tuple(x_axis([np.array([0.0, newest], np.float32)])) for newest in np.arange(1, 100)}
    assert len(ends) < 25
    for newest in np.arange(0.1, 100, 0.7):  # the widest step is from 3 to 4
        low, high = x_axis([np.array([newest], np.float32)])
        assert low == 0
        assert newest <= high * (1 + 1e-5) <= 1.34 * newest


def test_y_axis():
    y = [np.array([2.3, 0.4], np.float32)]
    assert y_axis(y) == [0, 2.5]
    assert y_axis([np.array([-0.7, 0.4], np.float32)]) == [-0.8, 0.4]
    assert y_axis(y, (0, 1)) == [0, 1]
    assert y_axis([np.zeros(3, np.float32)]) == [0, 1]


def test_y_axis_logarithmic():
    low, high = y_axis([np.array([0.011, 0.0, 2.0], np.float32)], log=True)
    assert low <= math.log10(0.011)
    assert math.log10(2.0) <= high < 1
    assert y_axis([], (0.01, 1), log=True) == [-2, 0]
    assert y_axis([np.zeros(2, np.float32)], log=True)[0] < 0
