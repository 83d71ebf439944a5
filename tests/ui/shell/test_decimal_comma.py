"""Number fields take 0,03 and 0.03 alike."""

from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[3] / "ui" / "shell" / "decimal_comma.js"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("0,03", "0.03"),
        ("0.03", "0.03"),
        (",5", ".5"),
        ("1,5", "1.5"),
        ("-2,5e-3", "-2.5e-3"),
        ("17", "17"),
    ],
)
def test_a_comma_that_is_typed_is_a_decimal_point(bench, typed, value):
    bench.page.add_script_tag(path=SCRIPT)
    assert typed_into(bench.page, typed) == value


@pytest.mark.parametrize(
    ("pasted", "value"),
    [("0,03", "0.03"), ("1.234,5", "1234.5"), ("1,234.5", "1234.5"), ("1,234,567", "1234567")],
)
def test_a_number_that_comes_at_once_keeps_its_value(bench, pasted, value):
    bench.page.add_script_tag(path=SCRIPT)
    assert typed_into(bench.page, pasted, at_once=True) == value


def test_in_a_german_browser_too(own_bench):
    page = own_bench(locale="de-DE").page
    page.add_script_tag(path=SCRIPT)
    assert [typed_into(page, typed) for typed in ("0,03", "0.03", "1,5")] == ["0.03", "0.03", "1.5"]


def typed_into(page, text, at_once=False):
    page.evaluate(
        """() => {
            document.querySelector("#field")?.remove();
            document.body.insertAdjacentHTML("beforeend",
                '<input id=field type=number step=any aria-label=number>');
            field.focus();
        }"""
    )
    if at_once:
        page.keyboard.insert_text(text)
    else:
        page.keyboard.type(text)
    return page.evaluate("field.value")
