"""What somebody says of how to read a table, and how that is written down in a link."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from urllib.parse import parse_qsl, urlencode

from core.data.table_columns import DATE, NUMBER, TRUTH, WORDS
from core.data.table_text import SEPARATORS

OUT = "out"
KINDS = {NUMBER: "number", WORDS: "words", DATE: "date", TRUTH: "true or false", OUT: "left out"}
"""What somebody may say a column is."""

_COLUMN = "is."


@dataclass(frozen=True)
class Reading:
    """What somebody said about a table; all that is empty is found out.

    Attributes
    ----------
    sep, dec : str
        What stands between cells, and before decimals.
    head : str
        "yes" or "no": whether the first row holds names.
    target : str
        The name of the column to learn.
    answer : str
        "classes" or "quantity".
    missing : str
        "fill": the mean, or the most frequent word, takes the place of what is not there. Else
        rows with anything missing are left out.
    kinds : by column's name
        What other columns are: keys of ``KINDS``.
    """

    sep: str = ""
    dec: str = ""
    head: str = ""
    target: str = ""
    answer: str = ""
    missing: str = ""
    kinds: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_text(cls, text: str) -> "Reading":
        """Read what ``text`` of a reading gives.

        Raises
        ------
        ValueError
            If something in it is unknown.
        """
        said: dict[str, str] = {}
        kinds: dict[str, str] = {}
        for name, value in parse_qsl(text):
            if name.startswith(_COLUMN):
                kinds[name.removeprefix(_COLUMN)] = value
            else:
                said[name] = value
        allowed = {
            "sep": tuple(SEPARATORS),
            "dec": (".", ","),
            "head": ("yes", "no"),
            "answer": ("classes", "quantity"),
            "missing": ("fill",),
        }
        for name, value in said.items():
            if name != "target" and value not in allowed.get(name, ()):
                raise ValueError(f"A table cannot be read with {name} = {value[:40]!r}.")
        if unknown := set(kinds.values()) - set(KINDS):
            raise ValueError(f"A column cannot be {min(unknown)[:40]!r}: use {', '.join(KINDS)}.")
        return cls(**said, kinds=kinds)

    def text(self) -> str:
        """Write it down; what is found out is left out."""
        said = [(f.name, getattr(self, f.name)) for f in fields(self) if f.name != "kinds"]
        said += [(_COLUMN + name, kind) for name, kind in sorted(self.kinds.items())]
        return urlencode([(name, value) for name, value in said if value])
