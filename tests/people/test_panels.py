"""What the apps above say on the pages of people."""

from __future__ import annotations

import pytest

from qingshan.people.models import Student
from qingshan.people.panels import Board, Panel


def test_panels_stand_in_the_order_of_their_places():
    board: Board[Student] = Board()
    board(place=2)(lambda member, student: Panel("二", "x.html"))
    board(place=3)(lambda member, student: None)
    board(place=1)(lambda member, student: Panel("一", "x.html"))
    assert [panel.title for panel in board.panels(None, None)] == ["一", "二"]


def test_a_place_is_taken_once():
    board: Board[Student] = Board()
    board(place=1)(lambda member, student: None)
    with pytest.raises(ValueError, match="place 1"):
        board(place=1)(lambda member, student: None)
