"""The addresses of study, lessons and the series."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile

from tests.routes_gatherings import a_gathering
from tests.routes_gatherings import routes as of_gatherings

if TYPE_CHECKING:
    from tests.cast import Cast

KEEPERS = frozenset({"administrator", "principal", "secretary"})


def a_campaign(cast: Cast) -> list[Any]:
    from qingshan.ideals.models import Campaign

    campaign = Campaign.objects.create(
        school=cast.school,
        title="主题教育",
        starts_on=dt.date(2026, 9, 1),
        ends_on=dt.date(2026, 12, 31),
        made_by=cast.accounts["secretary"],
    )
    return [campaign.pk]


def a_session(cast: Cast) -> list[Any]:
    """Of a day that is over, wherever the calendar stands."""
    from qingshan.gatherings.models import Gathering
    from qingshan.ideals.models import StudySession

    (pk,) = a_gathering(cast)
    Gathering.objects.filter(pk=pk).update(kind="study", date=dt.date(2025, 9, 1))
    return [StudySession.objects.create(school=cast.school, gathering_id=pk).pk]


def a_lesson(cast: Cast) -> list[Any]:
    from qingshan.ideals.models import Lesson, LessonVersion

    lesson = Lesson.objects.create(school=cast.school, title="忠诚", author=cast.staff["secretary"])
    LessonVersion.objects.create(
        school=cast.school, lesson=lesson, number=1, text="一", by=cast.accounts["secretary"]
    )
    return [lesson.pk]


def its_version(cast: Cast) -> list[Any]:
    return [*a_lesson(cast), 1]


def its_award(cast: Cast) -> list[Any]:
    from qingshan.ideals.models import LessonAward
    from qingshan.outcomes.models import Honour

    honour = Honour.objects.create(
        school=cast.school,
        recipient="staff",
        staff=cast.staff["secretary"],
        name="精品党课",
        level="district",
        date=dt.date(2026, 7, 1),
    )
    (lesson,) = a_lesson(cast)
    award = LessonAward.objects.create(school=cast.school, lesson_id=lesson, honour=honour)
    return [award.pk]


def a_draft(cast: Cast) -> list[Any]:
    """Of the homeroom teacher's, about 吴老师."""
    from qingshan.ideals.models import Piece

    piece = Piece.objects.create(
        school=cast.school,
        title="把讲台站成家",
        portrayed=cast.staff["teacher"],
        writer=cast.staff["homeroom"],
    )
    return [piece.pk]


def an_issue(cast: Cast) -> list[Any]:
    from qingshan.ideals.models import Piece
    from qingshan.records.models import Record

    record = Record.objects.create(
        school=cast.school,
        number="P1",
        date=dt.date(2026, 11, 2),
        kind="portrait",
        staff=cast.staff["homeroom"],
    )
    (pk,) = a_draft(cast)
    Piece.objects.filter(pk=pk).update(
        state="published",
        number=1,
        record=record,
        reviewer=cast.staff["secretary"],
        consented_on=dt.date(2026, 11, 1),
        published_on=dt.date(2026, 11, 2),
    )
    return [pk]


def its_picture(cast: Cast) -> list[Any]:
    from qingshan.ideals.models import PiecePicture

    (pk,) = a_draft(cast)
    picture = PiecePicture(school=cast.school, piece_id=pk, media_type="image/jpeg")
    picture.file.save("a.jpg", ContentFile(b"\xff\xd8"))
    picture.file.close()
    return [picture.pk]


def being_asked(cast: Cast) -> list[Any]:
    from qingshan.ideals.models import Piece

    (pk,) = a_draft(cast)
    Piece.objects.filter(pk=pk).update(state="asked")
    return [pk, "decline"]


def its_deed(cast: Cast) -> list[Any]:
    return [*a_draft(cast), "ask"]


def objects(routes: dict[str, Any], nothing: Any) -> dict[str, Any]:
    """Those of the routes that name a row of the school."""
    general = {"gatherings:gathering_new", "ideals:role_model"}
    return {
        name: route.args
        for name, route in routes.items()
        if name.partition(":")[0] in {"gatherings", "ideals"}
        and route.args is not nothing
        and name not in general
    }


def rows(route: Any, school: frozenset[str], everybody: frozenset[str]) -> dict[str, Any]:
    """Of gatherings too. `route` makes a row, `school` is everybody of the cast's school."""
    serving = school | {"other_school"}
    on_the_staff = school
    post_only = {"as_opened": "post only"}
    return of_gatherings(route, school, everybody) | {
        "ideals:study": route(serving),
        "ideals:takeaway_list": route(serving),
        "ideals:campaign_new": route(KEEPERS | {"other_school"}),
        "ideals:campaign": route(school, a_campaign),
        "ideals:campaign_edit": route(KEEPERS, a_campaign),
        "ideals:takeaway": route(school, a_session),
        "ideals:role_model_list": route(serving),
        "ideals:role_model": route(serving, lambda cast: ["yu-yi"]),
        "ideals:lesson_list": route(serving),
        "ideals:lesson_new": route(on_the_staff),
        "ideals:lesson": route(school, a_lesson),
        "ideals:lesson_version": route(school, its_version),
        "ideals:lesson_revise": route(KEEPERS, a_lesson),
        "ideals:lesson_award": route(KEEPERS, a_lesson),
        "ideals:award_drop": route(everybody, its_award, **post_only),
        "ideals:series": route(serving),
        "ideals:piece_new": route(on_the_staff),
        "ideals:piece": route(school, an_issue),
        "ideals:piece_edit": route(frozenset({"homeroom"}), a_draft),
        "ideals:piece_deed": route(everybody, its_deed, **post_only),
        "ideals:piece_why": route(frozenset({"teacher"}), being_asked),
        "ideals:piece_html": route(school, an_issue),
        "ideals:piece_word": route(school, an_issue),
        "ideals:picture": route(frozenset({"homeroom"}), its_picture),
    }
