"""What a class does together, as phones and the projector show it."""

from pathlib import Path

from playwright.sync_api import expect

from runs.rooms import parts
from runs.rooms.deeds import checked, fold, happen
from runs.rooms.events import About, Event

PART = str(Path(__file__).with_name("activities"))
SEVEN = [[[60, 40], [220, 40], [110, 260]]]
ONE = [[[140, 20], [140, 260]]]


class Room:
    """A room with one student, whose parts can be put on a page."""

    def __init__(self, kind, **settings):
        self.kind = kind
        self.state = fold(About("key", "ABCDEF", "owner", 0.0, 100.0), [])
        self.do("ann", "join", name="")
        self.do("owner", "start", activity=kind, settings=settings)

    def do(self, mark, kind, **said):
        about = checked(self.state, mark, kind, said)
        happen(self.state, Event(self.state.last + 1, mark, kind, about))

    def act(self, mark, **said):
        self.do(mark, "act", of=self.state.current, **said)

    def seen(self, part):
        mine = parts.own(self.state, self.state.members["ann"])["mine"]
        state = getattr(parts, part)(self.state)["state"]
        return [{"kind": self.kind, "part": part, "state": state, "mine": mine}]


def test_the_wall_grows_and_tells_what_is_misread(bench):
    room = Room("drawing", symbols=["7", "1"])
    for i in range(8):
        room.act("ann", label=i % 2, strokes=ONE if i % 2 else SEVEN, consent=True)
    wall = bench.mount(PART, room.seen("wall"), html="<div></div>")
    tiles = wall.root.get_by_role("listitem")
    expect(tiles).to_have_count(8)
    first = tiles.last.element_handle()
    room.act("owner", learn=True)
    room.act("ann", label=0, strokes=ONE, consent=True)
    wall.show(room.seen("wall"))
    expect(tiles).to_have_count(9)
    assert first.evaluate("(tile) => tile.isConnected")
    expect(tiles.first.get_by_role("img")).to_have_accessible_name("7, read as 1")
    expect(wall.root.get_by_text("Misread most: 7, 1 of 2, mostly as 1.")).to_be_visible()
    room.act("owner", number=9, out=True)
    wall.show(room.seen("wall"))
    expect(tiles).to_have_count(8)


def test_three_hundred_drawings_are_seen_without_scrolling(bench):
    room = Room("drawing", symbols=["7", "1"])
    for i in range(300):
        room.do(f"student {i}", "join", name="")
        said = {"label": 1, "strokes": ONE, "consent": True}
        room.do(f"student {i}", "act", of=room.state.current, **said)
    wall = bench.mount(PART, room.seen("wall"), html="<div></div>")
    tiles = wall.root.get_by_role("listitem")
    expect(tiles).to_have_count(300)
    last = tiles.last.bounding_box()
    assert last["y"] + last["height"] <= 800
    assert last["width"] > 36
    bench.page.set_viewport_size({"width": 800, "height": 500})
    expect(tiles.last).to_be_in_viewport(ratio=1)


def test_a_drawing_is_made_with_the_keys_too(bench):
    room = Room("drawing", symbols=["7", "1"])
    phone = bench.mount(PART, room.seen("student"), html="<div></div>")
    phone.root.get_by_role("button", name="I agree").click()
    sheet = phone.root.get_by_role("application")
    send = phone.root.get_by_role("button", name="Hang it up")
    expect(send).to_be_disabled()
    for key in ("Space", "ArrowDown", "ArrowDown", "ArrowDown", "Space"):
        sheet.press(key)
    send.click()
    ((_, said),) = bench.triggers
    room.act("ann", **said)
    assert len(room.state.running.state.collection()) == 1


def test_a_unit_reckons_with_what_came_in(bench):
    room = Room("net", seed=24)
    phone = bench.mount(PART, room.seen("student"), html="<div></div>")
    phone.root.get_by_label("a⁰₁", exact=True).fill("x₁ +")
    phone.root.get_by_role("button", name="Send").click()
    assert bench.triggers == []
    phone.root.get_by_label("a⁰₁", exact=True).fill("")
    phone.root.get_by_role("button", name="x₁ = 0.500").click()
    phone.root.get_by_role("button", name="Send").click()
    assert bench.triggers == [["said", {"at": [0, 0], "values": [0.5]}]]
    room.act("ann", **bench.triggers[0][1])
    phone.show(room.seen("student"))
    expect(phone.root.get_by_text("Right: it is sent on.")).to_be_visible()
