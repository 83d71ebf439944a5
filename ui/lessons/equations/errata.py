"""The errors that the texts print, as patients: pick the cure, and the judge runs it."""

import re

import streamlit as st

from core.explain.errata import PATIENTS, Patient
from ui.lessons.kit.texts import linked
from ui.shell.widgets import place

_PATIENT, _CURED = "equations.patient", "equations.cured"
_TITLES = [patient.title for patient in PATIENTS]


def show() -> None:
    """Show a patient, its cures, and what comes of the one that was picked."""
    st.markdown(
        "This product was built from four texts; these lines of theirs are wrong **as printed**. "
        "Pick the cure: it is run here and now, and often the gradient check is the judge."
    )
    cured: set[str] = st.session_state.setdefault(_CURED, set())
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        title = st.selectbox(
            "Patient",
            _TITLES,
            place(_PATIENT, _TITLES),
            key=_PATIENT,
            label_visibility="collapsed",
            width=260,
            persist_state="session",
        )
        st.button("Next patient", key="equations.patient.next", on_click=_next)
        tally = st.empty()
    patient = PATIENTS[_TITLES.index(title)]
    _examine(patient, cured)
    own = ", this one too" if title in cured else ""
    tally.markdown(f"**{len(cured)} of {len(PATIENTS)}** cured{own}")
    st.caption(
        "Slips that no check can judge: ∂z/z for ∂z/∂z; names that change from line to line; a "
        "test accuracy of 1 called suspicious: over-fitting shows where training beats test."
    )


def options(patient: Patient) -> list[str]:
    """Return the lines in an order that tells nothing."""
    return sorted(patient.options)


def _examine(patient: Patient, cured: set[str]) -> None:
    printed, cures = st.columns(2, gap="medium")
    with printed:
        st.markdown(f"{linked(patient.text)} prints, in the names used here:")
        st.code(patient.options[0], language="python")
        st.markdown(patient.about)
    with cures:
        key = f"equations.cure.{patient.title}"
        lines = options(patient)
        picked = st.radio(
            "Which line is right?",
            lines,
            lines.index(st.session_state[key]) if st.session_state.get(key) in lines else None,
            format_func=_escaped,
            key=key,
            persist_state="session",
        )
        if picked is None:
            return
        verdict = patient.judge(picked)
        if verdict.passes:
            cured.add(patient.title)
            st.success(verdict.words, icon=":material/check:")
        else:
            st.error(verdict.words, icon=":material/close:")


def _escaped(line: str) -> str:
    """Return a line of code as Markdown shows it: as it is."""
    return re.sub(r"([\\*_\[\]])", r"\\\1", line)


def _next() -> None:
    at = _TITLES.index(st.session_state.get(_PATIENT, _TITLES[0]))
    st.session_state[_PATIENT] = _TITLES[(at + 1) % len(_TITLES)]
