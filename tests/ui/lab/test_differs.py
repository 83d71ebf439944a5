"""The setting that B differs in."""

import pytest

from core.specs import TrainSpec
from ui.lab.differs import FIELDS, another, changed, of
from ui.shell.presets import PRESETS


@pytest.mark.parametrize("name", [name for name, spec in FIELDS.items() if spec is TrainSpec])
def test_at_first_the_other_value_is_another_one_and_allowed(name):
    about = TrainSpec.about(name)
    if about.choices is None:
        for spec in (TrainSpec(), *(TrainSpec(**{name: end}) for end in (about.low, about.high))):
            value = another(getattr(spec, name), about)
            assert getattr(TrainSpec(**{name: value}), name) != getattr(spec, name)


@pytest.mark.parametrize(
    ("name", "value"), [("dropout", 0.5), ("init", "zeros"), ("activation", "relu")]
)
def test_what_two_set_ups_differ_in_is_found(name, value):
    setup = PRESETS["even_odd"].setup
    assert of(setup, changed(setup, name, value)) == name
    assert of(setup, setup) == "eta"
