"""Who read what is sealed (查阅): told to whom it is about, once a day each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models

from qingshan.kit.words import tr
from qingshan.school.models import SchoolOwned

if TYPE_CHECKING:
    from qingshan.school.membership import Member


class Reading(SchoolOwned):
    """Somebody read the words of a row. Whose row it is, a model made from this names."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    on = models.DateField(tr("日期"))

    class Meta:
        abstract = True
        ordering = ("-on", "-pk")

    def __str__(self) -> str:
        return f"{self.on}"


def note_once_a_day(readings: type[Reading], *, actor: Member, **of: Any) -> None:
    """`of` names the row that was read; a second reading of the day is the same one."""
    (read,) = of.values()
    readings._default_manager.get_or_create(
        school_id=read.school_id, by=actor.account, on=actor.today, **of
    )
