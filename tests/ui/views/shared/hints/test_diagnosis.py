"""Real runs with and without each ailment: it is seen where it is, and only there."""

from collections import Counter

import pytest

from benchmarks.diagnosis.cases import AILING, cases
from benchmarks.diagnosis.measure import mends, wanted_of
from ui.views.shared.hints import hint

CASES = {case.name: case for case in cases()}
REMEDIES = {  # what is offered at the end, and mends
    "fell: spiral, dropout": "Set dropout back to 0",
    "fell: slope, λ": "Set λ back to 0",
    "fell: spiral, λ": "Go back to epoch 70.9, with λ 0",
    "fell: mnist_1000, η": "Go back to epoch 3.0, with η 0.5",
    "fell: circles, a bias by hand": "Go back to epoch 35.4",
    "rose: quadrants, λ": "Set λ back to 0",
    "stuck: xor, η": "Set η back to 1",
    "stuck: spiral, η 0": "Set η back to 0.01",
    "stuck: spiral, frozen": "Set “Frozen layers” back to none",
    "stuck: spiral, schedule": "Keep η constant",
    "stuck: spiral, dropout": "Set dropout to 0.2",
    "stuck: spiral, η 0.5 with Adam": "Start again with η 0.05",
    "stuck: even_odd, λ": "Start again without λ",
    "stuck: circles, no hidden layer": "Start again with a hidden layer",
    "stuck: mnist_1000, five layers": "Multiply η by 10",
    "too_large: quadrants": "Start again with η 2",
    "too_small: three clouds": "Multiply η by 1,000",
    "dead: spiral": "Start again with leaky ReLU and a tenth of η",
    "overfitting: clouds": "Regularise: λ = 5",
    "symmetry: quadrants": "Start with random weights",
}


@pytest.mark.parametrize("name", CASES)
def test_it_says_what_ails_a_run_and_nothing_else_and_its_remedy_mends(name):
    case = CASES[name]
    run = case.begin()
    for steps in case.looks:
        run.advance_by(steps - run.frame.steps)
        found = hint(run.look())
        assert ("" if found is None else found.name) == wanted_of(case, run.look()), found
    if name in REMEDIES:
        assert found.remedy.label == REMEDIES[name]
        assert mends(run, found)


def test_there_are_at_least_twelve_runs_with_each_ailment_and_as_many_that_are_well():
    kinds = Counter(case.ails for case in CASES.values())
    assert set(kinds) == {"", *AILING}
    assert min(kinds.values()) >= 12
    assert set(REMEDIES) <= set(CASES)
