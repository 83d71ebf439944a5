"""What a class does together in a lecture room, on phones and on the projector."""

from playwright.sync_api import expect

from tests.e2e.axe import violations
from tests.e2e.helpers import front
from tests.e2e.test_room import close_room, join, open_room
from ui.lessons.descent.questions import EDGE

PROJECTOR = {"width": 1280, "height": 720}
SEVEN = [(0.2, 0.2), (0.8, 0.2), (0.4, 0.9)]
ONE = [(0.5, 0.1), (0.5, 0.9)]


def draw(phone, points):
    box = phone.locator("canvas.paper").bounding_box()
    for i, (x, y) in enumerate(points):
        phone.mouse.move(box["x"] + x * box["width"], box["y"] + y * box["height"], steps=3)
        if i == 0:
            phone.mouse.down()
    phone.mouse.up()


def test_a_class_predicts_trains_computes_and_draws(page, phone_page, base_url):
    code = open_room(page, base_url)
    join(phone_page, base_url, code, "Ada")
    wall = page.context.new_page()
    wall.set_viewport_size(PROJECTOR)
    wall.goto(f"{base_url}/wall")
    predict(page, phone_page, wall)
    train(page, phone_page, wall)
    be_the_net(page, phone_page, wall)
    draw_data(page, phone_page, wall)
    close_room(front(page))


def predict(page, phone_page, wall):
    """All predict, and what was measured is the answer."""
    lectern = front(page).locator(".lectern")
    lectern.get_by_role("button", name="Predict, then reveal").click()
    lectern.get_by_label("Question of a lesson").select_option(EDGE.text)
    lectern.get_by_role("button", name="Ask", exact=True).click()
    front(phone_page).get_by_role("button", name=EDGE.options[1]).click()
    expect(wall.get_by_text("1 answer")).to_be_visible()
    front(page)
    lectern.get_by_role("button", name="Show the answers").click()
    expect(wall.get_by_text(f"Measured: {EDGE.experiment().sentence}")).to_be_visible()
    expect(phone_page.get_by_text("1 of 1 right")).to_be_visible()
    lectern.get_by_role("button", name="End it").click()


def train(page, phone_page, wall):
    """A student's run comes back to the projector, and is seen there."""
    lectern = page.locator(".lectern")
    lectern.get_by_role("button", name="A task").click()
    lectern.get_by_role("button", name="Set the task").click()
    front(phone_page).get_by_role("button", name="Train a run").click()
    point = wall.get_by_label("Runs of the class").get_by_role("button", name="Ada")
    expect(point).to_be_visible()
    assert violations(phone_page) == violations(wall) == []
    point.click()
    frame = wall.frame_locator("iframe")
    expect(frame.get_by_text("You watch a run of somebody else")).to_be_visible()
    wall.get_by_role("button", name="Back to").click()
    expect(point).to_be_visible()
    wall.set_viewport_size(PROJECTOR)
    front(phone_page).get_by_role("button", name="Back to").click()
    expect(phone_page.get_by_role("list", name="Your runs")).to_contain_text("weights and biases")
    front(page)
    lectern.get_by_role("button", name="End it").click()


def be_the_net(page, phone_page, wall):
    """Each is a unit: it is told what is wrong, and sends on what is right."""
    lectern = page.locator(".lectern")
    lectern.get_by_role("button", name="The class is the net").click()
    lectern.get_by_role("button", name="Begin").click()
    expect(phone_page.get_by_role("heading", name="You are input 1")).to_be_visible()

    # A wrong number breaks the chain, and all see where; the right one mends it.
    field, send = (
        phone_page.get_by_label("a⁰₁", exact=True),
        phone_page.get_by_role("button", name="Send"),
    )
    field.fill("0.7")
    send.click()
    expect(wall.get_by_text("Input 1, 1 of 1 wrong")).to_be_visible()
    expect(phone_page.get_by_text("a⁰₁ is not right")).to_be_visible()
    assert violations(phone_page) == violations(wall) == []
    wall.set_viewport_size(PROJECTOR)
    front(page)
    field.fill("")
    phone_page.get_by_role("button", name="x₁ = 0.500").click()
    send.click()
    expect(phone_page.get_by_text("Right: it is sent on")).to_be_visible()
    expect(wall.get_by_label("input 1, 1 phone, done, a = 0.500")).to_be_visible()

    # The lecturer plays whoever is missing, unit by unit or all at once.
    lectern.get_by_label("a⁰₂", exact=True).fill("-0.2")
    lectern.get_by_role("button", name="Send").click()
    expect(lectern.get_by_role("heading", name="Play hidden unit 1")).to_be_visible()
    lectern.get_by_label("z¹₁", exact=True).fill("a⁰₁ × w¹₁₁ + a⁰₂ × w¹₁₂ + b¹₁")
    lectern.get_by_label("a¹₁", exact=True).fill("σ(z¹₁)")
    lectern.get_by_role("button", name="Send").click()
    expect(lectern.get_by_role("heading", name="Play hidden unit 2")).to_be_visible()
    rest = lectern.get_by_role("button", name="Play all who are missing")
    titles = ("the outputs answer", "(BP1)", "send back", "(BP2)", "Step 2 of 3")
    for title in titles:
        rest.click()
        expect(lectern.locator(".where")).to_contain_text(title)
    costs = wall.locator(".cost")
    expect(costs).to_contain_text("→")
    first, second = costs.inner_text().removeprefix("Cost ").split(" → ")
    assert float(second) < float(first)
    lectern.get_by_role("button", name="End it").click()


def draw_data(page, phone_page, wall):
    """What they draw hangs on the wall, and a network learns it."""
    lectern = page.locator(".lectern")
    lectern.get_by_role("button", name="The class draws its data").click()
    lectern.get_by_label("Symbols to draw").fill("7 1")
    lectern.get_by_role("button", name="Have them draw").click()

    # Nobody draws who does not know what becomes of it.
    expect(phone_page.get_by_text("The lecturer may keep the drawings")).to_be_visible()
    expect(phone_page.locator("canvas.paper")).to_be_hidden()
    phone_page.get_by_role("button", name="I agree").click()
    hang = phone_page.get_by_role("button", name="Hang it up")
    for n in range(1, 7):
        wanted = phone_page.locator(".desk h2").inner_text()
        draw(phone_page, SEVEN if wanted == "Draw a 7" else ONE)
        hang.click()
        expect(wall.locator(".tile")).to_have_count(n)
        expect(phone_page.get_by_text("It hangs on the wall")).to_be_visible()
        expect(hang).to_be_disabled()

    # One touch takes a drawing off; all of them go while they are to be looked at.
    lectern.locator(".tile").first.click()
    expect(wall.locator(".tile")).to_have_count(5)
    expect(phone_page.get_by_text("taken off")).to_be_visible()
    lectern.get_by_role("button", name="Hide the drawings").click()
    expect(wall.locator(".tile")).to_have_count(0)
    lectern.get_by_role("button", name="Show the drawings").click()
    expect(wall.locator(".tile")).to_have_count(5)

    # The network learns four of them, and reads what is drawn next.
    lectern.get_by_role("button", name="Let a network learn them").click()
    expect(wall.get_by_text("A network after 10 epochs")).to_be_visible()
    draw(phone_page, ONE)
    hang.click()
    expect(phone_page.get_by_text("the network reads").first).to_be_visible()
    with page.expect_download() as kept:
        lectern.get_by_role("link", name="Keep the drawings").click()
    assert kept.value.suggested_filename == "drawings.zip"
    assert violations(phone_page) == violations(page) == []
    assert violations(wall) == []
