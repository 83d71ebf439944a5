"""What an administrator is told of a process."""

import json

from prometheus_client.parser import text_string_to_metric_families

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.run import Run
from ui.shell import server
from ui.stream.watched import health, metrics


def figures():
    text = metrics(None).body.decode()
    samples = (one for family in text_string_to_metric_families(text) for one in family.samples)
    return {sample.name: sample.value for sample in samples}


def test_figures_follow_what_happens_and_name_nobody():
    before = figures()
    run = Run(
        Setup(DataSpec("xor"), NetworkSpec((2, 2, 1), ("tanh", "sigmoid")), TrainSpec(1.0, 4))
    )
    server.runs().add(run)
    run.play()
    run.advance(0.001)
    after = figures()
    done = after["playground_steps_total"] - before["playground_steps_total"]
    assert done == run.training.steps > 0
    assert after["playground_runs"] >= 1
    assert after["playground_runs_playing"] == before["playground_runs_playing"] + 1
    run.pause()
    assert figures()["playground_runs_playing"] == before["playground_runs_playing"]
    assert run.key not in metrics(None).body.decode()
    assert before["playground_store_failing"] == 0


def test_health_is_said():
    said = json.loads(health(None).body)
    assert said == {"live": True, "ready": True, "full": "", "store": "well", "hub": "well"}
