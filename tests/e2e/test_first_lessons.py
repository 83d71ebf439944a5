"""The lessons before the equations, in a real browser: what is dragged answers, links lead on."""

import re

from playwright.sync_api import expect

from tests.e2e.helpers import open_page, wait_until_idle


def test_a_neuron_answers_while_its_weight_is_moved(page, base_url):
    open_page(page, base_url, "one-neuron")
    weight = page.get_by_role("slider", name="weight w₁")
    weight.press("End")
    expect(page.get_by_text("z = 3 × 1 + (−1) × 0.500 + 0.500 = 3", exact=False)).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("^A neuron: z = 3, "))).to_be_visible()
    for _ in range(4):
        weight.press("ArrowLeft")
    expect(page.get_by_text("z = 2.60 × 1 + ", exact=False)).to_be_visible()
    page.get_by_role("button", name="Switch input 1 off").click()
    expect(page.get_by_role("slider", name="input x₁")).to_have_attribute("aria-valuetext", "0.0")
    expect(weight).to_have_attribute("aria-valuetext", "2.6")
    page.get_by_role("button", name=re.compile("^Next idea")).click()
    expect(page).to_have_url(re.compile(r"idea=2"))
    page.get_by_text("In the middle, at z = 0.").click()
    page.get_by_role("button", name="Reveal").click()
    expect(page.get_by_text("As you predicted.")).to_be_visible()
    page.get_by_role("button", name="Go on to the idea").click()
    expect(page.get_by_role("combobox", name="Activation σ")).to_be_visible()


def test_the_race_of_both_modes_runs_to_its_end(page, base_url):
    open_page(page, base_url, "chain-rule?idea=forward-or-reverse&questions=off")
    page.get_by_role("button", name="Race").click()
    expect(page.get_by_text("Reverse mode: 7 of 7 derivatives known")).to_be_visible()
    expect(page.get_by_text("Forward mode: 7 of 7 derivatives known")).to_be_visible()
    expect(page.get_by_role("button", name="Race")).to_be_visible()


def test_the_hour_leads_to_an_idea_with_what_to_say(page, base_url):
    open_page(page, base_url, "hour")
    page.get_by_role("link", name="The chain rule: Blame").click()
    expect(page.get_by_text("Say:")).to_be_visible()
    wait_until_idle(page)
    expect(page.get_by_role("button", name="2 Blame")).to_have_attribute("kind", "primary")
    page.go_back()
    page.get_by_role("link", name="Descent: Fog").click()
    expect(page.get_by_role("button", name="How high is it here?")).to_be_visible()
