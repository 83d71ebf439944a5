"""A saved network comes in and trains on; what cannot is said, and the run stays."""

import io

import numpy as np
import pytest

from core.formats import save_npz
from core.network import Network
from core.specs import DataSpec, NetworkSpec
from tests.app import opened, run_of, unfolded
from tests.core.formats import others


def network(*sizes, output="softmax", cost="log_likelihood"):
    names = ("relu",) * (len(sizes) - 2) + (output,)
    return Network.initial(NetworkSpec(sizes, names, cost), 7)


def loaded(at, name, content):
    unfolded(at, "load")
    field = next(f for f in at.file_uploader if "train on" in f.label)
    field.upload(name, content, "application/octet-stream").run()
    assert not at.exception
    return at


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("net.onnx", others.onnx),
        ("net.safetensors", others.safetensors),
        ("net.keras", others.keras),
        ("net.weights.h5", others.weights_h5),
    ],
)
def test_a_digit_reader_of_another_program_trains_on_with_mnist(name, made):
    net = network(784, 12, 10)
    at = loaded(opened("lab"), name, made(net))
    run = run_of(at)
    np.testing.assert_array_equal(run.network().parameters, net.parameters)
    assert run.setup.data.name == "mnist"
    at.button(key="step").click().run()
    assert not at.exception
    assert run_of(at) is run
    assert run.frame.steps == 1


def test_a_network_brings_its_data_and_settings():
    data = DataSpec("spiral", noise=0.1)
    net = network(2, 5, 1, output="sigmoid", cost="cross_entropy")
    file = io.BytesIO()
    save_npz(file, net, {"data": data.to_json(), "train": {"eta": 0.07}})
    run = run_of(loaded(opened("lab"), "net.npz", file.getvalue()))
    assert run.setup.data == data
    assert run.settings.eta == 0.07
    np.testing.assert_array_equal(run.network().parameters, net.parameters)


def test_a_network_that_no_data_fits_is_refused():
    at = opened("lab", data="xor")
    before = run_of(at)
    loaded(at, "net.safetensors", others.safetensors(network(3, 5, 4)))
    assert "3 inputs and 4 outputs, the data here 2 and 1" in at.error[0].value
    assert run_of(at) is before


def test_what_a_file_does_not_say_is_said():
    at = loaded(opened("lab"), "net.safetensors", others.safetensors(network(784, 12, 10)))
    said = "\n".join(caption.value for caption in at.caption)
    assert "784-12-10" in said
    assert "ReLU inside and Softmax at the end are assumed" in said
