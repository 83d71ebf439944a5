"""What a table is read as, and fields to say each part of it otherwise."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from core.data.table_columns import NUMBER, TRUTH, WORDS, Column
from core.data.table_reading import Read, Unusable, read
from core.data.table_roles import MOST_WORDS
from core.data.table_said import KINDS, OUT, Reading
from core.data.table_text import MOST_CHARACTERS, SEPARATORS, decoded

LARGE = 500_000  # characters: from here on reading takes long enough to be watched
LISTED = 40  # columns
ENDINGS = ["csv", "tsv", "tab", "txt", "dat", "data"]
MOST_MB = MOST_CHARACTERS // 1_000_000
HELP = (
    f"Up to a million cells in {MOST_MB} MB. Separator, decimal sign, names, dates, words and the "
    "column to learn are found out, and all can be changed."
)
_FOUND = ""
_FIELDS: dict[str, tuple[str, dict[str, str], str]] = {
    "answer": (
        "Learn it as",
        {"classes": "classes", "quantity": "a quantity"},
        "Few whole numbers may be either: grades are classes, counts are quantities.",
    ),
    "missing": (
        "Rows with gaps",
        {"fill": "fill the gaps"},
        "A gap is filled with its column's mean, or commonest word.",
    ),
    "sep": ("Between cells", SEPARATORS, "What parts the cells of a row."),
    "dec": ("Decimal sign", {".": "point", ",": "comma"}, "What stands before decimals."),
    "head": ("First row", {"yes": "names", "no": "a sample"}, "Whether it names the columns."),
}


def text_of(content: bytes) -> str:
    """Return a file's text, and have the page say what it was encoded in.

    Raises
    ------
    ValueError
        If it is no text.
    """
    text, encoding = decoded(content)
    st.session_state["table.encoding"] = len(text), encoding
    return text


def watched(text: str, said: str) -> Read:
    """Read a table; a bar says how far that is, if it is long.

    Raises
    ------
    ValueError
        If it cannot be used.
    """
    if len(text) < LARGE:
        return read(text, said)
    bar = st.progress(0.0, "Reading the table …")

    def progress(share: float) -> None:
        bar.progress(share, "Reading the table …")

    try:
        return read(text, said, progress)
    finally:
        bar.empty()


def show(
    text: str,
    current: Callable[[], str],
    changed: Callable[[str], None],
    *,
    key: str,
    goes_on: str = "",
) -> bool:
    """Say what the table ``text`` is read as; ``changed`` gets the text of another reading.

    ``current`` tells the present one, whenever it is asked; ``goes_on`` is said where the table
    cannot be used. Whether it can is returned.
    """
    said = current()
    found, problem = None, ""
    names: tuple[str, ...] = ()
    try:
        found = watched(text, said)
        names = tuple(column.name for column in found.columns)
    except Unusable as error:
        problem, names = str(error), error.names
    except ValueError as error:
        problem = str(error)
    with st.container(gap="small"):
        if found is None:
            st.error(f"{problem}{goes_on}", icon=":material/error:")
        else:
            _said(text, found)
        title = "How the table is read" if found else "Read it otherwise"
        expander = st.expander(title, key=f"{key}.how", on_change="rerun")
        if expander.open:
            with expander:
                _fields(found, names, current, changed, key)
    return found is not None


def _said(text: str, found: Read) -> None:
    st.markdown(f"**Read as** {_plain(found.sentence())}")
    length, encoding = st.session_state.get("table.encoding", (0, ""))
    notes = [f"Text in {encoding}."] if length == len(text) and encoding != "UTF-8" else []
    gone: dict[str, list[str]] = {}
    for place, reason in found.left_out.items():
        gone.setdefault(reason, []).append(f"“{found.columns[place].name}”")
    for reason, names in gone.items():
        some = ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")
        if len(names) > 1:
            reason = reason.replace("is ", "are ", 1).replace("holds ", "hold ", 1)
        notes.append(f"Left out: {some} {reason}.")
    if notes := [*notes, *found.notes]:
        st.caption("  \n".join(map(_plain, notes)))


def _fields(
    found: Read | None,
    names: Sequence[str],
    current: Callable[[], str],
    changed: Callable[[str], None],
    key: str,
) -> None:
    reading = _reading(current())

    def say(field: str, widget: str) -> None:
        changed(replace(_reading(current()), **{field: st.session_state[widget]}).text())

    def say_kind(column: str, widget: str) -> None:
        now = _reading(current())
        kinds = {**now.kinds, column: st.session_state[widget]}
        changed(replace(now, kinds={name: kind for name, kind in kinds.items() if kind}).text())

    def ask(label: str, field: str, options: dict[str, str], about: str) -> None:
        widget = f"{key}.{field}"
        st.session_state[widget] = getattr(reading, field)
        st.selectbox(
            label,
            list(options),
            format_func=options.__getitem__,
            key=widget,
            on_change=say,
            args=(field, widget),
            width=170,
            help=about,
        )

    with st.container(horizontal=True, gap="small"):
        goal = found.columns[found.target].name if found else ""
        options = {_FOUND: "find out" if reading.target or not found else f"{goal} (found)"}
        if reading.target:
            options[reading.target] = reading.target
        options |= {name: name for name in names}
        ask("Column to learn", "target", options, "The target: what the network is to answer.")
        for field, (label, options, about) in _FIELDS.items():
            said = bool(getattr(reading, field))
            first = "find out" if said else _found(field, found)
            ask(label, field, {_FOUND: first, **options}, about)
    others = [name for name in names if name != goal]
    if others:
        _kinds(found, others, reading, say_kind, key)
    if found is not None:
        st.markdown(_listed(found))
    if current():
        st.button(
            "As it was found",
            key=f"{key}.anew",
            on_click=changed,
            args=("",),
            help="Forgets all that was said here",
        )


def _kinds(
    found: Read | None,
    names: Sequence[str],
    reading: Reading,
    say: Callable[[str, str], None],
    key: str,
) -> None:
    """Ask what one of the other columns is."""
    chosen, widget = f"{key}.column", f"{key}.kind"
    if st.session_state.get(chosen) not in names:
        st.session_state[chosen] = names[0]
    with st.container(horizontal=True, gap="small"):
        name = st.selectbox(
            "Another column", names, key=chosen, width=170, help="Which column to say more about."
        )
        st.session_state[widget] = reading.kinds.get(name, "")
        said = name in reading.kinds or found is None
        kind = "find out" if said else f"{_kind(found, name)} (found)"
        options = {_FOUND: kind} | KINDS
        st.selectbox(
            "is",
            list(options),
            format_func=options.__getitem__,
            key=widget,
            on_change=say,
            args=(name, widget),
            width=170,
            help="What the network is given of it. Of words, each is an input of its own.",
        )


def _found(field: str, found: Read | None) -> str:
    """Return what was found out, in words."""
    if field == "missing":
        return "leave them out"
    if found is None:
        return "find out"
    what = {
        "answer": "classes" if found.classes else "a quantity",
        "sep": SEPARATORS[found.separator],
        "dec": "comma" if found.decimal == "," else "point",
        "head": "names" if found.header else "a sample",
    }[field]
    return f"{what} (found)"


def _kind(found: Read | None, name: str) -> str:
    assert found is not None
    place = [column.name for column in found.columns].index(name)
    return KINDS[OUT] if place in found.left_out else KINDS[found.columns[place].kind]


def _listed(found: Read) -> str:
    """Return a table of the columns: what each holds, and what becomes of it."""
    rows = ["| column | holds | used as |", "|---|---|---|"]
    for place, column in enumerate(found.columns[:LISTED]):
        if place == found.target:
            use = "**target**"
        elif place in found.left_out:
            use = f"left out: {found.left_out[place]}"
        elif column.kind == WORDS:
            use = f"{len(column.words)} inputs, one a word"
        elif column.kind == TRUTH and len(column.words) == 2:
            use = f"input: {column.words[0][:20]} is 0, {column.words[1][:20]} is 1"
        else:
            use = "input"
        rows.append(f"| {_plain(column.name)} | {_plain(_content(column))} | {_plain(use)} |")
    more = len(found.columns) - LISTED
    return "\n".join(rows) + (f"\n\n… and {more:,} more columns." if more > 0 else "")


def _content(column: Column) -> str:
    if not len(column.known):
        return "nothing"
    gaps = f", {column.missing:,} missing" if column.missing else ""
    if column.kind == WORDS:
        few = len(column.words) <= MOST_WORDS
        words = ", ".join(word[:20] for word in column.words[:4]) + " …" * (len(column.words) > 4)
        return (f"words: {words}" if few else f"{len(column.words):,} different words") + gaps
    if column.kind == TRUTH:
        return "two words: " + ", ".join(word[:20] for word in column.words) + gaps
    low, high = column.known.min(), column.known.max()
    what = "" if column.kind == NUMBER else f"{KINDS[column.kind]}: "
    return f"{what}{low:g} to {high:g}{gaps}"


def _reading(said: str) -> Reading:
    try:
        return Reading.from_text(said)
    except ValueError:  # out of a link
        return Reading()


def _plain(text: str) -> str:
    """Return text that Markdown shows as it is; what is said of the target stays bold."""
    bold = text == "**target**"
    return text if bold else "".join(f"\\{c}" if c in r"\`*_{}[]<>#|$:~" else c for c in text)
