"""What the wings have to say on the page of a gathering, as on the pages of people."""

from __future__ import annotations

from qingshan.gatherings.models import Gathering
from qingshan.people.panels import Board

on_the_page_of_a_gathering: Board[Gathering] = Board()
