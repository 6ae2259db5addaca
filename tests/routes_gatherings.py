"""The addresses of gatherings."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cast import Cast

LEADS = frozenset({"administrator", "principal", "secretary"})
CALLS = LEADS | {"student_affairs", "group_head", "other_school"}


def a_gathering(cast: Cast) -> list[Any]:
    """Of the whole staff, led by the secretary."""
    from qingshan.gatherings.models import Gathering

    gathering = Gathering.objects.create(
        school=cast.school,
        kind="training",
        title="一次培训",
        date=dt.date(2026, 11, 24),
        starts_at=dt.time(15, 30),
        ends_at=dt.time(16, 30),
        place="会议室",
        audience="everybody",
        leader=cast.staff["secretary"],
        made_by=cast.accounts["secretary"],
    )
    return [gathering.pk]


def its_code(cast: Cast) -> list[Any]:
    return [*a_gathering(cast), "ABCDEFGH"]


def its_file(cast: Cast) -> list[Any]:
    from qingshan.gatherings.models import GatheringFile

    (pk,) = a_gathering(cast)
    file = GatheringFile(
        school=cast.school,
        gathering_id=pk,
        name="a.pdf",
        media_type="application/pdf",
        added_by=cast.accounts["secretary"],
    )
    file.file.save("a.pdf", ContentFile(b"%PDF"))
    file.file.close()
    return [file.pk]


def routes(route: Any, school: frozenset[str], everybody: frozenset[str]) -> dict[str, Any]:
    """`route` makes a row, `school` is everybody of the cast's school."""
    serving = school | {"other_school"}
    named: Callable[[Cast], list[Any]] = lambda cast: ["training"]  # noqa: E731
    post_only = {"as_opened": "post only"}
    return {
        "gatherings:gathering_list": route(serving),
        "gatherings:ethics_talk_list": route(serving),
        "gatherings:gathering_new": route(CALLS, named),
        "gatherings:gathering": route(school, a_gathering),
        "gatherings:gathering_edit": route(LEADS, a_gathering),
        "gatherings:gathering_call_off": route(LEADS, a_gathering),
        "gatherings:write_up": route(LEADS, a_gathering),
        "gatherings:here": route(everybody, a_gathering, **post_only),
        "gatherings:scan": route(school, a_gathering),
        "gatherings:scanned": route(school, its_code),
        "gatherings:screen": route(LEADS, a_gathering),
        "gatherings:list": route(LEADS, a_gathering),
        "gatherings:file": route(school, its_file),
        "gatherings:file_remove": route(everybody, its_file, **post_only),
    }
