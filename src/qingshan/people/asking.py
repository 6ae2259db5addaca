"""Questions of pages that depend on who asks: one statement for each set of offices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qingshan.access.models import Account
from qingshan.kit.prepared import Prepared
from qingshan.people.models import Staff
from qingshan.people.visibility import staff_of
from qingshan.school.membership import Member
from qingshan.school.models import School

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from django.db.models import QuerySet

OF_THE_MEMBER = ("account", "school", "staff", "today")


class AskedBy:
    """A question of a member, and of the keys named in `names`, prepared (see `kit.prepared`).

    It may decide by the offices of the member, and by whether they are on the staff; of the rest
    (their keys, the day) it only passes on what it is given.
    """

    def __init__(
        self,
        asks: Callable[..., QuerySet[Any]],
        *,
        names: tuple[str, ...] = (),
        days: tuple[str, ...] = (),
    ) -> None:
        self._asks, self._names, self._days = asks, names, days
        self._prepared: dict[tuple[frozenset[Any], bool], Prepared] = {}

    def rows(self, member: Member, **given: int | date) -> list[Any]:
        return self._for(member).rows(**given, **_values_of(member))

    def row(self, member: Member, **given: int | date) -> Any | None:
        return self._for(member).row(**given, **_values_of(member))

    def count(self, member: Member, **given: int | date) -> int:
        return self._for(member).count(**given, **_values_of(member))

    def _for(self, member: Member) -> Prepared:
        key = member.offices, staff_of(member) is not None
        held = self._prepared.get(key)
        if held is None:
            held = self._prepared[key] = self._prepare(*key)
        return held

    def _prepare(self, offices: frozenset[Any], is_staff: bool) -> Prepared:  # noqa: FBT001
        def asks(account: int, school: int, staff: int, today: date, **more: Any) -> QuerySet[Any]:
            own = Staff(pk=staff, account_id=account, school_id=school) if is_staff else None
            return self._asks(_somebody(account, school, own, today, offices), **more)

        return Prepared(
            asks,
            names=(*OF_THE_MEMBER, *self._names),
            days=("today", *self._days),
            may_be_missing=OF_THE_MEMBER,
        )


def _somebody(
    account: int, school: int, staff: Staff | None, today: date, offices: frozenset[Any]
) -> Member:
    found = Member(Account(pk=account), school=School(pk=school), offices=offices)
    found.__dict__.update(today=today, staff=staff)
    return found


def _values_of(member: Member) -> dict[str, int | date]:
    staff, school = staff_of(member), member.school
    return {
        "account": member.account.pk,
        "school": school.pk if school else 0,
        "staff": staff.pk if staff else 0,
        "today": member.today,
    }
