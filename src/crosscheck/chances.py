"""Bits of evidence and chances."""

from __future__ import annotations


def probability(weight: float) -> float:
    """Bits of evidence as a chance from 0 to 1."""
    return 1 / (1 + 2 ** -max(-60.0, min(60.0, weight)))
