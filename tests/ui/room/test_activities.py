"""What students, lecturer and projector see of an activity, and what they say by it."""

import csv
import json
from dataclasses import asdict
from pathlib import Path

import pytest
from playwright.sync_api import expect

from runs.rooms import parts
from runs.rooms.activities.by_hand import task
from tests.runs.rooms.test_fold import Log
from ui.room.page import _ready

NAME = str(Path(__file__).with_name("activities"))
MEASURED = [
    [1, "few", 1.0, 9, 400.0, 120.0, False, 1.0],
    [2, "many", 1.0, 337, 60.0, 52.0, False, 0.01],
    [2, "none", 0.75, 9, 500.0, None, False, 0.1],
]


@pytest.fixture
def log():
    made = Log()
    made.do("ann", "join", name="=Ann, <b>")
    made.do("ben", "join", name="Ben")
    return made


@pytest.fixture
def shown(bench):
    """Return a function that puts a part of the activity that is on onto the page."""

    def mount(log, part, mark=""):
        mine = parts.own(log.state, log.state.members[mark])["mine"] if mark else {}
        state = getattr(parts, part)(log.state)["state"]
        data = {"kind": log.state.running.kind, "part": part, "state": state, "mine": mine}
        return bench.mount(NAME, [json.loads(json.dumps(data))], html="<div></div>").root

    return mount


def xor(log):
    settings = {"text": "XOR", "measure": "weights", "goal": 100, "data": "xor"}
    number = log.do("owner", "start", activity="task", settings=settings)
    log.do("owner", "act", of=number, measured=MEASURED)
    return number


def test_the_projector_has_a_point_for_each_run_and_a_press_opens_it(bench, log, shown):
    number = xor(log)
    wall = shown(log, "wall")
    expect(wall.get_by_label("Runs of the class").get_by_role("button")).to_have_count(3)
    best = wall.get_by_role("list", name="The best").get_by_role("button")
    expect(best).to_have_text(
        [
            "=Ann, <b>: 9 weights, 100.0 %",
            "Ben: 337 weights, 100.0 %",
        ]
    )
    point = wall.get_by_role("button", name="Ben: 75.0 %, 9 weights and biases, epoch 500")
    point.focus()
    bench.page.keyboard.press("Enter")
    assert bench.triggers == [["turned", "?run=none&embed=true&follow=true"]]

    log.do("owner", "act", of=number, open="many")  # with the remote control
    shown(log, "wall")
    bench.settle()
    assert bench.triggers[1:] == [["turned", "?run=many&embed=true&follow=true"]]


def test_names_that_are_hidden_stay_so_on_the_projector_and_in_the_table(bench, log, shown):
    xor(log)
    log.do("owner", "person", number=2, hidden=True)
    lecturer = shown(log, "lecturer")
    expect(lecturer.get_by_text("Ben")).to_have_count(0)
    expect(lecturer.get_by_role("listitem").nth(1)).to_contain_text("nameless")
    with bench.page.expect_download() as download:
        lecturer.get_by_role("button", name="Save as CSV").click()
    with download.value.path().open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["nickname"], row["weights"], row["reached"]) for row in rows] == [
        ("'=Ann, <b>", "9", "120"),
        ("", "337", "52"),
        ("", "9", ""),
    ]
    lecturer.get_by_role("list", name="The best").get_by_role("button").first.click()
    assert bench.triggers == [["said", {"open": "few"}]]


def test_a_student_is_led_to_the_tasks_data_and_sees_the_own_runs_only(bench, log, shown):
    xor(log)
    student = shown(log, "student", "ben")
    expect(student.get_by_role("list", name="Your runs").get_by_role("listitem")).to_have_text(
        [
            "Run: 100.0 %, 337 weights and biases, goal at epoch 52",
            "Run: 75.0 %, 9 weights and biases, epoch 500",
        ]
    )
    student.get_by_role("button", name="Train a run").click()
    assert bench.triggers == [["turned", "?data=xor"]]


def test_a_number_by_hand_is_sent_with_its_sign_and_told_by_its_slip(bench, log, shown):
    settings = {"net": "2-3-2", "unit": 2, "seed": 1}
    number = log.do("owner", "start", activity="by_hand", settings=settings)
    student = shown(log, "student", "ann")
    expect(student.get_by_role("heading", name="What is δ¹₂?")).to_be_visible()
    slip = next(one for one in task(**settings).wrong if one.slips == ("prime",))
    student.get_by_label("Your δ¹₂").fill(f"{abs(slip.value):.5f}")
    student.get_by_role("button", name="Change the sign").click()
    student.get_by_role("button", name="Send").click()
    [[name, said]] = bench.triggers
    assert (name, said) == ("said", {"value": f"{slip.value:.5f}".replace("-", "−")})
    log.do("ann", "act", of=number, **said)
    log.do("ben", "act", of=number, value="77")
    wall = shown(log, "wall")
    expect(wall.get_by_text("2 answers")).to_be_visible()
    expect(wall.get_by_text("got it right")).to_be_hidden()
    log.do("owner", "act", of=number, reveal=True)
    expect(shown(log, "student", "ann").get_by_role("status")).to_contain_text(
        "That is what comes out without σ′."
    )
    wall = shown(log, "wall")
    expect(wall.get_by_text("0 of 2 got it right (0 %).")).to_be_visible()
    expect(wall.get_by_role("list", name="The commonest mistakes")).to_contain_text("without σ′")


@pytest.mark.parametrize(
    ("kind", "button", "said"),
    [
        ("predict", "Ask", {"lesson": "one_neuron.steep"}),
        ("by_hand", "Ask", {"net": "1-2-1", "unit": 1, "seed": 1, "title": "1-2-1: δ¹₁"}),
        ("task", "Set the task", {"measure": "weights", "goal": 95, "data": "spiral"}),
    ],
)
def test_the_lecturer_picks_one_that_is_ready(bench, kind, button, said):
    ready = [asdict(one) for one in _ready(kind)]
    data = {"kind": kind, "part": "settings", "state": {}, "mine": {}, "ready": ready}
    root = bench.mount(NAME, [data], html="<div></div>").root
    root.get_by_role("button", name=button, exact=True).click()
    [[_, about]] = bench.triggers
    assert about.items() >= said.items()


def test_the_lecturer_writes_a_task(bench):
    ready = [asdict(one) for one in _ready("task")]
    data = {"kind": "task", "part": "settings", "state": {}, "mine": {}, "ready": ready}
    root = bench.mount(NAME, [data], html="<div></div>").root
    root.get_by_label("Task", exact=True).select_option("One in my own words")
    root.get_by_label("What is to be done").fill("Circles, quickly")
    root.get_by_label("What counts").select_option("Reach the accuracy in few epochs")
    root.get_by_label("Data").select_option("Circles")
    root.get_by_label("Accuracy to be reached").fill("90")
    root.get_by_role("button", name="Set the task").click()
    settings = {"text": "Circles, quickly", "measure": "epochs", "data": "circles", "goal": 90}
    assert bench.triggers == [["said", settings]]
