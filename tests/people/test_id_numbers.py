from __future__ import annotations

import datetime as dt

import pytest

from qingshan.people.id_numbers import IdNumber, birth_date_in, birth_fault, card_fault

SOUND = "220802199702039718"


def test_a_sound_number_holds_a_birth_date():
    assert birth_date_in(SOUND) == dt.date(1997, 2, 3)
    assert card_fault(SOUND) is None
    assert birth_fault(dt.date(1997, 2, 3), SOUND) is None


@pytest.mark.parametrize(
    "number",
    [
        "220802199702039717",
        "22080219970203971",
        "220802199702309710",
        "22080219970203971Y",
        "220802199702039000",
    ],
)
def test_a_wrong_number_is_told_and_not_compared_with_the_birth_date(number):
    assert card_fault(number).code == "bad_id_number"
    assert birth_fault(dt.date(1990, 1, 1), number) is None


def test_a_birth_date_that_differs_from_the_number_is_told():
    assert birth_fault(dt.date(1997, 2, 4), SOUND).code == "birth_mismatch"
    assert birth_fault(dt.date(1997, 2, 4), SOUND, "护照") is None


@pytest.mark.parametrize("number", ["E12345678", "220802970203971", ""])
def test_what_is_no_card_is_not_judged(number):
    assert card_fault(number) is None


def test_a_number_is_read_in_capitals_and_without_blanks():
    assert IdNumber().read(" 220802 19970203 102x　") == "22080219970203102X"
    assert IdNumber().read("'22080219970203102X") == "22080219970203102X"
