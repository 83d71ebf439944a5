"""Two networks that differ in one setting, trained in step."""

from ui.components import present_key
from ui.lab import compare

pair = compare.choose()
playing = compare.controls(pair)
compare.view(pair, playing)
present_key.mount()
