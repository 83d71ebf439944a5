"""Of each printed error one cure passes its judge; what is printed does not."""

import pytest

from core.explain.errata import PATIENTS, TEXTS


@pytest.mark.parametrize("patient", PATIENTS, ids=lambda patient: patient.title)
def test_one_cure_passes_and_it_is_not_what_is_printed(patient):
    verdicts = [patient.judge(line) for line in patient.options]
    assert [verdict.passes for verdict in verdicts].count(True) == 1
    assert not verdicts[0].passes
    assert all(verdict.words.endswith(".") for verdict in verdicts)
    assert patient.text in TEXTS


SAID = {
    "σ of what?": "It stops: NameError: name 'x' is not defined.",
    "Sizes zipped": "It stops: weights 30×30 cannot take 784 numbers.",
    "Shuffle of a zip": "It stops: TypeError: object of type 'zip' has no len().",
    "Right by wrong": "243 right and 81 wrong: 300%. All 324 right: it stops, a division by zero.",
    "Uphill": "The gradient check fails: relative difference 1.0 of at most 1.",
    "A comma before if": "Asked for the value alone, it returns ([20.0, 20.0], 200.0).",
}


@pytest.mark.parametrize("title", SAID)
def test_what_comes_of_the_printed_line_is_said(title):
    (patient,) = (one for one in PATIENTS if one.title == title)
    assert patient.judge(patient.options[0]).words == SAID[title]


def test_the_mean_is_that_of_the_printed_errors():
    (patient,) = (one for one in PATIENTS if one.title == "Six of seven")
    right = sum((200.0, 32.0, 5.12, 0.8192, 0.13107, 0.020972, 0.0033554)) / 7
    assert f"have the mean {right:.3f}" in patient.judge(patient.options[0]).words


def test_every_text_has_a_patient():
    assert {patient.text for patient in PATIENTS} == set(TEXTS)
