"""The documents of outcomes: certificates of honours."""

from __future__ import annotations

from qingshan.outcomes.honours.papers import CERTIFICATES

DOCUMENTS = (CERTIFICATES,)
