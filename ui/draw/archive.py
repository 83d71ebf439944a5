"""Collected drawings as a zip: a PNG for each, and a table of which symbol each of them is."""

import csv
import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO, StringIO

from PIL import Image

from core.arrays import ByteArray
from core.data.drawings import DIGITS, MOST
from core.data.table_text import decoded, grid
from runs.drawings import Collection
from ui.draw.uploaded_picture import read_picture

TABLE = "labels.csv"
MOST_BYTES = 3_000_000  # of the whole file
_MOST_TABLE = 50_000
_MOST_PICTURE = 20_000  # bytes of one; those written here have a few hundred
_NAME = re.compile(r"\d{4}\.png")
_PACKERS = {"Thumbs.db", "desktop.ini"}
_HEADER = ["file", "label"]


def write(collection: Collection) -> bytes:
    """Return the zip."""
    table = StringIO()
    rows = csv.writer(table, lineterminator="\n")
    rows.writerow(_HEADER)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        pairs = zip(collection.images, collection.labels, strict=True)
        for number, (image, label) in enumerate(pairs, start=1):
            name = f"{number:04d}.png"
            png = BytesIO()
            Image.fromarray(image).save(png, "PNG")
            archive.writestr(zipfile.ZipInfo(name), png.getvalue())
            rows.writerow([name, collection.symbols[label]])
        text = table.getvalue()
        mark = "" if text.isascii() else "\ufeff"  # spreadsheets read it as UTF-8 then
        archive.writestr(zipfile.ZipInfo(TABLE), mark + text)
    return out.getvalue()


def read(content: bytes) -> Collection:
    """Return the drawings in a zip that ``write`` made.

    They are of digits if all labels are; else their symbols stand in the order of the table.
    Nothing is written to disk, and no more than a few kB of each part are unpacked.

    Raises
    ------
    ValueError
        If it is no such zip: with a message for the visitor.
    """
    if len(content) > MOST_BYTES:
        raise ValueError(f"The zip is too large: at most {MOST_BYTES // 10**6} MB are read.")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _collected(list(_items(archive)))
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
        raise ValueError("This is no zip, or a damaged one.") from error


def _collected(items: list[tuple[ByteArray, str]]) -> Collection:
    symbols = tuple(dict.fromkeys(symbol for _, symbol in items))
    symbols = DIGITS if set(symbols) <= set(DIGITS) else symbols
    try:
        found = Collection(symbols)
    except ValueError as error:
        raise ValueError(f"{TABLE}: {error}") from error
    for image, symbol in items:
        found.add(image, symbols.index(symbol))
    return found


def _items(archive: zipfile.ZipFile) -> Iterator[tuple[ByteArray, str]]:
    names = _names(archive)
    if strange := [name for name in names if name != TABLE and not _NAME.fullmatch(name)]:
        raise ValueError(
            f"The zip holds {strange[0][:40]!r}. Only {TABLE} and pictures called 0001.png, "
            "0002.png, … are read."
        )
    if TABLE not in names:
        raise ValueError(f"The zip must hold {TABLE} once, and each picture once.")
    for name, label in _table(_part(archive, names[TABLE], _MOST_TABLE)).items():
        if name not in names:
            raise ValueError(f"{TABLE} names {name[:40]!r}, which is not in the zip.")
        try:
            image = read_picture(_part(archive, names[name], _MOST_PICTURE), most_pixels=28 * 28)
        except ValueError as error:
            raise ValueError(f"{name}: {error}") from error
        if image.shape != (28, 28):
            raise ValueError(f"{name} has {image.shape[1]} × {image.shape[0]} pixels, not 28 × 28.")
        yield image, label


def _names(archive: zipfile.ZipFile) -> dict[str, str]:
    """Return where in the zip each file is, by its name: whoever packs one anew adds to it.

    Finder adds ``__MACOSX`` and ``.DS_Store``, and a folder around all is one that was packed.
    """
    found: dict[str, str] = {}
    places = archive.namelist()
    if len(places) > 3 * (MOST + 2):
        raise ValueError(f"The zip holds {len(places):,} files; at most {MOST + 1:,} are read.")
    for place in places:
        *folders, name = place.replace("\\", "/").split("/")
        if not name or name.startswith(".") or name in _PACKERS or "__MACOSX" in folders:
            continue
        if len(folders) > 1 or not all(folder.strip(".") for folder in folders):
            name = place  # no name of ours
        if name in found:
            raise ValueError(f"The zip must hold {TABLE} once, and each picture once.")
        found[name] = place
    if len(found) > MOST + 1:
        raise ValueError(f"The zip holds {len(found):,} files; at most {MOST + 1:,} are read.")
    return found


def _part(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    """Unpack at most ``most`` bytes, whatever the zip says of its size."""
    with archive.open(name) as part:
        content = part.read(most + 1)
    if len(content) > most:
        raise ValueError(f"{name} is too large: at most {most:,} bytes are read.")
    return content


def _table(content: bytes) -> dict[str, str]:
    try:
        found = grid(decoded(content)[0])
    except ValueError as error:
        raise ValueError(f"{TABLE} is no table.") from error
    rows = list(zip(*found.columns, strict=True))
    if not rows or list(rows[0]) != _HEADER:
        raise ValueError(f"{TABLE} must begin with the line {','.join(_HEADER)}.")
    labels: dict[str, str] = {}
    for line, (name, symbol) in zip(found.lines[1:], rows[1:], strict=True):
        if not name or not symbol:
            raise ValueError(f"{TABLE}, line {line}: a file’s name and what it shows are wanted.")
        labels[name] = symbol
    return labels
