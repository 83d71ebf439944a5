"""What a field is given of its session is what Streamlit would give."""

from streamlit.testing.v1 import AppTest

from ui.shell.one_value import give


def page():
    import streamlit as st

    from ui.shell.one_value import Values

    st.session_state.setdefault("own", 3)
    st.number_input("Number", key="number", value=None)
    st.text_input("Text", "as it was", key="text")
    st.checkbox("Without a key")
    values = st.session_state.to_dict()
    assert isinstance(values, Values)
    assert dict(values) == values.copied()
    assert len(values) == 3
    assert all(key in values for key in ("own", "number", "text"))
    assert "nobody's" not in values
    assert repr(values) == repr(values.copied())
    st.text([values[key] for key in sorted(values)])


def test_every_value_is_the_one_that_streamlit_copies():
    give()
    at = AppTest.from_function(page)
    at.session_state["text"] = None  # a field without a default looks for it
    at.run()
    assert not at.exception
    assert at.text[0].value == "[None, 3, None]"
    assert at.text_input(key="text").value is None
    at.text_input(key="text").set_value("typed")
    at.number_input(key="number").set_value(2.5).run()
    assert not at.exception
    assert at.text[0].value == "[2.5, 3, 'typed']"
