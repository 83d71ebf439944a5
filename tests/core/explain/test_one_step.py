import numpy as np
import pytest

from core.explain.one_step import learn_one
from core.network import Network
from core.specs import NetworkSpec

SOFTMAX = NetworkSpec((784, 20, 11), ("relu", "softmax"), "log_likelihood", "he")
IMAGE = np.random.default_rng(0).integers(0, 256, (28, 28), np.uint8)


@pytest.mark.parametrize("spec", [NetworkSpec(), SOFTMAX])
@pytest.mark.parametrize("label", [0, 7])
def test_the_right_answer_rises_and_the_network_stays(spec, label):
    network = Network.initial(spec, 1)
    parameters = network.parameters.copy()
    lesson = learn_one(network, IMAGE, label, 0.05)
    np.testing.assert_array_equal(network.parameters, parameters)
    assert lesson.change[label] > 0
    assert np.delete(lesson.change, label).sum() < 0
    again = lesson.network.forward(IMAGE.reshape(1, -1) / np.float32(255))
    np.testing.assert_array_equal(lesson.after, again.a[network.L][0])


def test_one_step_by_hand():
    spec = NetworkSpec((2, 1), ("linear",), "quadratic", dtype="float64")
    network = Network(spec, np.array([0.5, -0.5, 0.25]))
    lesson = learn_one(network, np.array([255, 51], np.uint8), 0, 0.1)
    answer = 0.5 - 0.1 + 0.25
    delta = answer - 1
    assert lesson.before[0] == pytest.approx(answer)
    np.testing.assert_allclose(
        lesson.network.parameters,
        [0.5 - 0.1 * delta, -0.5 - 0.1 * delta * 0.2, 0.25 - 0.1 * delta],
        rtol=1e-6,
    )


def test_no_digit_is_the_eleventh_class():
    lesson = learn_one(Network.initial(SOFTMAX, 1), IMAGE, -1, 0.001)
    assert lesson.change.argmax() == 10


@pytest.mark.parametrize(
    ("image", "label", "eta"),
    [
        (IMAGE[:5], 1, 0.1),
        (IMAGE / 255, 1, 0.1),
        (IMAGE, 10, 0.1),
        (IMAGE, -1, 0.1),
        (IMAGE, 1, -0.1),
        (IMAGE, 1, np.nan),
        (IMAGE, 1, 1e39),
    ],
)
def test_wrong_lessons_are_refused(image, label, eta):
    with pytest.raises(ValueError, match=r"^(The|This) .*\.$"):
        learn_one(Network.initial(NetworkSpec(), 1), image, label, eta)
