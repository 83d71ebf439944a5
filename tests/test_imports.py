"""Rules about imports that import-linter cannot state: lists of what is allowed, and pages/."""

import ast
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
OWN = {"core", "runs", "ui"}
CORE = sorted((ROOT / "core").rglob("*.py"))
BELOW_PAGES = sorted(path for name in OWN for path in (ROOT / name).rglob("*.py"))
PAGES = sorted((ROOT / "pages").rglob("*.py"))


def imported(source: str) -> set[str]:
    """Return the top-level names ``source`` imports, without relative imports."""
    names = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names.add(str(node.module).partition(".")[0])
    return names


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def test_imported_sees_every_form_of_import():
    source = "import a.b, c as d\nfrom e.f import g\nfrom . import h\ndef i():\n    import j"
    assert imported(source) == {"a", "c", "e", "j"}


def offenders(paths: list[Path], allowed: Callable[[str], bool]) -> dict[str, set[str]]:
    """Return which files import what they may not."""
    found = {
        relative(path): {
            name for name in imported(path.read_text(encoding="utf-8")) if not allowed(name)
        }
        for path in paths
    }
    return {path: names for path, names in found.items() if names}


def test_offenders_are_found():
    assert offenders([ROOT / "app.py"], lambda name: name != "streamlit") == {
        "app.py": {"streamlit"}
    }


def test_core_needs_only_numpy_and_the_standard_library():
    allowed = {"core", "numpy"} | sys.stdlib_module_names
    assert offenders(CORE, allowed.__contains__) == {}


def test_a_page_only_joins_what_the_packages_offer():
    allowed = OWN | {"streamlit"} | sys.stdlib_module_names
    assert offenders(PAGES, allowed.__contains__) == {}


def test_no_package_imports_a_page_or_the_app():
    assert offenders(BELOW_PAGES, lambda n: n not in {"app", "pages", "tests", "assets"}) == {}


def test_pages_are_scripts_and_no_package():
    assert not (ROOT / "pages" / "__init__.py").exists()


def test_the_first_page_does_without_pandas():
    code = (
        "import sys; from streamlit.testing.v1 import AppTest; "
        "page = AppTest.from_file('ui/shell/main.py').run(timeout=60); "
        "assert not page.exception; print('pandas' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"  # importing it takes a second or more
