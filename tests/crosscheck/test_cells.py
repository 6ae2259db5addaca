"""Cells as they are typed: one form for each, and never an error, whatever is in them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crosscheck.assigning import Pair, assign
from crosscheck.dates import birthday_of, lunar_of, plain_date
from crosscheck.names import Name, name_of, plain_name, sound_of
from crosscheck.numbers import is_sound, plain_identity, plain_phones, widened
from crosscheck.spelling import names_of

WILD = st.text(max_size=30) | st.text("0123456789Xx０１２ .-/年月日'·　", max_size=24)


@pytest.mark.trust("bad-register")
@settings(deadline=None)
@given(WILD)
def test_whatever_stands_in_a_cell_is_read_twice_alike(cell):
    name = plain_name(cell)
    assert plain_name(name) == name
    identity = plain_identity(cell)
    assert plain_identity(identity) == identity
    date = plain_date(cell)
    assert plain_date(date) == date
    first, _ = plain_phones(cell)
    assert plain_phones(first)[0] == first
    name_of(cell)
    birthday_of(cell)


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("　王　建國", "王建国"),
        ("阿依古丽·买买提", "阿依古丽买买提"),
        ("阿依古丽．买买提", "阿依古丽买买提"),
        ("张三（小名）", "张三"),
        ("不详", ""),
        ("Ｌi Ｍing", "LIMING"),
    ],
)
def test_a_name_has_one_form(cell, name):
    assert plain_name(cell) == name


def test_names_that_sound_or_look_alike_meet():
    assert name_of("王静").sound == name_of("王婧").sound
    assert name_of("杨佳").shape == name_of("杨住").shape
    assert name_of("欧阳娜").surname == "欧阳"
    assert "|欧阳娜|" in name_of("欧阳娜娜").shorter
    assert sound_of("吕") == "lv"


NAMES = st.text("王欧阳司马静婧国國峰峯晶品不详无〇a·　 （）", min_size=1, max_size=6)


@settings(deadline=None)
@given(st.lists(NAMES | WILD.filter(bool), min_size=1, max_size=20))
def test_many_names_at_once_are_read_as_each_alone(cells):
    for column, place in zip(names_of(cells), range(len(Name._fields)), strict=True):
        alone = [name_of(cell)[place] for cell in cells]
        if Name._fields[place] == "shorter":  # a set between bars, in any order
            assert [set(cell.split("|")) for cell in column] == [set(c.split("|")) for c in alone]
        else:
            assert list(column) == alone


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        (" 22082120120101381x ", "22082120120101381X"),
        ("２２０８２１２０１２０１０１３８１Ｘ", "22082120120101381X"),
        ("220821 20120101 381X", "22082120120101381X"),
        ("220821201201013811.0", "220821201201013811"),
        ("无", ""),
        ("000000000000000000", ""),
        ("2208************11", ""),
    ],
)
def test_an_identity_number_has_one_form(cell, number):
    assert plain_identity(cell) == number


def test_fifteen_digits_become_eighteen():
    assert plain_identity("220821920101381") == widened("220821920101381")
    assert is_sound(widened("220821920101381"))
    assert not is_sound("220821201201013811"[:-1] + "A")


@pytest.mark.parametrize(
    "cell",
    ["2012-03-04", "2012/3/4", "20120304", "2012.03.04", "2012年3月4日", "２０１２－０３－０４",
     "2012-03-04 00:00:00", "12-3-4", "40972", "40972.0", "二〇一二年三月四日"],
)  # fmt: skip
def test_a_birthday_has_one_form(cell):
    assert plain_date(cell) == "2012-03-04"


@settings(deadline=None)
@given(st.dates(dt.date(1950, 1, 1), dt.date(2040, 12, 31)))
def test_a_lunar_birthday_lies_some_weeks_before_the_suns(date):
    lunar = lunar_of(date)
    year, month, day = (int(part) for part in lunar.split("-"))
    about = dt.date(year, month, min(day, 28))
    assert 15 <= (date - about).days <= 55


PAIRS = st.dictionaries(
    st.tuples(st.integers(0, 5), st.integers(0, 5)), st.integers(1, 50), max_size=14
)


@settings(deadline=None)
@given(PAIRS)
def test_nobody_is_taken_twice_and_the_total_is_the_best(weights):
    pairs = [Pair(a, b, float(w)) for (a, b), w in weights.items()]
    chosen = assign(pairs)
    assert len({p.l for p in chosen}) == len({p.r for p in chosen}) == len(chosen)
    assert sum(p.weight for p in chosen) == best_total(pairs)


def best_total(pairs: list[Pair]) -> float:
    """By trying everything."""
    if not pairs:
        return 0.0
    first, rest = pairs[0], pairs[1:]
    free = [p for p in rest if p.l != first.l and p.r != first.r]
    return max(best_total(rest), first.weight + best_total(free))
