"""A row is tried beside the stage: fields for its columns, and what brings the answer is told."""

import pytest
from streamlit.testing.v1 import AppTest

from tests.app import opened, run_of
from ui.stage import panels_open, row

TABLE = "size,smokes,price\n" + "\n".join(
    f"{i}.5,{('no', 'yes')[i % 2]},{1000 + 20.5 * i}" for i in range(40)
)


@pytest.fixture
def at():
    at = opened("train", data="csv", table=TABLE)
    at.session_state[panels_open.OPEN] = "row"
    at.run()
    assert not at.exception
    return at


def test_fields_ask_in_the_tables_words_and_the_answer_follows(at):
    assert [slider.label for slider in at.slider if slider.key.startswith("row.")] == ["size"]
    smokes = next(box for box in at.selectbox if box.label == "smokes")
    assert smokes.options == ["no", "yes"]
    smokes.select("yes").run()
    next(slider for slider in at.slider if slider.label == "size").set_value(30.5).run()
    assert not at.exception
    assert at.session_state["stage.row"] == {"row": [pytest.approx(30.5), 1.0]}
    assert row.possible(run_of(at))


def test_other_data_leave_nothing_to_try():
    at = opened("train")
    at.session_state[panels_open.OPEN] = "row"
    at.run()
    assert not at.exception
    assert [text.value for text in at.caption] == ["The network learns no table now."]
    assert not row.possible(run_of(at))
    assert isinstance(at, AppTest)
