"""The documents of ideals: a piece of the series."""

from __future__ import annotations

from qingshan.ideals.series.export import PIECE

DOCUMENTS = (PIECE,)
