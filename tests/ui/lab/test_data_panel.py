"""Which data to learn: every kind of it, its settings, and tables of one's own."""

import pytest

from core.data import table_text
from core.data.catalogue import DATASETS
from tests.app import collected, opened, run_of, unfolded
from ui.lab.data_panel import DRAWINGS


@pytest.mark.parametrize("name", DATASETS)
def test_every_kind_of_data_opens_and_learns(name):
    at = opened("lab")
    if name in DRAWINGS:
        at.session_state["set"] = collected(6).key
    if name != "mnist":
        at.selectbox(key="set.data").select(name).run()
    assert not at.exception
    assert not at.error
    assert run_of(at).setup.data.name == name
    at.button(key="step").click().run()
    assert not at.exception
    assert run_of(at).frame.steps == 1


def test_other_data_brings_its_own_setup():
    at = opened("lab")
    at.selectbox(key="set.data").select("even_odd").run()
    assert run_of(at).setup.network.sizes == (10, 3, 2)
    at.number_input(key="set.data.bits").set_value(6).run()
    assert run_of(at).setup.network.sizes == (6, 3, 2)
    at.number_input(key="set.data.bits").set_value(60).run()
    assert "between 2 and 12" in at.error[0].value
    at.selectbox(key="set.data").select("mnist").run()
    assert run_of(at).setup.network.sizes == (784, 30, 10)
    assert not at.exception


def test_drawings_that_nobody_collected_are_no_data():
    at = opened("lab")
    at.selectbox(key="set.data").select("drawings").run()
    assert not at.exception
    assert "Collect at least 4 drawings" in at.error[0].value
    assert at.selectbox(key="set.data").value == run_of(at).setup.data.name == "mnist"


def test_features_make_the_inputs():
    at = opened("lab")
    at.selectbox(key="set.data").select("circles").run()
    pills = at.button_group(key="set.data.features")
    pills.set_value(["xx", "yy", "x"]).run()
    assert run_of(at).setup.network.sizes == (3, 8, 1)
    assert run_of(at).setup.data.features == ("x", "xx", "yy")
    at.button_group(key="set.data.features").set_value([]).run()
    assert "at least one feature" in at.error[0].value
    assert run_of(at).setup.network.sizes == (3, 8, 1)


def test_a_table_is_pasted():
    at = opened("lab")
    unfolded(at.selectbox(key="set.data").select("csv").run(), "paste")
    table = "a,b,c,kind\n" + "\n".join(f"{i},{i * i},{-i},k{i % 3}" for i in range(60))
    at.text_area(key="set.data.table").set_value(table).run()
    at.button(key="use_table").click().run()
    assert run_of(at).setup.network.sizes == (3, 8, 3)
    used = run_of(at)
    at.text_area(key="set.data.table").set_value("a,b\n1,x\n2,y,3\n3,x\n4,y").run()
    at.button(key="use_table").click().run()
    assert "Line 3 has 3 columns, the first line 2" in at.error[0].value
    assert run_of(at) is used
    assert not at.exception


def table_uploaded(at, content):
    at.file_uploader[0].upload("table.csv", content, "text/csv").run()
    return at


def test_a_table_is_uploaded():
    at = opened("lab")
    at.selectbox(key="set.data").select("csv").run()
    table_uploaded(at, "\n".join(f"{i},{i % 2}" for i in range(50)).encode())
    assert run_of(at).setup.network.sizes == (1, 8, 2)
    used = run_of(at)
    table_uploaded(at, b"\x89\x00\x00PNG")
    assert "no text" in at.error[0].value
    assert run_of(at) is used
    assert not at.exception


@pytest.mark.parametrize(
    ("table", "message"),
    [
        ("a,b\n1,x\ntwo,y\n3,x\n4,y\n", "Line 3, column “a”: 'two' is no number"),
        ("1,2,x\n3,y\n5,6,x\n7,8,y\n", "Line 2 has 2 columns"),
        ("a,b,y\n1,2,x\n3,y\n5,6,x\n7,8,y\n", "Line 3 has 2 columns"),
        ("1,x\n2,x\n3,x\n4,x\n", "nothing to tell apart"),
        ("a,b\n1,x\nnan,y\n3,x\n4,y\n", "gaps in “a”"),
        ("1,x\n2,y\n" * 600, "more than 1,000 cells"),
    ],
)
def test_a_bad_table_is_explained_and_the_run_stays(table, message, monkeypatch):
    monkeypatch.setattr(table_text, "MOST_CELLS", 1000)
    at = opened("lab")
    at.selectbox(key="set.data").select("csv").run()
    before = run_of(at)
    table_uploaded(at, table.encode())
    assert message in at.error[0].value
    assert run_of(at) is before
    assert not at.exception


def prices(n=40):
    rows = [f"{i};{i},5;{i % 3};{'ab'[i % 2]}" for i in range(n)]
    return "\n".join(["n;size;rooms;kind", *rows])


def test_what_a_table_is_read_as_is_said_and_can_be_said_otherwise():
    at = opened("lab")
    at.selectbox(key="set.data").select("csv").run()
    table_uploaded(at, prices().encode("cp1252"))
    said = "\n".join(text.value for text in at.markdown)
    assert "40 samples, 3 inputs; target “kind”: 2 classes (a, b)" in said.replace("\\", "")
    unfolded(at, "reading.how")
    at.selectbox(key="reading.target").select("size").run()
    assert run_of(at).setup.data.reading == "target=size"
    assert run_of(at).training.data.regression
    at.selectbox(key="reading.column").select("rooms").run()
    at.selectbox(key="reading.kind").select("words").run()
    assert run_of(at).training.data.input_names[1:4] == ("rooms = 0", "rooms = 1", "rooms = 2")
    at.selectbox(key="reading.dec").select(".").run()
    assert not at.exception
    at.button(key="reading.anew").click().run()
    assert run_of(at).setup.data.reading == ""
    assert not at.exception


def test_a_table_that_cannot_be_used_may_be_read_otherwise():
    at = opened("lab")
    at.selectbox(key="set.data").select("csv").run()
    before = run_of(at)
    words = "\n".join(f"{i};{i * i};w{i}" for i in range(60))
    table_uploaded(at, f"n;m;name\n{words}".encode())
    assert "60 different words" in at.error[0].value
    assert run_of(at) is before
    unfolded(at, "reading.how")
    at.selectbox(key="reading.target").select("m").run()
    assert run_of(at) is not before
    assert run_of(at).training.data.output_names == ("m",)
    assert not at.error
    assert not at.exception
