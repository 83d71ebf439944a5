"""The way back filled in as a visitor does it: numbers, terms, mistakes, and a score that stays."""

import re
from dataclasses import asdict

import pytest
from playwright.sync_api import expect

from ui.lessons.equations.your_turn import filled

NAME = "components/fill_in/fill_in"


def blanks(data):
    """Return the blanks in the order of filling in."""
    grids = sorted((g for line in data.lines for g in line.grids if g.turn >= 0), key=turn)
    return [blank for grid in grids for row in grid.rows for blank in row]


def turn(grid):
    return grid.turn


@pytest.fixture
def board(bench):
    """Return a function that shows a level, in a browser that has kept no score yet."""
    bench.page.evaluate("localStorage.clear()")

    def shown(level):
        data = filled(level, 1)
        return data, bench.mount(NAME, [asdict(data)]).root

    return shown


def answer(root, text):
    root.locator("input").fill(text)
    root.get_by_role("button", name="Check").click()


def test_every_mistake_of_every_kind_of_number_is_told(board):
    data, root = board("2-2-2")
    told = set()
    for blank in blanks(data):
        root.locator(f"td[data-name='{blank.name}']").click()
        for mistake in blank.mistakes:
            if mistake.words not in told:
                told.add(mistake.words)
                answer(root, repr(mistake.value))
                said = f"That is what comes out {mistake.words}."
                expect(root.locator(".verdict")).to_have_text(said)
    assert {"without σ′", "with w where wᵀ belongs", "with y − a where a − y belongs"} <= told
    assert "without the path through unit 2 of the next layer" in told


@pytest.mark.parametrize("level", ["1-1-1", "2-3-2"])
def test_what_each_number_is_made_of_fills_all_in(board, level):
    data, root = board(level)
    found = blanks(data)
    for blank in found:
        expect(root.locator(".prompt")).to_contain_text(f"{blank.name} =")
        answer(root, blank.recipe)
        expect(root.locator(f"td[data-name='{blank.name}']")).to_have_text(blank.text)
    count = len(found)
    expect(root.locator(".verdict")).to_contain_text(f"You are backprop. All is filled in, {count}")
    expect(root.locator(".score")).to_contain_text(f"★ {level} {count}/{count}")


def test_terms_are_clicked_together(board):
    _, root = board("1-1-1")
    for name in ("a²₁", "y₁"):
        if name == "y₁":
            root.get_by_role("button", name="−").click()
        root.locator(f"td[data-name='{name}']").click()
    expect(root.locator("input")).to_have_value("a²₁ − y₁")
    root.get_by_role("button", name="Check").click()
    expect(root.locator(".verdict")).to_have_text("That is what comes out without σ′.")
    root.locator("input").fill("(a²₁ − y₁)")
    root.locator("td[data-name='σ′(z²₁)']").click()
    expect(root.locator("input")).to_have_value("(a²₁ − y₁) × σ′(z²₁)")
    expect(root.locator("output")).to_have_text(re.compile(r"^= −0\.\d+$"))
    root.get_by_role("button", name="Take the last part back").click()
    expect(root.locator("input")).to_have_value("(a²₁ − y₁) ×")


def test_a_hint_costs_the_first_try_and_a_better_score_replaces_a_worse(board, bench):
    data, root = board("1-1-1")
    root.get_by_role("button", name="Hint").click()
    expect(root.locator(".verdict")).to_contain_text(blanks(data)[0].recipe)
    for blank in blanks(data):
        answer(root, blank.recipe)
    expect(root.locator(".score")).to_contain_text("☆ 1-1-1 5/6")
    root.get_by_role("button", name="Next level: 1-2-1").click()
    assert bench.triggers == [["following", "1-2-1"]]
    _, again = board("1-1-1")  # another page of the same browser
    expect(again.locator(".score")).to_contain_text("☆ 1-1-1 5/6")
    for blank in blanks(data):
        answer(again, blank.recipe)
    expect(again.locator(".score")).to_contain_text("★ 1-1-1 6/6")


def test_the_rest_of_a_matrix_can_be_filled_in_and_does_not_count(board):
    data, root = board("2-3-2")
    rest = root.get_by_role("button", name=re.compile("^Fill in the rest"))
    expect(rest).to_have_count(0)
    answer(root, blanks(data)[0].recipe)
    rest.click()
    expect(root.locator(".verdict")).to_have_text("The rest of δ² is filled in.")
    expect(root.locator(".score")).to_contain_text("First try: 1 of 1")
    expect(root.locator(".prompt")).to_contain_text("BP2: δ¹₁ =")


def test_it_works_by_keyboard_alone(board):
    _, root = board("1-1-1")
    root.locator("td[data-name='a²₁']").focus()
    root.page.keyboard.press("Enter")
    expect(root.locator("input")).to_have_value("a²₁")
    root.locator("input").focus()
    root.page.keyboard.type(" - 1")
    root.page.keyboard.press("Enter")
    expect(root.locator(".verdict")).to_have_text("That is what comes out without σ′.")
