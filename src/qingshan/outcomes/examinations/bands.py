"""Means of a class with the band in which they may lie, and when no figure is given at all."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

FEWEST = 5
"""Of fewer children no figure is given: it would be that of a child."""

# Student's t for 95 %, by degrees of freedom; a table of statistics has the same numbers.
_T = {4: 2.776, 5: 2.571, 6: 2.447, 7: 2.365, 8: 2.306, 9: 2.262, 10: 2.228, 12: 2.179, 15: 2.131}
_T |= {20: 2.086, 25: 2.060, 30: 2.042, 40: 2.021, 60: 2.000}
_T_LARGE = 1.980


@dataclass(frozen=True, slots=True)
class Band:
    """A mean share of the points, from 0 to 1, and the band of 95 % around it."""

    mean: float
    low: float
    high: float

    def apart_from(self, other: Band) -> bool:
        """Whether the bands do not touch: chance alone would hardly do that."""
        return self.low > other.high or other.low > self.high


def band_of(number: int, mean: float, mean_of_squares: float) -> Band | None:
    """None for fewer than `FEWEST` children."""
    if number < FEWEST:
        return None
    spread = sqrt(max(0.0, mean_of_squares - mean * mean) * number / (number - 1))
    half = _t(number - 1) * spread / sqrt(number)
    return Band(mean, max(0.0, mean - half), min(1.0, mean + half))


def _t(freedom: int) -> float:
    """The next smaller entry of the table: a band a little too wide, never too narrow."""
    if freedom > max(_T):
        return _T_LARGE
    return _T[max(entry for entry in _T if entry <= freedom)]
