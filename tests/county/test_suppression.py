"""Nothing hidden can be worked out: every case of small numbers, and random tables by solver."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ortools.sat.python import cp_model

from qingshan.county.suppression import (
    FEW,
    Cell,
    NotACell,
    Said,
    Total,
    protected,
    protected_part,
    read,
    share,
    total,
)

PROMISED = FEW - 1
"""So many values at least stay possible for what is not said exactly."""
EDGE = 17  # the brute force looks at numbers from 0 to it


def said_month_by_month(counts):
    cells = []
    for count in counts:
        cells.append(protected(count, cells[-1] if cells else None))
    return tuple(cells)


def said_of_wholes_and_parts(months):
    wholes, parts = [], []
    for whole, part in months:
        wholes.append(protected(whole, wholes[-1] if wholes else None))
        before = parts[-1] if parts else None
        parts.append(protected_part(part, before, whole=whole, whole_said=wholes[-1]))
    return tuple(cell for pair in zip(wholes, parts, strict=True) for cell in pair)


def narrowest(worlds, said_of, numbers_of):
    """Of all worlds that look alike, the fewest values that a number not said exactly can have.

    What is said near the edge of the search is not judged: its other worlds lie beyond it.
    """
    alike = defaultdict(list)
    for world in worlds:
        alike[said_of(world)].append(numbers_of(world))
    return min(
        len({numbers[place] for numbers in same})
        for said, same in alike.items()
        if all((cell.value or 0) <= EDGE - 2 * FEW for cell in said)
        for place, cell in enumerate(said)
        if cell.said != Said.EXACT
    )


def test_over_three_months_every_number_that_is_not_exact_has_four_values_left():
    worlds = product(range(EDGE + 1), repeat=3)
    assert narrowest(worlds, said_month_by_month, lambda world: world) >= PROMISED


def test_a_whole_and_its_part_do_not_give_each_other_away_over_two_months():
    pairs = [(whole, part) for whole in range(EDGE + 1) for part in range(whole + 1)]
    worlds = product(pairs, repeat=2)
    told = narrowest(
        worlds, said_of_wholes_and_parts, lambda world: [n for pair in world for n in pair]
    )
    assert told >= PROMISED


def test_the_search_finds_what_an_open_difference_gives_away():
    """Were movements of one said, two months would tell how many came; the search sees that."""

    def openly(world):
        return tuple(
            protected(count, None) if place < 2 else Cell(Said.EXACT, count)
            for place, count in enumerate((*world, sum(world)))
        )

    worlds = product(range(EDGE + 1), repeat=2)
    assert narrowest(worlds, openly, lambda world: (*world, sum(world))) < PROMISED


@pytest.mark.parametrize(
    ("before", "count", "words"),
    [
        (None, 0, "0"),
        (None, 3, "不到 5"),
        (None, 912, "912"),
        ("912", 911, "912 上下"),
        ("912", 917, "917"),
        ("~912", 912, "912"),
        ("6", 3, "不到 5"),
        ("9", 4, "不到 5"),
        ("<", 5, "5"),
        ("5", 0, "0"),
        ("0", 2, "不到 5"),
    ],
)
def test_a_count_is_said(before, count, words):
    assert protected(count, read(before) if before else None).words == words


@pytest.mark.parametrize(
    ("whole", "whole_before", "part", "before", "written"),
    [
        (100, None, 40, None, "40"),
        (100, None, 0, None, "0"),
        (100, None, 3, None, "<"),
        (100, None, 97, None, "-"),  # the rest would be three
        (100, None, 100, None, "100"),
        (100, None, 42, "40", "-40"),  # moved by two
        (100, "98", 40, "40", "-40"),  # the whole is not said exactly
        (8, None, 3, None, "-"),  # three or five: either would tell the other
        (3, None, 2, None, "<"),
    ],
)
def test_a_part_is_said(whole, whole_before, part, before, written):
    whole_said = protected(whole, read(whole_before) if whole_before else None)
    said = protected_part(
        part, read(before) if before else None, whole=whole, whole_said=whole_said
    )
    assert said.written == written


CELLS = st.one_of(
    st.integers(0, 60).map(lambda n: protected(n, None)),
    st.tuples(st.integers(5, 60), st.integers(-4, 4)).map(
        lambda pair: protected(pair[0] + pair[1], Cell(Said.EXACT, pair[0]))
    ),
    st.sampled_from([Cell(Said.HELD), Cell(Said.HELD, 212)]),
)


@given(st.lists(st.tuples(CELLS, st.sampled_from("小初九")), min_size=1, max_size=12))
@settings(max_examples=60)
def test_no_sum_over_schools_narrows_a_hidden_cell(table):
    """All that a page shows as linear constraints: each cell, each kind's sum, the county's."""
    model = cp_model.CpModel()
    numbers = [model.new_int_var(0, 1000, str(place)) for place in range(len(table))]
    for number, (cell, _) in zip(numbers, table, strict=True):
        constrain(model, number, cell.bounds)
        if cell.said == Said.MOVED:
            model.add(number != cell.value)
    groups = [[place for place, (_, of) in enumerate(table) if of == kind] for kind in "小初九"]
    for places in [*filter(None, groups), list(range(len(table)))]:
        summed = total(table[place][0] for place in places)
        constrain(model, sum(numbers[place] for place in places), (summed.least, summed.most))
    for number, (cell, _) in zip(numbers, table, strict=True):
        if cell.said != Said.EXACT:
            assert ends(model, number) == ends_of(cell)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=8))
@settings(max_examples=40)
def test_no_share_narrows_a_hidden_cell(table):
    """A school's share of two cells, beside the sums of the parts and of the wholes."""
    model = cp_model.CpModel()
    numbers = [[number_of(model, cell) for cell in cells] for cells in table]
    for (part, whole), cells in zip(numbers, table, strict=True):
        if share(*cells) is not None:
            model.add(part * cells[1].value == whole * cells[0].value)
    for place in range(2):
        summed = total(cells[place] for cells in table)
        constrain(model, sum(pair[place] for pair in numbers), (summed.least, summed.most))
    hidden = [
        (number, cell)
        for pair, cells in zip(numbers, table, strict=True)
        for number, cell in zip(pair, cells, strict=True)
        if cell.said != Said.EXACT
    ]
    assert [ends(model, number) for number, _ in hidden] == [ends_of(cell) for _, cell in hidden]


def number_of(model, cell):
    """What a cell may stand for."""
    number = model.new_int_var(0, 1000, "")
    constrain(model, number, cell.bounds)
    if cell.said == Said.MOVED:
        model.add(number != cell.value)
    return number


@given(CELLS, CELLS)
def test_a_share_is_told_of_two_exact_cells_alone(part, whole):
    told = share(part, whole)
    exact = part.said == whole.said == Said.EXACT and whole.value > 0
    assert told == (part.value / whole.value if exact else None)


def test_a_share_of_true_counts_would_give_the_few_away():
    """Why it is told from cells: of 212 children only three make 1.42 %."""
    assert [n for n in range(1, FEW) if f"{n / 212:.2%}" == f"{3 / 212:.2%}"] == [3]
    few = protected_part(3, None, whole=212, whole_said=Cell(Said.EXACT, 212))
    assert share(few, Cell(Said.EXACT, 212)) is None


def test_the_same_search_sees_through_an_exact_total():
    """What the sums are not: said exactly beside one hidden cell, the total gives it away."""
    model = cp_model.CpModel()
    small, large = (model.new_int_var(0, 1000, name) for name in ("small", "large"))
    constrain(model, small, Cell(Said.FEW).bounds)
    model.add(large == 40)
    model.add(small + large == 43)
    assert ends(model, small) == (3, 3)


def constrain(model, expression, bounds):
    low, high = bounds
    model.add(expression >= low)
    if high is not None:
        model.add(expression <= high)


def ends(model, number):
    """The least and the most the number can be."""
    found = []
    for aim in (model.minimize, model.maximize):
        aim(number)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        assert solver.solve(model) == cp_model.OPTIMAL
        found.append(solver.value(number))
        model.clear_objective()
    return tuple(found)


def ends_of(cell):
    low, high = cell.bounds
    return low + (low == cell.value and cell.said == Said.MOVED), 1000 if high is None else high


def test_a_sum_is_told_as_bounds():
    assert total([Cell(Said.EXACT, 1200), Cell(Said.FEW)]).words == "1,201—1,204"
    assert total([Cell(Said.EXACT, 1200), Cell(Said.HELD, 9)]).words == "至少 1,200"
    assert total([Cell(Said.EXACT, 7), Cell(Said.MOVED, 5)]) == Total(12, 16)
    assert total([Cell(Said.EXACT, 7)]).words == "7"


@given(CELLS)
def test_what_is_written_is_read_again(cell):
    assert read(cell.written) == cell


@pytest.mark.parametrize(
    "wrong", ["3", "~4", "~", "", "<3", "05", "-3", "1e3", "１２", "99999999999", " 7", "7\n"]
)
def test_what_no_cell_is_written_as_is_refused(wrong):
    with pytest.raises(NotACell):
        read(wrong)
