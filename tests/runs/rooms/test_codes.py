"""Codes: easy to read aloud, and hopeless to guess."""

from runs.limits import limits
from runs.rooms import codes
from ui.room import tries


def test_a_code_has_no_letters_that_are_taken_for_each_other():
    made = {codes.new_code() for _ in range(200)}
    assert len(made) == 200
    assert not {*"".join(made)} & {*"0O1I"}


def test_it_is_read_however_it_is_written():
    code = codes.new_code()
    assert codes.read(codes.spaced(code).lower()) == code
    assert codes.read(f" {code[:3]}-{code[3:]} ") == code
    assert codes.read(code[:-1]) == codes.read(f"{code}A") == codes.read("0O1I0O") == ""


def test_in_an_hour_of_trying_nobody_comes_upon_any_room():
    per_second, at_once = tries.OF_ALL
    guesses = at_once + 3600 * per_second
    chance = guesses * limits({}).rooms / len(codes.LETTERS) ** codes.LENGTH
    assert chance < 1e-3
