"""Files and links spoiled at random, and what reads each kind: for the tests and the long run."""

import io
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress

import numpy as np
from PIL import Image

from core.data.load import load
from core.data.table_text import decoded
from core.data.tables import table
from core.drawing import painted
from core.drawing.photo import read_photo
from core.formats import LOADERS, save_nielsen, save_npz
from core.network import Network
from core.specs import DataSpec, NetworkSpec, Setup, TrainSpec
from runs.archive import read as read_runs
from runs.archive import write as write_runs
from runs.drawings import Collection
from runs.run import Run
from runs.saved import pack_moment
from tests.core.formats import others
from ui.draw import archive
from ui.draw.uploaded_picture import read_picture
from ui.shell import links

NET = Network.initial(NetworkSpec((5, 4, 3)), 1)
INK = painted([np.array([[85.0, 60], [190, 58], [130, 230]])])
# what breaks a reader's sums: nothing, all ones, the largest of 15, 31 and 63 bits, words of text
ODD = (b"", b"\0", b"\xff" * 4, b"\xff\x7f", b"\x7f\xff\xff\xff", b"\xff\xff\xff\x7f", b"\0" * 8)
ODD += (b"99999999", b"-1", b"1e999", b"nan", b'"', b"\n", b"\r", b"[", b"}", b"&=", b"\xc3(")
ODD += (b"\xff\xff\xff\xff\xff\xff\xff\x7f",)


def _picture(kind, mode="L"):
    file = io.BytesIO()
    Image.fromarray(INK).convert(mode).resize((60, 60)).save(file, kind)
    return file.getvalue()


def _network(save, *more):
    file = io.BytesIO()
    save(file, NET, *more)
    return file.getvalue()


def _drawings():
    collection = Collection()
    for label in range(4):
        collection.add(np.full((28, 28), 40 * label, np.uint8), label)
    return archive.write(collection)


def _a_run():
    run = Run(Setup(DataSpec("even_odd"), NetworkSpec((10, 3, 2)), TrainSpec(batch_size=8)))
    run.advance_by(3)
    return run.save()


RUN = _a_run()


def _as_part_of_a_run(name):
    """Return how a part of a run is read, in a file that is whole otherwise."""

    def read(content):
        file = io.BytesIO()
        whole = io.BytesIO(write_runs([RUN]))
        with zipfile.ZipFile(whole) as old, zipfile.ZipFile(file, "w") as new:
            for part in old.namelist():
                new.writestr(part, content if part.endswith(name) else old.read(part))
        for saved in read_runs(file.getvalue()):
            Run.revived(saved).advance_by(2)

    return read


def _as_table(content):
    data = table(decoded(content)[0], 0.5, 0)
    assert np.isfinite(data.train.x).all()
    assert np.isfinite(data.train.y).all()


def _as_picture(content):
    read_photo(read_picture(content))


def _as_link(content):
    text = content.decode("latin-1")
    keys = dict(part.partition("=")[::2] for part in text.split("&"))
    setup, _ = links.from_keys(keys)
    assert len(load(setup.data).train)
    links.story_from_text(keys.get("then", ""), setup.settings, [])


def _as_network(ending):
    def read(content):
        found, _ = LOADERS[ending](io.BytesIO(content))
        assert np.isfinite(found.parameters).all()

    return read


ROWS = "\n".join(
    f"{i};{i / 7:.2f};2020-01-{1 + i % 28};{'ab'[i % 2]};{i % 3 == 0}" for i in range(9)
)
KINDS: dict[str, tuple[bytes, Callable[[bytes], object]]] = {
    "table": (f"n;x;day;k;t\n{ROWS}".encode(), _as_table),
    "table in UTF-16": (f"n;x;day;k;t\n{ROWS}".replace(".", ",").encode("utf-16"), _as_table),
    "zip of drawings": (_drawings(), archive.read),
    "file of runs": (write_runs([RUN]), read_runs),
    "JSON of a run": (RUN.about().encode(), _as_part_of_a_run("about.json")),
    "curves of a run": (RUN.arrays(), _as_part_of_a_run("curves.npz")),
    "weights of a run": (pack_moment(RUN.latest), _as_part_of_a_run("latest.npz")),
    **{kind: (_picture(kind), _as_picture) for kind in ("PNG", "JPEG", "WEBP", "BMP", "GIF")},
    "transparent PNG": (_picture("PNG", "RGBA"), _as_picture),
    "link": (
        b"data=csv&table=1,a%0A2,b&reading=target=x&layers=8,4&act=tanh,relu,softmax&eta=0.1"
        b"&optimizer=adam&then=10.eta.0.2~20.hand.1:0:0:0.5&seed=3",
        _as_link,
    ),
    ".npz": (_network(save_npz, {}), _as_network(".npz")),
    ".json": (_network(save_nielsen), _as_network(".json")),
    ".onnx": (others.onnx(NET), _as_network(".onnx")),
    ".safetensors": (others.safetensors(NET), _as_network(".safetensors")),
    ".keras": (others.keras(NET), _as_network(".keras")),
    ".h5": (others.weights_h5(NET), _as_network(".h5")),
}
"""Of each kind one that is good, and what reads it: whole, or ValueError in words."""


def spoiled(good: bytes, random: np.random.Generator) -> bytes:
    """Return a file that was changed in a few places; of an archive mostly what is in it."""
    if zipfile.is_zipfile(io.BytesIO(good)) and random.random() < 0.7:
        return _spoiled_inside(good, random)
    content = bytearray(good)
    for _ in range(random.integers(1, 7)):
        at, length = int(random.integers(len(content) + 1)), int(random.integers(9))
        end = at + length
        match random.integers(6):
            case 0:
                content[at:end] = random.bytes(length)
            case 1:
                content[at:at] = random.bytes(length)
            case 2:
                del content[at:end]
            case 3:
                odd = ODD[random.integers(len(ODD))]
                content[at : at + len(odd)] = odd
            case 4:
                content[at:at] = ODD[random.integers(len(ODD))]
            case _:
                other = int(random.integers(len(content) + 1))
                content[at:at] = content[other : other + int(random.integers(200))]
    if random.random() < 0.05:
        del content[int(random.integers(len(content) + 1)) :]
    if random.random() < 0.7:
        _mend_sums(content)
    return bytes(content)


def _mend_sums(content: bytearray) -> None:
    """Let the parts of a PNG have checksums that are right, or no reader looks any further."""
    at = 8
    while content.startswith(b"\x89PNG") and at + 12 <= len(content):
        end = at + 8 + int.from_bytes(content[at : at + 4])
        if end + 4 > len(content):
            return
        content[end : end + 4] = zlib.crc32(content[at + 4 : end]).to_bytes(4)
        at = end + 4


def _spoiled_inside(good: bytes, random: np.random.Generator) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as whole, zipfile.ZipFile(file, "w") as made:
        names = whole.namelist()
        at = int(random.integers(len(names)))
        for i, name in enumerate(names):
            inside = whole.read(name)
            made.writestr(name, spoiled(inside, random) if i == at else inside)
    return file.getvalue()


def refused_or_read(kind: str, content: bytes) -> None:
    """Read ``content``; words of refusal are as good, anything else is raised."""
    with suppress(ValueError):
        KINDS[kind][1](content)
