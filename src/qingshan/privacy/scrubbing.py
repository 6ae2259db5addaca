"""The one job that lets go of what each app has kept long enough; it can be rehearsed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from qingshan.access.audit import note
from qingshan.kit.leaving import all_leaving
from qingshan.privacy.models import KeptDays
from qingshan.school.models import School

if TYPE_CHECKING:
    from datetime import date

    from qingshan.access.models import Account


@dataclass(frozen=True, slots=True)
class Left:
    """What left, or would leave, of one kind at one school."""

    school: str
    key: str
    title: str
    before: date
    number: int


def scrub_all(today: date, *, dry_run: bool = False, quiet: bool = False) -> list[Left]:
    """Every kind at every school; one audit row a school, and none where it is `quiet`ly nothing.

    A school is done in one transaction: a run that breaks off has done whole schools.
    """
    left: list[Left] = []
    for school in School.objects.order_by("code"):
        left += scrub_school(school, today, dry_run=dry_run, quiet=quiet)
    return left


@transaction.atomic
def scrub_school(
    school: School,
    today: date,
    *,
    dry_run: bool = False,
    quiet: bool = False,
    actor: Account | None = None,
) -> list[Left]:
    days = days_at(school)
    done = [
        Left(
            school.code,
            one.key,
            one.title,
            before := today - timedelta(days=days[one.key]),
            one.scrub(school.pk, before, dry_run=dry_run) if dry_run or not one.by_hand else 0,
        )
        for one in all_leaving()
    ]
    if not dry_run and (not quiet or any(one.number for one in done)):
        went = {one.key: one.number for one in done if one.number}
        note(actor=actor, deed="scrub", subject=school, school_id=school.pk, went=went)
    return done


def days_at(school: School) -> dict[str, int]:
    """Key → days, as the school has it; what is out of bounds by now counts as the bound."""
    own = dict(KeptDays.objects.filter(school=school).values_list("key", "days"))
    return {
        one.key: min(max(own.get(one.key, one.days), one.least), one.most) for one in all_leaving()
    }
