"""The first screen: a network that learns, and all that one can do to it there."""

import itertools
import re

from playwright.sync_api import expect

from tests.e2e.helpers import SHARED, wait_for
from tests.e2e.stage import (
    PRINT,
    TIME,
    now,
    open_stage,
    pause,
    point_at_a_line,
    print_of,
    stage,
    steps,
    wait_for_steps,
    wait_until_paused,
)

SIZES = [(1280, 720), (1440, 900), (1920, 1080)]
BOXES = """(root) => Object.fromEntries([...root.children].filter((part) => part.clientWidth)
    .map((part) => [part.className.split(" ")[0], part.getBoundingClientRect()])
    .map(([name, { x, y, right, bottom }]) => [name, [x, y, right, bottom].map(Math.round)]))"""
LETTERS = """(root) => [...root.querySelectorAll("*")].filter((element) =>
    [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) &&
    element.getClientRects().length).map((element) =>
        [parseFloat(getComputedStyle(element).fontSize), element.textContent.trim()])"""
ACCENTED = """(root) => [...root.querySelectorAll("*")].filter((element) => {
    const style = getComputedStyle(element);
    const probe = root.appendChild(document.createElement("i"));
    probe.style.color = "var(--st-primary-color)";
    const accent = getComputedStyle(probe).color;
    probe.remove();
    return style.backgroundColor === accent && element.getClientRects().length;
}).map((element) => element.className)"""
SMALLEST = """(root) => {
    const opened = root.querySelector(".opened");
    const zoom = Number(opened.firstElementChild.style.zoom) || 1;
    const sizes = [...opened.querySelectorAll("*")].filter((element) =>
        [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()) &&
        element.getClientRects().length).map((element) => zoom * parseFloat(
            getComputedStyle(element).fontSize));
    const drawn = [...opened.querySelectorAll("canvas")].map((canvas) =>
        zoom * parseFloat(canvas.getContext("2d").font.replace(/^\\D+/, "")));
    return Math.min(...sizes, ...drawn);
}"""
NOTE_PHASES = """(root) => {
    globalThis.phases = [];
    const look = () => {
        const name = root.matches(".stepping") &&
            root.querySelector(".phases li.now span")?.textContent;
        if (name && name !== phases.at(-1)) phases.push(name);
        requestAnimationFrame(look);
    };
    look();
}"""


def boxes(page):
    return stage(page).evaluate(BOXES)


def smallest_letters(page):
    return min(stage(page).evaluate(LETTERS))


def expect_no_small_letters_in_views(page):
    """Open each view; fail if one has letters below the stage's."""
    thumbs = stage(page).locator(".thumb")
    for i in range(1, thumbs.count()):
        thumbs.nth(i).click()
        expect(thumbs.nth(i)).to_have_attribute("aria-pressed", "true")
        page.wait_for_function(
            f"() => ({SMALLEST})([...document.querySelectorAll('*')].map((node) =>"
            " node.shadowRoot?.querySelector('.screen')).find(Boolean)) >= 13.99"
        )


def test_it_learns_on_arrival_on_one_screen_of_any_size_and_a_step_shows_five_phases(
    page, base_url
):
    open_stage(page, base_url)
    expect(stage(page).get_by_role("heading", level=1)).to_have_text(
        "A network learns to tell two spiral arms apart."
    )
    wait_for_steps(page, 20)  # nobody has pressed anything
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        expect(stage(page).locator(".net canvas")).to_be_visible()
        found = boxes(page)
        for left, top, right, bottom in found.values():
            assert left >= 0, found
            assert top >= 0, found
            assert right <= width, found
            assert bottom <= height, found
        assert {"net", "large", "strip", "deck", "lead", "data"} <= found.keys()
        scrolls = page.evaluate(
            "() => [scrollX, scrollY, document.documentElement.scrollWidth > innerWidth]"
        )
        assert scrolls == [0, 0, False]
        size, text = smallest_letters(page)
        assert size >= 14, text
        assert stage(page).evaluate(ACCENTED) == ["play"]
    assert page.get_by_role("spinbutton").count() == 0  # no settings before they are asked for

    # a step, which is one step, and nothing leaves its place for it
    page.set_viewport_size({"width": 1280, "height": 720})
    pause(page)
    at, place = now(page), boxes(page)
    stage(page).evaluate(NOTE_PHASES)
    page.keyboard.press("ArrowRight")
    expect(stage(page)).to_have_class(re.compile("stepping"))
    assert boxes(page) == place
    expect(stage(page)).not_to_have_class(re.compile("stepping"))
    assert not page.evaluate(f"{SHARED}.views.get('flow').seen")  # nobody wants its numbers now
    assert page.evaluate("phases") == ["Forward", "Cost", "Error back", "Gradient", "Step"]
    assert now(page) == at + 1
    expect(stage(page).get_by_role("heading", level=1)).to_be_visible()


def test_the_timeline_pauses_at_a_touch_and_playing_on_from_the_past_keeps_the_old_branch(
    page, base_url
):
    open_stage(page, base_url)
    wait_for_steps(page, 100)
    time = stage(page).locator(".time")
    for turn in range(5):
        box = time.bounding_box()
        left, wide = box["x"] + 9, box["width"] - 18
        at = now(page)
        page.mouse.click(left + 0.3 * wide, box["y"] + 30)
        wait_until_paused(page)
        wait_for(page, "shared.views.get('timeline').frame.past")
        moments = page.evaluate(f"() => [...{TIME}.arrays[2]]")  # those that it can go back to
        # no further off than the next one; the run went on until it heard of the touch
        apart = 6 + max(b - a for a, b in itertools.pairwise(moments))
        assert 0.3 * at - apart <= steps(page) <= 0.3 * now(page) + apart, turn
        assert time.bounding_box() == box
        expect(stage(page).locator(".speech")).to_contain_text("Step go on from here")
        stage(page).get_by_role("button", name="Back to now").click()
        wait_for(page, "!shared.views.get('timeline').frame.past")
        if turn < 4:
            stage(page).locator(".play").click()
            wait_for(page, "shared.views.get('timeline').frame.playing")

    # playing on from the past keeps the old branch
    last, before = now(page), print_of(page)
    time.focus()
    page.keyboard.press("Home")
    wait_for(page, "shared.views.get('timeline').frame.past")
    page.keyboard.press("ArrowRight")
    page.mouse.click(600, 90)  # somewhere else
    page.keyboard.press(" ")
    wait_for(page, "shared.views.get('timeline').frame.playing")
    expect(stage(page).locator(".speech")).to_contain_text("Played on from the past")
    stage(page).get_by_role("button", name="Undo").click()
    at_last = "(({ now, playing }) => now === arg && !playing)(shared.views.get('timeline').frame)"
    wait_for(page, at_last, last)
    assert print_of(page) == before
    time.focus()
    page.keyboard.press("Home")
    wait_for(page, "shared.views.get('timeline').frame.past")
    there = steps(page)
    page.mouse.click(600, 90)
    page.keyboard.press("ArrowRight")  # a step, from there
    wait_for(page, "shared.views.get('timeline').frame.now === arg", there + 1)
    expect(stage(page).locator(".phases li.now")).to_contain_text("Forward")


def test_what_is_done_is_undone_to_the_last_bit_quickly_after_another_page_or_another_day(
    page, base_url
):
    open_stage(page, base_url)
    wait_for_steps(page, 30)
    pause(page)
    before, place = print_of(page), boxes(page)
    stage(page).get_by_role("button", name="One unit more in hidden 1").click()
    wait_for(page, "shared.views.get('network').frame.sizes.join() === '2,9,8,1'")
    expect(stage(page).locator(".speech")).to_contain_text("One unit more: training starts anew")
    assert boxes(page) == place
    page.keyboard.press("Control+z")
    wait_for(page, "shared.views.get('network').frame.sizes.join() === '2,8,8,1'")
    assert print_of(page) == before
    stage(page).get_by_role("button", name="Add a layer here").last.click()
    wait_for(page, "shared.views.get('network').frame.sizes.join() === '2,8,8,8,1'")
    stage(page).get_by_role("combobox", name="Activation of output").select_option("tanh")
    wait_for(page, "shared.views.get('network').frame.activations.at(-1) === 'tanh'")
    for _ in range(2):
        page.keyboard.press("Control+z")
    wait_for(page, "shared.views.get('network').frame.sizes.join() === '2,8,8,1'")
    assert print_of(page) == before

    # quick clicks and quick undos all count
    more = stage(page).get_by_role("button", name="One unit more in hidden 1")
    for _ in range(3):
        more.click()
    wait_for(page, "shared.views.get('network').frame.sizes.join() === '2,11,8,1'")
    for _ in range(5):
        page.keyboard.press("Control+z")
    wait_for(page, f"({PRINT}) === arg", before)

    # after another page, and a paused run stays paused
    more.click()
    wait_for(page, "shared.views.get('network').frame.sizes.join() === '2,9,8,1'")
    page.get_by_role("link", name="Draw", exact=True).click()
    expect(page.locator(".digit-canvas")).to_be_visible()
    page.get_by_role("link", name="Train", exact=True).click()
    expect(stage(page).locator(".column").first).to_be_visible()
    wait_for(page, "shared.carried.has('network')")
    assert now(page) == 0
    expect(stage(page).locator(".play")).to_have_attribute("aria-label", "Play")
    page.keyboard.press("Control+z")
    wait_for(page, f"({PRINT}) === arg", before)

    # who comes back without an address finds the run again
    there, run = now(page), re.search("run=([^&]+)", page.url)[1]
    page.goto("about:blank")  # another day, another tab
    open_stage(page, base_url)
    assert now(page) == there
    assert run in page.url
    stage(page).get_by_role("button", name="Gallery").click()
    expect(page.get_by_text("First look")).to_be_visible()


def test_an_edit_ends_a_look_at_the_past_a_weight_has_a_receipt_and_a_unit_is_switched_off(
    page, base_url
):
    open_stage(page, base_url)
    wait_for_steps(page, 60)
    pause(page)
    last = now(page)
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    wait_for(page, "shared.views.get('timeline').frame.past")
    x, y = point_at_a_line(page)
    page.mouse.click(x, y)
    stage(page).get_by_role("dialog").get_by_role("spinbutton").fill("2")
    page.keyboard.press("Enter")
    wait_for(page, "!shared.views.get('timeline').frame.past")
    page.keyboard.press("Escape")
    stage(page).locator(".play").click()
    wait_for(page, "shared.views.get('timeline').frame.now > arg", last)
    wait_for(page, "shared.views.get('timeline').frame.marks.some(([, t]) => t === 'by hand')")

    # a line has a receipt, and its weight is set by hand
    x, y = point_at_a_line(page)
    page.mouse.click(x, y)
    card = stage(page).get_by_role("dialog")
    expect(card).to_contain_text(re.compile("From unit . of hidden 1 to unit . of hidden 2"))
    wait_until_paused(page)
    cells = card.locator(".block").first.locator("td")
    expect(cells.first).to_contain_text("∂C/∂w")
    exact, numeric = cells.nth(1).inner_text(), cells.nth(3).inner_text()
    assert exact == numeric
    box = card.bounding_box()
    assert not (box["x"] <= x <= box["x"] + box["width"])
    before = print_of(page)
    card.get_by_role("spinbutton").fill("3")
    page.keyboard.press("Enter")
    expect(card).to_contain_text(re.compile(r"Right before: [\d.]+%, now [\d.]+%"))
    wait_for(page, f"({PRINT}) !== arg", before)
    expect(stage(page).locator(".speech")).to_contain_text("Weight set to +3.00")
    stage(page).locator(".speech").get_by_role("button", name="Undo").click()
    wait_for(page, f"({PRINT}) === arg", before)
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()

    # a unit is looked at large, switched off, and set back
    canvas = stage(page).locator(".net canvas")
    canvas.focus()
    page.keyboard.press("ArrowDown")
    expect(stage(page).get_by_role("heading", level=2)).to_contain_text("What unit 2 of hidden 1")
    page.keyboard.press("Enter")
    expect(canvas).to_have_attribute("aria-label", re.compile(r"^From x: weight [+−][\d.]+\."))
    page.keyboard.press("ArrowDown")
    expect(canvas).to_have_attribute("aria-label", re.compile("^From y: weight"))
    page.keyboard.press("Enter")
    card = stage(page).get_by_role("dialog")
    expect(card).to_have_attribute("aria-label", re.compile("^From y to unit 2"))
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    canvas.focus()
    page.keyboard.press("ArrowDown")
    expect(canvas).to_have_attribute("aria-label", re.compile("^Bias"))
    page.keyboard.press("Enter")
    card.get_by_role("button", name="Switch it off").click()
    expect(card).to_contain_text(re.compile(r"Right before: [\d.]+%, now [\d.]+%"))
    wait_for(page, f"({PRINT}) !== arg", before)
    page.keyboard.press("Escape")
    page.keyboard.press("Control+z")
    wait_for(page, f"({PRINT}) === arg", before)
    page.keyboard.press("Control+Shift+z")
    wait_for(page, f"({PRINT}) !== arg", before)


def test_the_rate_leaves_a_mark_and_keys_and_settings_open_what_all_can_read(page, base_url):
    page.set_viewport_size({"width": 1280, "height": 720})
    open_stage(page, base_url)
    wait_for_steps(page, 30)
    slider = stage(page).get_by_role("slider", name="Learning rate")
    slider.fill("0")
    wait_for(page, "shared.views.get('timeline').frame.eta === 1")
    wait_for(page, "shared.views.get('timeline').frame.marks.some(([, text]) => text === 'η 1.0')")
    expect(slider).to_have_attribute("aria-valuetext", "1")

    # keys open views and present, though the slider was touched
    slider.fill("-1")
    page.keyboard.press("2")
    expect(stage(page).locator(".opened .live-plot path.curve").first).to_be_visible()
    page.keyboard.press("3")
    expect(stage(page).locator(".opened .heatmaps canvas").first).to_be_visible()
    expect(stage(page).locator(".opened .live-plot")).to_have_count(0)
    page.keyboard.press("p")
    expect(stage(page)).to_have_class(re.compile("presenting"))
    expect(page.get_by_test_id("stHeader")).to_be_hidden()
    page.keyboard.press("1")
    expect(stage(page).locator(".large > .body > canvas")).to_be_visible()
    size, text = smallest_letters(page)
    assert size >= 20, text
    page.keyboard.press("b")
    expect(stage(page)).to_have_class(re.compile("black"))
    for gone in ("black", "presenting"):
        page.keyboard.press("Escape")
        expect(stage(page)).not_to_have_class(re.compile(gone))
    page.keyboard.press("?")
    expect(stage(page).get_by_role("dialog", name="Keys")).to_contain_text("start over")
    page.keyboard.press("Escape")

    # no opened view has letters below the stage's
    expect_no_small_letters_in_views(page)

    # settings open over the answer, never over the network
    stage(page).get_by_role("button", name="Settings").click()
    field = page.get_by_role("spinbutton", name="Mini-batch size")
    expect(field).to_have_value("10")
    drawer = page.locator(".st-key-drawer").bounding_box()
    net = stage(page).locator(".net").bounding_box()
    assert drawer["x"] >= net["x"] + net["width"]
    field.fill("7")
    field.press("Enter")
    wait_for(page, "shared.views.get('timeline').frame.marks.some(([, t]) => t.includes('7'))")
    page.locator(".st-key-drawer_head").get_by_role("button").click()
    expect(field).to_have_count(0)


def test_data_and_presets_are_a_click_away_and_so_is_a_bit(page, base_url):
    open_stage(page, base_url)
    stage(page).get_by_role("button", name="Even/odd").click()
    wait_for(page, "shared.views.get('network').frame.sizes[0] === 10")
    expect(stage(page).get_by_role("heading", level=1)).to_contain_text("even from odd")
    stage(page).get_by_role("slider", name="Speed").fill("5")  # as fast as it can
    wait_for_steps(page, 3000)

    # the bits of an example are, too
    pause(page)
    answer = stage(page).get_by_role("heading", level=2)
    said = {"even", "odd"}
    first = answer.inner_text().removeprefix("It says ")
    box = stage(page).locator(".net canvas").bounding_box()
    turned = f"{SHARED}.options?.network?.x !== undefined"
    for up in range(4, 60, 4):  # the last bit stands lowest
        if not page.evaluate(turned):
            page.mouse.click(box["x"] + 58, box["y"] + box["height"] - up)
    assert page.evaluate(turned)
    expect(answer).to_have_text(f"It says {(said - {first}).pop()}")

    # presets are, and what was there before them
    stage(page).get_by_role("button", name="Gallery").click()
    page.get_by_role("button", name="XOR with one layer fails").click()
    expect(page.get_by_test_id("stDialog")).to_be_hidden()
    wait_for(page, "shared.views.get('network').frame.sizes.join() === '2,1'")
    page.keyboard.press("Control+z")
    wait_for(page, "shared.views.get('network').frame.sizes[0] === 10")


def test_a_digit_is_read_in_sight_and_its_views_have_no_small_letters(page, base_url):
    open_stage(page, base_url, "?preset=digits")
    expect(stage(page).get_by_role("heading", level=2)).to_contain_text("It reads a")
    wait_for_steps(page, 300)
    page.set_viewport_size({"width": 1280, "height": 720})
    expect_no_small_letters_in_views(page)
    stage(page).get_by_role("button", name="Draw your own").click()
    page.wait_for_url(re.compile("/draw"))


def test_on_a_phone_all_is_in_sight_and_every_page_a_tap_away(phone_page, base_url):
    page = phone_page
    open_stage(page, base_url)
    wait_for_steps(page, 10)
    found = boxes(page)
    for name in ("lead", "net", "large", "strip", "deck"):
        left, top, right, bottom = found[name]
        assert left >= 0, (name, found)
        assert top >= 0, (name, found)
        assert right <= 390, (name, found)
        assert bottom <= 844, (name, found)
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    expect(stage(page).get_by_text("second arm")).to_be_visible()  # what the map's colours mean
    stage(page).get_by_role("button", name="Curves").click()
    expect(stage(page).locator(".opened .live-plot")).to_be_visible()
    left, top, right, bottom = boxes(page)["large"]
    assert right - left > 330
    assert bottom - top > 400  # the network's place, too
    stage(page).get_by_role("button", name="Map").click()
    expect(stage(page).locator(".net canvas")).to_be_visible()
    for part in (".play", ".time", ".knobs input"):
        expect(stage(page).locator(part).last).to_be_in_viewport(ratio=1)
    assert "Space" not in stage(page).inner_text()
    for name in ("Train", "Compare", "Draw", "Lessons"):
        link = page.locator(".st-key-phone_navigation").get_by_role("link", name=name)
        expect(link).to_be_in_viewport(ratio=1)
    page.locator(".st-key-phone_navigation").get_by_role("link", name="Draw").tap()
    page.wait_for_url(re.compile("/draw"))


def test_who_asked_for_less_motion_gets_still_phases_and_nothing_moves_by_itself(page, base_url):
    page.emulate_media(reduced_motion="reduce")
    open_stage(page, base_url)
    assert now(page) == 0
    phases = stage(page).locator(".phases li.now")
    for name in ("Forward", "Cost", "Error back", "Gradient", "Step"):
        page.keyboard.press("ArrowRight")
        expect(phases).to_contain_text(name)
    assert now(page) == 1
    page.keyboard.press("ArrowRight")
    expect(phases).to_contain_text("Forward")
    wait_for_steps(page, 2)


def test_a_guest_watches_and_gets_a_copy_at_the_first_touch(page, other_page, base_url):
    open_stage(page, base_url)
    wait_for_steps(page, 50)
    page.wait_for_url(re.compile("run="))
    run = re.search("run=([^&]+)", page.url)[1]
    open_stage(other_page, base_url, f"?run={run}")
    expect(stage(other_page).locator(".speech")).to_contain_text("You watch a run of somebody else")
    other_page.keyboard.press("r")  # what once took the lecturer's run away
    expect(stage(other_page).locator(".speech")).to_contain_text(re.compile("Started over|copy"))
    pause(page)
    assert now(page) > 50
    there = now(page)
    watcher = other_page
    open_stage(watcher, base_url, f"?run={run}")
    wait_for(watcher, "shared.views.get('timeline').frame.now === arg", there)
    stage(watcher).locator(".play").click()  # plays a copy
    wait_for(watcher, "shared.views.get('timeline').frame.now > arg", there + 20)
    assert now(page) == there
    assert run not in watcher.url
