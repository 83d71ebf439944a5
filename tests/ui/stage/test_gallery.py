"""The gallery: every preset once, each with its picture."""

from collections import Counter

from PIL import Image

from assets.build_gallery import STEPS
from ui.shell.presets import PRESETS
from ui.stage.gallery import GROUPS, PICTURES
from ui.stage.pictures import SIDE


def test_every_preset_stands_in_one_group_and_has_a_picture():
    shown = Counter(name for names in GROUPS.values() for name in names)
    assert shown == Counter(list(PRESETS))
    assert set(STEPS) == set(PRESETS)
    assert {file.stem for file in PICTURES.glob("*.png")} == set(PRESETS)


def test_its_pictures_are_small_and_show_something():
    for file in PICTURES.glob("*.png"):
        assert file.stat().st_size < 20_000, file.name
        with Image.open(file) as image:
            assert image.size == (SIDE, SIDE)
            assert len(image.convert("RGB").getcolors(SIDE * SIDE)) > 3, file.name
