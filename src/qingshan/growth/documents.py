"""The documents of growth: the agreement of a mentor and a mentee."""

from __future__ import annotations

from qingshan.growth.mentoring.agreement import AGREEMENT

DOCUMENTS = (AGREEMENT,)
