"""A number dragged as a visitor does it: what is shown is what the network of the core computes."""

import re

import pytest
from playwright.sync_api import expect

from core.explain.expressions import named
from core.explain.numbers import number
from core.explain.plain import backprop
from ui.components.kit.packing import unpack
from ui.lessons.equations.own_net import FIRST, Chosen, spec_of
from ui.lessons.equations.wiggle import frame, places

NAME = "components/wiggle/wiggle"
WIDE = Chosen(
    spec_of((3, 2, 2, 1), "gelu", "linear", "huber"), 2, (0.5, -0.2, 0.8), (1.0,), 1.0
)  # fmt: skip


def mounted(bench, net):
    return bench.mount(NAME, frame(net)).root


def movables(net):
    header, _ = unpack(frame(net))
    return header["step"], {one["name"]: one for one in header["movables"]}


def cells(root, table):
    found = root.get_by_role("table", name=re.compile(f"^{re.escape(table)}, "))
    return found.locator("td").all_inner_texts()


def cell(root, one):
    table = root.get_by_role("table", name=re.compile(f"^{re.escape(one['grid'])}, "))
    return table.locator("tbody tr").nth(one["row"]).locator("td").nth(one["col"])


def drag(root, one, pixels):
    box = cell(root, one).bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    root.page.mouse.move(x, y)
    root.page.mouse.down()
    root.page.mouse.move(x + pixels / 2, y)
    root.page.mouse.move(x + pixels, y)
    root.page.mouse.up()


@pytest.mark.parametrize("net", [FIRST, WIDE], ids=["2-3-2", "3-2-2-1"])
@pytest.mark.parametrize(("name", "pixels"), [("w¹₂₁", 90), ("b²₁", -150), ("a⁰₂", 60)])
def test_every_number_shown_is_the_cores(bench, net, name, pixels):
    step, known = movables(net)
    root, one = mounted(bench, net), known[name]
    drag(root, one, pixels)
    at = int(root.locator("input").input_value())
    move = step * (at - (places(net.spec.sizes) - 1) / 2)
    assert abs(move - 6 * pixels / 360) < 2 * step

    network, (x, y) = net.network(), net.sample()
    unmoved = network.forward(x[None])
    unmoved.y[...] = y
    l = 1 if "¹" in name else 2
    if name[0] == "a":
        x = x.copy()
        x[one["col"]] += move
    elif name[0] == "w":
        network.w[l][one["row"], one["col"]] += move
    else:
        network.b[l][one["col"]] += move
    batch = network.forward(x[None])
    batch.y[...] = y
    shown = {named("a", 0): batch.a[0], "C": [[batch.cost()]]}
    deltas = backprop(network, x[None], y[None]).delta
    shown |= {named("δ", l): delta for l, delta in deltas.items()}
    for l in network.w:
        shown |= {named("w", l): network.w[l], named("b", l): network.b[l][None]}
        shown |= {named("z", l): batch.z[l], named("a", l): batch.a[l]}
    for table, values in shown.items():
        assert cells(root, table) == [number(float(v)) for row in values for v in row], table
    change, foretold = batch.cost() - unmoved.cost(), one["slope"] * move
    words = root.locator(".note")
    expect(words).to_contain_text(f"Δ = {number(move)}: C changes by {number(change)}.")
    expect(words).to_contain_text(f"= {number(one['slope'])} at Δ = 0 predicts")
    expect(words).to_contain_text(f"· Δ = {number(foretold)}.")


def test_what_follows_is_lit_and_nothing_else(bench):
    _, known = movables(FIRST)
    root = mounted(bench, FIRST)
    expect(root.locator("td.moved")).to_have_count(0)
    drag(root, known["w¹₂₁"], 60)
    lit = root.locator("td.moved")
    # itself, z and a of its unit, z and a of both outputs, C; on the way back all five δ
    expect(lit).to_have_count(1 + 2 + 4 + 1 + 5)
    expect(root.locator("circle.unit.lit")).to_have_count(3)
    expect(root.locator("line.edge.lit")).to_have_count(2)
    expect(root.locator("line.edge.own")).to_have_count(1)
    root.get_by_role("button", name="Put back").click()
    expect(lit).to_have_count(0)
    expect(root.locator(".note")).to_contain_text("Drag it.")


def test_a_line_of_the_picture_can_be_dragged_too(bench):
    root = mounted(bench, FIRST)
    line = root.locator("line.hit").nth(3)
    box = line.bounding_box()
    x, y = box["x"] + box["width"] / 4, box["y"] + box["height"] / 4
    slanted = line.evaluate("(l) => (l.y2.baseVal.value - l.y1.baseVal.value) < 0")
    y = box["y"] + box["height"] * (3 / 4 if slanted else 1 / 4)
    root.page.mouse.move(x, y)
    root.page.mouse.down()
    root.page.mouse.move(x + 60, y)
    root.page.mouse.up()
    expect(root.locator("line.edge.own")).to_have_class(re.compile("lit|own"))
    expect(root.locator(".note")).not_to_contain_text("Drag it.")


def test_it_works_by_keys_and_an_answer_stays_where_its_cost_is_defined(bench):
    net = Chosen(spec_of((2, 2, 2), "relu", "softmax", "log_likelihood"), 1, (0.5, 1.0), (1, 0), 1)
    step, known = movables(net)
    root = mounted(bench, net)
    cell(root, known["a²₁"]).focus()
    root.page.keyboard.press("Enter")
    expect(root.locator("input")).to_be_focused()
    words = root.locator(".note")
    root.page.keyboard.press("ArrowRight")
    expect(words).to_contain_text(f"Δ = {number(step)}: C changes by")
    expect(words).to_contain_text("= −y₁ / a²₁ =")
    drag(root, known["a²₁"], 360)
    assert 0.9 < float(cells(root, "a²")[0]) <= 1
    expect(words).not_to_contain_text("bounds")


def test_targets_can_be_dragged_and_what_cannot_says_why(bench):
    _, known = movables(FIRST)
    root = mounted(bench, FIRST)
    drag(root, known["y₂"], 60)
    # itself, C, δ of its output, and on the way back δ of all three hidden units
    expect(root.locator("td.moved")).to_have_count(1 + 1 + 1 + 3)
    words = root.locator(".note")
    expect(words).to_contain_text("∂C/∂y₂ = y₂ − a²₂ =")
    for name, why in (("C", "nothing follows it"), ("δ¹", "it is found")):
        root.get_by_role("table", name=re.compile(f"^{name}, ")).locator("td").first.click()
        expect(words).to_contain_text(why)
