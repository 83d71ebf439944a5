"""Tables of one's own: what is read from them, and what is wrong with them, in plain words."""

import numpy as np
import pytest

from core.data.load import load
from core.data.table_text import MOST_CHARACTERS
from core.data.tables import table
from core.specs import DataSpec


def read(text):
    return table(text, 0.5, 0)


def test_names_words_and_separators():
    for separator in ",;\t":
        lines = ["size,weight,animal", "1,10,cat", "2,20,dog", "3,30,cat", "4,40,dog"]
        data = read("\n".join(lines).replace(",", separator))
        assert data.input_names == ("size", "weight")
        assert data.output_names == ("cat", "dog")
        assert (len(data.train), len(data.validation)) == (2, 2)


def test_a_table_without_names():
    data = read("1,0\n2,1\n3,0\n4,1\n")
    assert data.input_names == ("column 1",)
    assert data.output_names == ("0", "1")


def test_spreadsheets_marks_and_blank_lines_are_no_trouble():
    data = read("\ufeffa,b\r\n\r\n1,x\r\n2,y\r\n3,x\r\n4,y\r\n\r\n")
    assert data.input_names == ("a",)
    assert len(data.train) + len(data.test) == 4


def test_inputs_are_standardised_over_the_training_samples():
    rows = "\n".join(f"{i},{1000 * i + 5},7,{'no' if i < 10 else 'yes'}" for i in range(20))
    data = table("a,b,c,k\n" + rows, 0.5, 0, "is.c=number")
    np.testing.assert_allclose(data.train.x.mean(axis=0), 0, atol=1e-6)
    np.testing.assert_allclose(data.train.x.std(axis=0), [1, 1, 0], atol=1e-6)


def test_numbers_that_are_no_classes_are_quantities():
    data = read("\n".join(f"{i},{i / 3}" for i in range(30)))
    assert data.regression
    np.testing.assert_allclose(data.train.x, data.train.y, atol=1e-5)


def test_two_inputs_can_be_drawn():
    data = read("\n".join(f"{i},{i * i},{i % 2}" for i in range(10)))
    np.testing.assert_array_equal(data.plane.inputs(data.plane.train), data.train.x)


def test_what_was_scaled_is_known_in_its_own_units():
    rows = [(150 + i, 50 + i / 2, 0.3 * i + 7.25) for i in range(40)]
    data = read("\n".join(",".join(map(str, row)) for row in rows))
    own = [
        [unit.own(value) for value, unit in zip(point, data.plane.units, strict=True)]
        + [data.unit.own(height)]
        for point, (height,) in zip(data.plane.train, data.train.y, strict=True)
    ]
    expected = [rows[round(float(row[0])) - 150] for row in own]
    np.testing.assert_allclose(own, expected, rtol=1e-5)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "0 columns"),
        ("1\n2\n3\n4\n5", "1 column. It needs"),
        ("a,b\n1,2\n", "1 sample; at least 4"),
        ("1,2,a\n3,4,b\n5,6\n7,8,a", "Line 3 has 2 columns, the first line 3"),
        ("x,y\n1,a\n2,b\n,a\n4,b", "Only 3 samples of 4 can be used.*gaps in “x”"),
        ("x,y\n1,a\ninf,b\n3,a\n4,\n6,a\n5,", "Line 3, column “x”: 'inf' is no number"),
        ("1,a\n2,a\n3,a\n4,a", r"All targets \(“column 2”\) are 'a'"),
        ("1,a\n2,\n3,a\n4,b", "Only 3 samples of 4"),
        ("1,2\n1,3\n1,4\n1,5", "“column 1” is always '1'"),
        ("\n".join(f"{i},w{i}" for i in range(60)), "60 different words"),
        ("1e308,a\n-1e308,b\n1e308,a\n-1e308,b", "too large"),
        ("PK\x03\x04\0\0,1\n", "no text"),
        ("0,1\n" * (MOST_CHARACTERS // 4 + 1), "characters; at most 20,000,000"),
        ("\n".join(f"{i}," + f"{i % 7}," * 1100 + f"{i % 2}" for i in range(9)), "inputs of 1,101"),
        ('"' + "a" * 200_000 + '",1\n', "Line 1 cannot be read"),
    ],
)
def test_bad_tables_get_a_message(text, message):
    with pytest.raises(ValueError, match=message):
        read(text)


def test_a_spec_carries_its_table():
    spec = DataSpec.from_json(DataSpec("csv", table="1,a\n2,b\n3,a\n4,b").to_json())
    assert load(spec).output_names == ("a", "b")
