"""The test pictures spoiled: how many are read right, and the curve of it."""

import re

import numpy as np
import pytest

from core.explain.robustness import SPOILERS
from tests.app import text
from tests.ui.draw.drawn import draw_page
from ui.components.kit.packing import unpack
from ui.draw.spoiled_test import POINTS


@pytest.mark.parametrize("kind", SPOILERS)
def test_every_way_to_spoil_them_is_measured_and_drawn(kind):
    at = draw_page(section="Spoil the test")
    kinds = next(one for one in at.button_group if one.proto.label == "Spoil by")
    kinds.set_value(kind).run()
    assert not at.exception
    assert "Of 1,000 test pictures spoiled like this: Bundled reads **" in text(at)
    plot = next(one for one in at.get("bidi_component") if one.key == "draw.spoil.curve")
    header, arrays = unpack(plot.proto.bytes)
    (panel,) = header["panels"]
    assert panel["title"] == "Accuracy"
    amounts, shares = (arrays[panel["traces"][0][axis]] for axis in "xy")
    said = float(re.search(r"Bundled reads \*\*([\d.]+)%\*\* right", text(at))[1])
    assert said == pytest.approx(
        100 * shares[amounts == np.float32(header["cursor"])][0], abs=0.051
    )
    assert len(shares) >= POINTS
    assert shares[0] > shares[-1]
