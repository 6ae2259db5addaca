"""The addresses of care."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from tests.route import (
    EVERYBODY,
    OFFICES,
    POST_ONLY,
    SEES_WANG,
    SERVING,
    Route,
    of_wang,
    reading,
)
from tests.routes_registers import REGISTERS, a_comparison, a_list_of_a_comparison, a_row_of_a_list

if TYPE_CHECKING:
    from tests.cast import Cast

HELPS = frozenset({"principal", "student_affairs", "homeroom"})
"""Who knows the troubles of a child of the homeroom teacher's class."""

PAYERS = frozenset({"principal", "secretary", "student_affairs"})
TOKEN = "a-public-list-that-is-up"


def a_donation(cast: Cast) -> list[Any]:
    """Written by the administrator, so that any payer may take it back."""
    from qingshan.care.models import FundEntry

    entry = FundEntry.objects.create(
        school=cast.school,
        date=dt.date(2026, 11, 2),
        kind="donation",
        amount=300,
        handler=cast.staff["administrator"],
        by=cast.accounts["administrator"],
    )
    return [entry.pk]


def a_request(cast: Cast) -> list[Any]:
    """Of the homeroom teacher's for a child of the class."""
    from qingshan.care.models import FundPayment

    payment = FundPayment.objects.create(
        school=cast.school,
        student=cast.wang,
        amount=100,
        purpose="living",
        need="family",
        asked_by=cast.accounts["homeroom"],
        asked_on=dt.date(2026, 11, 2),
    )
    return [payment.pk]


def a_notice(cast: Cast) -> list[Any]:
    from qingshan.care.models import FundNotice

    return [_notice(cast, FundNotice).pk]


def a_public_address(cast: Cast) -> list[Any]:
    from qingshan.care.models import FundNotice

    return [_notice(cast, FundNotice).token]


def _notice(cast: Cast, model: Any) -> Any:
    return model.objects.create(
        school=cast.school,
        token=TOKEN,
        first=dt.date(2026, 11, 1),
        last=dt.date(2026, 11, 2),
        posted_on=dt.date(2026, 11, 2),
        posted_by=cast.accounts["principal"],
        until=dt.date(2099, 1, 1),
    )


def a_home_plan(cast: Cast) -> list[Any]:
    """For a child of the homeroom teacher's class; the teacher goes there."""
    from qingshan.care.models import HomePlan, HomeTeacher

    since = dt.date(2026, 11, 2)
    plan = HomePlan.objects.create(
        school=cast.school, student=cast.wang, reason="disability", starts_on=since
    )
    HomeTeacher.objects.create(
        school=cast.school, plan=plan, staff=cast.staff["teacher"], since=since
    )
    return [plan.pk]


def a_home_teacher(cast: Cast) -> list[Any]:
    from qingshan.care.models import HomeTeacher

    (pk,) = a_home_plan(cast)
    return [pk, HomeTeacher.objects.get(plan=pk).pk]


def a_home_goal(cast: Cast) -> list[Any]:
    from qingshan.care.models import HomeGoal, HomeTeacher

    (pk,) = a_home_plan(cast)
    HomeTeacher.objects.all().delete()
    goal = HomeGoal.objects.create(
        school=cast.school, plan_id=pk, field="living", set_on=dt.date(2026, 11, 2)
    )
    return [pk, goal.pk]


def a_home_session(cast: Cast) -> list[Any]:
    from qingshan.records.models import Record

    (pk,) = a_home_plan(cast)
    record = Record.objects.create(
        school=cast.school,
        number="HT1",
        date=dt.date(2026, 11, 3),
        kind="home_teaching",
        staff=cast.staff["teacher"],
        student=cast.wang,
    )
    return [pk, record.pk]


def class_31(cast: Cast) -> list[Any]:
    return [cast.class_31.pk]


def wang(cast: Cast) -> list[Any]:
    return [cast.wang.pk]


def the_slip_of_wang(cast: Cast) -> list[Any]:
    from qingshan.care.beauties.links import signed_for

    return [signed_for(cast.wang)]


def a_case(cast: Cast) -> list[Any]:
    """Of the homeroom teacher's, about a child of the class."""
    from qingshan.care.models import Case

    case = Case.objects.create(
        school=cast.school,
        student=cast.wang,
        concern="suspected",
        responsible=cast.staff["homeroom"],
        opened_on=dt.date(2026, 11, 2),
    )
    return [case.pk]


def a_case_being_closed(cast: Cast) -> list[Any]:
    from qingshan.care.models import Case
    from qingshan.records.models import Record

    (pk,) = a_case(cast)
    (record,) = reading(cast)
    Case.objects.filter(pk=pk).update(
        state="closing",
        ground="returned",
        evidence=Record.objects.get(pk=record),
        asked_by=cast.accounts["homeroom"],
    )
    return [pk]


def a_member_of_a_team(cast: Cast) -> list[Any]:
    from qingshan.care.models import CaseMember

    (pk,) = a_case(cast)
    member = CaseMember.objects.create(
        school=cast.school, case_id=pk, staff=cast.staff["teacher"], since=dt.date(2026, 11, 2)
    )
    return [pk, member.pk]


def planned_visit(cast: Cast) -> list[Any]:
    """Of the homeroom teacher's."""
    from qingshan.care.models import VisitPlan

    plan = VisitPlan.objects.create(
        school=cast.school,
        student=cast.wang,
        staff=cast.staff["homeroom"],
        date=dt.date(2026, 11, 26),
        made_by=cast.accounts["homeroom"],
    )
    return [plan.pk]


def roll_of_class_31(cast: Cast) -> list[Any]:
    return [cast.class_31.pk, "morning", "2026-11-24"]


CASE = frozenset({"principal", "student_affairs", "homeroom"})
"""Who reads the words of a case of the homeroom teacher's."""


AT_HOME = HELPS | {"teacher"}

ROWS: dict[str, Route] = {
    "care:visit_list": Route(SERVING),
    "care:visit_homes": Route(SERVING),
    "care:visit_plan": Route(SEES_WANG, of_wang),
    "care:visit_drop": Route(EVERYBODY, planned_visit, **POST_ONLY),
    "care:case_list": Route(SERVING),
    "care:case_new": Route(frozenset({"principal", "student_affairs", "homeroom", "other_school"})),
    "care:case": Route(CASE | {"secretary"}, a_case),
    "care:case_plan": Route(CASE, a_case),
    "care:case_hand_over": Route(CASE, a_case),
    "care:case_join": Route(CASE, a_case),
    "care:case_leave": Route(EVERYBODY, a_member_of_a_team, **POST_ONLY),
    "care:case_close": Route(CASE, a_case),
    "care:case_confirm": Route(
        frozenset({"principal", "student_affairs", "secretary"}), a_case_being_closed
    ),
    "care:case_send_back": Route(CASE | {"secretary"}, a_case_being_closed),
    "care:case_reopen": Route(frozenset({"principal", "student_affairs"}), a_case),
    "care:ledger": Route(frozenset({"principal", "student_affairs", "secretary", "other_school"})),
    "care:register_list": Route(REGISTERS | {"other_school"}),
    "care:register_run": Route(REGISTERS, a_comparison),
    "care:register_forget": Route(EVERYBODY, a_comparison, **POST_ONLY),
    "care:register_export": Route(EVERYBODY, a_comparison, **POST_ONLY),
    "care:register_review": Route(REGISTERS, a_comparison),
    "care:register_rows": Route(REGISTERS, a_list_of_a_comparison),
    "care:register_row": Route(REGISTERS, a_row_of_a_list),
    "care:roll_list": Route(SERVING),
    "care:absence_list": Route(SERVING),
    "care:roll": Route(
        frozenset({"administrator", "principal", "student_affairs", "homeroom"}), roll_of_class_31
    ),
    "care:sign_list": Route(SERVING),
    "care:sign_rules": Route(frozenset({"principal", "student_affairs", "other_school"})),
    "care:sign": Route(frozenset({"principal", "student_affairs", "homeroom"}), of_wang),
    "care:results": Route(SERVING),
    "care:left_behind_list": Route(SERVING),
    "care:left_behind_mine": Route(SERVING),
    "care:left_behind_rhythm": Route(frozenset({"principal", "student_affairs", "other_school"})),
    "care:home_plan_list": Route(SERVING),
    "care:home_plan_new": Route(HELPS | {"other_school"}),
    "care:home_plan": Route(AT_HOME, a_home_plan),
    "care:home_plan_edit": Route(HELPS, a_home_plan),
    "care:home_plan_paper": Route(AT_HOME, a_home_plan),
    "care:home_plan_end": Route(HELPS, a_home_plan),
    "care:home_teacher_add": Route(HELPS, a_home_plan),
    "care:home_teacher_leave": Route(EVERYBODY, a_home_teacher, **POST_ONLY),
    "care:home_goal_new": Route(AT_HOME, a_home_plan),
    "care:home_goal_reach": Route(EVERYBODY, a_home_goal, **POST_ONLY),
    "care:home_session_new": Route(AT_HOME, a_home_plan),
    "care:home_session_progress": Route(frozenset({"teacher"}), a_home_session),
    "care:beauty_list": Route(SERVING),
    "care:beauty_class": Route(HELPS, class_31),
    "care:beauty_slips": Route(HELPS, class_31),
    "care:beauty_honour": Route(EVERYBODY, wang, **POST_ONLY),
    "care:beauty_home": Route(EVERYBODY, the_slip_of_wang),
    "care:fund": Route(SERVING),
    "care:fund_entry_list": Route(SERVING),
    "care:fund_entry": Route(OFFICES, a_donation),
    "care:fund_entry_paper": Route(OFFICES, a_donation),
    "care:fund_reverse": Route(PAYERS, a_donation),
    "care:fund_give": Route(OFFICES | {"other_school"}),
    "care:fund_ask": Route(frozenset({"principal", "student_affairs", "homeroom"})),
    "care:fund_payment_list": Route(SERVING),
    "care:fund_payment": Route(PAYERS | {"homeroom"}, a_request),
    "care:fund_pay": Route(PAYERS, a_request),
    "care:fund_refuse": Route(PAYERS, a_request),
    "care:fund_take_back": Route(EVERYBODY, a_request, **POST_ONLY),
    "care:fund_notice_list": Route(PAYERS | {"other_school"}),
    "care:fund_notice": Route(PAYERS, a_notice),
    "care:fund_notice_down": Route(EVERYBODY, a_notice, **POST_ONLY),
    "care:fund_notice_days": Route(EVERYBODY, **POST_ONLY),
    "care:fund_public": Route(EVERYBODY, a_public_address, special={"stranger": "open"}),
}
