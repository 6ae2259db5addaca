"""Which of the five (五成教育) a course or an honour belongs to, and what children did of each."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml
from django.db.models import Q

from qingshan.kit.words import tr
from qingshan.records.fives import of_five
from qingshan.records.kinds import FIVES, all_kinds
from qingshan.records.reaching import WORRY

OTHERWISE = tr("梦想")
TEACHING = tr("教学")
"""The group of kinds that are about teachers in a class, not about what children did."""


def deeds_of_children() -> Q:
    """Records of a child or a class, and those of courses and festivals, which name neither."""
    counted = [key for key, kind in all_kinds().items() if kind.group != TEACHING and key != WORRY]
    own = [key for key in counted if all_kinds()[key].own_five]
    named = Q(student__isnull=False) | Q(school_class__isnull=False)
    return (named | Q(kind__in=own)) & Q(kind__in=counted)


def deeds_of(five: str) -> Q:
    """What children did on one of the five: the kinds are the school's own, so asked each time."""
    return deeds_of_children() & of_five(five)


def five_of(*words: str) -> str:
    """The first of the five that one of the words names; a gift of one's own is 梦想."""
    told = _words()
    for text in words:
        for five, known in told.items():
            if any(word in text for word in known):
                return five
    return OTHERWISE


@lru_cache(maxsize=1)
def _words() -> dict[str, tuple[str, ...]]:
    read = yaml.safe_load((Path(__file__).parent / "fives.yaml").read_text(encoding="utf-8"))
    if unknown := read.keys() - FIVES.keys():
        raise ValueError(unknown)
    return {five: tuple(known) for five, known in read.items()}
