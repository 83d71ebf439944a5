"""What moves a run, and what may change while it runs."""

import pytest

from core.specs import TrainSpec
from tests.app import button, opened, run_of
from ui.lab.controls import PACES


def test_step_and_reset():
    at = opened("lab")
    start = run_of(at).frame.parameters
    at.button(key="step").click().run()
    assert run_of(at).frame.steps == 1
    assert (run_of(at).frame.parameters != start).any()
    at.button(key="reset").click().run()
    assert run_of(at).frame.steps == 0
    assert (run_of(at).frame.parameters == start).all()
    assert not at.exception


@pytest.mark.parametrize("choose", ["another layer's size", "another seed", "other data"])
@pytest.mark.parametrize("press", ["step", "epoch", "reset"])
def test_a_press_that_comes_with_a_choice_moves_only_the_run_that_is_then_shown(choose, press):
    at = opened("lab", data="xor")
    before = run_of(at)
    before.advance_by(3)
    if choose == "other data":
        at.selectbox(key="set.data").set_value("even_odd")
    elif choose == "another seed":
        at.number_input(key="set.seed").set_value(7)
    else:
        at.number_input(key="set.units.1").set_value(5)
    at.button(key=press).click().run()
    run = run_of(at)
    plays = bool(run.toggled)
    run.pause()
    assert not at.exception
    assert run is not before
    assert before.frame.steps == 3  # it is as it was left
    assert plays == (press == "epoch")
    at.run()
    assert run_of(at) is run
    if press != "epoch":
        assert run.frame.steps == (press == "step")


def test_a_press_beside_a_field_that_makes_no_sense_is_for_the_run_that_stays():
    at = opened("lab", data="xor")
    run = run_of(at)
    at.number_input(key="set.units.1").set_value(0)
    at.button(key="step").click().run()
    assert run_of(at) is run
    assert run.frame.steps == 1
    assert "The run goes on as it was" in at.error[0].value


def test_play_becomes_pause_and_back():
    at = opened("lab")
    button(at, "Play").click().run()
    assert run_of(at).frame.playing
    button(at, "Pause").click().run()
    assert button(at, "Play")
    assert not run_of(at).frame.playing


def test_live_settings_change_the_same_run():
    at = opened("lab")
    before = run_of(at)
    at.number_input(key="set.eta").set_value(0.0).run()
    at.number_input(key="set.batch_size").set_value(64).run()
    at.number_input(key="set.lmbda").set_value(5.0).run()
    assert run_of(at) is before
    settings = before.settings
    assert (settings.eta, settings.batch_size, settings.lmbda) == (0, 64, 5)


def test_every_live_setting_is_on_the_page():
    at = opened("lab", {"more": True})
    before = run_of(at)
    at.selectbox(key="set.optimizer").select("adam").run()
    at.selectbox(key="set.schedule").select("cosine").run()
    for name, value in {"eta": 0.001, "dropout": 0.2, "lmbda1": 0.1, "clip": 5.0}.items():
        at.number_input(key=f"set.{name}").set_value(value).run()
    at.number_input(key="set.patience").set_value(7).run()
    assert run_of(at) is before
    assert before.settings == TrainSpec(
        0.001, optimizer="adam", schedule="cosine", dropout=0.2, lmbda1=0.1, clip=5, patience=7
    )
    at.number_input(key="set.dropout").set_value(1.0).run()
    assert "Dropout must be between 0 and 0.9" in at.error[0].value
    assert not at.exception


def test_each_live_change_is_marked_where_it_happened():
    at = opened("lab", {"more": True}, preset="even_odd")
    changes = {"eta": 0.25, "batch_size": 4, "lmbda": 2.0, "dropout": 0.5}
    for name, value in changes.items():
        at.button(key="step").click().run()
        at.number_input(key=f"set.{name}").set_value(value).run()
    at.button(key="step").click().run()
    at.selectbox(key="set.optimizer").select("adam").run()
    marks = run_of(at).frame.marks
    assert [mark.label for mark in marks] == ["η 0.25", "batch 4", "λ 2.0", "dropout 0.5", "adam"]
    assert [mark.epoch for mark in marks] == sorted({mark.epoch for mark in marks})
    assert marks[0].epoch > 0


@pytest.mark.parametrize("label", PACES)
def test_every_speed_is_the_runs(label):
    at = opened("lab")
    at.button_group(key="set.pace").set_value(label).run()
    assert run_of(at).pace == PACES[label]
    assert not at.exception


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("max_epochs", 2, None),
        ("target_cost", 10.0, "is below 10. Play goes on."),
        ("patience", 1, "has not fallen for 1 epochs"),
    ],
)
def test_a_run_stops_by_itself_and_says_why(name, value, said):
    at = opened("lab", {"more": True}, preset="even_odd")
    if name == "patience":
        at.number_input(key="set.eta").set_value(0.0).run()  # the cost stays as it is
    at.number_input(key=f"set.{name}").set_value(value).run()
    run = run_of(at)
    run.play()  # the engine's thread is not asked for: this one advances the run
    while run.frame.playing and run.frame.epoch < 9:
        run.advance(1)
    assert not run.frame.playing
    assert 0 < run.frame.epoch <= 3
    at.run()
    assert button(at, "Play")
    assert [said in info.value for info in at.info] == ([True] if said else [])


def test_settings_behind_more_show_what_the_run_has():
    at = opened("lab", {"more": True}, preset="spiral")
    assert at.selectbox(key="set.optimizer").value == "adam"
    assert at.number_input(key="set.horizon").value == 30


def test_a_run_that_diverged_says_what_to_change():
    at = opened("lab", preset="even_odd")
    at.number_input(key="set.lmbda").set_value(1e6).run()
    for _ in range(8):
        at.button(key="step").click().run()
    assert "Training diverged" in at.error[0].value
    assert "Lower λ (now 1e+06)" in at.error[0].value
    at.button(key="reset").click().run()
    assert not at.error
