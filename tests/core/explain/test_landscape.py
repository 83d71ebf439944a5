"""Planes through weight space: the cost on them is the network's, the path's places are true."""

import numpy as np
import pytest

from core.data.samples import Samples
from core.evaluation import evaluate
from core.explain import landscape
from core.explain.landscape import SIDE, Landscape, WeightPlane
from core.network import Network
from core.specs import NetworkSpec

LINEAR = NetworkSpec((2, 1), ("linear",), cost="quadratic", dtype="float64")


def samples(n, inputs, outputs=1, seed=0):
    rng = np.random.default_rng(seed)
    return Samples(rng.standard_normal((n, inputs)), rng.random((n, outputs)), None)


def whole(found):
    while not found.done:
        found.go_on()
    return found


def test_the_cost_of_a_linear_unit_is_the_paraboloid_that_it_is():
    """C(w) = 1/2m Σ(w·x − y)²: a quadratic form, known everywhere."""
    network = Network(LINEAR, np.array([0.3, -0.2, 0.0]))
    data = samples(40, 2)
    plane = landscape.own_plane(network)
    found = whole(Landscape(network, data, plane, (-2, 2, -1, 3)))
    x, y = np.meshgrid(np.linspace(-2, 2, SIDE), np.linspace(-1, 3, SIDE))
    w = np.stack([x, y], axis=-1)
    wanted = 0.5 * np.square(w @ data.x.T - data.y[:, 0]).mean(axis=-1)
    np.testing.assert_allclose(found.heights, wanted, rtol=1e-12)


@pytest.mark.parametrize("kind", ["path", "random"])
def test_a_place_costs_what_the_network_costs_there(kind):
    spec = NetworkSpec((3, 5, 2), ("tanh", "sigmoid"), dtype="float64")
    network, data = Network.initial(spec, 1), samples(30, 3, 2)
    path = np.cumsum(np.random.default_rng(2).standard_normal((6, network.parameters.size)), axis=0)
    plane = (
        landscape.along_path(path) if kind == "path" else landscape.random_plane(network, seed=3)
    )
    before = network.parameters.copy()
    found = whole(Landscape(network, data, plane, (-1, 1, -2, 2)))
    for i, j in [(0, 0), (16, 16), (5, 31)]:
        there = Network(spec, plane.at(-1 + j / 16, -2 + i / 8))
        assert found.heights[i, j] == pytest.approx(evaluate(there, data).cost, rel=1e-12)
    np.testing.assert_array_equal(network.parameters, before)


def test_a_grid_grows_finer_and_keeps_what_is_known():
    network, data = Network(LINEAR, np.array([0.3, -0.2, 0.0])), samples(10, 2)
    found = Landscape(network, data, landscape.own_plane(network), (-1, 1, -1, 1))
    grids, calls = {}, 0
    while not found.done:
        found.go_on()
        calls += 1
        if found.side:
            grids.setdefault(found.side, (calls, found.grid()))
    assert {side: calls for side, (calls, _) in grids.items()} == {9: 81, 17: 289, 33: 1089}
    np.testing.assert_array_equal(grids[17][1], grids[33][1][::2, ::2])
    np.testing.assert_array_equal(grids[9][1], grids[33][1][::4, ::4])
    assert all(np.isfinite(grid).all() for _, grid in grids.values())


def test_a_path_in_a_plane_is_found_with_its_shares_and_nothing_is_off():
    rng = np.random.default_rng(4)
    u, v = np.linalg.qr(rng.standard_normal((50, 2)))[0].T
    along = rng.standard_normal((20, 2)) * [5, 2]
    path = rng.standard_normal(50) + along @ np.stack([u, v])
    plane = landscape.along_path(path)
    assert sum(plane.shares) == pytest.approx(1)
    away = along - along.mean(axis=0)
    variances = np.linalg.svd(away, compute_uv=False) ** 2
    np.testing.assert_allclose(plane.shares, variances / variances.sum())
    places = plane.places(path)
    np.testing.assert_allclose(places[:, 2], 0, atol=1e-9)
    np.testing.assert_allclose(places[-1], 0, atol=1e-9)  # the plane goes through the last
    between = np.linalg.norm(path[:, None] - path[None], axis=-1)
    seen = np.linalg.norm(places[:, None, :2] - places[None, :, :2], axis=-1)
    np.testing.assert_allclose(seen, between, atol=1e-9)


def test_what_leaves_the_plane_is_said_to_be_off():
    plane = WeightPlane(np.zeros(4), np.array([1.0, 0, 0, 0]), np.array([1.0, 1, 0, 0]))
    x, y, off = plane.places(np.array([[5.0, 2.0, 3.0, 4.0]]))[0]
    assert (x, y, off) == pytest.approx((3, 2, 5))


@pytest.mark.parametrize("k", [1, 2, 5])
def test_a_path_that_does_not_move_or_moves_in_a_line_still_has_a_plane(k):
    path = np.outer(np.arange(k), np.ones(6))
    plane = landscape.along_path(path)
    assert np.linalg.norm(plane.across) == pytest.approx(1)
    assert abs(plane.across @ plane.up) < 1e-9
    assert plane.shares[0] == pytest.approx(1 if k > 1 else 0)
    left, right, bottom, top = landscape.bounds(plane.places(path))
    assert left < right
    assert bottom < top


def test_random_directions_change_each_unit_by_as_much_as_it_is():
    network = Network.initial(NetworkSpec((4, 6, 3), ("relu", "sigmoid")), 0)
    plane = landscape.random_plane(network, seed=1)
    for along in (plane.across, plane.up):
        w, b = network.by_layer(along)
        for l, d in w.items():
            own = np.linalg.norm(network.w[l], axis=1)
            np.testing.assert_allclose(np.linalg.norm(d, axis=1), own, rtol=1e-5)
            assert not b[l].any()
    other = landscape.random_plane(network, seed=2)
    assert not np.allclose(plane.across, other.across)


def test_only_two_weights_span_a_plane_of_their_own():
    assert landscape.own_plane(Network.initial(NetworkSpec((2, 2, 1)), 0)) is None
    one = Network.initial(NetworkSpec((1, 1), ("sigmoid",), dtype="float64"), 0)
    plane = landscape.own_plane(one)
    np.testing.assert_allclose(plane.places(one.parameters[None])[0], [*one.parameters, 0])


def test_closer_is_around_the_last_place():
    places = np.array([[0.0, 0, 0], [4, 2, 0]])
    assert landscape.bounds(places) == pytest.approx((-0.8, 4.8, -0.4, 2.4))
    assert landscape.bounds(places, 1) == pytest.approx((2.6, 5.4, 1.3, 2.7))
    assert landscape.bounds(places, -1) == pytest.approx((-3.6, 7.6, -1.8, 3.8))


def test_a_cost_beyond_all_numbers_is_not_known():
    network, data = Network(LINEAR, np.array([0.3, -0.2, 0.0])), samples(10, 2)
    found = Landscape(network, data, landscape.own_plane(network), (-1, 1, -1, 1))
    assert np.isnan(found.cost(np.array([1e200, 0, 0])))


def test_the_samples_are_few_enough_and_go_evenly_over_all():
    data = samples(3000, 2)
    few = landscape.subset(data, 1_000_000)
    assert len(few) == landscape.FEWEST
    np.testing.assert_array_equal(few.x, data.x[::60])
    assert len(landscape.subset(data, 10)) == landscape.MOST
    assert len(landscape.subset(data[:20], 10)) == 20


def test_a_bowl_rises_by_its_steepness_in_every_direction():
    at = np.linspace(-1, 1, SIDE)
    bowl = 3 * (at[:, None] ** 2 + at[None] ** 2) + 7
    assert landscape.rise(bowl) == pytest.approx(3 * 0.5**2, rel=0.03)
    assert np.isnan(landscape.rise(np.zeros((0, 0))))
