"""Laying drops: whatever the days and the stock, no class meets one twice, and weeks are mixed."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingshan.character.drops.laying import NEAR, Stock, TooFewDrops, lay
from qingshan.character.drops.library import shipped
from qingshan.school.calendar import monday_of

pytestmark = pytest.mark.system("M5")

FIRST = dt.date(2026, 8, 31)
THEMES = ["life", "resolve", "manners", "gratitude", "heart"]
DAYS = st.integers(0, 60).map(lambda n: FIRST + dt.timedelta(days=n))


def stocks():
    near = st.none() | DAYS
    one = st.tuples(st.sampled_from(THEMES), near, st.booleans())
    return st.lists(one, max_size=24).map(
        lambda rows: [Stock(key, *row) for key, row in enumerate(rows, start=1)]
    )


def most_that_fit(days: list[dt.date], stock: list[Stock]) -> int:
    """How many days could have a drop at all, found in another way: by trading places."""
    taken: dict[int, dt.date] = {}

    def place(day: dt.date, tried: set[int]) -> bool:
        for drop in stock:
            fits = drop.near is None or any(
                abs(other - drop.near) <= NEAR
                for other in days
                if monday_of(other) == monday_of(day)
            )
            if not fits or drop.key in tried:
                continue
            tried.add(drop.key)
            if drop.key not in taken or place(taken[drop.key], tried):
                taken[drop.key] = day
                return True
        return False

    return sum(place(day, set()) for day in days)


@settings(max_examples=60, deadline=None)
@given(days=st.sets(DAYS, max_size=20), stock=stocks(), seed=st.integers(0, 9))
def test_every_lesson_has_a_drop_and_none_comes_twice_or_it_says_that_it_cannot(days, stock, seed):
    most = most_that_fit(sorted(days), stock)
    lessons = [(day, 1) for day in days]
    if most < len(days):
        with pytest.raises(TooFewDrops) as few:
            lay(lessons, stock, seed=seed)
        assert (few.value.lessons, few.value.drops) == (len(days), most)
        return
    laid = lay(lessons, stock, seed=seed)
    assert set(laid) == set(lessons)
    assert len(set(laid.values())) == len(days)
    assert laid == lay(lessons[::-1], list(reversed(stock)), seed=seed)


LESSONS = st.tuples(DAYS, st.integers(1, 3))


@settings(max_examples=60, deadline=None)
@given(
    before=st.sets(LESSONS, max_size=16),
    after=st.sets(LESSONS, max_size=16),
    themes=st.lists(st.sampled_from(THEMES), min_size=16, max_size=24),
    seed=st.integers(0, 9),
)
def test_what_is_laid_stays_before_each_lesson_that_is_still_held(before, after, themes, seed):
    stock = [Stock(key, theme) for key, theme in enumerate(themes)]
    laid = lay(before, stock, seed=seed)
    again = lay(after, stock, seed=seed, laid=laid)
    assert {when: again[when] for when in before & after} == {
        when: laid[when] for when in before & after
    }
    assert set(again) == after
    assert len(set(again.values())) == len(after)


def test_a_theme_that_came_often_already_comes_less():
    days = [(FIRST + dt.timedelta(days=7 * week), 1) for week in range(5)]
    stock = [Stock(n, THEMES[n % 5]) for n in range(20)]
    laid = lay(days, stock, told={"life": 9})
    themes = [THEMES[key % 5] for key in laid.values()]
    assert "life" not in themes
    assert set(themes) == set(THEMES) - {"life"}


@pytest.mark.parametrize("seed", range(3))
def test_a_term_from_the_shipped_library_mixes_the_themes_of_each_week(seed):
    days = [FIRST + dt.timedelta(days=7 * week + day) for week in range(19) for day in (0, 2, 4)]
    stock = [
        Stock(n, drop["theme"]) for n, drop in enumerate(shipped().values()) if not drop["day"]
    ]
    laid = lay([(day, 1) for day in days], stock, seed=seed)
    themes = {one.key: one.theme for one in stock}
    weeks = defaultdict(list)
    for (day, _), key in laid.items():
        weeks[monday_of(day)].append(themes[key])
    assert all(len(set(told)) == len(told) for told in weeks.values())
    over_the_term = Counter(themes[key] for key in laid.values())
    held = Counter(themes.values())
    most = max(over_the_term.values())
    assert all(n >= most - 3 or n == held[theme] for theme, n in over_the_term.items())


def test_what_belongs_to_a_day_is_laid_on_the_nearest_lesson_of_its_week():
    days = [FIRST + dt.timedelta(days=n) for n in (0, 2, 4, 7, 9, 11)]
    stock = [Stock(n, THEMES[n % 5]) for n in range(10)]
    teachers_day = Stock(99, "gratitude", dt.date(2026, 9, 10))
    laid = lay([(day, 1) for day in days], [*stock, teachers_day])
    assert laid[dt.date(2026, 9, 9), 1] == 99


def test_the_shipped_library_is_whole():
    drops = shipped().values()
    assert len(drops) >= 60
    assert len({drop["title"] for drop in drops}) == len(drops)
    assert {drop["theme"] for drop in drops} == set(THEMES)
    for drop in drops:
        assert len(drop["story"]) <= 240, drop["title"]
        assert len(drop["principle"]) <= 60, drop["title"]
        assert len(drop["sentence"]) <= 80, drop["title"]
