"""A weight set by hand: it changes the run, says what that did, and can be undone."""

import numpy as np

from tests.app import button, opened, run_of

PAGE = {"data": "xor", "layers": "2-4-1", "views": "receipt"}
EDGE = (1, 2, 0)  # layer, unit, input


def page():
    return opened("lab", {"edge": EDGE}, **PAGE)


def asked(at):
    return next(field for field in at.number_input if field.label == "Set w¹ by hand")


def test_a_weight_is_set_said_and_put_back():
    at = page()
    run = run_of(at)
    began = run.network().parameters.copy()
    assert button(at, "Set").disabled
    assert button(at, "Undo").disabled
    asked(at).set_value(2.5).run()
    button(at, "Set").click().run()
    assert run.network().w[1][2, 0] == np.float32(2.5)
    (said,) = [shown.value for shown in at.caption if shown.value.startswith("w¹ = 2.5.")]
    assert "Validation accuracy:" in said
    button(at, "Undo").click().run()
    np.testing.assert_array_equal(run.network().parameters, began)
    assert button(at, "Undo").disabled
    assert not at.exception


def test_a_unit_is_switched_off_and_a_reset_forgets_how_to_undo_it():
    at = page()
    run = run_of(at)
    button(at, "Step").click().run()
    button(at, "Switch unit off").click().run()
    assert not run.network().w[2][:, 2].any()
    assert not button(at, "Undo").disabled
    button(at, "Reset").click().run()
    assert run.network().w[2][:, 2].all()
    assert button(at, "Undo").disabled
    assert not at.exception


def test_what_is_set_is_in_the_link():
    at = page()
    button(at, "Step").click().run()
    asked(at).set_value(-0.5).run()
    button(at, "Set").click().run()
    assert at.query_params["then"] == "1.hand.1:2:0:-0.5"
