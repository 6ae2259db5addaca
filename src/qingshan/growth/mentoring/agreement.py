"""The agreement of a mentor and a mentee on paper: who, from when, and what each side does."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qingshan.access.roles import SCHOOL_WIDE
from qingshan.documents.declaring import Asks, Document, Words
from qingshan.documents.markup import word_template
from qingshan.documents.paper import FORM
from qingshan.kit.words import tr
from qingshan.people.models import Pairing
from qingshan.programmes.packs import all_packs

if TYPE_CHECKING:
    from datetime import date

    from qingshan.documents.declaring import Asked
    from qingshan.people.models import Staff
    from qingshan.programmes.packs import Duty

PROGRAMME = "blue-green"
GIVES = f"gives:{Pairing.Kind.MENTORING}"
RECEIVES = f"receives:{Pairing.Kind.MENTORING}"
TEXT = Path(__file__).parents[1] / "templates" / "growth" / "agreement.md"

# Where the school has put the programme away, or its file has a slip.
MENTOR_DOES = (
    "每月听徒弟一节课，当面说说",
    "每学期给徒弟上一节示范课",
    "每学期写一份师徒小结",
)
MENTEE_DOES = (
    "每月听师傅两节课",
    "每学期上一节汇报课",
    "每学期写一份师徒小结",
)


def tasks_of(side: str) -> tuple[str, ...]:
    """What the programme 青蓝工程 asks of a side (`GIVES`, `RECEIVES`), and of both."""
    pack = all_packs().get(PROGRAMME)
    if pack is None:
        return MENTOR_DOES if side == GIVES else MENTEE_DOES
    return tuple(duty.title for duty in pack.of_people if _asks(duty, side))


def _asks(duty: Duty, side: str) -> bool:
    return duty.audience is None or not duty.audience.flags or side in duty.audience.flags


def _words() -> Words:
    plain = {"school": "学校名称", "starts_on": "开始的日期", "ends_on": "结束的日期，没有就空着"}
    for side, who in (("mentor", "师傅"), ("mentee", "徒弟")):
        plain[f"{side}.name"] = f"{who}的姓名"
        plain[f"{side}.about"] = f"{who}的教研组和学科"
    task = {"": "一项约定"}
    return Words(plain, {"mentor.tasks": task, "mentee.tasks": task})


def _fill(asked: Asked) -> dict[str, Any]:
    pairing: Pairing = asked.row
    return {
        "school": pairing.school.name,
        **_side("mentor", pairing.giver, GIVES),
        **_side("mentee", pairing.mentee, RECEIVES),
        "starts_on": _day(pairing.starts_on),
        "ends_on": _day(pairing.ends_on) if pairing.ends_on else "",
    }


def _side(word: str, staff: Staff | None, side: str) -> dict[str, Any]:
    if staff is None:  # the database keeps a mentee in every mentoring
        raise ValueError(side)
    told = (staff.group.name if staff.group else "", staff.subject.name if staff.subject else "")
    return {
        f"{word}.name": staff.name,
        f"{word}.about": "，".join(filter(None, told)),
        f"{word}.tasks": [title.rstrip("。") for title in tasks_of(side)],
    }


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _file_name(asked: Asked) -> str:
    pairing: Pairing = asked.row
    mentee = pairing.mentee.name if pairing.mentee else ""
    return f"师徒协议-{pairing.giver.name}-{mentee}"


AGREEMENT = Document(
    key="mentoring-agreement",
    title=tr("师徒结对协议"),
    about=tr("青蓝工程里每一对师徒签的协议，在“青蓝工程”里一对一对地打印。"),
    group=tr("协议和单据"),
    asks=Asks.ROW,
    words=_words,
    fill=_fill,
    shipped=lambda: word_template(TEXT, FORM),
    offices=SCHOOL_WIDE,
    file_name=_file_name,
    page="growth:mentoring_list",
    rows=lambda school: Pairing.objects.filter(school=school, kind=Pairing.Kind.MENTORING).order_by(
        "-starts_on", "-pk"
    ),
)
