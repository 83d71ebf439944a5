"""What the run seems to suffer from, and a button that mends it; nothing where it is well."""

from runs.snapshot import Look
from ui.components import hint_line
from ui.views.shared.hints import hint, unsaid
from ui.views.view import Options, View


def payload(look: Look, options: Options) -> bytes:
    """Pack the most urgent hint."""
    found = hint(look)
    if found is None:
        return hint_line.frame(unsaid(look), key=VIEW.name)
    if found.remedy is None:
        return hint_line.frame(found.text, key=VIEW.name, urgent=True)
    return hint_line.frame(
        found.text,
        key=VIEW.name,
        urgent=True,
        button=found.remedy.label,
        name=found.remedy.name,
    )


def words(look: Look, _: Options) -> str:
    """Return the hint's text."""
    found = hint(look)
    return unsaid(look) if found is None else found.text


VIEW = View(
    name="hint",
    label="Hint",
    help="What the run seems to suffer from.",
    payload=payload,
    words=words,
    mount=hint_line.mount,
    every=1.5,  # nobody reads faster
)
