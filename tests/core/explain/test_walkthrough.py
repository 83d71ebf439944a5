"""A walk shows what the core computes, and every cell what it is made of."""

import re

import numpy as np
import pytest

from core.explain.expressions import Matrix
from core.explain.gradient_check import check_gradient
from core.explain.numbers import number
from core.explain.walkthrough import neighbours, operations, walk
from core.network import Network
from core.specs import NetworkSpec

OUTPUTS = [
    ("sigmoid", "quadratic"),
    ("sigmoid", "cross_entropy"),
    ("softmax", "log_likelihood"),
    ("linear", "quadratic"),
    ("gelu", "huber"),
]
SIZES = [(1, 1), (2, 3, 2), (3, 3, 3), (5, 5, 5, 5)]


def net(sizes, output="sigmoid", cost="quadratic", hidden="tanh", seed=0):
    activations = (hidden,) * (len(sizes) - 2) + (output,)
    return Network.initial(NetworkSpec(sizes, activations, cost, "normal", "float64"), seed)


def sample(network):
    rng = np.random.default_rng(3)
    sizes = network.spec.sizes
    return rng.uniform(-1, 1, sizes[0]), np.eye(sizes[-1])[0]


def results(way):
    return {e.result.name: e.result.values for step in way.steps for e in step.expressions}


@pytest.mark.parametrize("sizes", SIZES)
@pytest.mark.parametrize(("output", "cost"), OUTPUTS)
def test_numbers_are_those_of_the_batch(sizes, output, cost):
    network = net(sizes, output, cost)
    x, y = sample(network)
    found = results(walk(network, x, y, 0.5))
    batch = network.forward(x[None])
    network.backward(batch, y[None])
    raised = dict(zip("123", "¹²³", strict=True))
    for l in network.w:
        r = raised[str(l)]
        assert (found[f"z{r}"] == batch.z[l]).all()
        assert (found[f"a{r}"] == batch.a[l]).all()
        assert (found[f"δ{r}"] == batch.delta[l]).all()
        assert (found[f"∇w{r}"] == batch.nabla_w[l]).all()
        assert (found[f"∇b{r}"] == batch.nabla_b[l]).all()
        np.testing.assert_allclose(found[f"new w{r}"], network.w[l] - 0.5 * batch.nabla_w[l])
    assert found["C"] == batch.cost()


@pytest.mark.parametrize("sizes", SIZES)
@pytest.mark.parametrize(("output", "cost"), OUTPUTS)
def test_every_cell_is_what_its_parts_make(sizes, output, cost):
    network = net(sizes, output, cost)
    for step in walk(network, *sample(network), 0.5).steps:
        for e in step.expressions:
            for (i, j), value in np.ndenumerate(e.result.values):
                cell = e.cell(i, j)
                assert cell.value == pytest.approx(value, abs=1e-12)
                for place, row, column in cell.uses:
                    matrix = e.terms[place]
                    assert isinstance(matrix, Matrix)
                    used = float(matrix.values[row, column])
                    raised = str.maketrans("0123456789−.", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻·")
                    shown = [number(used, digits) for digits in range(3, 18)]
                    assert any(
                        one in cell.text or one.translate(raised) in cell.text for one in shown
                    )


def test_a_product_says_how_it_is_worked_out():
    network = net((2, 1), "linear")
    network.w[1][...], network.b[1][...] = [[0.5, -0.25]], [0.125]
    z, _ = walk(network, np.array([1.0, 0.5]), np.array([1.0]), 0.1).steps[0].expressions
    assert z.cell(0, 0).text == "1 × 0.500 + 0.500 × (−0.250) + 0.125"
    assert z.cell(0, 0).value == 0.5


@pytest.mark.parametrize(("output", "cost"), OUTPUTS[:2])
def test_what_is_written_of_a_cell_comes_to_its_value_where_terms_nearly_cancel(output, cost):
    expressions = [
        e
        for seed in range(30)
        for step in walk(
            Network.initial(net((2, 3, 2), output, cost).spec, seed),
            np.array([0.5, -0.2]),
            np.array([1.0, 0.0]),
            1.0,
        ).steps
        for e in step.expressions
    ]
    for e in expressions:
        for place in np.ndindex(e.result.values.shape):
            cell = e.cell(*place)
            if re.fullmatch(r"[\d.()+−× ]+", cell.text):
                comes_to = eval(cell.text.replace("−", "-").replace("×", "*"))
                assert comes_to == pytest.approx(cell.value, rel=0.0101), cell.text


def test_the_update_lowers_the_cost_and_leaves_the_network():
    network = net((2, 3, 2))
    before = network.parameters.copy()
    way = walk(network, *sample(network), 0.1)
    assert way.cost_after < way.cost
    assert (network.parameters == before).all()


@pytest.mark.parametrize(("output", "cost"), OUTPUTS)
def test_every_step_shows_plain_code_and_the_fast_one(output, cost):
    network = net((2, 3, 2), output, cost)
    for step in walk(network, *sample(network), 0.1).steps:
        for code in (step.plain, step.fast):
            assert code.text
            assert '"""' not in code.text
            assert re.fullmatch(r"core/(\w+/)*\w+\.py, [\w.]+", code.place)
            assert len(set(code.text.splitlines())) == len(code.text.splitlines())
        if step.title.startswith("BP2"):
            assert "* prime(" in step.plain.text


def test_every_way_back_says_what_delta_is():
    network = net((2, 3, 2))
    back = [step for step in walk(network, *sample(network), 0.1).steps if "BP" in step.title]
    assert len(back) == 6
    for step in back:
        assert any(r"\frac{\partial C}{\partial z^" in formula for formula in step.latex)
    (bp2,) = (step for step in back if "BP2" in step.title)
    assert r"\sum_k w^2_{kj} \delta^2_k" in bp2.latex[0]
    assert r"(w^2)^T \delta^2" in bp2.latex[1]


@pytest.mark.parametrize(
    ("output", "cost", "written"),
    [
        ("sigmoid", "quadratic", r"(a^2 - y) \odot \sigma'(z^2)"),
        ("sigmoid", "cross_entropy", r"\frac{a^2 - y}{a^2 (1 - a^2)}"),
        ("linear", "huber", r"\operatorname{cut}_{\pm 1}(a^2 - y)"),
    ],
)
def test_the_slope_of_the_chosen_cost_is_written_out(output, cost, written):
    network = net((2, 3, 2), output, cost)
    (bp1,) = (s for s in walk(network, *sample(network), 0.1).steps if "BP1" in s.title)
    assert written in " ".join(bp1.latex)


def test_softmax_has_no_slope_of_its_own_for_each_unit():
    network = net((2, 3, 2), "softmax", "log_likelihood")
    (bp1,) = (s for s in walk(network, *sample(network), 0.1).steps if "BP1" in s.title)
    assert r"\sigma'" not in bp1.latex[0]
    assert r"\sum_k" in bp1.latex[0]


def test_multiplications_are_counted():
    counted = operations((2, 3, 1))
    assert counted.forward == 9
    assert counted.backpropagation == 9 + 9 + 3
    assert counted.pass_per_parameter == 9 * (13 + 1)


@pytest.mark.parametrize("outputs", [1, 2, 5])
def test_what_softmax_shall_answer_to_neighbours_adds_up_to_one(outputs):
    network = net((2, outputs), "softmax", "log_likelihood")
    x, y = neighbours(network.spec, np.array([0.3, 0.4]), np.eye(outputs)[0], 8, 1)
    assert (y.sum(axis=1) == 1).all()
    assert check_gradient(network, x, y).relative_error < 1e-6


def test_neighbours_begin_with_the_given_sample():
    network = net((2, 3, 1))
    x, y = neighbours(network.spec, np.array([0.3, 0.4]), np.array([0.7]), 4, 0)
    assert x.shape == (4, 2)
    assert y.shape == (4, 1)
    assert x[0].tolist() == [0.3, 0.4]
    assert y[0] == 0.7


def test_a_cost_that_its_rounded_answers_do_not_give_says_so():
    spec = NetworkSpec((1, 1), ("sigmoid",), "cross_entropy", "normal", "float64")
    for weight, by_z in ((3.0, False), (80.0, True)):
        way = walk(Network(spec, np.array([weight, 0.0])), np.ones(1), np.zeros(1), 1.0)
        (cost,) = (step.expressions[0] for step in way.steps if step.title.startswith("The cost"))
        assert ("from z" in cost.cell(0, 0).text) == by_z
