"""Steps of a walk as boards: what is lit, what is still unknown, what a cell says."""

import numpy as np

from core.explain.walkthrough import walk
from core.network import Network
from ui.components.equation_board import Grid
from ui.lessons.equations import walk_board
from ui.lessons.equations.own_net import FIRST, parsed, spec_of


def way():
    return walk(FIRST.network(), *FIRST.sample(), FIRST.eta)


def grids(lines):
    return {grid.name: grid for line in lines for grid in line.items if isinstance(grid, Grid)}


def lit(at):
    return {name for name, grid in grids(walk_board.network(way(), at)).items() if grid.lit}


def test_before_the_first_step_only_the_given_is_known():
    shown = grids(walk_board.network(way(), -1))
    assert lit(-1) == {"a⁰", "y", "w¹", "b¹", "w²", "b²"}
    assert set(np.ravel(shown["δ¹"].rows)) == {"·"}


def test_what_takes_part_is_lit():
    assert lit(0) == {"a⁰", "w¹", "b¹", "z¹", "a¹"}
    assert lit(4) == {"δ²", "w²", "z¹", "δ¹"}  # BP2
    assert lit(7) == {"δ¹", "a⁰", "∇w¹"}  # BP4


def test_after_the_update_the_weights_are_the_new_ones():
    before, after = (grids(walk_board.network(way(), at))["w²"].rows for at in (9, 10))
    assert before != after


def test_a_result_points_at_grids_of_its_own_line():
    for step in way().steps:
        for line in walk_board.equation(step):
            shown = [item for item in line.items if isinstance(item, Grid)]
            for note in (note for row in shown[-1].notes for note in row):
                for place, row, column in note.uses:
                    assert place < len(shown) - 1
                    assert shown[place].rows[row][column]


def test_of_a_large_net_the_steps_show_the_layers_that_take_part():
    chosen = spec_of((5, 5, 5, 5), "sigmoid", "sigmoid", "quadratic")
    large = walk(Network.initial(chosen, 1), np.ones(5), np.eye(5)[0], 1.0)
    titles = [[line.title for line in walk_board.network(large, at)] for at in (-1, 0, 1)]
    assert titles[0] == ["Sample", "Layer 1", "Layer 2", "Layer 3"]
    assert titles[1:] == [["Sample", "Layer 1"], ["Layer 1", "Layer 2"]]


def test_sizes_are_read():
    assert parsed("2-3-2") == (2, 3, 2)
    assert parsed("5-5-5-5") == (5, 5, 5, 5)
