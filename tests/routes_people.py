"""The addresses of people."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from tests.route import (
    EVERYBODY,
    HEADS,
    HEADS_ANYWHERE,
    OFFICES,
    POST_ONLY,
    SCHOOL,
    SEES_WANG,
    SERVING,
    Route,
    group,
    mentoring,
    named,
    of_class_31,
    of_the_teacher,
    of_wang,
)

if TYPE_CHECKING:
    from tests.cast import Cast


def one_who_left(cast: Cast) -> list[Any]:
    """冯同学, who moved away."""
    cast.feng.left_on, cast.feng.left_how = dt.date(2026, 11, 2), "transferred"
    cast.feng.save()
    return [cast.feng.pk]


def on_leave(cast: Cast) -> list[Any]:
    from qingshan.people.models import Leave

    leave = Leave.objects.create(
        school=cast.school,
        staff=cast.staff["teacher"],
        kind="personal",
        starts_on=dt.date(2026, 11, 2),
    )
    return [leave.pk]


def guardian(cast: Cast) -> list[Any]:
    from qingshan.people.models import Guardian

    return [Guardian.objects.create(school=cast.school, student=cast.wang, name="王妈妈").pk]


def office(cast: Cast) -> list[Any]:
    from qingshan.school.models import Appointment

    account = cast.accounts["teacher"]
    return [account.pk, Appointment.objects.get(account=account).pk]


def of_the_teachers_account(cast: Cast) -> list[Any]:
    return [cast.accounts["teacher"].pk]


ROWS: dict[str, Route] = {
    "people:student_list": Route(SERVING),
    "people:student": Route(SEES_WANG, of_wang),
    "people:student_new": Route(HEADS_ANYWHERE),
    "people:student_edit": Route(HEADS, of_wang),
    "people:student_contacts": Route(HEADS | {"homeroom"}, of_wang),
    "people:student_unlisted": Route(HEADS_ANYWHERE | {"student_affairs"}),
    "people:student_leave": Route(HEADS | {"student_affairs"}, of_wang),
    "people:student_leave_back": Route(EVERYBODY, of_wang, **POST_ONLY),
    "people:student_return": Route(HEADS | {"student_affairs"}, one_who_left),
    "people:class_leave": Route(HEADS | {"student_affairs"}, of_class_31),
    "people:class_leave_back": Route(EVERYBODY, of_class_31, **POST_ONLY),
    "people:student_reveal": Route(EVERYBODY, lambda cast: [cast.wang.pk, "phone"], **POST_ONLY),
    "people:guardian_reveal": Route(EVERYBODY, guardian, **POST_ONLY),
    "people:staff_list": Route(SERVING),
    "people:staff_member": Route(SCHOOL, of_the_teacher),
    "people:staff_new": Route(HEADS_ANYWHERE),
    "people:staff_edit": Route(HEADS, of_the_teacher),
    "people:staff_reveal": Route(
        EVERYBODY, lambda cast: [cast.staff["teacher"].pk, "phone"], **POST_ONLY
    ),
    "people:class_list": Route(SERVING),
    "people:class": Route(SCHOOL, of_class_31),
    "people:class_new": Route(HEADS_ANYWHERE),
    "people:class_edit": Route(HEADS, of_class_31),
    "people:group_list": Route(SERVING),
    "people:group_head": Route(EVERYBODY, group, **POST_ONLY),
    "people:pairing_list": Route(SERVING),
    "people:pairing": Route(OFFICES | {"group_head", "teacher"}, mentoring),
    "people:pairing_new": Route(HEADS_ANYWHERE | {"secretary"}, named("mentoring")),
    "people:pairing_renew": Route(HEADS_ANYWHERE | {"secretary"}),
    "people:pairing_end": Route(EVERYBODY, mentoring, **POST_ONLY),
    "people:leave_list": Route(HEADS_ANYWHERE | {"secretary"}),
    "people:leave_new": Route(HEADS_ANYWHERE),
    "people:leave_edit": Route(HEADS, on_leave),
    "people:leave_take_back": Route(EVERYBODY, on_leave, **POST_ONLY),
    "people:account_list": Route(HEADS_ANYWHERE),
    "people:account": Route(HEADS, of_the_teachers_account),
    "people:account_open_all": Route(EVERYBODY, **POST_ONLY),
    "people:account_grant": Route(EVERYBODY, of_the_teachers_account, **POST_ONLY),
    "people:account_end": Route(EVERYBODY, office, **POST_ONLY),
    "people:account_reset": Route(EVERYBODY, of_the_teachers_account, **POST_ONLY),
    "people:account_second_step": Route(EVERYBODY, of_the_teachers_account, **POST_ONLY),
    "people:account_state": Route(EVERYBODY, of_the_teachers_account, **POST_ONLY),
}
