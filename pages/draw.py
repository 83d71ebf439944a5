"""Draw a digit; networks read it while you draw, say why, and learn from you."""

from ui.draw import mine, page, spoil, stages, teach, why
from ui.shell import session

sections = {
    "Steps": stages.show,
    "Why?": why.show,
    "Teach it": teach.show,
    "My drawings": mine.show,
    "Spoil the test": spoil.show,
}
page.show(session.session_run(), sections)
