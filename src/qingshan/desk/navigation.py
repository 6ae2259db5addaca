"""The places of the house, in its order, and who may go there.

`PLACES` is the whole of it: what is shown in the rail at a desk and in the bar of a phone follows.
The markup depends on a person's offices, the page and the language only, and is made once for each.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from qingshan.access.roles import SCHOOL_WIDE, Role
from qingshan.kit.icons import icon
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

EVERYONE = frozenset(Role) - {Role.COUNTY_OFFICER}
HANDLERS = frozenset({Role.PRINCIPAL, Role.SECRETARY, Role.STUDENT_AFFAIRS})
ANSWERING = frozenset({Role.PRINCIPAL, Role.STUDENT_AFFAIRS})
MANAGEMENT = frozenset({Role.ADMINISTRATOR, Role.PRINCIPAL})


@dataclass(frozen=True, slots=True)
class Place:
    """A link of the house: `page` is the URL's name, `near` begins the names that belong to it."""

    label: str
    page: str
    icon: str
    near: tuple[str, ...] = ()
    offices: frozenset[Role] = EVERYONE

    def holds(self, page: str) -> bool:
        return page == self.page or page.startswith(self.near)


PLACES: dict[str, tuple[Place, ...]] = {
    "": (
        Place(tr("今天"), "desk:home", "sun"),
        Place(tr("记一笔"), "records:record_new", "pencil-line"),
        Place(tr("履职"), "programmes:mine", "list-checks", ("programmes:",)),
        Place(tr("记录"), "records:record_list", "notebook-text", ("records:",)),
        Place(tr("活动"), "gatherings:gathering_list", "calendar-check", ("gatherings:",)),
        Place(tr("每周的信"), "reminders:letter_list", "mail", ("reminders:",)),
    ),
    tr("人"): (
        Place(tr("孩子"), "people:student_list", "users", ("people:student", "people:guardian")),
        Place(tr("教师"), "people:staff_list", "id-card", ("people:staff",)),
        Place(tr("班级"), "people:class_list", "school", ("people:class",)),
        Place(tr("结对"), "people:pairing_list", "handshake", ("people:pairing",)),
        Place(tr("教研组"), "people:group_list", "network", ("people:group",)),
    ),
    tr("信仰"): (
        Place(
            tr("学习"),
            "ideals:study",
            "book-open-text",
            ("ideals:campaign", "ideals:takeaway"),
        ),
        Place(tr("先进榜样"), "ideals:role_model_list", "star", ("ideals:role_model",)),
        Place(tr("党课"), "ideals:lesson_list", "flag", ("ideals:lesson",)),
        Place(tr("扎根系列"), "ideals:series", "newspaper", ("ideals:piece", "ideals:picture")),
    ),
    tr("教学"): (
        Place(tr("课表"), "timetable:home", "calendar-range", ("timetable:",)),
        Place(
            tr("听课"),
            "teaching:observation_list",
            "ear",
            ("teaching:observ", "teaching:draw", "teaching:note"),
        ),
        Place(tr("线上课"), "teaching:online_list", "monitor-play", ("teaching:online",)),
        Place(tr("教学设计"), "teaching:design_list", "book-open-text", ("teaching:design",)),
        Place(tr("二查三评"), "teaching:finding_list", "list-todo", ("teaching:finding",)),
        Place(tr("外出学习"), "teaching:trip_list", "luggage", ("teaching:trip",)),
    ),
    tr("成长"): (
        Place(tr("师德报告会"), "gatherings:ethics_talk_list", "mic"),
        Place(
            tr("青蓝工程"),
            "growth:mentoring_list",
            "sprout",
            ("growth:mentoring", "growth:agreement"),
        ),
        Place(tr("结对意愿"), "growth:mentoring_wish", "heart-handshake"),
        Place(tr("青年教师"), "growth:stage_list", "milestone", ("growth:stage",)),
        Place(tr("名师工程"), "growth:ladder", "medal", ("growth:ladder", "growth:title")),
        Place(tr("党员示范岗"), "growth:post_list", "flag", ("growth:post",)),
        Place(tr("培养计划"), "growth:plan_list", "route", ("growth:plan",)),
        Place(tr("三个关口"), "growth:review_list", "scale", ("growth:review",)),
        Place(
            tr("评选"),
            "growth:election_list",
            "vote",
            ("growth:election", "growth:nomination", "growth:objection"),
        ),
    ),
    tr("德育"): (
        Place(tr("小水滴"), "character:drop_today", "droplet", ("character:drop",)),
        Place(
            tr("五大主题"),
            "character:theme_grid",
            "calendar-heart",
            ("character:theme", "character:party", "character:photo"),
        ),
        Place(
            tr("校本课程"),
            "character:course_list",
            "palette",
            ("character:course", "character:offering", "character:place"),
        ),
        Place(tr("课程开设"), "character:curriculum", "table-2", ("character:curriculum",)),
        Place(tr("五成教育"), "character:five", "star", ("character:five",)),
        Place(tr("办学特色"), "character:features", "award", ("character:features",)),
        Place(tr("社团与获奖"), "character:award_list", "trophy", ("character:award",)),
        Place(tr("主题节日"), "character:festival_list", "party-popper", ("character:festival",)),
        Place(tr("一个不落"), "character:unreached", "heart", ("character:unreached",)),
    ),
    tr("帮扶"): (
        Place(tr("点名"), "care:roll_list", "clipboard-check", ("care:roll", "care:absence")),
        Place(tr("走访"), "care:visit_list", "footprints", ("care:visit",)),
        Place(tr("个案"), "care:case_list", "folder-heart", ("care:case", "care:ledger")),
        Place(tr("留守儿童"), "care:left_behind_list", "heart-handshake", ("care:left_behind",)),
        Place(tr("送教上门"), "care:home_plan_list", "backpack", ("care:home",)),
        Place(tr("四美小主人"), "care:beauty_list", "sparkles", ("care:beauty",)),
        Place(tr("帮扶资金"), "care:fund", "wallet", ("care:fund",)),
        Place(tr("早期预警"), "care:sign_list", "life-buoy", ("care:sign",)),
        Place(
            tr("四查三比对"),
            "care:register_list",
            "git-compare",
            ("care:register",),
            ANSWERING,
        ),
    ),
    tr("声音"): (
        Place(tr("合理建议"), "voice:suggestion_list", "lightbulb", ("voice:suggestion",)),
        Place(
            tr("家长投诉"), "voice:complaint_list", "message-circle", ("voice:complaint",), HANDLERS
        ),
        Place(tr("家长调查"), "voice:survey_list", "smile", ("voice:survey",)),
        Place(
            tr("四无"), "voice:quiet", "shield", ("voice:quiet", "voice:incident", "voice:poster")
        ),
    ),
    tr("成效"): (
        Place(tr("帮扶成效"), "care:results", "hand-heart"),
        Place(tr("学校总览"), "desk:overview", "layout-dashboard"),
        Place(tr("荣誉"), "outcomes:honour_list", "award", ("outcomes:honour",)),
        Place(
            tr("检查和安全"),
            "outcomes:finding_list",
            "shield-check",
            ("outcomes:finding", "outcomes:inspection", "outcomes:round"),
        ),
        Place(tr("成绩"), "outcomes:mark_list", "notebook-pen", ("outcomes:mark",)),
        Place(
            tr("考试和升学"),
            "outcomes:examination_list",
            "chart-line",
            ("outcomes:examination", "outcomes:trend"),
        ),
        Place(tr("指标"), "indicators:indicator_list", "chart-column", ("indicators:",)),
        Place(tr("报告"), "reports:report_list", "file-text", ("reports:",), SCHOOL_WIDE),
    ),
    tr("管理"): (
        Place(tr("数据进出"), "exchange:load_list", "arrow-left-right", ("exchange:",), MANAGEMENT),
        Place(tr("校历"), "school:calendar", "calendar-days", ("school:",)),
        Place(tr("请假"), "people:leave_list", "calendar-off", ("people:leave",), MANAGEMENT),
        Place(tr("报给县里"), "county:package", "send", ("county:package",), MANAGEMENT),
        Place(tr("账号"), "people:account_list", "key-round", ("people:account",), MANAGEMENT),
        Place(tr("个人信息"), "privacy:home", "lock-keyhole", ("privacy:",), MANAGEMENT),
        Place(tr("审计"), "school:audit_list", "shield-check", offices=MANAGEMENT),
    ),
}

THUMBS = (
    Place(tr("今天"), "desk:home", "sun"),
    Place(tr("记一笔"), "records:record_new", "plus", ("records:",)),
    Place(tr("孩子"), "people:student_list", "users", ("people:student", "people:class")),
    Place(tr("学校"), "desk:overview", "school", ("indicators:", "reports:")),
)
"""The four places of a phone's bottom bar."""


@lru_cache(maxsize=4096)
def rail(offices: frozenset[Role], page: str, language: str = "") -> SafeString:
    """The links of the left rail, in `language`, for someone with these offices on `page`."""
    here = _here(page)
    groups = []
    for title, places in PLACES.items():
        links = _links((p for p in places if _may(p, offices)), here, size=20)
        if not links:
            continue
        heading = format_html("<h2>{}</h2>", title) if title else SafeString("")
        groups.append(format_html("{}<ul>{}</ul>", heading, links))
    return SafeString("".join(groups))


@lru_cache(maxsize=4096)
def thumbs(offices: frozenset[Role], page: str, language: str = "") -> SafeString:
    """The links of the bottom bar."""
    here = next((p.page for p in THUMBS if p.holds(page)), "")
    return _links((p for p in THUMBS if _may(p, offices)), here, size=24, item="{}")


def _may(place: Place, offices: frozenset[Role]) -> bool:
    return bool(place.offices & offices)


def _here(page: str) -> str:
    """The page of the place that `page` belongs to: the exact one, else the first that holds it."""
    places = [place for group in PLACES.values() for place in group]
    exact = (place for place in places if place.page == page)
    near = (place for place in places if place.holds(page))
    found = next(exact, None) or next(near, None)
    return found.page if found else ""


def _links(
    places: Iterable[Place], here: str, *, size: int, item: str = "<li>{}</li>"
) -> SafeString:
    made = []
    for place in places:
        current = SafeString(' aria-current="page"') if place.page == here else ""
        link = format_html(
            '<a href="{}"{}>{}<span>{}</span></a>',
            reverse(place.page),
            current,
            icon(place.icon, size),
            place.label,
        )
        made.append((link,))
    return format_html_join("", item, made)
