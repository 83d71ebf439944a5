"""What the stage is sent: the network, a step, the timeline; their numbers are the core's."""

import json
import struct

import numpy as np
import pytest

from core.explain.plain import backprop
from core.network import Network
from core.specs import DataSpec
from runs.observations import OBSERVED
from runs.run import Run
from ui.shell.presets import PRESETS, for_data
from ui.stage import starts
from ui.views import STAGE, packed
from ui.views.network import MOST

NETWORK, TIMELINE, FLOW, THUMBS = STAGE
SETUPS = {
    "spiral": starts.SPIRAL,
    "digits": for_data(DataSpec("mnist_1000"), 0),
    "even_odd": PRESETS["even_odd"].setup,
    "bump": PRESETS["bump"].setup,
    "three": PRESETS["three"].setup,
    "line": PRESETS["line"].setup,
}
LARGEST = 40_000  # bytes of a frame


def read(payload):
    """Return header and arrays of a frame."""
    length = struct.unpack_from("<I", payload, 4)[0]
    header = json.loads(payload[8 : 8 + length])
    at, arrays = 8 + length, []
    for kind, size in header["arrays"]:
        array = np.frombuffer(payload, np.dtype(f"<{kind}"), size, at)
        arrays.append(array)
        at += -(-array.nbytes // 8) * 8
    return header, arrays


@pytest.fixture(scope="module", params=SETUPS)
def run(request):
    made = Run(SETUPS[request.param])
    made.watch(OBSERVED)
    made.advance_by(60)
    made.step()
    return made


def test_the_network_has_the_activations_of_one_sample_and_the_weights(run):
    look = run.look()
    header, arrays = read(packed(NETWORK, look, {"sample": 3}))
    network, most = look.network, MOST[header["kind"]]
    x = look.data.validation.x[3:4] * look.data.validation.scale
    seen = backprop(network, x.astype(network.parameters.dtype), look.data.validation.y[3:4])
    L = network.L
    for l in range(1, L + 1):
        a, w, b = arrays[3 * l - 2 : 3 * l + 1]
        shown = seen.a[l][0] if l == L else seen.a[l][0, :most]
        np.testing.assert_allclose(a, shown, rtol=1e-4, atol=1e-6)
        np.testing.assert_array_equal(b, network.b[l][:most].astype(np.float32))
        if header["kind"] == "picture" and l == 1:
            norms = np.linalg.norm(network.w[1][:most], axis=1)
            np.testing.assert_allclose(w, norms, rtol=1e-5)
        else:
            np.testing.assert_array_equal(w, network.w[l][:most, :most].ravel())
    assert header["steps"] == run.frame.steps
    assert header["sample"] == 3


def test_every_frame_is_small_enough(run):
    for view in STAGE:
        assert len(packed(view, run.look(), {})) <= LARGEST, view.name


def test_a_step_has_the_numbers_of_the_step_that_was_done(run):
    look = run.look()
    header, arrays = read(packed(FLOW, look, {}))
    step = look.batch
    before, after = Network(look.spec, step.before), Network(look.spec, step.after)
    seen = backprop(before, step.x, step.y)
    i, m, L = header["sample"], len(step.x), before.L
    most = MOST[read(packed(NETWORK, look, {}))[0]["kind"]]
    assert header["number"] == run.frame.steps
    assert header["m"] == m
    assert header["eta"] == step.eta
    for l in range(1, L + 1):
        a, delta, w, nabla, new = arrays[5 * l - 4 : 5 * l + 1]
        shown = slice(None) if l == L else slice(most)
        np.testing.assert_allclose(a, seen.a[l][i][shown], rtol=1e-4, atol=1e-6)
        np.testing.assert_allclose(delta, seen.delta[l][i][shown] * m, rtol=1e-4, atol=1e-6)
        if look.data.image_shape is not None and l == 1:
            continue
        for sent, matrix in ((w, before.w[l]), (nabla, seen.nabla_w[l]), (new, after.w[l])):
            wanted = matrix[:most, :most].ravel()
            np.testing.assert_allclose(sent, wanted, rtol=1e-4, atol=1e-7)


def test_the_sample_of_a_step_is_the_one_with_the_largest_cost(run):
    header, _ = read(packed(FLOW, run.look(), {}))
    step = run.look().batch
    network = Network(run.look().spec, step.before)
    seen = backprop(network, step.x, step.y)
    costs = [
        network.cost.value(seen.z[network.L][[i]], seen.a[network.L][[i]], step.y[[i]])
        for i in range(len(step.x))
    ]
    assert header["sample"] == int(np.argmax(costs))
    assert header["cost"] == pytest.approx(max(costs), rel=1e-6)


def test_the_timeline_has_the_moments_that_can_be_seen_again(run):
    header, (epochs, costs, steps, moments) = read(packed(TIMELINE, run.look(), {}))
    assert steps.tolist() == list(run.frame.checkpoints)
    assert len(epochs) == len(costs)
    assert run.frame.epochs_done - 0.02 < epochs[-1] <= run.frame.epochs_done + 1e-4  # thinned
    assert moments == pytest.approx(steps / (run.frame.steps / run.frame.epochs_done), rel=1e-4)
    assert header["now"] == run.frame.steps
    assert not header["past"]


def test_a_past_moment_keeps_the_whole_course(run):
    steps = run.frame.checkpoints[1]
    now, _ = read(packed(TIMELINE, run.look(), {}))
    header, arrays = read(packed(TIMELINE, run.past(steps), {}))
    assert header["past"]
    assert (header["steps"], header["now"]) == (steps, run.frame.steps)
    assert header["end"] == now["end"]
    assert len(arrays[0]) == len(read(packed(TIMELINE, run.look(), {}))[1][0])


def test_a_row_that_somebody_made_goes_through_and_nonsense_does_not():
    run = Run(SETUPS["even_odd"])
    made = [1, 0] * 5
    header, arrays = read(packed(NETWORK, run.look(), {"x": made}))
    assert arrays[0].tolist() == made
    assert header["label"] is None
    first = read(packed(NETWORK, run.look(), {}))[1][0].tolist()
    for nonsense in ([1] * 9, [2] * 10, ["a"] * 10, "1010101010", [True] * 10):
        assert read(packed(NETWORK, run.look(), {"x": nonsense}))[1][0].tolist() == first
