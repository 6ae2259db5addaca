"""The rows of the table of addresses for courses, curriculum and strengths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.cast import Cast


def an_offering(cast: Cast) -> list[Any]:
    from tests.character.courses_ground import ball

    return [ball(cast).pk]


def a_meeting(cast: Cast) -> list[Any]:
    return [*an_offering(cast), "2026-11-24"]


def a_slot(cast: Cast) -> list[Any]:
    from tests.character.courses_ground import slot

    return [slot(cast).pk]


def a_proposed_place(cast: Cast) -> list[Any]:
    from tests.character.courses_ground import ball, placed

    return [placed(cast, cast.wang, ball(cast), "proposed").pk]


def two_siblings(cast: Cast) -> list[Any]:
    from qingshan.character.models import CourseTogether

    term = cast.year.terms.get(number=1)
    tied = CourseTogether.objects.create(
        school=cast.school, term=term, first=cast.wang, second=cast.feng
    )
    return [tied.pk]


def link_on_a_slip(cast: Cast) -> list[Any]:
    from qingshan.character.courses.home import signed_for
    from tests.character.courses_ground import a_round

    return [signed_for(a_round(cast), cast.wang.pk)]


def a_class_role(cast: Cast) -> list[Any]:
    import datetime as dt

    from qingshan.character.models import ClassRole

    role = ClassRole.objects.create(
        school=cast.school, student=cast.wang, name="班长", five="文明", since=dt.date(2026, 9, 1)
    )
    return [role.pk]
