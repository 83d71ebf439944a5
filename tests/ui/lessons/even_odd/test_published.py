"""The published run on even and odd numbers."""

from tests.app import lesson_page
from ui.lessons.even_odd.published import PUBLISHED, PUBLISHED_END


def test_the_published_run_comes_out_digit_for_digit():
    at = lesson_page("even_odd", 3)
    at.button(key="even_odd.reproduce").click().run()
    tables = "\n".join(text.value for text in at.markdown)
    for name, figure in [
        *((str(e), f) for e, f in PUBLISHED.items()),
        *PUBLISHED_END.items(),
    ]:
        assert f"| {name} | {figure} | {figure} | same |" in tables
    assert "differs" not in tables
    assert not at.exception
