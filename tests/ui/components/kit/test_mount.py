"""Components survive what Streamlit does when it runs a page again before the run before is over.

It calls a component for the first run and for the second, and only then cleans up after the first.
It also calls one whose element is gone, and cleans up at once, or after that call alone.
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


def test_a_call_that_comes_too_late_leaves_the_element_that_is_there_instead_its_frames(bench):
    kind = "components/progress_line/progress_line"
    old = bench.mount(kind, frame("step *1*", key="line"))
    old.root.evaluate("(host) => host.remove()")
    old.end()
    new = bench.mount(kind, frame("step *2*", key="line"))
    old.call(frame("step *1*", key="line"))
    old.end()
    carried = """(key) => {
        const { views } = globalThis[Symbol.for("backprop-playground")];
        return views.get(key)?.root.isConnected;
    }"""
    assert bench.page.evaluate(carried, "line")
    expect(new.root.locator(".progress-line")).to_have_text("step 2")


def test_what_is_gone_is_cleaned_up_after_a_call_that_comes_too_late_and_only_once(bench):
    kind = "components/progress_line/progress_line"
    line = bench.mount(kind, frame("step *1*", key="line"))
    line.root.evaluate("(host) => host.remove()")
    for _ in range(2):
        line.call(frame("step *2*", key="line"))
    line.forget()
    line.end()
    known = """(key) => globalThis[Symbol.for("backprop-playground")].views.has(key)"""
    assert not bench.page.evaluate(known, "line")
    back = bench.mount(kind, frame("step *3*", key="line"))
    line.end()
    assert bench.page.evaluate(known, "line")
    expect(back.root.locator(".progress-line")).to_have_text("step 3")
