"""The lab in a real browser: presets, hints, own data, exhibits, A/B."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.helpers import (
    PATIENCE,
    button,
    choose_data,
    choose_speed,
    expect_steps,
    open_page,
    wait_for_steps,
    wait_until_idle,
)
from ui.shell.presets import PRESETS

TALL = {"width": 1440, "height": 1600}  # all views are in sight
# Classes of pixels and a surface; what the curves say once they are learnt
LEARNT = {
    "digits": r"validation accuracy 9\d",
    "bump": r"validation R² (0\.9\d|1\.00)",
}


def start_preset(page: Page, name: str) -> None:
    preset = PRESETS[name]
    before = page.url
    button(page, "Presets").click()
    page.get_by_role("button", name=preset.label, exact=True).click()
    page.wait_for_url(lambda url: url != before)
    expect(page.get_by_text(preset.goal)).to_have_count(0)  # the list of them is closed
    expect_steps(page, 0)
    expect(button(page, "Play")).to_be_visible()


def test_two_networks_run_in_lockstep_presets_start_at_a_click_and_a_hint_mends_what_ails_one(
    page, base_url
):
    open_page(page, base_url, "lab?preset=even_odd")
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

    # presets start at a click, one after another
    page.get_by_role("link", name="Lab", exact=True).click()
    expect(page.locator(".live-plot")).to_be_visible()
    wait_until_idle(page)
    page.set_viewport_size(TALL)
    for name, words in LEARNT.items():
        start_preset(page, name)
        eta = page.get_by_role("spinbutton", name="Learning rate η")
        expect(eta).to_have_value(f"{PRESETS[name].setup.settings.eta:g}")
        page.keyboard.press("Space")
        choose_speed(page, "Max")
        alt = page.locator(".live-plot .alt")
        expect(alt, name).to_have_attribute("aria-label", re.compile(words), timeout=PATIENCE)

    # a hint mends what ails one
    start_preset(page, "zeros")
    page.keyboard.press("Space")
    line = page.locator(".hint-line")
    expect(line).to_contain_text("All units of hidden layer 1 have the same weights")
    line.get_by_role("button", name="Start with random weights").click()
    expect(line).not_to_contain_text("same weights")
    expect(page.get_by_role("combobox", name="Initial weights")).to_have_value("N(0, 1/inputs)")


def test_a_table_is_uploaded_and_pasted_good_and_bad(page, base_url, tmp_path):
    open_page(page, base_url, "lab?data=xor")
    choose_data(page, "Your own table")
    expect(page.get_by_text("after 2 inputs")).to_be_visible()

    def upload(path: Path) -> None:
        field = page.locator("input[type=file]")
        expect(field).to_have_count(1)  # a new one takes the place of one that was used
        field.set_input_files(path)

    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text("a,b,c,kind\n" + "".join(f"{i},{i % 7},{-i},k{i % 3}\n" for i in range(90)))
    bad.write_bytes(b"PK\x03\x04 a workbook under another name")
    upload(good)
    expect(page.get_by_text("after 3 inputs")).to_be_visible()
    button(page, "Step").click()
    expect_steps(page, 1)
    upload(bad)
    expect(page.get_by_role("alert").filter(has_text="save the sheet as CSV")).to_be_visible()
    expect(page.get_by_text("after 3 inputs")).to_be_visible()

    page.get_by_text("Paste or edit the table").click()
    field = page.get_by_role("textbox", name="Table")

    def use(text: str) -> None:
        field.fill(text)
        page.keyboard.press("Control+Enter")
        wait_until_idle(page)
        button(page, "Use this table").click()

    use("p,q,height\n" + "".join(f"{i},{i % 7},{i / 9:.3f}\n" for i in range(60)))
    expect(page.get_by_text("after 2 inputs")).to_be_visible()
    expect(page.locator(".live-plot").get_by_role("group", name="R²")).to_be_visible()
    button(page, "Step").click()
    expect_steps(page, 1)
    use("a,b,y\n1,2,x\n3,y\n5,6,x\n7,8,y\n")
    expect(page.get_by_role("alert").filter(has_text="Line 3 has 2 columns")).to_be_visible()
    expect(page.get_by_text("after 2 inputs")).to_be_visible()
    expect_steps(page, 1)  # the run before goes on as it was


def test_an_exhibit_plays_without_controls(page, base_url):
    left_out = "setup,controls,settings,hint,rewind,views"
    open_page(page, base_url, f"lab?preset=circles&embed=true&hide={left_out}&play=true")
    wait_for_steps(page, 20)
    expect(page.get_by_role("button", name="Presets")).to_have_count(0)
    expect(page.get_by_role("button", name="Pause")).to_have_count(0)
    expect(page.get_by_role("slider")).to_have_count(0)
    expect(page.locator(".decision-map")).to_be_visible()
