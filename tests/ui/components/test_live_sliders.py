"""Sliders that are heard while they are dragged, one set of values at a time."""

from playwright.sync_api import expect

from ui.components.kit.packing import plain
from ui.components.live_sliders import LiveSliders, Slider

SLIDERS = (Slider("w", "weight w", -3, 3, 1.5, 0.1), Slider("b", "bias b", -3, 3, 0.5, 0.1))


def data(seen=0, **values):
    return plain(
        LiveSliders(
            [
                Slider(one.name, one.label, one.low, one.high, values.get(one.name, one.value), 0.1)
                for one in SLIDERS
            ],
            seen,
        )
    )


def test_they_have_names_and_say_their_values(bench):
    shown = bench.mount("components/live_sliders/live_sliders", data()).root
    slider = shown.get_by_role("slider", name="weight w")
    expect(slider).to_have_attribute("aria-valuetext", "1.5")
    slider.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", "1.4")
    assert bench.triggers == [["moved", {"number": 1, "w": 1.4, "b": 0.5}]]


def test_while_one_set_is_on_its_way_only_the_newest_waits(bench):
    mounted = bench.mount("components/live_sliders/live_sliders", data())
    slider = mounted.root.get_by_role("slider", name="bias b")
    for _ in range(3):
        slider.press("ArrowRight")
    assert [sent["number"] for _, sent in bench.triggers] == [1]
    mounted.show(data(1, b=0.6))  # the page has seen the first
    expect(slider).to_have_attribute("aria-valuetext", "0.8")  # and does not take the others back
    assert [sent["number"] for _, sent in bench.triggers] == [1, 3]
    mounted.show(data(3, b=0.8))
    mounted.show(data(3, b=-2.0))  # a button set it
    expect(slider).to_have_attribute("aria-valuetext", "−2.0")
