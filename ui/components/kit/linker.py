"""A component's text, linked from its files, as each is one file for browsers.

A JavaScript file imports with ``import { a, b } from "../kit/x.js";`` and exports with ``export``
before a const, class or function; what a component begins with has an ``export default``. Where one
component is part of another, its ``export default``, a ``mount`` in one line, is left out. Each
file that is imported becomes a function that runs once, before those that need it, and returns what
it exports: names of one file never meet those of another. A style sheet takes in another with
``@import "../kit/x.css";``. All other forms are refused.

Streamlit sends style sheets along with every frame of its own, so comments that fill lines, blank
lines and indents are left out.
"""

import re
from pathlib import Path

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from ui.components.kit import files

_IMPORT = re.compile(r'^import \{([^{}]*)\} from "(\.[^"]*)";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:const|class|(?:async )?function) (\w+)\b)", re.MULTILINE)
_OTHER = re.compile(r"^(?:import\b.*|export\b(?! default\b).*)", re.MULTILINE)
_DEFAULT = re.compile(r"^export default\b.*", re.MULTILINE)
_DEFAULT_IS = re.compile(r"^export default ", re.MULTILINE)
_ONE_LINE = re.compile(r"^export default \(component\) => mount\(\w+, component\);\n", re.MULTILINE)
_SHEET = re.compile(r'^@import "(\.[^"]*)";\n', re.MULTILINE)
_BLOCK = re.compile(r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n", re.MULTILINE | re.DOTALL)

_IN_TIME = """const $ends = new WeakMap();
export default (component) => {
const { parentElement: place } = component;
if (!place.isConnected) return $ends.get(place);
let made = $component(component);
const end = () => {
const once = made;
made = undefined;
if ($ends.get(place) === end) $ends.delete(place);
once?.();
};
$ends.set(place, end);
return end;
};
"""


def component(file: str, html: str | None = None) -> ComponentRenderer:
    """Register the component of a Python file: the JavaScript, and CSS if any, called like it.

    A package's ``__init__.py`` is called like its folder.
    """
    path = Path(file)
    if path.stem == "__init__":
        path = path.parent / path.parent.name
    sheet = path.with_suffix(".css")
    return st.components.v2.component(
        path.stem,
        html=html,
        css=css(sheet) if sheet.exists() else None,
        js=files.asks_for(path.stem, for_streamlit(path.with_suffix(".js"))),
    )


def for_streamlit(entry: Path) -> str:
    """Link a component, which Streamlit calls once its text has loaded.

    The element may be gone by then: it is not called at all. It would take the place of what has
    come instead, and leave that without frames for good. Streamlit, which may still have to clean
    up, does so after the last call alone: it gets what cleans up after the one before.
    """
    return _DEFAULT_IS.sub("const $component = ", javascript(entry)) + _IN_TIME


def javascript(entry: Path) -> str:
    """Link a file and all that it imports into the text of one module.

    Raises
    ------
    ValueError
        If files import each other in a circle or what is not exported, or use another form.
    """
    exports: dict[Path, list[str]] = {}  # of the files linked so far
    parts: list[str] = []

    def link(path: Path, importers: tuple[Path, ...]) -> None:
        text = _ONE_LINE.sub("", linked(path, importers))
        _refuse(_DEFAULT, text, path)
        names = exports[path] = _EXPORT.findall(text)
        body = _EXPORT.sub("", text) + f"return {{ {', '.join(names)} }};"
        parts.append(f"const ${len(parts)} = (() => {{\n{body}\n}})();\n")

    def linked(path: Path, importers: tuple[Path, ...]) -> str:
        """Return the text of a file in which imports are constants, linking what they name."""

        def constants(found: re.Match[str]) -> str:
            names = [name.strip() for name in found[1].split(",") if name.strip()]
            other = (path.parent / found[2]).resolve()
            if other in importers or other == path:
                circle = " → ".join(one.name for one in (*importers, path, other))
                raise ValueError(f"files import each other in a circle: {circle}")
            if other not in exports:
                link(other, (*importers, path))
            if missing := set(names) - set(exports[other]):
                raise ValueError(f"{path.name}: {other.name} does not export {missing}")
            return f"const {{ {', '.join(names)} }} = ${list(exports).index(other)};\n"

        text = _IMPORT.sub(constants, _trimmed(path, comment="//"))
        _refuse(_OTHER, _EXPORT.sub("", text), path)
        return text

    own = linked(entry.resolve(), ())
    if not _DEFAULT.search(own):
        raise ValueError(f"{entry.name} has no export default")
    return "".join([*parts, own])


def css(entry: Path) -> str:
    """Join a style sheet and those that it takes in, each before what needs it."""
    text = _SHEET.sub(lambda found: css(entry.parent / found[1]), _trimmed(entry))
    _refuse(re.compile(r"^@import\b.*", re.MULTILINE), text, entry)
    return text


def _refuse(form: re.Pattern[str], text: str, path: Path) -> None:
    if found := form.search(text):
        raise ValueError(f"{path.name}: the linker does not know {found[0]!r}")


def _trimmed(path: Path, comment: str | None = None) -> str:
    """Read a file without comments that fill lines, blank lines and indents."""
    lines = (line.strip() for line in _BLOCK.sub("", path.read_text("utf-8")).splitlines())
    kept = [line for line in lines if line and not (comment and line.startswith(comment))]
    for line in kept:
        if line.count("`") % 2:  # in a text that spans lines, these are no comments and no indents
            raise ValueError(f"{path.name}: a template string spans lines: {line!r}")
    return "".join(f"{line}\n" for line in kept)
