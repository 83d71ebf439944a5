"""The slider for η says its value once."""

from playwright.sync_api import expect


def test_each_step_is_heard_once(bench):
    data = [{"eta": 0.5, "low": 1e-4, "high": 10}]
    slider = bench.mount("components/eta_slider/eta_slider", data).root
    expect(slider.get_by_role("slider")).to_have_attribute("aria-valuetext", "0.5")
    slider.get_by_role("slider").press("ArrowRight")
    expect(slider.get_by_role("slider")).to_have_attribute("aria-valuetext", "0.52")
    expect(slider.locator(".words")).to_have_text("0.52")
    expect(slider.get_by_role("status")).to_have_count(0)
