"""The errors of the texts as patients: a cure is picked, and the judge says what comes of it."""

from core.explain.errata import PATIENTS
from tests.app import lesson_page, text

IDEA = 11


def test_each_patient_is_cured_by_one_line():
    at = lesson_page("equations", IDEA)
    for number, patient in enumerate(PATIENTS, start=1):
        radio = at.radio(key=f"equations.cure.{patient.title}")
        assert radio.value is None
        radio.set_value(patient.options[0]).run()
        assert at.error[0].value == patient.judge(patient.options[0]).words
        (cure,) = (line for line in patient.options if patient.judge(line).passes)
        at.radio(key=f"equations.cure.{patient.title}").set_value(cure).run()
        assert at.success[0].value == patient.judge(cure).words
        assert f"**{number} of {len(PATIENTS)}** cured" in text(at)
        at.button(key="equations.patient.next").click().run()
        assert not at.exception
