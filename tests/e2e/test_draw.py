"""The Draw page in a real browser: mouse, finger, keys, uploads; teach it, collect, train on it."""

import re
import zipfile

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from core.drawing import painted
from tests.e2e.helpers import open_page, wait_until_at_rest, wait_until_idle


def arc(x, y, rx, ry, start, stop):
    """Part of an ellipse; degrees, clockwise from the right, y down."""
    t = np.deg2rad(np.linspace(start, stop, 24))
    return np.stack([x + rx * np.cos(t), y + ry * np.sin(t)], axis=1)


# As a hand writes them: off-centre, slanted, of different sizes. Units of the canvas, 280 wide.
DIGITS = {
    0: [arc(120, 130, 45, 75, -80, 285)],
    1: [np.array([[95, 105], [140, 60], [128, 225]])],
    2: [np.concatenate([arc(150, 90, 45, 38, -170, 45), [[95, 205], [145, 198], [205, 208]]])],
    3: [np.concatenate([arc(120, 90, 45, 38, -150, 85), arc(122, 172, 52, 46, -85, 145)])],
    4: [np.array([[150, 40], [80, 150], [205, 143]]), np.array([[175, 90], [160, 240]])],
    5: [
        np.concatenate([[[100, 70], [92, 130]], arc(125, 172, 52, 48, -120, 140)]),
        np.array([[100, 70], [180, 60]]),
    ],
    6: [np.concatenate([arc(205, 150, 110, 105, -115, -170), arc(135, 185, 42, 42, 190, 530)])],
    7: [np.array([[80, 75], [185, 65], [120, 230]]), np.array([[105, 150], [175, 143]])],
    8: [np.concatenate([arc(150, 95, 36, 36, 80, -280), arc(140, 180, 46, 46, -85, 280)])],
    9: [np.concatenate([arc(130, 95, 42, 40, -10, -365), [[172, 100], [165, 235]]])],
}
SEVEN = DIGITS[7][:1]
CONNECTED = "() => globalThis[Symbol.for('backprop-playground')]?.count?.frames > 0"
SCRIBBLE = [np.random.default_rng(5).uniform(40, 240, (25, 2))]


def places(page: Page, stroke) -> list[tuple[float, float]]:
    box = page.locator("canvas.paper").bounding_box()
    side = box["width"] / 280
    return [(box["x"] + x * side, box["y"] + y * side) for x, y in stroke.tolist()]


def draw(page: Page, strokes) -> None:
    """Draw with the mouse."""
    wait_until_at_rest(page.locator("canvas.paper"))
    for stroke in strokes:
        first, *rest = places(page, stroke)
        page.mouse.move(*first)
        page.mouse.down()
        for place in rest:
            page.mouse.move(*place, steps=2)
        page.mouse.up()


def draw_by_finger(page: Page, strokes) -> None:
    """Draw with real touches, as the browser's own protocol sends them."""
    page.locator("canvas.paper").scroll_into_view_if_needed()
    wait_until_at_rest(page.locator("canvas.paper"))
    touch = page.context.new_cdp_session(page)

    def send(kind, *points):
        touch.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": x, "y": y} for x, y in points]},
        )

    for stroke in strokes:
        first, *rest = places(page, stroke)
        send("touchStart", first)
        for before, place in zip([first, *rest], rest, strict=False):
            send("touchMove", tuple((a + b) / 2 for a, b in zip(before, place, strict=True)))
            send("touchMove", place)
        send("touchEnd")


def line(page: Page) -> Locator:
    return page.locator(".digit-canvas .line").first


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name)


def settled(page: Page) -> str:
    """Return the answer to the drawing as it is now."""
    page.wait_for_function(
        """() => {
          const all = (root) => [...root.querySelectorAll('*')].flatMap((node) =>
            [node, ...(node.shadowRoot ? all(node.shadowRoot) : [])]);
          const root = all(document).find((node) => node.matches('.digit-canvas'));
          const seq = root.dataset.seq;
          if (window.drawnSeq !== seq) { window.drawnSeq = seq; window.since = performance.now(); }
          return performance.now() - window.since > 400;
        }"""
    )
    return line(page).inner_text()


def section(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).click()
    wait_until_idle(page)


def upload(page: Page, label: str, path) -> None:
    field = page.get_by_test_id("stFileUploader").filter(has_text=label)
    expect(field).to_have_count(1)  # a new field takes the place of one with a file in it
    field.locator("input").set_input_files(path)


def options(page: Page) -> None:
    button(page, "Options").click()
    expect(page.get_by_text("A picture of a digit")).to_be_visible()


@pytest.mark.parametrize("way", ["mouse", "finger"])
def test_nine_of_ten_digits_are_read(request, base_url, way):
    page = request.getfixturevalue("phone_page" if way == "finger" else "page")
    open_page(page, base_url, "draw")
    expect(line(page)).to_have_text("Draw a digit")
    read = {}
    for digit, strokes in DIGITS.items():
        (draw_by_finger if way == "finger" else draw)(page, strokes)
        read[digit] = settled(page)
        button(page, "Clear the drawing").click()
        expect(line(page)).to_have_text("Draw a digit")
    right = [digit for digit, said in read.items() if said.startswith(f"{digit} ")]
    assert len(right) >= 9, read
    assert page.evaluate("scrollY") == 0


def test_canvas_and_bars_fit_one_screen_of_a_phone_which_never_scrolls(phone_page, base_url):
    open_page(phone_page, base_url, "draw")
    bars = phone_page.locator(".digit-canvas .bars").bounding_box()
    assert bars["y"] + bars["height"] <= 844
    main = phone_page.get_by_test_id("stMain")
    before = main.evaluate("(node) => node.scrollTop")
    draw_by_finger(phone_page, [np.array([[140, 250], [140, 20]])])
    expect(line(phone_page)).to_have_text(re.compile("^1 "))
    assert main.evaluate("(node) => node.scrollTop") == before


def test_the_answer_follows_the_stroke(page, base_url):
    open_page(page, base_url, "draw")
    page.locator("canvas.paper").hover()
    first, *rest = places(page, SEVEN[0])
    page.mouse.move(*first)
    page.mouse.down()
    for place in rest:
        page.mouse.move(*place, steps=8)
    expect(line(page)).to_have_text(re.compile("^7 "))  # the pen is still down
    page.mouse.up()


def test_a_drawing_that_streamlit_lost_is_read_all_the_same(new_page, base_url):
    page = new_page()
    losing = []

    def carry(socket):
        server = socket.connect_to_server()
        socket.on_message(lambda message: losing or server.send(message))

    page.route_web_socket("**/_stcore/stream", carry)
    open_page(page, base_url, "draw")
    losing.append(True)
    draw(page, DIGITS[1])
    page.wait_for_timeout(300)  # time in which what was sent is lost
    losing.clear()
    expect(line(page)).to_have_text(re.compile("^1 "))


def test_undo_redo_clear_and_replay(page, base_url):
    open_page(page, base_url, "draw")
    for name in ("Undo", "Redo", "Play the drawing again", "Clear the drawing"):
        expect(button(page, name)).to_be_disabled()
    draw(page, [*SEVEN, np.array([[40, 250], [250, 250]])])
    with_foot = settled(page)
    button(page, "Undo").click()
    expect(line(page)).to_have_text(re.compile("^7 "))
    button(page, "Redo").click()
    expect(line(page)).to_have_text(with_foot)
    page.keyboard.press("Control+z")
    expect(line(page)).to_have_text(re.compile("^7 "))
    button(page, "Clear the drawing").click()
    expect(line(page)).to_have_text("Draw a digit")
    page.keyboard.press("Control+z")
    expect(line(page)).to_have_text(re.compile("^7 "))

    canvas = page.locator(".digit-canvas")
    before = int(canvas.get_attribute("data-seq"))
    button(page, "Play the drawing again").click()
    expect(canvas).to_have_attribute("data-replays", "1")
    settled(page)
    assert int(canvas.get_attribute("data-seq")) >= before + 3  # it grew again, bit by bit
    expect(line(page)).to_have_text(re.compile("^7 "))


def test_pen_width_changes_what_is_seen_only_without_the_pen_step(page, base_url):
    open_page(page, base_url, "draw")
    draw(page, SEVEN)
    settled(page)
    seen = page.locator(".digit-canvas .thumb")
    fine = seen.evaluate("(canvas) => canvas.toDataURL()")
    button(page, "Pen width: medium").click()
    expect(button(page, "Pen width: broad")).to_be_visible()
    settled(page)
    assert seen.evaluate("(canvas) => canvas.toDataURL()") == fine
    section(page, "Steps")
    page.get_by_test_id("stCheckbox").filter(has_text="Pen").locator("label").click()
    expect(page.get_by_text("with your switches").last).to_be_visible()
    wait_until_idle(page)
    assert seen.evaluate("(canvas) => canvas.toDataURL()") != fine


def test_keys_draw_a_one(page, base_url):
    open_page(page, base_url, "draw")
    page.locator("canvas.paper").focus()
    for _ in range(10):
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Space")
    for _ in range(20):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    expect(line(page)).to_have_text(re.compile("^1 "))


def test_a_scribble_is_no_digit_and_doubt_is_the_visitors_choice(page, base_url):
    open_page(page, base_url, "draw")
    draw(page, SCRIBBLE)
    settled(page)
    expect(line(page)).to_have_text("No digit")
    button(page, "Textbook").click()
    expect(page.locator(".digit-canvas .reader")).to_have_count(2)
    expect(page.locator(".digit-canvas .bars .fill")).to_have_count(20)


def test_the_drawing_is_there_again_after_another_page(page, base_url):
    open_page(page, base_url, "draw")
    draw(page, SEVEN)
    expect(line(page)).to_have_text(re.compile("^7 "))
    page.get_by_role("link", name="Train", exact=True).click()
    expect(button(page, "Play").first).to_be_visible()
    page.wait_for_function(CONNECTED)  # else its report of that meets the change of page
    wait_until_idle(page)
    page.get_by_role("link", name="Draw", exact=True).click()
    expect(line(page)).to_have_text(re.compile("^7 "))


def test_a_photo_is_read_and_drawing_takes_its_place(page, base_url, tmp_path):
    ink = painted([stroke * 2 + (500, 200) for stroke in SEVEN], 1200, 24.0)
    paper = np.linspace(225, 180, 1200)[:, None] - 150 * (ink / 255)
    Image.fromarray(paper.astype(np.uint8)).save(tmp_path / "photo.jpg")
    open_page(page, base_url, "draw")
    options(page)
    upload(page, "A picture of a digit", tmp_path / "photo.jpg")
    expect(line(page)).to_have_text(re.compile("^7 "))
    page.keyboard.press("Escape")
    button(page, "Clear the drawing").click()
    expect(line(page)).to_have_text("Draw a digit")
    button(page, "Undo").click()
    expect(line(page)).to_have_text(re.compile("^7 "))
    button(page, "Clear the drawing").click()
    draw(page, DIGITS[0])
    expect(line(page)).to_have_text(re.compile("^0 "))


def test_bad_files_are_refused_in_words(page, base_url, tmp_path):
    (tmp_path / "paper.png").write_bytes(b"%PDF-1.7 no picture")
    Image.new("1", (5000, 5000)).save(tmp_path / "large.png")
    (tmp_path / "net.json").write_text('{"sizes": [2, 1]}')
    open_page(page, base_url, "draw")
    options(page)
    upload(page, "A picture of a digit", tmp_path / "paper.png")
    expect(page.get_by_text("neither a PNG nor a JPEG")).to_be_visible()
    upload(page, "A picture of a digit", tmp_path / "large.png")
    expect(page.get_by_text("5,000 × 5,000 pixels")).to_be_visible()
    upload(page, "A saved network", tmp_path / "net.json")
    expect(page.get_by_test_id("stAlert")).to_be_visible()
    expect(page.get_by_test_id("stException")).to_have_count(0)


def test_a_step_teaches_and_shows_what_it_changed(page, base_url):
    open_page(page, base_url, "draw")
    draw(page, SEVEN)
    settled(page)
    section(page, "Teach it")
    page.get_by_role("radio", name="4", exact=True).click()
    button(page, "Take one step").click()
    expect(page.get_by_text("The output for a 4 went from")).to_be_visible()
    expect(page.get_by_text(re.compile(r"4: \+\d\.\d+"))).to_be_visible()  # Δp in words
    expect(page.get_by_text("that changed most").first).to_be_visible()
    expect(page.get_by_text("It took 1 step")).to_be_visible()
    button(page, "Forget the steps").click()
    expect(page.get_by_text("It took 1 step")).to_have_count(0)


def test_drawings_are_collected_taken_away_brought_back_and_trained_on(page, base_url, tmp_path):
    open_page(page, base_url, "draw")
    draw(page, SEVEN)
    settled(page)
    section(page, "Teach it")
    page.get_by_role("radio", name="7", exact=True).click()
    for n in range(1, 5):
        button(page, "Add to my drawings").click()
        expect(page.get_by_text(f"{n} drawing").last).to_contain_text("collected")
    section(page, "My drawings")
    expect(page.get_by_text("Your drawings: 4 × 7.")).to_be_visible()
    with page.expect_download() as download:
        button(page, "Export").click()
    path = tmp_path / "drawings.zip"
    download.value.save_as(path)
    with zipfile.ZipFile(path) as archive:
        assert archive.read("labels.csv").decode().splitlines()[1] == "0001.png,7"
    page.reload()  # the address finds them again
    wait_until_idle(page)
    section(page, "My drawings")
    expect(page.get_by_text("Your drawings: 4 × 7.")).to_be_visible()
    button(page, "Remove all").click()
    expect(page.get_by_text("Nothing collected yet")).to_be_visible()
    upload(page, "Import drawings", path)
    expect(page.get_by_text("Your drawings: 4 × 7.")).to_be_visible()

    button(page, "Train on them alone").click()
    expect(page.get_by_text("What you collected on the Draw page.")).to_be_visible()
    button(page, "Step").first.click()
    expect(page.locator(".progress-line")).to_contain_text("step 1")


def test_a_stroke_keeps_its_shape_while_the_page_moves(page, base_url):
    open_page(page, base_url, "draw")
    wait_until_at_rest(page.locator("canvas.paper"))
    (x, top), (_, bottom) = places(page, np.array([[140, 40], [140, 240]]))
    page.mouse.move(x, top)
    page.mouse.down()
    page.mouse.move(x, top + 20, steps=4)
    page.get_by_test_id("stMain").evaluate("(main) => { main.style.marginLeft = '150px'; }")
    page.mouse.move(x, bottom, steps=10)
    page.mouse.up()
    assert settled(page).startswith("1 ")


def test_the_panel_of_the_page_before_leaves_no_gap(page, base_url):
    open_page(page, base_url)
    expect(page.get_by_test_id("stSidebar")).to_be_visible()
    slow = page.context.new_cdp_session(page)  # a browser slower than the server
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.get_by_role("link", name="Draw", exact=True).click()
    expect(page.locator("canvas.paper")).to_be_visible()
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    slow.detach()


def test_a_drawing_is_pinned_in_the_lab(page, base_url):
    open_page(page, base_url)
    button(page, "Step").first.click()
    expect(page.locator(".progress-line")).to_contain_text("step 1")
    page.mouse.move(800, 700)  # away from the button, whose tooltip hangs over the links
    page.get_by_role("link", name="Draw", exact=True).click()
    expect(page.get_by_text("your network 784-30-10")).to_be_visible()
    draw(page, SEVEN)
    settled(page)
    button(page, "Pin in the lab").click()
    expect(page.get_by_role("group", name="Pinned drawing")).to_be_visible()
    alt = page.locator(".live-plot .alt").last
    expect(alt).to_have_attribute("aria-label", re.compile("The drawing you pinned reads as"))


def test_the_spoiled_test_draws_its_curves(page, base_url):
    open_page(page, base_url, "draw")
    section(page, "Spoil the test")
    expect(page.get_by_text("Of 1,000 test pictures spoiled like this")).to_be_visible()
    expect(page.get_by_role("group", name="Accuracy")).to_be_visible()
    page.get_by_role("radio", name="Rotation").click()
    expect(page.get_by_text("Rotation, to either side (degrees)")).to_be_visible()
    expect(page.get_by_text("Of 1,000 test pictures spoiled like this")).to_be_visible()
