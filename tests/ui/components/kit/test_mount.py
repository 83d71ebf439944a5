"""Components survive what Streamlit does when it runs a page again before the run before is over.

It calls a component for the first run and for the second, and only then cleans up after the first.
"""

from playwright.sync_api import expect

from ui.components.progress_line import frame


def test_a_view_outlives_the_cleaning_up_after_an_overtaken_run(bench):
    line = bench.mount("components/progress_line/progress_line", frame("step *1*", key="line"))
    shown = line.root.locator(".progress-line")
    line.call(frame("step *1*", key="line"))
    expect(shown).to_have_count(1)
    line.end()
    expect(shown).to_have_count(1)
    line.end()
    expect(shown).to_have_count(0)
    line.call(frame("step *1*", key="line"))
    expect(shown).to_have_count(1)
    line.end()
    expect(shown).to_have_count(0)
