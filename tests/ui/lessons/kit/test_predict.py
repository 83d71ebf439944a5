"""Predictions, and the experiments that answer them."""

import pytest

from tests.app import lesson_page


@pytest.mark.parametrize(
    ("lesson", "idea", "question", "right"),
    [
        ("descent", 5, "descent.edge", 1),
        ("descent", 5, "descent.steepest", 0),
        ("descent", 5, "descent.noise.question", 1),
        ("gates", 5, "gates.one_layer", 2),
        ("gates", 5, "gates.starts", 1),
        ("gates", 5, "gates.linear", 1),
        ("equations", 9, "equations.symmetry", 0),
        ("equations", 9, "equations.vanishing", 2),
        ("equations", 9, "equations.sign", 2),
        ("even_odd", 5, "even_odd.seeds", 0),
        ("even_odd", 5, "even_odd.unseen", 0),
        ("even_odd", 5, "even_odd.true_parity", 2),
    ],
)
def test_predictions_are_answered_by_experiment(lesson, idea, question, right):
    at = lesson_page(lesson, idea)
    assert at.button(key=f"{question}.reveal").disabled
    at.radio(key=f"{question}.chosen").set_value(right).run()
    at.button(key=f"{question}.reveal").click().run()
    assert "As you predicted" in at.success[0].value
    at.radio(key=f"{question}.chosen").set_value((right + 1) % 2).run()
    assert "Measured" in at.info[0].value
    assert not at.exception
