"""What kind of school it is, as far as its grades tell."""

from __future__ import annotations

from django.db.models import Q

from qingshan.kit.words import tr

PRIMARY_ENDS, MIDDLE_BEGINS = 6, 7

KINDS = {
    "primary": (tr("小学"), Q(last__lte=PRIMARY_ENDS)),
    "middle": (tr("初中"), Q(first__gte=MIDDLE_BEGINS)),
    "nine": (tr("九年一贯"), Q(first__lt=MIDDLE_BEGINS, last__gt=PRIMARY_ENDS)),
    "unknown": (tr("没有报年级"), Q(last__isnull=True)),
}
"""Kind → its word and its rows, from `first` and `last`, the grades at both ends."""


def kind_words(first: int | None, last: int | None) -> str:
    if first is None or last is None:
        return ""
    if last <= PRIMARY_ENDS:
        return KINDS["primary"][0]
    return KINDS["middle" if first >= MIDDLE_BEGINS else "nine"][0]
