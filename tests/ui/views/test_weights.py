"""The weights in words: which input weighs most."""

from runs.run import Run
from ui.shell.presets import PRESETS
from ui.views import weights


def test_a_net_that_tells_even_from_odd_listens_to_the_last_bit():
    run = Run(PRESETS["even_odd"].setup)
    while run.frame.measured.accuracy < 1:
        run.play_epoch()
        while run.playing:
            run.advance(0.1)
    words = weights.words(run.look(), {})
    assert words.startswith("Heaviest input: bit 0, the least significant (mean |w| ")
    means = sorted(abs(run.look().network.w[1]).mean(axis=0))
    assert means[-1] > 2 * means[-2]
    assert f"mean |w| {means[-1]:.2f}; next bit" in words
    assert words.endswith(f", {means[-2]:.2f}).")
