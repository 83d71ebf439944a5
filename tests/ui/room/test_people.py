"""The lecturer's list of who is in the room."""

from pathlib import Path

from playwright.sync_api import expect

PART = str(Path(__file__).with_name("people"))
ADA, BEN, CY = ([n, name, False, False, False] for n, name in ((1, "Ada"), (2, "Ben"), (3, "Cy")))


def room(*people):
    return [{"people": people, "present": len(people), "joined": len(people)}]


def test_who_comes_and_goes_leaves_the_others_lines_alone(bench):
    listed = bench.mount(PART, room(ADA, CY), html="<div></div>")
    hide = listed.root.get_by_role("button", name="Hide Cy")
    hide.focus()
    line = listed.root.get_by_role("listitem").filter(has_text="Cy").element_handle()
    listed.show(room(ADA, BEN, CY))
    names = listed.root.locator(".name")
    expect(names).to_have_text(["Ada", "Ben", "Cy"])
    assert line.evaluate("(line) => line.isConnected")
    expect(hide).to_be_focused()
    hide.press("Enter")
    assert bench.triggers == [["person", {"number": 3, "hidden": True}]]
    listed.show(room(BEN, [3, "Cy", True, False, False]))
    expect(names).to_have_text(["Ben", "Cy"])
    expect(listed.root.get_by_role("button", name="Show Cy")).to_be_focused()
