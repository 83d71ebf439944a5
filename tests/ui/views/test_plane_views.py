"""Diagram, decision map, warped grid and receipt: what they show is the network's own."""

import numpy as np
import pytest

from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.run import Run
from ui.components.kit.packing import unpack
from ui.views import VIEWS, packed, suitable

SPIRAL = Setup(
    DataSpec("spiral"),
    NetworkSpec((2, 20, 2, 1), ("tanh", "sigmoid", "sigmoid")),
    TrainSpec(batch_size=10),
)
MNIST = Setup(DataSpec("mnist_1000"), NetworkSpec((784, 30, 10)), TrainSpec())


def payload(view, run, **options):
    return unpack(packed(VIEWS[view], run.look(), options))


def layers(run, **options):
    header, arrays = payload("diagram", run, **options)
    found = []
    for l, layer in enumerate(header["layers"]):
        values, w, b, maps = arrays[4 * l : 4 * l + 4]
        found.append((layer, values, w, b, maps))
    return header, found


def test_a_diagram_shows_the_first_sixteen_units_with_their_weights_and_biases():
    run = Run(SPIRAL)
    header, shown = layers(run)
    assert [layer["size"] for layer, *_ in shown] == [2, 20, 2, 1]
    assert [len(layer["names"]) for layer, *_ in shown] == [2, 16, 2, 1]
    network, probe = run.look().network, run.look().probe
    for l in (1, 2, 3):
        _, values, w, b, _ = shown[l]
        np.testing.assert_array_equal(w, network.w[l][:16, :16].ravel())
        np.testing.assert_array_equal(b, network.b[l][:16])
        np.testing.assert_allclose(values, probe.a[l].mean(axis=0)[:16], rtol=1e-5)
    assert header["scale"] >= max(np.abs(w).max() for _, _, w, _, _ in shown[1:])


def test_units_over_a_plane_show_their_own_answers():
    run = Run(SPIRAL)
    header, shown = layers(run)
    n, plane = header["n"], run.look().data.plane
    maps = shown[2][4].reshape(2, n, n)
    step = (plane.high - plane.low) / n
    at = [plane.low + 3.5 * step, plane.high - 5.5 * step]  # column 3, row 5 from the top
    a = run.look().network.forward(plane.inputs(np.array([at]))).a[2][0]
    np.testing.assert_allclose(maps[:, 5, 3] / 127 * 0.5 + 0.5, a, atol=0.003)


def test_pixels_are_one_picture_and_their_weights_a_norm():
    run = Run(MNIST)
    header, shown = layers(run, sample=3)
    picture, values, *_ = shown[0]
    assert picture["picture"] == [28, 28]
    image = run.look().data.validation.x[3] / 255
    np.testing.assert_allclose(values, image, atol=0.01)
    norms = np.linalg.norm(run.look().network.w[1][:16], axis=1)
    np.testing.assert_allclose(shown[1][2], norms, rtol=1e-5)
    np.testing.assert_allclose(shown[2][1], run.look().probe.a[2][3], rtol=1e-5)
    assert header["answers"] == "of sample 3"


def test_scales_and_names_of_a_diagram_stay_while_a_little_is_learnt():
    run = Run(SPIRAL)
    before, _ = layers(run)
    run.step()
    after, _ = layers(run)
    assert before["layers"] == after["layers"]
    assert before["scale"] == after["scale"]


@pytest.mark.parametrize("edge", [[1, 0, 2], [4, 0, 0], [1, 20, 0], [0, 0, 0], [1, 0, -2], "x"])
def test_an_edge_that_the_network_does_not_have_is_not_selected(edge):
    header, _ = layers(Run(SPIRAL), edge=edge)
    assert header["edge"] is None


def test_a_decision_map_is_what_the_network_answers():
    run = Run(SPIRAL)
    header, (field, train, colours, held, _, _) = payload("decision", run, held_out=True)
    n, look = header["n"], run.look()
    plane = look.data.plane
    at = plane.low + (np.arange(n) + 0.5) * (plane.high - plane.low) / n
    points = np.array([(x, y) for y in at[::-1] for x in at])
    a = look.network.forward(plane.inputs(points)).a[3][:, 0]
    np.testing.assert_allclose(field / 127 * 0.5 + 0.5, a, atol=0.003)
    np.testing.assert_array_equal(train.reshape(-1, 2), plane.train.astype("f4"))
    np.testing.assert_array_equal(held.reshape(-1, 2), plane.held_out.astype("f4"))
    np.testing.assert_array_equal(colours > 0, look.data.train.labels == 1)


def test_the_map_of_a_table_is_written_in_the_tables_own_units():
    rows = "\n".join(f"{150 + i},{50 + i % 9},{3 * i + 7.25}" for i in range(40))
    data = DataSpec("csv", table=f"height,weight,age\n{rows}")
    run = Run(Setup(data, NetworkSpec((2, 1), ("linear",), "quadratic"), TrainSpec(batch_size=4)))
    header, (_, places, *_) = payload("decision", run)
    across, up = header["axes"]
    assert (across["name"], up["name"]) == ("height", "weight")
    assert across["low"] < 150 < 189 < across["high"]
    assert all(tick % 10 == 0 for tick in across["ticks"])
    x, y = places.reshape(-1, 2).T
    for values, axis, least, most in ((x, across, 150, 189), (y, up, 50, 58)):
        share = (values - header["low"]) / (header["high"] - header["low"])
        own = axis["low"] + share * (axis["high"] - axis["low"])
        assert least - 0.01 <= own.min()
        assert own.max() <= most + 0.01
    assert header["middle"] == pytest.approx(run.look().data.unit.middle)
    assert header["scale"] > 30  # years
    assert float(header["legend"][1]) == pytest.approx(header["middle"] + header["scale"], rel=0.01)


OUTPUTS = {"sigmoid": ("cross_entropy", True), "tanh": ("quadratic", False)}


@pytest.mark.parametrize("output", OUTPUTS)
def test_distances_from_the_border_of_a_map_are_those_of_the_answers(output):
    cost, odds = OUTPUTS[output]
    run = Run(
        Setup(DataSpec("spiral"), NetworkSpec((2, 8, 1), ("tanh", output), cost), TrainSpec())
    )
    run.training.network.w[2][...] *= 30  # so sure that answers alone say nothing between 0 and 1
    run.step()
    header, (field, *_, squeezed) = payload("decision", run)
    assert header["odds"] == odds
    np.testing.assert_array_equal(field[field != 0] > 0, squeezed[field != 0] > 0)
    s = squeezed / 127
    distances = header["knee"] * s / (1.002 - abs(s))
    answers = 1 / (1 + np.exp(-distances)) if odds else 0.5 + distances / 4
    near = abs(field) < 120
    np.testing.assert_allclose(answers[near], (field / 254 + 0.5)[near], atol=0.02)
    if odds:
        assert len(set(squeezed[abs(field) == 127])) > 10


def test_of_several_outputs_the_one_that_is_ahead_is_so_by_its_distances_too():
    three = Run(
        Setup(
            DataSpec("three_clouds"),
            NetworkSpec((2, 4, 3), ("tanh", "softmax"), "log_likelihood"),
            TrainSpec(),
        )
    )
    _, (field, *_, squeezed) = payload("decision", three)
    fields, distances = (values.reshape(3, -1) for values in (field, squeezed))
    apart = np.sort(fields, axis=0)[-1] - np.sort(fields, axis=0)[-2] > 3
    np.testing.assert_array_equal(fields.argmax(axis=0)[apart], distances.argmax(axis=0)[apart])
    assert len(packed(VIEWS["decision"], three.look(), {"held_out": True})) <= 40_000


def test_points_of_a_decision_map_are_the_same_while_the_field_changes():
    run = Run(SPIRAL)
    before, (field, *_) = payload("decision", run)
    run.step()
    after, (later, *_) = payload("decision", run)
    assert before["points"] == after["points"]
    assert (field != later).any()


def test_three_classes_have_three_fields_and_a_quantity_its_own_scale():
    three = Run(
        Setup(
            DataSpec("three_clouds"),
            NetworkSpec((2, 4, 3), ("tanh", "softmax"), "log_likelihood"),
            TrainSpec(),
        )
    )
    header, (field, _, colours, *_) = payload("decision", three)
    assert field.size == 3 * header["n"] ** 2
    assert set(colours) == {0, 1, 2}
    bump = Run(
        Setup(
            DataSpec("bump"), NetworkSpec((2, 4, 1), ("tanh", "linear"), "quadratic"), TrainSpec()
        )
    )
    header, (_, _, colours, *_) = payload("decision", bump)
    heights = bump.look().data.train.y[:, 0]
    np.testing.assert_allclose(colours / 127 * header["scale"], heights, atol=0.01)


def test_a_warped_grid_is_what_the_two_units_make_of_the_plane():
    run = Run(SPIRAL)
    header, (grid, train, _, _, _, lines) = payload("warped", run)
    look = run.look()
    plane, network = look.data.plane, look.network
    first = network.forward(plane.inputs(np.array([[plane.low, plane.low]]))).a[2][0]
    np.testing.assert_allclose(grid[:2], first, rtol=1e-5)
    seen = network.forward(plane.inputs(plane.train[:10])).a[2]
    np.testing.assert_allclose(train.reshape(-1, 2)[:10], seen, rtol=1e-5)
    # on the line the output is ½
    u, v, c = lines
    on = np.array([-c * u, -c * v]) / (u * u + v * v)
    z = network.w[3] @ on + network.b[3]
    assert z == pytest.approx(0, abs=1e-5)
    assert header["line"] == "where the output is ½"


def test_only_a_plane_and_two_units_can_be_warped():
    def names(run):
        return [view.name for view in suitable(run.look().spec, run.look().data)]

    assert {"decision", "warped"} <= set(names(Run(SPIRAL)))
    assert names(Run(SPIRAL))[0] == "decision"
    assert not {"decision", "warped"} & set(names(Run(MNIST)))


def table(header, title):
    return next(block for block in header["blocks"] if block["title"].startswith(title))


def read(text):
    """Read a number as a receipt writes it."""
    plain = text.translate(str.maketrans("−⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "--0123456789"))
    return float(plain.replace("·10", "e"))


def test_a_receipt_says_the_gradient_twice_and_the_step():
    run = Run(MNIST)
    run.step()
    header, _ = payload("receipt", run, edge=[1, 2, 400])
    rows = {row[0]: row[1] for row in table(header, "Mean over the 10")["rows"]}
    exact, numeric = rows["∂C/∂w = δ · a, summed"], rows["(C(w+ε) − C(w−ε)) / 2ε"]
    assert exact == numeric
    assert read(exact) == pytest.approx(run.training.batch.nabla_w[1][2, 400], rel=1e-3)
    assert read(rows["new w"]) == pytest.approx(run.look().network.w[1][2, 400], rel=1e-4)
    assert "row 15, column 9" in header["title"]


def test_a_receipt_of_one_sample_is_its_share():
    run = Run(MNIST)
    run.step()
    whole, _ = payload("receipt", run, edge=[2, 3, 5])
    total = read(table(whole, "Mean")["rows"][0][1])
    parts = []
    for sample in range(1, 11):
        header, _ = payload("receipt", run, edge=[2, 3, 5], sample=sample)
        exact, numeric, *_ = table(header, f"Sample {sample}")["rows"]
        assert exact[1] == numeric[1]
        parts.append(read(exact[1]))
    assert sum(parts) == pytest.approx(total, rel=1e-3)


@pytest.mark.parametrize(("source", "equation"), [(0, "BP4"), (-1, "BP3")])
def test_a_receipt_names_the_equation_of_weight_or_bias(source, equation):
    run = Run(MNIST)
    run.step()
    header, _ = payload("receipt", run, edge=[2, 3, source])
    assert table(header, "Sample by sample")["note"].startswith(f"{equation}:")


def test_a_receipt_knows_decay_and_other_optimisers():
    data, network, _ = MNIST
    run = Run(Setup(data, network, TrainSpec(lmbda=5.0)))
    run.step()
    header, _ = payload("receipt", run, edge=[2, 3, 5])
    rows = {row[0]: row[1] for row in table(header, "Mean")["rows"]}
    assert read(rows["new w"]) == pytest.approx(run.look().network.w[2][3, 5], rel=1e-4)
    assert "− η λ/n · w" in rows
    run = Run(Setup(data, network, TrainSpec(eta=0.001, optimizer="adam", dropout=0.5)))
    before = run.look().network.w[2][3, 5]
    run.step()
    header, _ = payload("receipt", run, edge=[2, 3, 5])
    block = table(header, "Mean")
    rows = {row[0]: row[1] for row in block["rows"]}
    assert read(rows["the step"]) == pytest.approx(run.look().network.w[2][3, 5] - before, rel=1e-3)
    assert "Dropout" in block["note"]


def test_without_a_step_a_receipt_says_what_to_do():
    assert payload("receipt", Run(MNIST))[0]["title"].startswith("Press Step")


def test_mini_batches_in_parts_have_no_receipt():
    run = Run(Setup(DataSpec("mnist"), MNIST[1], TrainSpec(batch_size=3000)))
    run.step()
    assert "above 2,000" in payload("receipt", run)[0]["title"]
