"""The board as a visitor meets it: cells say where they come from, by pointer and by arrow keys."""

from dataclasses import asdict

import pytest
from playwright.sync_api import expect

from ui.components.equation_board import Board, Grid, Line, Note

A = Grid("a", [["1", "2"], ["3", "4"]])
SUM = Grid("s", [["3"], ["7"]], [[Note("1 + 2", [(0, 0, 0), (0, 0, 1)])], [Note("3 + 4")]])


@pytest.fixture
def board(bench):
    data = asdict(Board([Line([A, "→", SUM])], [], "Point at a number"))
    return bench.mount("components/equation_board/equation_board", [data]).root


def lit(board):
    return board.locator("td.used").all_inner_texts()


def test_a_cell_says_where_it_comes_from_and_lights_what_it_uses(board):
    note = board.locator(".note")
    expect(note).to_have_text("s [1, 1] = 1 + 2")  # the first that has something to say
    assert lit(board) == ["1", "2"]
    board.get_by_role("cell", name="7").hover()
    expect(note).to_have_text("s [2, 1] = 3 + 4")
    assert lit(board) == []
    board.get_by_role("cell", name="4").hover()
    expect(note).to_have_text("Point at a number")


def test_arrow_keys_move_within_a_grid_and_stay_there(board):
    board.get_by_role("cell", name="1").focus()
    for key in ("ArrowRight", "ArrowDown", "ArrowDown", "ArrowRight"):
        board.page.keyboard.press(key)
    expect(board.get_by_role("cell", name="4")).to_be_focused()


SIZES = """(all) => all.map((cell) => parseFloat(getComputedStyle(cell).fontSize))"""


@pytest.mark.parametrize("size", [(1280, 720), (1440, 900), (390, 844)])
@pytest.mark.parametrize("rows", [1, 9])
def test_every_number_can_be_read_from_the_back_of_the_room(bench, size, rows):
    bench.page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
    large = Grid("w", [["−0.123", "0.456"]] * rows)
    for above in ([Line([A, "→", SUM])], []):
        data = asdict(Board(above, [Line([large, A], "Layer 1")], ""))
        root = bench.mount("components/equation_board/equation_board", [data]).root
        assert min(root.locator("td").evaluate_all(SIZES)) >= 14


def test_what_is_not_reached_yet_is_as_legible_as_the_rest(bench):
    dim = Grid("d", [["5"]], lit=False)
    board = bench.mount(
        "components/equation_board/equation_board", [asdict(Board([Line([A, dim])], [], ""))]
    )
    seen = """(cell) => {
        let opacity = 1;
        for (let at = cell; at; at = at.parentElement) opacity *= getComputedStyle(at).opacity;
        return [opacity, getComputedStyle(cell).color];
    }"""
    one, other = (board.root.get_by_role("cell", name=name) for name in ("5", "1"))
    assert one.evaluate(seen) == other.evaluate(seen)
    ground = "(cell) => getComputedStyle(cell).backgroundColor"
    assert one.evaluate(ground) != other.evaluate(ground)
