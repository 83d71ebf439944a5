"""The Draw page in a real browser: mouse, finger, uploads; collect drawings, train on them."""

import re
import threading
import zipfile
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, HTTPServer

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Locator, Page, expect

from core.drawing import painted
from core.formats import save_npz
from core.network import Network
from core.specs import NetworkSpec
from tests.e2e.browser import find_browser
from tests.e2e.conftest import PHONE
from tests.e2e.helpers import (
    button,
    open_page,
    wait_until_at_rest,
    wait_until_idle,
)
from tests.e2e.server import launch
from tests.e2e.stage import wait_for_steps
from tests.pen import DIGITS, SEVEN, draw, draw_by_finger, places


def line(page: Page) -> Locator:
    return page.locator(".digit-canvas .line").first


def section(page: Page, name: str) -> None:
    page.get_by_role("radio", name=name).click()
    wait_until_idle(page)


def upload(page: Page, label: str, path) -> None:
    field = page.get_by_test_id("stFileUploader").filter(has_text=label)
    expect(field).to_have_count(1)  # a new field takes the place of one with a file in it
    field.locator("input").set_input_files(path)


def test_the_answer_follows_the_stroke_on_a_page_without_the_one_before(page, base_url):
    open_page(page, base_url, "lab")
    expect(page.get_by_test_id("stSidebar")).to_be_visible()
    slow = page.context.new_cdp_session(page)  # a browser slower than the server
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.get_by_role("link", name="Draw", exact=True).click()
    expect(page.locator("canvas.paper")).to_be_visible()
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()  # it leaves no gap
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    expect(line(page)).to_have_text("Draw a digit")
    expect(page.get_by_text("Read by the bundled network")).to_be_visible()

    wait_until_at_rest(page.locator("canvas.paper"))
    first, *rest = places(page, SEVEN[0])
    page.mouse.move(*first)
    page.mouse.down()
    for place in rest:
        page.mouse.move(*place, steps=8)
    expect(line(page)).to_have_text(re.compile("^7 "))  # the pen is still down
    page.mouse.up()
    button(page, "Textbook").click()
    expect(page.locator(".digit-canvas .reader")).to_have_count(2)
    expect(page.locator(".digit-canvas .bars .fill")).to_have_count(20)
    button(page, "Undo").click()
    expect(line(page)).to_have_text("Draw a digit")
    button(page, "Redo").click()
    expect(line(page)).to_have_text(re.compile("^7 "))


def test_canvas_and_bars_fit_one_screen_of_a_phone_which_never_scrolls(phone_page, base_url):
    page = phone_page
    open_page(page, base_url, "draw")
    bars = page.locator(".digit-canvas .bars").bounding_box()
    assert bars["y"] + bars["height"] <= 844
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    main = page.get_by_test_id("stMain")
    before = main.evaluate("(node) => node.scrollTop")
    page.locator("canvas.paper").scroll_into_view_if_needed()
    wait_until_at_rest(page.locator("canvas.paper"))
    draw_by_finger(page, [np.array([[140, 250], [140, 20]])])
    expect(line(page)).to_have_text(re.compile("^1 "))
    assert main.evaluate("(node) => node.scrollTop") == before


def test_a_photo_is_read_other_files_are_refused_and_a_drawing_takes_its_place(
    page, base_url, tmp_path
):
    ink = painted([stroke * 2 + (500, 200) for stroke in SEVEN], 1200, 24.0)
    paper = np.linspace(225, 180, 1200)[:, None] - 150 * (ink / 255)
    Image.fromarray(paper.astype(np.uint8)).save(tmp_path / "photo.jpg")
    (tmp_path / "paper.png").write_bytes(b"%PDF-1.7 no picture")
    Image.new("1", (8000, 8000)).save(tmp_path / "large.png")
    net = NetworkSpec((784, 10), ("softmax",), "log_likelihood")
    save_npz(tmp_path / "net.npz", Network.initial(net, 1), {})
    open_page(page, base_url, "draw")
    button(page, "Options").click()  # it closes over what comes of a file
    upload(page, "A picture of a digit", tmp_path / "paper.png")
    expect(page.get_by_text("no picture that can be read")).to_be_visible()
    button(page, "Options").click()
    upload(page, "A picture of a digit", tmp_path / "large.png")
    expect(page.get_by_text("8,000 × 8,000 pixels")).to_be_visible()
    button(page, "Options").click()
    upload(page, "A saved network", tmp_path / "net.npz")
    button(page, "From a file").click()
    expect(page.locator(".digit-canvas .reader")).to_have_count(2)
    button(page, "From a file").click()
    expect(page.locator(".digit-canvas .reader")).to_have_count(1)

    button(page, "Options").click()
    upload(page, "A picture of a digit", tmp_path / "photo.jpg")
    expect(line(page)).to_have_text(re.compile("^7 "))
    button(page, "Clear the drawing").click()
    expect(line(page)).to_have_text("Draw a digit")
    button(page, "Undo").click()
    expect(line(page)).to_have_text(re.compile("^7 "))
    button(page, "Clear the drawing").click()
    wait_until_at_rest(page.locator("canvas.paper"))
    draw(page, DIGITS[0])
    expect(line(page)).to_have_text(re.compile("^0 "))


@pytest.fixture
def camera(browser, tmp_path):
    """Return a phone's page whose camera sees a seven on paper."""
    ink = painted([stroke * 1.5 + (110, 30) for stroke in SEVEN], 480, 24.0) / 255
    paper = 220 - 150 * np.pad(ink, ((0, 0), (80, 80)))
    frame = b"FRAME\n" + paper.astype(np.uint8).tobytes() + bytes([128]) * (320 * 240 * 2)
    film = tmp_path / "seven.y4m"
    film.write_bytes(b"YUV4MPEG2 W640 H480 F5:1 Ip A1:1 C420jpeg\n" + frame)
    told = [f"--use-file-for-fake-video-capture={film}", "--use-fake-device-for-media-stream"]
    told.append("--use-fake-ui-for-media-stream")

    def start(args, **more):
        return browser.browser_type.launch(args=[*args, *told], **more)

    other = launch(start, find_browser(headless=True))
    yield other.new_page(**PHONE)
    other.close()


def test_a_phones_camera_takes_the_photo(camera, base_url):
    open_page(camera, base_url, "draw")
    button(camera, "Options").click()
    camera.get_by_text("Use the camera").click()
    camera.wait_for_function("() => document.querySelector('video')?.readyState >= 2")
    shutter = button(camera, "Take Photo")
    for _ in range(5):  # Streamlit's may hear no press while a slow machine starts the camera
        shutter.click()
        with suppress(AssertionError):
            expect(shutter).to_have_count(0, timeout=5000)
            break
    expect(line(camera)).to_have_text(re.compile("^7 "))
    expect(shutter).to_have_count(0)  # what came of it is not covered


def test_drawings_are_collected_taken_away_brought_back_and_trained_on(page, base_url, tmp_path):
    open_page(page, base_url, "draw")
    wait_until_at_rest(page.locator("canvas.paper"))
    draw(page, SEVEN)
    expect(line(page)).to_have_text(re.compile("^7 "))
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
    expect(page.get_by_text("A network learns to read your own digits.")).to_be_visible()
    wait_for_steps(page, 5)


@pytest.fixture
def course(base_url):
    """Return the address of a course page of another site, with an exhibit in it."""
    frame = f'<iframe src="{base_url}/draw?embed=true" width="1100" height="700"></iframe>'

    class Page(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(f"<!doctype html><link rel=icon href=data:,>{frame}".encode())

        def log_message(self, *_):
            pass

    with HTTPServer(("127.0.0.1", 0), Page) as served:
        threading.Thread(target=served.serve_forever, daemon=True).start()
        yield f"http://localhost:{served.server_port}/"
        served.shutdown()


def test_within_another_site_a_link_stands_in_place_of_uploads(browser, course):
    page = browser.new_page()  # one that may ask another host
    page.goto(course)
    exhibit = page.frame_locator("iframe")
    exhibit.get_by_role("button", name="Options").click()
    link = exhibit.get_by_role("link", name="Open in its own tab").first
    expect(link).to_be_visible()
    assert link.get_attribute("href").endswith("/draw")
    expect(exhibit.get_by_text("A picture of a digit: browsers let no file")).to_be_visible()
    page.close()
