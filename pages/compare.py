"""Two networks that differ in one setting, trained in step."""

from ui.components import keep_owner, present_key
from ui.lab import compare
from ui.shell import session

pair = compare.choose()
playing = compare.controls(pair)
compare.view(pair, playing)
present_key.mount()
keep_owner.mount(session.owner())
