"""Predictions: asked at the head of an idea, locked when revealed, answered by experiment."""

import pytest

from tests.app import opened, text

AT_THE_HEAD = [
    ("one_neuron", 2, "one_neuron.steep", 0),
    ("one_neuron", 4, "one_neuron.twice", 2),
    ("one_neuron", 5, "one_neuron.silent", 1),
    ("chain_rule", 1, "chain_rule.product", 1),
    ("chain_rule", 2, "chain_rule.sure", 1),
    ("chain_rule", 3, "chain_rule.blamed", 0),
    ("chain_rule", 4, "chain_rule.sweeps", 0),
    ("descent", 2, "descent.edge", 1),
    ("descent", 4, "descent.steepest", 0),
    ("descent", 5, "descent.noise.question", 1),
    ("gates", 1, "gates.one_layer", 2),
    ("gates", 2, "gates.linear", 1),
    ("gates", 3, "gates.starts", 1),
    ("even_odd", 1, "even_odd.seeds", 0),
    ("even_odd", 2, "even_odd.unseen", 0),
    ("even_odd", 5, "even_odd.true_parity", 2),
    ("luck", 1, "luck.stuck", 1),
    ("luck", 3, "luck.large", 2),
    ("luck", 4, "luck.enough", 1),
    ("equations", 5, "equations.sign", 2),
    ("equations", 7, "equations.vanishing", 2),
    ("equations", 12, "equations.symmetry", 0),
]


def gate(lesson, idea):
    """Return a lesson at the question at the head of an idea."""
    return opened(lesson, {f"{lesson}.idea": idea})


def revealed(at, question, said):
    assert at.button(key=f"{question}.reveal").disabled
    at.radio(key=f"{question}.chosen").set_value(said).run()
    at.button(key=f"{question}.reveal").click().run()
    assert not at.exception
    return at


@pytest.mark.parametrize(("lesson", "idea", "question", "right"), AT_THE_HEAD)
def test_a_prediction_is_answered_by_the_experiments_own_picture(lesson, idea, question, right):
    at = gate(lesson, idea)
    assert len(at.radio) == 1  # nothing of the idea tells the answer
    revealed(at, question, right)
    assert "As you predicted" in at.success[0].value
    shown = [one.proto.id for kind in ("bidi_component", "plotly_chart") for one in at.get(kind)]
    assert any(f"{question.removesuffix('.question')}.picture" in key for key in shown)
    at.button(key=f"{question}.on").click().run()
    assert f"{question}.on" not in {button.key for button in at.button}
    assert not at.exception


@pytest.mark.parametrize(
    "where", [("descent", 2, "descent.edge", 0), ("equations", 5, "equations.sign", 0)]
)
def test_what_is_clicked_after_the_reveal_changes_nothing(where):
    lesson, idea, question, _ = where
    at = revealed(opened(lesson, {f"{lesson}.idea": idea}), question, 0)
    assert "Measured" in at.info[0].value
    locked = at.radio(key=f"{question}.locked")
    assert locked.disabled
    assert locked.value == 0
    assert f"{question}.reveal" not in {button.key for button in at.button}
    at.session_state[f"{question}.chosen"] = 1
    at.run()
    assert "Measured" in at.info[0].value
    assert not [one for one in at.success if "As you predicted" in one.value]


def test_a_question_can_be_skipped_and_all_of_them_by_the_address():
    at = gate("gates", 1)
    at.button(key="gates.one_layer.skip").click().run()
    assert "A gate makes one bit of two" in text(at)
    at = opened("gates", {"gates.idea": 3}, questions="off")
    assert "**hidden unit**" in text(at)


def test_the_end_says_what_came_as_predicted_and_what_to_look_at_next():
    at = revealed(gate("descent", 2), "descent.edge", 1)
    for idea, question, said in ((4, "descent.steepest", 1), (6, "", 0)):
        at.session_state["descent.idea"] = idea
        at.run()
        if question:
            revealed(at, question, said)
    assert "**1 of 2** came as you predicted" in text(at)
    at.button(key="descent.again.4").click().run()
    assert at.session_state["descent.idea"] == 4


@pytest.mark.parametrize("query", [{}, {"questions": "off"}])
def test_the_end_leads_to_questions_that_were_skipped(query):
    at = opened("descent", {"descent.idea": 2}, **query)
    if not query:
        at.button(key="descent.edge.skip").click().run()
    assert "descent.edge.reveal" not in {button.key for button in at.button}
    at.session_state["descent.idea"] = 6
    at.run()
    assert "No prediction yet" in text(at)
    at.button(key="descent.again.2").click().run()
    assert "descent.edge.reveal" in {button.key for button in at.button}
    at.button(key="descent.edge.skip").click().run()
    assert "descent.edge.reveal" not in {button.key for button in at.button}


def test_the_question_of_the_last_idea_itself_can_be_asked_again():
    at = opened("equations", {"equations.idea": 12}, questions="off")
    at.button(key="equations.again.12").click().run()
    assert "equations.symmetry.reveal" in {button.key for button in at.button}
