"""The lab in a real browser: set-ups, own data, hints, rewind, links, exhibits, presenting, A/B."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.helpers import button, open_page, steps, wait_until, wait_until_idle

WORDS = re.compile("At epoch 1.00")
TALL = {"width": 1440, "height": 1600}  # all views are in sight


def legend(page: Page) -> list[str]:
    """Return the newest values of all curves, as they are shown."""
    return page.locator(".live-plot").get_by_role("button").all_inner_texts()


def play_an_epoch(page: Page) -> None:
    """Do it, and wait until the page says so."""
    page.get_by_role("radio", name="Max").click()
    button(page, "Epoch").click()
    expect(page.locator(".progress-line")).to_contain_text("Epoch 1.00")
    expect(button(page, "Play")).to_be_visible()
    wait_until_idle(page)


def test_a_preset_starts_at_a_click_and_learns(page, base_url):
    page.set_viewport_size(TALL)
    open_page(page, base_url)
    button(page, "Presets").click()
    page.get_by_role("button", name="Spiral").click()
    expect(page.get_by_role("spinbutton", name="Learning rate η")).to_have_value("0.01")
    page.keyboard.press("Space")
    alt = page.locator(".live-plot .alt")
    expect(alt).to_have_attribute("aria-label", re.compile(r"validation accuracy (9\d|100)\."))
    page.keyboard.press("Space")
    expect(button(page, "Play")).to_be_visible()


def test_settings_behind_more_show_what_the_run_has(page, base_url):
    open_page(page, base_url, "?preset=spiral")
    button(page, "More").click()
    expect(page.get_by_role("combobox", name="Optimiser")).to_have_value("Adam")
    expect(page.get_by_role("spinbutton", name="Horizon")).to_have_value("30")


def test_a_table_is_uploaded_good_and_bad(page, base_url, tmp_path):
    open_page(page, base_url)
    page.get_by_role("combobox", name="Data").click()
    page.get_by_role("option", name="Your own table").click()
    expect(page.get_by_text("after 2 inputs")).to_be_visible()

    def upload(path: Path) -> None:
        field = page.locator("input[type=file]")
        expect(field).to_have_count(1)  # a new one takes the place of one that was used
        field.set_input_files(path)

    good = tmp_path / "good.csv"
    good.write_text("a,b,c,kind\n" + "".join(f"{i},{i % 7},{-i},k{i % 3}\n" for i in range(90)))
    upload(good)
    expect(page.get_by_text("after 3 inputs")).to_be_visible()
    button(page, "Step").click()
    wait_until(page, lambda: steps(page) == 1)

    for name, text, message in (
        ("words", "a,b\n1,x\ntwo,y\n3,x\n4,y\n", "'two' is not a finite number"),
        ("ragged", "1,2,x\n3,y\n5,6,x\n7,8,y\n", "Line 2 has 2 columns"),
        ("one", "1,x\n2,x\n3,x\n4,x\n", "nothing to tell apart"),
        ("nan", "a,b\n1,x\nnan,y\n3,x\n4,y\n", "not a finite number"),
        ("long", "1,x\n2,y\n" * 500_000, "more than 50,000 rows"),
    ):
        bad = tmp_path / f"{name}.csv"
        bad.write_text(text)
        upload(bad)
        expect(page.get_by_role("alert").filter(has_text=message)).to_be_visible()
        expect(page.get_by_text("after 3 inputs")).to_be_visible()


def test_a_table_is_pasted_good_and_bad(page, base_url):
    open_page(page, base_url)
    page.get_by_role("combobox", name="Data").click()
    page.get_by_role("option", name="Your own table").click()
    expect(page.get_by_text("after 2 inputs")).to_be_visible()
    page.get_by_text("Paste or edit the table").click()
    field = page.get_by_role("textbox", name="Table")

    def use(text: str) -> None:
        field.fill(text)
        page.keyboard.press("Control+Enter")
        wait_until_idle(page)
        button(page, "Use this table").click()

    use("p,q,r,height\n" + "".join(f"{i},{i % 7},{-i},{i / 9:.3f}\n" for i in range(60)))
    expect(page.get_by_text("after 3 inputs")).to_be_visible()
    expect(page.locator(".live-plot").get_by_role("group", name="R²")).to_be_visible()
    button(page, "Step").click()
    wait_until(page, lambda: steps(page) == 1)
    for text, message in (
        ("a,b,y\n1,2,x\n3,y\n5,6,x\n7,8,y\n", "Line 3 has 2 columns"),
        ("a,b\n1,x\ntwo,y\n3,x\n4,y\n", "'two' is not a finite number"),
    ):
        use(text)
        expect(page.get_by_role("alert").filter(has_text=message)).to_be_visible()
        expect(page.get_by_text("after 3 inputs")).to_be_visible()
        assert steps(page) == 1  # the run before goes on as it was


def test_a_hint_says_what_is_wrong_and_mends_it(page, base_url):
    open_page(page, base_url, "?preset=zeros")
    line = page.locator(".hint-line")
    expect(line).to_contain_text("All units of hidden layer 1 have the same weights")
    line.get_by_role("button", name="Start with random weights").click()
    expect(line).not_to_contain_text("same weights")
    expect(page.get_by_role("combobox", name="Initial weights")).to_have_value("N(0, 1/fan-in)")


def test_rewind_shows_the_past_and_a_fork_goes_on_from_it(page, base_url):
    page.set_viewport_size(TALL)
    open_page(page, base_url, "?preset=even_odd")
    for count in range(1, 9):
        button(page, "Step").click()
        wait_until(page, lambda count=count: steps(page) == count)
        wait_until_idle(page)
    weights = page.locator(".heatmaps .words")
    now = weights.inner_text()
    slider = page.get_by_role("slider", name="Rewind")
    slider.focus()
    for _ in range(5):
        page.keyboard.press("ArrowLeft")
    wait_until(page, lambda: steps(page) == 3)
    expect(weights).not_to_have_text(now)
    page.get_by_role("button", name="Back to now").click()
    wait_until(page, lambda: steps(page) == 8)
    expect(weights).to_have_text(now)
    slider.focus()
    for _ in range(5):
        page.keyboard.press("ArrowLeft")
    wait_until(page, lambda: steps(page) == 3)
    page.get_by_role("button", name="Continue from here").click()
    expect(page.get_by_role("button", name="Back to the run before")).to_be_visible()
    wait_until_idle(page)
    for count in range(4, 9):
        button(page, "Step").click()
        wait_until(page, lambda count=count: steps(page) == count)
        wait_until_idle(page)
    expect(weights).to_have_text(now)  # bit for bit as the run before


def test_a_link_gives_the_same_run_in_another_browser(page, other_page, base_url):
    page.set_viewport_size(TALL)
    open_page(page, base_url)
    page.get_by_role("combobox", name="Data").click()
    page.get_by_role("option", name="2-D: circles").click()
    eta = page.get_by_role("spinbutton", name="Learning rate η")
    expect(eta).to_have_value("0.1")  # the new set-up's: it does not come while one types
    eta.fill("0.37")
    eta.press("Enter")
    wait_until(page, lambda: "eta=0.37" in page.url)
    button(page, "Share and export").click()
    link = page.get_by_test_id("stPopoverBody").locator("code").first.inner_text()
    assert "run=" not in link
    page.keyboard.press("Escape")
    play_an_epoch(page)
    expect(page.locator(".live-plot .alt")).to_have_attribute("aria-label", WORDS)
    other = other_page
    other.set_viewport_size(TALL)
    other.goto(link)
    wait_until_idle(other)
    expect(other.get_by_role("spinbutton", name="Learning rate η")).to_have_value("0.37")
    play_an_epoch(other)
    expect(other.locator(".live-plot .alt")).to_have_attribute("aria-label", WORDS)
    assert legend(other) == legend(page)
    assert re.search("run=([^&]+)", other.url)[1] != re.search("run=([^&]+)", page.url)[1]


def test_garbage_in_the_url_gives_the_default_and_a_note(page, base_url):
    rubbish = "?eta=%3Cscript%3Ealert(1)%3C/script%3E&layers=99999999&data=nothing&zzz=1"
    open_page(page, base_url, rubbish)
    expect(page.get_by_text("in the link").first).to_be_visible()
    expect(page.get_by_role("combobox", name="Data")).to_have_value("MNIST: handwritten digits")
    button(page, "Step").click()
    wait_until(page, lambda: steps(page) == 1)


def test_an_exhibit_plays_without_controls(page, base_url):
    open_page(
        page,
        base_url,
        "?preset=circles&embed=true&hide=setup,controls,settings,hint,rewind,views&play=true",
    )
    wait_until(page, lambda: steps(page) > 20)
    expect(page.get_by_role("button", name="Presets")).to_have_count(0)
    expect(page.get_by_role("button", name="Pause")).to_have_count(0)
    expect(page.get_by_role("slider")).to_have_count(0)
    expect(page.locator(".decision-map")).to_be_visible()


def test_presenting_fills_a_projector_without_scroll_bars(page, base_url):
    page.set_viewport_size({"width": 1280, "height": 720})
    open_page(page, base_url)
    before = page.locator(".live-plot").bounding_box()["height"]
    page.keyboard.press("p")
    expect(page.get_by_role("button", name="Back")).to_be_visible()
    main = page.get_by_test_id("stMain")
    wait_until(page, lambda: page.locator(".live-plot").bounding_box()["height"] > before)
    wait_until(page, lambda: main.evaluate("(e) => e.scrollHeight <= e.clientHeight"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert page.locator(".live-plot").evaluate("(e) => Number(getComputedStyle(e).zoom)") > 1
    page.keyboard.press("p")
    expect(page.get_by_role("button", name="Presets")).to_be_visible()


def test_the_key_r_resets(page, base_url):
    open_page(page, base_url, "?preset=even_odd")
    button(page, "Step").click()
    wait_until(page, lambda: steps(page) == 1)
    page.keyboard.press("r")
    wait_until(page, lambda: steps(page) == 0)


def test_two_networks_in_lockstep(page, base_url):
    open_page(page, base_url, "?preset=even_odd")
    page.get_by_role("link", name="Compare", exact=True).click()
    expect(page.get_by_text("identical to the last bit")).to_be_visible()
    page.get_by_role("button", name=re.compile("Play both")).click()
    expect(page.get_by_text("largest difference of a weight")).to_be_visible()
    button(page, "Pause").click()
    expect(page.get_by_role("button", name=re.compile("Play both"))).to_be_visible()
    value = page.get_by_role("spinbutton", name="B's value")
    value.fill("0.6")  # as A
    value.press("Enter")
    expect(page.get_by_text("identical to the last bit")).to_be_visible()
    button(page, "Epoch").click()
    expect(page.get_by_text("epoch 1.00")).to_be_visible()
    expect(page.get_by_text("identical to the last bit")).to_be_visible()
