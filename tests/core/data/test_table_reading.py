"""What a table is read as: files as spreadsheets, libraries and people write them."""

from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.data import table_text
from core.data.table_reading import read
from core.data.table_said import Reading
from core.data.table_text import decoded
from core.data.tables import table

CASES = Path(__file__).parent / "tables"


def of_file(name):
    text, _ = decoded((CASES / name).read_bytes())
    return read(text)


def names(found):
    return [found.columns[i].name for i in found.inputs]


@pytest.mark.parametrize(
    ("file", "inputs", "target", "classes", "separator", "decimal"),
    [
        ("dialects--commas-in-names.csv", ["height, cm", "weight, kg"], "k", ("a", "b"), ";", "."),
        ("dialects--decimal-comma.csv", ["x", "y"], "art", ("a", "b"), ";", ","),
        (
            "dialects--decimal-comma-no-header.csv",
            ["column 1", "column 2"],
            "column 3",
            ("0", "1"),
            ";",
            ",",
        ),
        ("dialects--sep-line.csv", ["x", "y"], "art", ("a", "b"), ";", "."),
        ("dialects--spaces.txt", ["column 1", "column 2"], "column 3", ("0", "1"), " ", "."),
        ("dialects--trailing-separators.csv", ["x", "y"], "k", ("0", "1"), ";", "."),
        ("header-of-numbers--table.csv", ["0", "1", "2"], "label", ("a", "b"), ",", "."),
        ("header-of-numbers--years.csv", ["2019", "2020"], "target", ("0", "1"), ",", "."),
        ("index-column--table.csv", ["x", "y"], "label", ("a", "b"), ",", "."),
        ("same-names--table.csv", ["x", "x (2)"], "kind", ("a", "b"), ",", "."),
        ("target-decimal-comma--table.csv", ["age"], "price", (), ";", ","),
        ("target-decimal-comma--table30.csv", ["age"], "price", (), ";", ","),
        ("target-decimal-comma--thousands.csv", ["age"], "price", (), ",", "."),
        ("target-missing--table.csv", ["hours"], "score", (), ",", "."),
        ("target-missing--nan.csv", ["hours"], "score", (), ",", "."),
        ("target-missing--question.csv", ["hours"], "score", (), ",", "."),
        (
            "units--table.csv",
            ["petal length (cm)", "petal width (cm)"],
            "species",
            ("A", "B", "C"),
            ",",
            ".",
        ),
    ],
)
def test_files_from_the_field(file, inputs, target, classes, separator, decimal):
    found = of_file(file)
    assert names(found) == inputs
    assert found.columns[found.target].name == target
    assert found.classes == classes
    assert (found.separator, found.decimal) == (separator, decimal)


def test_quantities_are_what_was_written():
    thousands = of_file("target-decimal-comma--thousands.csv")
    assert thousands.columns[1].values[:2].tolist() == [1250, 2250]
    commas = of_file("target-decimal-comma--table.csv")
    assert commas.columns[1].values[:2].tolist() == [3.75, 6.75]


def test_rows_without_a_target_are_left_out_and_counted():
    found = of_file("target-missing--table.csv")
    assert len(found.kept) == 11
    assert found.notes == ("1 row left out: gaps in “score”.",)


def test_a_cell_that_is_no_number_is_named_by_its_line():
    rows = [f"{i},{i / 7:.2f}" for i in range(20)]
    rows[6] = "oops,0.5"
    found = read("\n".join(["x,y", "", *rows]))
    assert found.notes[0] == ("Line 9, column “x”: 'oops' is no number; 19 of 20 are fine.")
    assert len(found.kept) == 19


def test_lines_are_counted_as_an_editor_counts_them():
    with pytest.raises(ValueError, match="Line 5 has 3 columns, the first line 2"):
        read('a,b\n"two\nlines",1\n3,4\n5,6,7\n1,2\n1,3')


def test_nothing_to_learn_from_is_said():
    with pytest.raises(ValueError, match="“x” is always '1'; “y” is always '5'"):
        of_file("same-names--constant.csv")


GRID = [["größe", "weight", "kind"]] + [
    [f"{i * 37 % 11}.5", f"{i}", "ab"[i % 2]] for i in range(12)
]


def written(separator=",", end="\n", mark=""):
    return mark + end.join(separator.join(row) for row in GRID) + end


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", " "])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_separators_and_line_ends(separator, end):
    assert read(written(separator, end)).columns[0].values[:2].tolist() == [0.5, 4.5]


@pytest.mark.parametrize(
    ("codec", "said"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_encodings(codec, said):
    text, encoding = decoded(written().encode(codec))
    assert encoding == said
    assert names(read(text)) == ["größe", "weight"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"PK\x03\x04rest", "workbook"),
        (b"\x00\x01\x02\x03\x00\xff", "no text"),
        (b"\xff\xfea\x00b", "breaks off"),
    ],
)
def test_what_is_no_text_is_refused(content, message):
    with pytest.raises(ValueError, match=message):
        decoded(content)


def shaped(rows, header=""):
    return "\n".join([*([header] if header else []), *(",".join(map(str, row)) for row in rows)])


def flowers(n=60):
    return [
        [round(1 + i % 7 / 3, 1), round(i % 5 / 7, 1), f"Iris-{'xyz'[i % 3]}"] for i in range(n)
    ]


def test_iris_without_names_and_with_blank_last_lines():
    found = read(shaped(flowers()) + "\n\n\n")
    assert not found.header
    assert found.classes == ("Iris-x", "Iris-y", "Iris-z")


def test_iris_from_kaggle_has_an_id():
    rows = [[i + 1, *row] for i, row in enumerate(flowers())]
    found = read(shaped(rows, "Id,SepalLengthCm,PetalWidthCm,Species"))
    assert names(found) == ["SepalLengthCm", "PetalWidthCm"]
    assert found.left_out == {0: "only counts the rows"}


def test_wdbc_has_an_id_then_the_label():
    rng = np.random.default_rng(0)
    rows = [[842302 + 977 * i, "MB"[i % 2], *np.round(rng.normal(size=5), 3)] for i in range(40)]
    found = read(shaped(rows))
    assert found.columns[found.target].name == "column 2"
    assert found.classes == ("B", "M")
    assert names(found) == [f"column {k}" for k in range(3, 8)]


def test_wine_has_its_class_first():
    rng = np.random.default_rng(0)
    rows = [[1 + i % 3, *np.round(rng.normal(size=4), 2), 500 + 7 * i] for i in range(45)]
    found = read(shaped(rows))
    assert found.target == 0
    assert found.classes == ("1", "2", "3")


def test_wine_quality_has_semicolons_quotes_and_few_whole_numbers():
    rows = [[f"{i / 7:.2f}", f"{i % 9}", 3 + i % 6] for i in range(60)]
    text = '"fixed acidity";"sugar";"quality"\n' + "\n".join(";".join(map(str, r)) for r in rows)
    assert read(text).classes == ("3", "4", "5", "6", "7", "8")
    assert read(text, "answer=quantity").classes == ()


def test_housing_is_in_spaces():
    rows = [f" {i / 9:7.4f}  {i % 4:2d}   {5 + i * 1.7:5.1f}" for i in range(50)]
    found = read("\n".join(rows))
    assert (found.separator, len(found.inputs), found.classes) == (" ", 2, ())


def test_air_quality_has_decimal_commas_empty_ends_and_dates():
    rows = [
        f"{1 + i % 28:02d}/03/2004;{i % 24:02d}.00.00;{i // 10},{i % 10};{1000 + i};;"
        for i in range(48)
    ]
    text = "Date;Time;CO(GT);PT08;;\n" + "\n".join(rows) + "\n;;;;;\n;;;;;"
    found = read(text)
    assert [found.columns[i].kind for i in range(4)] == ["date", "date", "number", "number"]
    assert found.left_out[4] == found.left_out[5] == "is empty"
    assert len(found.kept) == 48
    assert found.columns[0].values[1] - found.columns[0].values[0] == 1
    assert found.columns[1].values[:3].tolist() == [0, 1, 2]


def test_titanic_has_words_gaps_names_and_truths():
    people = [
        f'{i + 1},{i % 2},{1 + i % 3},"Doe, Mr. {i}",{("male", "female")[i % 2]},'
        f"{20 + i if i % 5 else ''},{'' if i % 10 else f'C{i}'},{i % 2 == 0}"
        for i in range(50)
    ]
    header = "PassengerId,Survived,Pclass,Name,Sex,Age,Cabin,Alone"
    text = "\n".join([header, *people])
    found = read(text)
    assert found.columns[found.target].name == "Survived"
    assert names(found) == ["Pclass", "Sex", "Age", "Alone"]
    assert set(found.left_out) == {0, 3, 6}
    assert len(found.kept) == 40
    assert len(read(text, "missing=fill").kept) == 50
    data = table(text, 0.5, 0)
    assert data.input_names == ("Pclass", "Sex = female", "Sex = male", "Age", "Alone")


def test_rs_names_of_rows():
    rows = [f'"{i + 1}" {i / 3:.2f} {i % 4} "{"ab"[i % 2]}"' for i in range(12)]
    found = read('"u" "v" "kind"\n' + "\n".join(rows))
    assert names(found) == ["u", "v"]
    assert found.classes == ("a", "b")


def test_arrays_as_pandas_writes_them():
    rows = [[i, f"{i / 7:.3f}", f"{i % 5 / 3:.3f}", f"{i * 0.7:.2f}"] for i in range(30)]
    found = read(shaped(rows, ",0,1,2"))
    assert names(found) == ["0", "1"]
    assert found.columns[found.target].name == "2"


@pytest.mark.parametrize("header", ["", "label," + ",".join(f"pixel{i}" for i in range(784))])
def test_digits_as_a_table_are_pictures(header):
    rng = np.random.default_rng(0)
    pixels = rng.integers(0, 256, (12, 784)) * (np.arange(784) > 100)
    rows = [[i % 4, *row] for i, row in enumerate(pixels.tolist())]
    data = table(shaped(rows, header), 0.5, 0)
    assert data.image_shape == (28, 28)
    assert data.output_names == tuple("0123456789")
    assert len(data.input_names) == 784
    np.testing.assert_array_equal(
        np.sort(np.concatenate([data.train.x, data.test.x]), axis=0), np.sort(pixels, axis=0)
    )


def test_classes_are_in_natural_order_and_numbers_are_one_however_written():
    rows = [[i / 7, i % 12 + 1 if i % 3 else f"{i % 12 + 1}.0"] for i in range(48)]
    assert read(shaped(rows, "x,k")).classes == tuple(str(k) for k in range(1, 13))
    rows = [[i / 7, f"week {i % 11 + 1}"] for i in range(44)]
    assert read(shaped(rows, "x,k")).classes[:2] == ("week 1", "week 2")


@pytest.mark.parametrize(
    ("cells", "values"),
    [
        (["3 %", "12,5\u00a0%"], [0.03, 0.125]),
        (["€ 3,50", "1.200,25 €"], [3.5, 1200.25]),
        (["EUR 3,50", "1 200,25 EUR"], [3.5, 1200.25]),
    ],
)
def test_shares_and_money_are_numbers(cells, values):
    rows = "".join(f"{cells[i % 2]};{i},5;{'ab'[i % 2]}\n" for i in range(8))
    found = read(f"x;y;k\n{rows}")
    assert found.columns[0].values[:2] == pytest.approx(values)


def test_remarks_that_begin_with_a_number_sign_are_passed_over():
    rows = "".join(f"{i} {i * i} {i % 2}\n" for i in range(8))
    found = read(f"# x y k\n{rows}# end\n")
    assert [column.name for column in found.columns] == ["x", "y", "k"]
    assert found.notes == ("Passed over as a remark: line 10.",)
    assert found.rows == 8


def test_many_remarks_are_told_once():
    rows = "".join(f"{i},{i * i},{i % 2}\n# said {i}\n" for i in range(15_000))
    found = read(f"x,y,k\n{rows}")
    assert found.notes == ("Passed over as 15,000 remarks: line 3, 5, 7, 9, 11 ….",)


def test_losses_in_brackets_are_numbers():
    cells = ("(3.50)", "2.25", "($1,200.00)", "$(7)", "(8%)", "0")
    found = read("profit;y\n" + "\n".join(f"{cell};{i}" for i, cell in enumerate(cells)))
    assert found.columns[0].values.tolist() == [-3.5, 2.25, -1200, -7, -0.08, 0]


@pytest.mark.parametrize(
    ("no", "yes"), [("N", "Y"), ("no", "yes"), ("nein", "ja"), ("False", "True"), ("non", "oui")]
)
def test_two_words_for_yes_and_no_are_one_input(no, yes):
    rows = [[(yes, no)[i % 3 > 0], i, i / 3] for i in range(12)]
    text = shaped(rows, "smokes,age,price")
    data = table(text, 0.5, 0)
    assert data.input_names == ("smokes", "age")
    smokes = data.entries[0]
    assert (smokes.words, smokes.usual, smokes.two) == ((no, yes), 0, True)
    np.testing.assert_array_equal(data.inputs_for([1.0, 5.0])[0, :1], [1])
    said = table(text, 0.5, 0, "is.smokes=words")
    assert said.input_names[:2] == tuple(f"smokes = {word}" for word in sorted((no, yes)))


def test_yes_no_and_something_else_are_words():
    rows = [[("no", "no", "no", "yes", "maybe")[i % 5], i, i / 3] for i in range(40)]
    assert read(shaped(rows, "a,b,y")).columns[0].words == ("maybe", "no", "yes")


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        # DataFrame.to_csv with two levels of columns; the same with a named index; spreadsheets
        (",size,size,kind\n,mean,std,first", ["size mean", "size std", "kind first"]),
        (",size,size,kind\n,mean,std,first\nplant,,,", ["size mean", "size std", "kind first"]),
        ("plant,size,,kind\n,mean,std,", ["size mean", "size std", "kind"]),
        ("plant,height,width,kind\n,cm,kg,", ["height cm", "width kg", "kind"]),
    ],
)
def test_names_in_two_rows_are_put_together(above, expected):
    rows = [f"{i},{i / 7:.3f},{i % 5},{'ab'[i % 2]}" for i in range(30)]
    found = read("\n".join([above, *rows]), "is." + ("plant" if "plant" in above else "x") + "=out")
    assert [column.name for column in found.columns][1:] == expected
    assert len(found.kept) == 30
    assert any("hold names" in note for note in found.notes)


def test_another_row_of_another_width_says_what_to_do():
    with pytest.raises(ValueError, match=r"Line 6 has 1 column.*begin it with #"):
        read("x,y,k\n" + "1,2,a\n" * 4 + "Source: the office\n")


@pytest.mark.parametrize(
    "stamp",
    [
        *("2020-02-29", "2020-02-29 06:00", "2020-02-29T06:00:00"),
        *("29.02.2020", "29/02/2020 06:00", "02/29/2020", "02/29/2020 06:00:30"),
    ],
)
def test_dates_written_alike_are_days_as_those_written_otherwise(stamp):
    def days(last):
        stamps = [stamp, stamp.replace("29", "28"), stamp.replace("2020", "1950", 1), last]
        stamps[2] = stamps[2].replace("29", "27")
        return read("t,k\n" + "".join(f"{s},{i % 2}\n" for i, s in enumerate(stamps * 3)))

    part = stamp[2]
    other = f"29{part}2{part}2020" if stamp.startswith("29") else "2/29/2020"
    alike, mixed = days(stamp).columns[0], days(other).columns[0]
    assert alike.kind == mixed.kind == "date"
    assert int(alike.values[0]) == 18321  # days from 1970-01-01
    assert alike.values[:3] == pytest.approx(mixed.values[:3])


def test_a_title_above_the_table_is_passed_over():
    found = read("Results of 2020\n\nx,y,k\n" + shaped([[i, i * i, i % 2] for i in range(8)]))
    assert found.notes == ("Passed over as a title: line 1.",)
    assert names(found) == ["x", "y"]


def test_all_can_be_said_otherwise():
    text = shaped([[i, i % 3, f"{i % 4}", "ab"[i % 2]] for i in range(30)], "n,u,v,k")
    said = Reading(target="u", answer="quantity", kinds={"v": "words", "k": "out"})
    found = read(text, said.text())
    assert Reading.from_text(said.text()) == said
    assert found.columns[found.target].name == "u"
    assert found.classes == ()
    assert names(found) == ["n", "v"]
    assert found.left_out == {3: "is left out as you said"}
    assert table(text, 0.5, 0, said.text()).input_names[1:] == ("v = 0", "v = 1", "v = 2", "v = 3")
    assert read(text, "head=no").rows == 31
    text = "a;b;k\n" + "\n".join(f"{i},250;{i};{i % 2}" for i in range(1, 9))
    assert read(text, "dec=.").columns[0].values[0] == 1250
    assert read(text, "dec=,").columns[0].values[0] == 1.25


def test_a_column_that_is_always_the_same_can_be_drawn_if_one_insists():
    data = table(shaped([[1, i, i % 2] for i in range(8)], "a,b,k"), 0.5, 0, "is.a=number")
    assert data.plane.low < data.plane.high


@pytest.mark.parametrize("said", ["sep=x", "head=maybe", "is.x=nothing", "colour=red"])
def test_what_no_reading_says_is_refused(said):
    with pytest.raises(ValueError, match="cannot be"):
        Reading.from_text(said)


def test_more_cells_than_can_be_read_are_refused_with_the_limit(monkeypatch):
    monkeypatch.setattr(table_text, "MOST_CELLS", 1000)
    read("1,2\n3,4\n" * 250)
    with pytest.raises(ValueError, match="more than 1,000 cells"):
        read("1,2\n3,4\n" * 251 + "5,6\n")


def test_progress_is_told():
    told = []
    read("x,k\n" + "\n".join(f"{i},{i % 2}" for i in range(25_000)), "", told.append)
    assert told == sorted(told)
    assert told[-1] == 1


def test_an_own_row_becomes_what_the_network_is_given():
    text = shaped([[i * 10, ("red", "blue")[i % 2], i % 2] for i in range(20)], "size,colour,k")
    data = table(text, 0.5, 0)
    size, colour = data.entries
    assert (size.low, size.high, colour.words) == (0, 190, ("blue", "red"))
    x = data.inputs_for([60.0, 1.0])
    scaled = (60 - data.input_units[0].middle) / data.input_units[0].spread
    np.testing.assert_allclose(x, [[scaled, 0, 1]], rtol=1e-6)


cells = st.one_of(
    st.floats(-1e6, 1e6).map(str),
    st.integers(-50, 50).map(str),
    st.sampled_from(
        ["", "NA", "a", "b", "1,5", "1.234,5", "2020-01-05", "true", "=", '"', "1e400"]
    ),
    st.text(max_size=4),
)


@given(st.lists(st.lists(cells, min_size=1, max_size=5), max_size=9), st.sampled_from(",;\t| "))
def test_whatever_is_in_it_a_table_is_read_or_refused_in_words(rows, separator):
    with suppress(ValueError):
        data = table("\n".join(separator.join(row) for row in rows), 0.5, 0)
        assert np.isfinite(data.train.x).all()
        assert np.isfinite(data.train.y).all()
