from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone

from qingshan.kit.tables import Column, Filter, Table
from qingshan.kit.words import tr
from qingshan.people.accounts.forms import GRANTED
from qingshan.people.accounts.queries import offices_by_account
from qingshan.people.models import Staff
from qingshan.school.models import Appointment

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import QueryDict

    from qingshan.access.models import Account
    from qingshan.school.models import School

STATES = [("open", tr("能登录")), ("new", tr("还没登录过")), ("closed", tr("已停用"))]


class AccountTable(Table):
    """The accounts of one school; three queries however many there are."""

    name = "accounts"
    caption = tr("账号")
    search = ("name", "username", "search_key")
    default_sort = ("username",)
    unit = tr("个")
    empty_title = tr("还没有账号")

    def __init__(self, queryset: QuerySet[Account], asked: QueryDict, school: School) -> None:
        self.school = school
        self.columns = (  # type: ignore[misc]
            Column("name", tr("姓名"), link="people:account"),
            Column("username", tr("账号")),
            Column(
                "pk", tr("职责"), sort=False, show=lambda pk: self.offices.get(pk, tr("没有职责"))
            ),
            Column("last_login", tr("上次登录"), phone="label", show=_day),
            Column(
                "is_active", tr("状态"), sort=False, needs=("is_active", "last_login"), show=_state
            ),
        )
        keys = Staff.objects.filter(account=OuterRef("pk"), school=school).values("search_key")[:1]
        filters = (
            Filter(
                "role",
                tr("职责"),
                choices=[(role.value, role.label) for role in GRANTED],
                apply=self._with_role,
            ),
            Filter("state", tr("状态"), choices=STATES, apply=_in_state),
        )
        super().__init__(queryset.annotate(search_key=Subquery(keys)), asked, filters=filters)

    @cached_property
    def offices(self) -> dict[int, str]:
        place = self.fields.index("pk")
        return offices_by_account(self.school, [row[place] for row in self.rows])

    def _with_role(self, accounts: QuerySet[Account], role: str) -> QuerySet[Account]:
        today = timezone.localdate()
        held = Appointment.objects.filter(
            Q(until=None) | Q(until__gte=today), school=self.school, role=role, since__lte=today
        )
        return accounts.filter(pk__in=held.values("account"))


def _in_state(accounts: QuerySet[Account], state: str) -> QuerySet[Account]:
    if state == "closed":
        return accounts.filter(is_active=False)
    if state == "new":
        return accounts.filter(is_active=True, last_login=None)
    return accounts.filter(is_active=True)


def _day(moment: Any) -> str:
    return timezone.localtime(moment).date().isoformat() if moment else ""


def _state(row: dict[str, Any]) -> str:
    if not row["is_active"]:
        return tr("已停用")
    return tr("能登录") if row["last_login"] else tr("还没登录过")
