"""The unit tests of the JavaScript run; what Python packs is what they read."""

import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ui.components.kit.linker import javascript
from ui.components.kit.packing import pack

ROOT = Path(__file__).parents[2]
UI = ROOT / "ui"
KIT = UI / "components" / "kit"
DENO = Path(sys.executable).with_name("deno.exe" if os.name == "nt" else "deno")
FILES = [path for path in sorted(UI.rglob("*.js")) if not path.name.endswith(".test.js")]
COMPONENTS = [path for path in FILES if "export default" in path.read_text("utf-8")]


@dataclass
class Head:
    title: str
    n: int


def deno(folder, *arguments):
    return subprocess.run(
        [DENO, *arguments],
        cwd=ROOT,
        env=os.environ | {"DENO_DIR": str(folder), "DENO_NO_UPDATE_CHECK": "1", "NO_COLOR": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_the_unit_tests_of_the_javascript_pass(tmp_path):
    done = deno(tmp_path, "test", "--no-check", "--allow-read=ui", "ui/")
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(re.search(r"ok \| (\d+) passed", done.stdout)[1]) >= 20


def test_the_frame_that_they_read_is_what_python_packs():
    arrays = [
        np.array([-128, 0, 127], np.int8),
        np.arange(5, dtype=np.uint8),
        np.array([[1.5, np.nan], [np.inf, -0.25]], np.float32),
        np.empty(0, np.float32),
    ]
    packed = pack(Head("η ≈ ½", 3), arrays)
    assert (KIT / "frame.test.bin").read_bytes() == packed


def test_what_is_linked_is_a_module_with_a_component(tmp_path):
    for path in COMPONENTS:
        (tmp_path / f"{path.stem}.js").write_text(javascript(path), "utf-8")
    names = [path.stem for path in COMPONENTS]
    code = (
        f"for (const name of {names}) "
        f"console.log(name, typeof (await import(`{tmp_path.as_uri()}/${{name}}.js`)).default)"
    )
    done = deno(tmp_path, "eval", code)
    assert done.stdout.splitlines() == [f"{name} function" for name in names], done.stderr
