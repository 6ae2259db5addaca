"""The addresses of programmes, and of reminders."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from tests.route import (
    EVERYBODY,
    HEADS,
    HEADS_ANYWHERE,
    POST_ONLY,
    SCHOOL,
    SERVING,
    Route,
    group,
    named,
)

if TYPE_CHECKING:
    from tests.cast import Cast


def letter_of_the_teacher(cast: Cast) -> list[Any]:
    from qingshan.reminders.models import Letter

    letter = Letter.objects.create(
        school=cast.school,
        account=cast.accounts["teacher"],
        week=dt.date(2026, 11, 23),
        audience="personal",
        title="11月23日这一周",
    )
    return [letter.pk]


def link_in_a_mail(cast: Cast) -> list[Any]:
    from qingshan.reminders.models import Preference
    from qingshan.reminders.queries import signed_token

    preference = Preference.objects.create(account=cast.accounts["teacher"], address="wu@a.cn")
    return [signed_token(preference)]


def its_calendar(cast: Cast) -> list[Any]:
    from qingshan.reminders.feed_services import make_feed
    from qingshan.school.membership import member_for

    return [make_feed(actor=member_for(cast.accounts["teacher"]))]


def robot(cast: Cast) -> list[Any]:
    from qingshan.reminders.models import GroupRobot

    address = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6"
    made = GroupRobot.objects.create(school=cast.school, name="教师群", kind="wecom", url=address)
    return [made.pk]


ROWS: dict[str, Route] = {
    "programmes:programme_list": Route(SERVING),
    "programmes:mine": Route(SERVING),
    "programmes:programme": Route(SERVING, named("teacher-five-ones")),
    "programmes:duty": Route(HEADS_ANYWHERE | {"secretary"}, named("teacher-five-ones", "news")),
    "programmes:group": Route(SCHOOL, group),
    "programmes:path_plan": Route(HEADS_ANYWHERE | {"secretary"}, named("one-three-five")),
    "programmes:path_of": Route(
        HEADS | {"secretary", "teacher"},
        lambda cast: ["one-three-five", cast.staff["teacher"].pk],
    ),
    "programmes:duty_of": Route(
        HEADS | {"secretary", "group_head", "teacher"},
        lambda cast: ["teacher-five-ones", "news", cast.staff["teacher"].pk],
    ),
    "reminders:letter_list": Route(SERVING),
    "reminders:letter": Route(frozenset({"teacher"}), letter_of_the_teacher),
    "reminders:coverage": Route(
        frozenset({"principal", "secretary", "group_head", "other_school"}),
        named("2026-11-23", "teacher-five-ones"),
    ),
    "reminders:preferences": Route(SERVING),
    "reminders:calendar": Route(SERVING),
    "reminders:calendar_feed": Route(EVERYBODY, its_calendar),
    "reminders:turn": Route(EVERYBODY, **POST_ONLY),
    "reminders:unsubscribe": Route(EVERYBODY, link_in_a_mail),
    "reminders:robot_list": Route(HEADS_ANYWHERE),
    "reminders:robot_new": Route(HEADS_ANYWHERE),
    "reminders:robot_try": Route(EVERYBODY, robot, **POST_ONLY),
    "reminders:robot_switch": Route(EVERYBODY, robot, **POST_ONLY),
    "reminders:robot_remove": Route(EVERYBODY, robot, **POST_ONLY),
}
