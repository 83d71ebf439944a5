"""What the run seems to suffer from, and a button that mends it."""

from runs.snapshot import Look
from ui.components import hint_line
from ui.views.shared.hints import REMEDIES, hint
from ui.views.view import Options, View

QUIET = "Nothing to remark: none of the usual ailments."
WAITING = "Press Play, and this line tells what it sees."


def payload(look: Look, options: Options) -> bytes:
    """Pack the most urgent hint."""
    found = hint(look)
    if found is None:
        return hint_line.frame(_nothing(look), key=VIEW.name)
    button = REMEDIES[found.name].label
    return hint_line.frame(found.text, key=VIEW.name, button=button, name=found.name)


def words(look: Look, _: Options) -> str:
    """Return the hint's text."""
    found = hint(look)
    return _nothing(look) if found is None else found.text


def _nothing(look: Look) -> str:
    return QUIET if look.frame.steps else WAITING


VIEW = View(
    name="hint",
    label="Hint",
    help="What the run seems to suffer from.",
    payload=payload,
    words=words,
    mount=hint_line.mount,
    every=0.5,  # nobody reads faster
)
