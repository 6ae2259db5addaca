"""The case document (案例报告): the year's story of the school, every number a figure."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from qingshan.access.roles import SCHOOL_WIDE
from qingshan.character.models import Course
from qingshan.documents.declaring import Asked, Asks, Document
from qingshan.documents.making import made
from qingshan.documents.markup import word_template
from qingshan.kit.words import tr
from qingshan.outcomes.models import Honour
from qingshan.reports.vocabulary import fill_of_figures, words_of_figures

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from qingshan.documents.declaring import Words
    from qingshan.school.models import School

TEXTS = Path(__file__).parent / "templates" / "reports"
NAMED_AT_MOST = 7


def case_document(school: School | None, *, as_of: date, site: str = "") -> bytes:
    """The document as .docx. `site` is the address the figures' pages are reached under, if any.

    Raises `TemplateRefused` where the school's own template cannot be used.
    """
    asked = Asked(school=school, first=as_of, last=as_of, as_of=as_of, words="", query="")
    return made(CASE, asked, site=site).data


def _words() -> Words:
    return words_of_figures(
        {
            "school.honour_names": "学校荣誉的名称，用顿号连起来",
            "courses.names": "几门校本课程的名称，用顿号连起来",
        }
    )


def _fill(asked: Asked) -> dict[str, Any]:
    fill = fill_of_figures(asked)
    fill["school.honour_names"] = _named(_honours(asked.school, asked.as_of))
    fill["courses.names"] = _named(_courses(asked.school)[:NAMED_AT_MOST])
    return fill


def _named(names: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(names))


def _honours(school: School | None, as_of: date) -> list[str]:
    rows = Honour.objects.filter(
        school=school, recipient=Honour.Recipient.SCHOOL, date__lte=as_of
    ).order_by("date", "pk")
    return list(rows.values_list("name", flat=True))


def _courses(school: School | None) -> list[str]:
    own = Course.objects.filter(school=school, nature=Course.Nature.SCHOOL).order_by("pk")
    return list(own.values_list("name", flat=True))


CASE = Document(
    key="case",
    title=tr("案例报告"),
    about=tr("整份党建工作创新案例，文字和数字都来自学校的记录。"),
    group=tr("报告"),
    asks=Asks.DAY,
    words=_words,
    fill=_fill,
    shipped=lambda: word_template(TEXTS / "case.md"),
    offices=SCHOOL_WIDE,
    file_name=lambda asked: f"{asked.school}党建工作创新案例-{asked.as_of.isoformat()}",
)
