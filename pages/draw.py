"""Draw a digit; networks read it while you draw, say why, and learn from you."""

from ui import state
from ui.draw import page

page.show(state.session_run(), {})
