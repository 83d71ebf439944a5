"""The linker: what it joins works like the modules it came from, and what it cannot do it says."""

import re
from pathlib import Path

import pytest

from ui.components.kit.linker import css, javascript

FILES = {
    "kit/numbers.js": """
// Numbers.

/**
 * Half of a number.
 */
export function half(x) {
  // a comment that fills its line
  return x / 2; // and one that does not
}

const hidden = "http://x";
export const SAME = [hidden, `// ${"/* no comment */"}`];
""",
    "one/hidden.js": """
import { half } from "../kit/numbers.js";

const hidden = 3; // here too: names of one file do not meet those of another

export class Answer {
  value = half(2 * hidden);
}
""",
    "one/one.js": """
// The component.

import { half, SAME } from "../kit/numbers.js";
import {
  Answer,
} from "./hidden.js";

export default () => [new Answer().value, half(8), ...SAME];
""",
}


@pytest.fixture
def write(tmp_path):
    def written(files: dict[str, str]) -> Path:
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return written


def test_what_is_linked_does_what_the_modules_do(write, bench):
    text = javascript(write(FILES) / "one/one.js")
    run = """async (text) => {
        const { default: made } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
        return made();
    }"""
    assert bench.page.evaluate(run, text) == [3, 4, "http://x", "// /* no comment */"]


def test_each_file_is_there_once_and_comments_and_indents_are_not(write):
    text = javascript(write(FILES) / "one/one.js")
    assert text.count("function half") == 1
    assert not any(line.startswith((" ", "//", "/*")) or not line for line in text.splitlines())
    assert "fills its line" not in text
    assert "Half of" not in text


def test_a_component_that_is_part_of_another_is_not_mounted_there(write):
    part = (
        "export class Part {}\n\n"
        "/** @param {any} component */\n"
        "export default (component) => mount(Part, component);\n"
    )
    whole = 'import { Part } from "../part/part.js";\n\nexport default () => new Part();\n'
    folder = write({**FILES, "part/part.js": part, "one/one.js": whole})
    text = javascript(folder / "one/one.js")
    assert text.count("export default") == 1
    assert "mount" not in text


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"kit/numbers.js": 'import { Answer } from "../one/hidden.js";\n'}, "hidden.js → numbers"),
        ({"kit/numbers.js": "export const SAME = [];\n"}, "does not export {'half'}"),
        ({"kit/numbers.js": "export let half = 1;\n"}, "export let half"),
        ({"kit/numbers.js": "export { half };\n"}, "export { half }"),
        ({"kit/numbers.js": "export default 1;\n"}, "export default 1"),
        ({"one/one.js": 'import one from "./hidden.js";\nexport default one;\n'}, "import one"),
        ({"one/one.js": 'import * as one from "./hidden.js";\n'}, re.escape("import * as")),
        ({"one/one.js": 'import { Answer as one } from "./hidden.js";\n'}, "Answer as one"),
        ({"one/one.js": "export const one = 1;\n"}, "no export default"),
        (
            {"one/one.js": "const text = `\n// no comment\n`;\nexport default text;\n"},
            "spans lines",
        ),
    ],
)
def test_what_the_linker_cannot_do_it_refuses(write, changed, message):
    with pytest.raises(ValueError, match=message):
        javascript(write({**FILES, **changed}) / "one/one.js")


def test_a_style_sheet_takes_in_another_before_its_own(write):
    folder = write(
        {
            "a.css": '/* what\n both need */\n@import "./b.css";\n\n.a { color: red; }\n',
            "b.css": ".b {\n  color: blue;\n}\n",
        }
    )
    assert css(folder / "a.css") == ".b {\ncolor: blue;\n}\n.a { color: red; }\n"


def test_a_style_sheet_from_elsewhere_is_refused(write):
    folder = write({"a.css": "@import url(other.css);\n"})
    with pytest.raises(ValueError, match=r"other\.css"):
        css(folder / "a.css")
