"""What was in force in school years that are over.

A file is kept as an edition from the day on which it was first seen. A school year that is over is
counted by the last edition adopted by its last day; years before the first edition of all are
counted by the first. An edition that is not a day old is mended in place.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max, Min
from django.utils import timezone

from qingshan.programmes.models import Edition
from qingshan.programmes.packs.folder import all_packs, problems
from qingshan.programmes.packs.making import kinds_in, made_pack
from qingshan.programmes.packs.reading import PackProblems, read_text
from qingshan.records.kinds import all_kinds

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from qingshan.programmes.packs.model import Pack


@transaction.atomic
def adopt_packs(today: date | None = None) -> int:
    """Keeps what the folders hold where it is new; how many editions were written.

    A file that stands aside because of a slip is not taken for one that was taken away.
    """
    day = today or timezone.localdate()
    latest = {edition.key: edition for edition in Edition.objects.order_by("number")}
    held = {key: pack.text for key, pack in all_packs().items()}
    gone = () if problems() else (key for key in latest if key not in held)
    changed = 0
    for key, text in [*held.items(), *((key, "") for key in gone)]:
        last = latest.get(key)
        if last is not None and last.text == text:
            continue
        changed += 1
        if last is not None and last.adopted_on == day:
            last.text = text
            last.save(update_fields=["text"])
        else:
            number = last.number + 1 if last else 1
            Edition.objects.create(key=key, number=number, adopted_on=day, text=text)
    return changed


def packs_in_force(last_day: date, today: date | None = None) -> Mapping[str, Pack]:
    """The programmes by which a school year is counted whose last day is given.

    Those of the folders while it lasts. Two queries once it is over.
    """
    if last_day >= (today or timezone.localdate()):
        return all_packs()
    first = Edition.objects.aggregate(first=Min("adopted_on"))["first"]
    if first is None:
        return all_packs()
    by = max(last_day, first)
    latest = Edition.objects.filter(adopted_on__lte=by).values("key").annotate(n=Max("number"))
    wanted = {(row["key"], row["n"]) for row in latest}
    rows = Edition.objects.filter(adopted_on__lte=by).values_list("key", "number", "text")
    return {
        key: pack
        for key, number, text in rows.order_by("key")
        if (key, number) in wanted and text and (pack := _pack(key, number, text)) is not None
    }


def editions_of(key: str) -> list[Edition]:
    """The editions of a programme, the newest first."""
    return list(Edition.objects.filter(key=key).order_by("-number"))


def _pack(key: str, number: int, text: str) -> Pack | None:
    held = all_packs().get(key)
    return held if held is not None and held.text == text else _read_again(key, number, text)


@lru_cache(maxsize=64)
def _read_again(key: str, number: int, text: str) -> Pack | None:
    """An edition as a programme; None where it speaks of what is not known any more."""
    kinds = {kind.label: kind for kind in all_kinds().values()}
    try:
        written = read_text(text, f"{key} 第 {number} 版")
        own = {kind["key"] for kind in written.data.get("kinds", ())}
        brought = kinds_in(written, {k: v for k, v in kinds.items() if v.key not in own})
        return made_pack(written, text, kinds | {kind.label: kind for kind in brought}, brought)
    except PackProblems:
        return None
