"""The filmstrip's small pictures: each is of the run as it is."""

import numpy as np
import pytest

from core.explain.plain import backprop
from runs.run import Run
from ui.components.kit.packing import unpack
from ui.shell.presets import PRESETS
from ui.stage.starts import SPIRAL
from ui.views import suitable, thumbs

SIGNED = {"confusion", "gradients"}


def run_of(preset, steps=0):
    run = Run(SPIRAL if preset == "spiral_stage" else PRESETS[preset].setup)
    run.advance_by(steps)
    return run


def small(run):
    header, arrays = unpack(thumbs.payload(run.look(), {}))
    pictures = zip(header["kinds"], header["shapes"], arrays, strict=True)
    return {
        name: (kind, array.reshape(shape))
        for name, (kind, shape, array) in zip(header["names"], pictures, strict=True)
    }


@pytest.mark.parametrize("preset", ["spiral_stage", *PRESETS])
def test_each_run_has_those_of_its_views(preset):
    run = run_of(preset)
    look = run.look()
    found = set(small(run))
    assert found <= {view.name for view in suitable(look.spec, look.data)}
    assert {"gradients", "receipt"} <= found


def test_the_gradient_is_that_of_the_first_samples():
    run = run_of("spiral_stage", 20)
    look = run.look()
    first = look.data.train[: thumbs.TRAINED]
    by_hand = backprop(look.network, np.asarray(first.x, np.float64) * first.scale, first.y)
    nabla = by_hand.nabla_w[2]
    kind, shown = small(run)["gradients"]
    assert kind == "signed"
    assert shown.shape == nabla.shape
    wanted = np.cbrt(nabla / np.abs(nabla).max())
    np.testing.assert_allclose(shown / 127, wanted, atol=0.01)


def test_confusion_is_right_on_the_diagonal_and_moves_with_the_run():
    begun, learnt = run_of("digits"), run_of("digits", 1500)
    before, after = (small(run)["confusion"][1] for run in (begun, learnt))
    look = learnt.look()
    right = look.data.validation.labels[: look.probe.m] == look.probe.a[2].argmax(axis=1)
    assert np.trace(after.astype(int)) > np.trace(before.astype(int))
    assert np.all(np.diag(after) >= 0)
    off = after[~np.eye(10, dtype=bool)]
    assert off.max() <= 0
    assert (off == 0).all() == right.all()


def test_mistakes_are_pictures_that_are_answered_wrongly():
    run = run_of("digits", 1500)
    look = run.look()
    wrong = look.probe.a[2].argmax(axis=1) != look.data.validation.labels[: look.probe.m]
    kind, shown = small(run)["mistakes"]
    assert (kind, shown.shape) == ("ink", (14, 14 * min(4, int(wrong.sum()))))
    assert shown.max() > 100


def test_nothing_is_pinned_until_somebody_pins():
    run = run_of("digits")
    assert "pinned" not in small(run)
    run.pin(np.full((28, 28), 9, np.uint8))
    np.testing.assert_allclose(
        small(run)["pinned"][1][:, 0] / 127, run.frame.pinned[1:, -1], atol=0.01
    )


def test_a_network_too_large_for_it_has_none_of_the_gradient(monkeypatch):
    monkeypatch.setattr(thumbs, "WORK", 10)
    assert not {"gradients", "receipt"} & set(small(run_of("spiral_stage")))
