"""What only a screen reader says."""

from playwright.sync_api import expect


def test_words_change_in_a_live_region_that_stays_and_takes_no_room(bench):
    line = bench.mount("components/spoken_line/spoken_line", [""])
    region = line.root.get_by_role("status").element_handle()
    line.show(["Stopped at step 12."])
    assert region.inner_text() == "Stopped at step 12."
    assert line.root.bounding_box()["height"] == 0
    expect(line.root.get_by_role("status")).to_have_count(1)
