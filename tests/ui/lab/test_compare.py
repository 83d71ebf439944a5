"""The page of two networks in lockstep, through its widgets."""

from dataclasses import replace

import numpy as np
import pytest

from core.explain.landscape import SIDE
from runs.store.database import ADDRESS
from tests.app import button, opened, run_of, spoken
from ui.components.kit.packing import unpack
from ui.lab.compare import CURVES, DIFFERENCE, LANDSCAPES, WEIGHTS, sharper
from ui.lab.differs import FIELDS
from ui.shell import server
from ui.shell.session import WATCHING


@pytest.fixture
def at():
    return opened("compare", preset="even_odd")


def pair_of(at):
    return server.runs().get(at.session_state["pair"])


def address(at):
    """Return the keys of the page's address."""
    told = at.query_params.items()
    return {key: value if isinstance(value, str) else value[0] for key, value in told}


def same(one, other):
    for a, b in ((one, other), (one.b, other.b)):
        np.testing.assert_array_equal(a.frame.parameters, b.frame.parameters)
        np.testing.assert_array_equal(np.array(a.frame.epochs), np.array(b.frame.epochs))
        np.testing.assert_array_equal(a.frame.batches, b.frame.batches)


@pytest.fixture
def keeper(monkeypatch, tmp_path):
    """Return what keeps this process' runs, in a store of the test's own."""
    monkeypatch.setenv(ADDRESS, str(tmp_path / "runs.sqlite"))
    server.keeper.clear()
    yield server.keeper()
    server.keeper().stop()
    server.keeper.clear()


def components(at):
    packed = [one for one in at.get("bidi_component") if one.proto.bytes]
    return {one.key: unpack(one.proto.bytes) for one in packed}


def test_at_first_the_learning_rate_differs(at):
    pair = pair_of(at)
    assert at.header[0].value == "Learning rate η: :blue[A 0.6] against :orange[B 0.06]"
    assert not at.sidebar.children
    assert pair.settings.eta == 10 * pair.b.settings.eta
    assert pair.difference == 0
    assert spoken(at) == ""
    button(at, "Step").click().run()
    assert spoken(at) == "Stopped at step 1."
    assert pair_of(at) is pair
    assert pair.frame.steps == 1
    assert pair.difference > 0
    button(at, "Reset").click().run()
    assert pair.frame.steps == 0
    assert not at.exception


@pytest.mark.parametrize("name", [*FIELDS, "activation"])
def test_any_one_setting_can_differ(at, name):
    at.selectbox(key="compare.name").select(name).run()
    assert not at.exception
    assert not at.error
    pair = pair_of(at)
    assert pair.setup != pair.b.setup
    assert "against :orange[B " in at.header[0].value
    button(at, "Step").click().run()
    assert pair.frame.steps == 1
    assert not at.exception


def test_a_press_that_comes_with_another_answer_moves_the_pair_that_is_then_shown(at):
    before = pair_of(at)
    at.number_input(key="compare.value.eta").set_value(0.3)
    button(at, "Step").click().run()
    assert pair_of(at) is not before
    assert (pair_of(at).frame.steps, before.frame.steps) == (1, 0)


def test_the_same_value_is_identical_to_the_last_bit(at):
    eta = pair_of(at).settings.eta
    at.number_input(key="compare.value.eta").set_value(eta).run()
    for _ in range(5):
        button(at, "Step").click().run()
    assert pair_of(at).difference == 0
    assert any("identical to the last bit" in text.value for text in at.markdown)


def test_a_colour_is_a_run_training_is_pale_and_the_difference_comes_first(at):
    button(at, "Step").click().run()
    found = components(at)
    assert list(found) == [CURVES, DIFFERENCE, WEIGHTS]
    header, arrays = found[CURVES]
    assert [panel["title"] for panel in header["panels"]] == [
        "Validation cost",
        "Validation accuracy",
    ]
    pair = pair_of(at)
    for panel in header["panels"]:
        a, b, a_training, b_training = panel["traces"]
        assert (a["name"], b["name"]) == ("A", "B")
        assert a["colour"] == a_training["colour"] != b["colour"] == b_training["colour"]
        assert a["opacity"] == b["opacity"] > a_training["opacity"] == b_training["opacity"]
        assert a["line"]["width"] > a_training["line"]["width"]
    ends = [arrays[trace["y"]][-1] for trace in header["panels"][0]["traces"][:2]]
    assert ends == [pytest.approx(run.frame.epochs.cost[-1]) for run in (pair, pair.b)]
    header, arrays = found[DIFFERENCE]
    expected = pair.b.look().network.w[1] - pair.look().network.w[1]
    assert arrays[0] == pytest.approx(expected.ravel())
    assert header["scale"] >= abs(expected).max()


def test_a_bad_value_is_explained(at):
    at.number_input(key="compare.value.eta").set_value(-3.0).run()
    assert at.header[0].value == "Learning rate η: 0.6 in both"
    assert "Learning rate η must be between" in at.error[0].value
    assert not at.exception


def test_landscapes_of_both_are_measured_when_asked_for_and_the_sharper_one_is_named(at):
    assert not {*LANDSCAPES} & components(at).keys()
    button(at, "Step").click().run()
    at.toggle(key="compare.landscapes").set_value(True).run()
    pair = pair_of(at)
    assert all(run.landscapes.join(60) for run in (pair, pair.b))
    at.run()
    assert not at.exception
    shown = components(at)
    a, b = (shown[key][0] for key in LANDSCAPES)
    assert a["side"] == b["side"] == SIDE
    assert (a["low"], a["high"]) == (b["low"], b["high"])  # in the same colours
    assert any("in this plane" in text.value for text in at.markdown)
    at.toggle(key="compare.landscapes").set_value(False).run()
    assert not {*LANDSCAPES} & components(at).keys()


def test_the_sharper_place_is_the_one_around_which_costs_rise_more():
    at = np.linspace(-1, 1, SIDE)
    bowl = at[None] ** 2 + at[:, None] ** 2
    assert "B lies in the sharper place" in sharper(bowl, 3 * bowl)
    assert "A lies in the sharper place" in sharper(3 * bowl, bowl + 5)
    assert "sharper" not in sharper(bowl, bowl)
    assert "being measured" in sharper(bowl, None)


def test_after_a_restart_the_page_finds_both_as_they_were_and_goes_on_to_the_last_bit(keeper):
    at = opened("compare", preset="even_odd", hide="hint")
    at.selectbox(key="compare.name").select("optimizer").run()
    for _ in range(3):
        button(at, "Step").click().run()
    before, said = pair_of(at), at.header[0].value
    keeper.save(before)
    for run in server.runs().all():
        server.runs().remove(run.key)
    again = opened("compare", {"owner": at.session_state["owner"]}, **address(at))
    pair = pair_of(again)
    assert (pair.key, pair.owner) == (before.key, before.owner)
    assert pair is not before
    same(pair, before)
    assert again.header[0].value == said
    assert not again.toast  # nothing is lost
    assert not again.caption[1:]  # it is this browser's
    button(again, "Step").click().run()
    before.step()
    assert pair_of(again) is pair
    assert pair.frame.steps == 4
    same(pair, before)


def test_a_pair_that_was_not_trained_is_described_by_its_address(at):
    at.selectbox(key="compare.name").select("cost").run()
    pair, said = pair_of(at), at.header[0].value
    for run in server.runs().all():
        server.runs().remove(run.key)
    again = opened("compare", **address(at))
    assert again.header[0].value == said
    assert pair_of(again).b.setup == pair.b.setup


@pytest.mark.parametrize(
    "wrong",
    ["eta", "eta.x", "eta.1e999", "cost.<b>", "nothing.1", "%.%", f"batch_size.1{400 * '0'}"],
)
def test_nonsense_in_the_address_gives_what_differs_at_first(wrong):
    at = opened("compare", preset="even_odd", b=wrong, pair="gone")
    assert at.header[0].value == "Learning rate η: :blue[A 0.6] against :orange[B 0.06]"


def test_who_opens_the_address_of_a_pair_watches_it_and_gets_a_copy_at_the_first_touch(at):
    button(at, "Step").click().run()
    pair = pair_of(at)
    guest = opened("compare", **address(at))
    assert pair_of(guest) is pair
    assert WATCHING in [caption.value for caption in guest.caption]
    button(guest, "Step").click().run()
    own = pair_of(guest)
    assert pair_of(at) is pair
    assert (pair.frame.steps, own.frame.steps) == (1, 2)
    assert own.owner != pair.owner
    assert address(guest)["pair"] == own.key
    assert WATCHING not in [caption.value for caption in guest.caption]
    guest = opened("compare", **address(at))
    button(guest, "Reset").click().run()
    guest = opened("compare", **address(at))
    guest.number_input(key="compare.value.eta").set_value(0.3).run()
    assert pair_of(guest).b.settings.eta == 0.3
    assert pair.frame.steps == 1


def test_two_that_were_compared_are_there_again_when_the_page_is_opened_again(at):
    at.selectbox(key="compare.name").select("lmbda").run()
    pair = pair_of(at)
    kept = {key: at.session_state[key] for key in ("run", "pair", "compare.differs")}
    assert pair_of(opened("compare", kept)) is pair


def test_without_a_hidden_layer_no_hidden_activation_differs():
    line = {"layers": "0", "act": "softmax", "cost": "log_likelihood", "b": "activation.tanh"}
    at = opened("compare", **line)
    assert not at.exception
    assert "Hidden activation" not in at.selectbox(key="compare.name").options
    at = opened("compare", {"compare.name": "activation"}, **line)  # as of a deeper network before
    assert not at.exception
    assert at.header[0].value.startswith("Learning rate")


def test_what_differs_and_the_speed_stay_when_a_or_b_is_another(at):
    at.selectbox(key="compare.name").select("dropout").run()
    at.number_input(key="compare.value.dropout").set_value(0.3).run()
    at.segmented_control(key=f"pace.{pair_of(at).key}").set_value("10").run()
    before = pair_of(at)
    assert before.pace == 10
    run = run_of(at)
    run.change(replace(run.settings, eta=0.25))
    at.run()
    assert pair_of(at) is not before
    assert at.header[0].value == "Dropout: :blue[A 0] against :orange[B 0.3]"
    assert pair_of(at).settings.eta == 0.25
    assert pair_of(at).pace == 10


def test_after_divergence_it_says_how_to_go_on(at):
    at.number_input(key="compare.value.eta").set_value(1e3).run()
    at.selectbox(key="compare.name").select("cost").run()
    pair_of(at).b.trouble = "It diverged."
    at.run()
    assert any("Press **Reset**" in text.value for text in at.markdown)
    assert not any("largest difference" in text.value for text in at.markdown)


def test_who_follows_a_lecturer_sees_the_lecturers_pair_and_no_buttons(at):
    at.selectbox(key="compare.name").select("cost").run()
    pair = pair_of(at)
    before = len(server.runs().all())
    student = opened("compare", follow="true", pair=pair.key)
    assert not student.exception
    assert student.header[0].value == at.header[0].value
    assert pair_of(student) is pair
    assert not student.button
    assert not student.selectbox
    assert len(server.runs().all()) == before
    gone = opened("compare", follow="true", pair="pair.gone")
    assert "projector" in gone.info[0].value
