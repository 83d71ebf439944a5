"""Draw a digit; networks read it while you draw, say why, and learn from you."""

from ui.components import present_key
from ui.draw import my_drawings, page, spoiled_test, stages, teach, why
from ui.shell import session

sections = {
    "Steps": stages.show,
    "Why?": why.show,
    "Teach it": teach.show,
    "My drawings": my_drawings.show,
    "Spoil the test": spoiled_test.show,
}
page.show(session.session_run(), sections)
present_key.mount()
