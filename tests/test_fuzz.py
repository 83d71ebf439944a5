"""Files and links mutated at random: all are read whole, or refused in words.

A few for each kind; FUZZ=20000 in the environment tries so many of each.
"""

import io
import os
import zipfile
from collections.abc import Callable
from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
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

MANY = settings(deadline=None, max_examples=int(os.environ.get("FUZZ", "40")))
NET = Network.initial(NetworkSpec((5, 4, 3)), 1)
INK = painted([np.array([[85.0, 60], [190, 58], [130, 230]])])


def picture(kind, mode="L"):
    file = io.BytesIO()
    Image.fromarray(INK).convert(mode).resize((60, 60)).save(file, kind)
    return file.getvalue()


def network(save, *more):
    file = io.BytesIO()
    save(file, NET, *more)
    return file.getvalue()


def drawings():
    collection = Collection()
    for label in range(4):
        collection.add(np.full((28, 28), 40 * label, np.uint8), label)
    return archive.write(collection)


def a_run():
    run = Run(Setup(DataSpec("even_odd"), NetworkSpec((10, 3, 2)), TrainSpec(batch_size=8)))
    run.advance_by(3)
    return run.save()


RUN = a_run()


def as_part_of_a_run(name):
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


def as_table(content):
    data = table(decoded(content)[0], 0.5, 0)
    assert np.isfinite(data.train.x).all()
    assert np.isfinite(data.train.y).all()


def as_picture(content):
    read_photo(read_picture(content))


def as_link(content):
    text = content.decode("latin-1")
    keys = dict(part.partition("=")[::2] for part in text.split("&"))
    setup, _ = links.from_keys(keys)
    assert len(load(setup.data).train)
    links.story_from_text(keys.get("then", ""), setup.settings, [])


def as_network(ending):
    def read(content):
        found, _ = LOADERS[ending](io.BytesIO(content))
        assert np.isfinite(found.parameters).all()

    return read


ROWS = "\n".join(
    f"{i};{i / 7:.2f};2020-01-{1 + i % 28};{'ab'[i % 2]};{i % 3 == 0}" for i in range(9)
)
KINDS: dict[str, tuple[bytes, Callable[[bytes], object]]] = {
    "table": (f"n;x;day;k;t\n{ROWS}".encode(), as_table),
    "table in UTF-16": (f"n;x;day;k;t\n{ROWS}".replace(".", ",").encode("utf-16"), as_table),
    "zip of drawings": (drawings(), archive.read),
    "file of runs": (write_runs([RUN]), read_runs),
    "JSON of a run": (RUN.about().encode(), as_part_of_a_run("about.json")),
    "curves of a run": (RUN.arrays(), as_part_of_a_run("curves.npz")),
    "weights of a run": (pack_moment(RUN.latest), as_part_of_a_run("latest.npz")),
    **{kind: (picture(kind), as_picture) for kind in ("PNG", "JPEG", "WEBP", "BMP", "GIF")},
    "transparent PNG": (picture("PNG", "RGBA"), as_picture),
    "link": (
        b"data=csv&table=1,a%0A2,b&reading=target=x&layers=8,4&act=tanh,relu,softmax&eta=0.1"
        b"&optimizer=adam&then=10.eta.0.2~20.hand.1:0:0:0.5&seed=3",
        as_link,
    ),
    ".npz": (network(save_npz, {}), as_network(".npz")),
    ".json": (network(save_nielsen), as_network(".json")),
    ".onnx": (others.onnx(NET), as_network(".onnx")),
    ".safetensors": (others.safetensors(NET), as_network(".safetensors")),
    ".keras": (others.keras(NET), as_network(".keras")),
    ".h5": (others.weights_h5(NET), as_network(".h5")),
}


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@MANY
def test_a_file_that_was_changed_is_read_or_refused_in_words(kind, data):
    good, read = KINDS[kind]
    content = bytearray(good)
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(content)))
        content[at : at + data.draw(st.integers(0, 8))] = data.draw(st.binary(max_size=8))
    with suppress(ValueError):
        read(bytes(content))


@pytest.mark.parametrize("kind", KINDS)
def test_each_is_read_as_it_is(kind):
    good, read = KINDS[kind]
    read(good)
