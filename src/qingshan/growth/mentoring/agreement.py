"""The agreement of a mentor and a mentee on paper: who, from when, and what each side does."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from qingshan.growth.mentoring.agreement_template import agreement_template
from qingshan.people.models import Pairing
from qingshan.programmes.packs import all_packs

if TYPE_CHECKING:
    from datetime import date

    from qingshan.people.models import Staff
    from qingshan.programmes.packs import Duty

PROGRAMME = "blue-green"
GIVES = f"gives:{Pairing.Kind.MENTORING}"
RECEIVES = f"receives:{Pairing.Kind.MENTORING}"

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


def agreement_document(pairing: Pairing) -> bytes:
    """The agreement as .docx. `pairing` is one of a mentor and a mentee."""
    from docxtpl import DocxTemplate

    template = DocxTemplate(BytesIO(agreement_template()))
    template.render(_said(pairing), autoescape=True)
    written = BytesIO()
    template.save(written)
    return written.getvalue()


def tasks_of(side: str) -> tuple[str, ...]:
    """What the programme 青蓝工程 asks of a side (`GIVES`, `RECEIVES`), and of both."""
    pack = all_packs().get(PROGRAMME)
    if pack is None:
        return MENTOR_DOES if side == GIVES else MENTEE_DOES
    return tuple(duty.title for duty in pack.of_people if _asks(duty, side))


def _asks(duty: Duty, side: str) -> bool:
    return duty.audience is None or not duty.audience.flags or side in duty.audience.flags


def _said(pairing: Pairing) -> dict[str, Any]:
    return {
        "school": pairing.school.name,
        "mentor": _side(pairing.giver, GIVES),
        "mentee": _side(pairing.mentee, RECEIVES),
        "starts_on": _day(pairing.starts_on),
        "ends_on": _day(pairing.ends_on) if pairing.ends_on else "",
    }


def _side(staff: Staff | None, side: str) -> dict[str, Any]:
    if staff is None:  # the database keeps a mentee in every mentoring
        raise ValueError(side)
    told = (staff.group.name if staff.group else "", staff.subject.name if staff.subject else "")
    return {
        "name": staff.name,
        "about": "，".join(filter(None, told)),
        "tasks": [title.rstrip("。") for title in tasks_of(side)],
    }


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
