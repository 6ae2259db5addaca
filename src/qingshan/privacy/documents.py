"""The assessment of effects (个人信息保护影响评估) and the notice to families (告家长书)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from qingshan.access.roles import Role
from qingshan.character.models import PhotoConsent
from qingshan.documents.declaring import Asks, Document, Number, Words
from qingshan.documents.markup import word_template
from qingshan.kit.words import tr
from qingshan.people.models import Staff, Student
from qingshan.people.roster import on_roster
from qingshan.privacy.telling import asked_of_families, parts

if TYPE_CHECKING:
    from datetime import date

    from qingshan.documents.declaring import Asked
    from qingshan.privacy.telling import Line

TEXTS = Path(__file__).parent / "templates" / "privacy"
KEEPERS = frozenset({Role.ADMINISTRATOR, Role.PRINCIPAL})
FOURTEEN = 14
LINES = {
    "title": "哪一类信息",
    "what": "里面有什么",
    "purpose": "用来做什么",
    "basis": "法律依据",
    "holder": "谁保管",
    "kept": "留多久",
    "consent": "怎么问家里",
}
RISKS = (
    (
        "不该看的人看到孩子的信息",
        "按关系看：谁教、谁帮、谁负责，才看得到；身份证号、电话、住址平时遮住，点开一次，审计日志记一次。",
    ),
    (
        "数据库或者备份落到外人手里",
        "证件、电话、住址和写孩子的话都加密存放，密钥在数据库以外的文件里；备份可以不带密钥。",
    ),
    (
        "照片、荣誉没问过家里就给大家看",
        "上面的孩子都有家里的同意才显示；收回同意，当下就不再显示。",
    ),
    ("留得太久", "每一类都定了留多久，到期由程序自己清掉，清以前可以先演一遍。"),
    ("县里、外面要数据", "报给县里的只有数字，人少的数遮住；给统计用的文件里没有姓名和证件。"),
    (
        "拿数据给孩子、给人排名打分",
        "不算分、不排名、不画像；预警是一句一句的缘由，只给帮这个孩子的人看。",
    ),
    ("投诉的家长被认出来", "不登录、不记姓名、电话和地址，只有一个查询码。"),
    ("改了、删了没人知道", "审计日志只添不改，数据库里有触发器挡着。"),
    ("断电、坏盘丢了数据", "整份备份，做完读一遍；恢复以前先核对，坏的不动现有的数据。"),
)


def _common(asked: Asked) -> dict[str, Any]:
    return {
        "school.name": asked.school.name if asked.school else "",
        "day": _chinese(asked.as_of),
    }


def _told(lines: list[Line]) -> list[dict[str, str]]:
    return [
        {
            "title": line.kind.title,
            "what": line.kind.what,
            "purpose": line.kind.purpose,
            "basis": line.basis,
            "holder": line.kind.holder,
            "kept": line.kept,
            "consent": line.kind.consent or "不用另问：这是学校的职责",
        }
        for line in lines
    ]


def _assessment_words() -> Words:
    lists = {"children": LINES, "families": LINES, "staff": LINES, "consents": LINES}
    return Words(
        {
            "school.name": "学校名称",
            "day": "评估的日子",
            "students": "在册的孩子",
            "young": "其中不满十四周岁的",
            "colleagues": "教职工",
            "consented": "同意拍照公开的孩子",
        },
        {**lists, "risks": {"risk": "可能出的事", "measure": "怎么防"}},
    )


def _assessment_fill(asked: Asked) -> dict[str, Any]:
    children, families, staff = parts(asked.school)
    roll = Student.objects.filter(on_roster(asked.as_of), school=asked.school)
    consents = PhotoConsent.objects.filter(
        school=asked.school, since__lte=asked.as_of, withdrawn_on=None
    )
    young = roll.filter(birth_date__gt=_years_before(asked.as_of, FOURTEEN))
    return {
        **_common(asked),
        "students": _number(roll.count(), "people:student_list"),
        "young": _number(young.count(), "people:student_list"),
        "colleagues": _number(
            Staff.objects.filter(school=asked.school).count(), "people:staff_list"
        ),
        "consented": _number(consents.values("student").distinct().count(), "character:theme_grid"),
        "children": _told(children.lines),
        "families": _told(families.lines),
        "staff": _told(staff.lines),
        "consents": _told(asked_of_families([*children.lines, *families.lines])),
        "risks": [{"risk": risk, "measure": measure} for risk, measure in RISKS],
    }


def _notice_words() -> Words:
    return Words(
        {"school.name": "学校名称", "day": "告知的日子"},
        {"children": LINES, "consents": LINES},
    )


def _notice_fill(asked: Asked) -> dict[str, Any]:
    children, families, _ = parts(asked.school)
    return {
        **_common(asked),
        "children": _told([*children.lines, *families.lines]),
        "consents": _told(asked_of_families([*children.lines, *families.lines])),
    }


ASSESSMENT = Document(
    key="privacy-assessment",
    title=tr("个人信息保护影响评估"),
    about=tr(
        "处理哪些信息、为什么、有什么风险、怎么防，按《个人信息保护法》第五十六条写；要存三年。"
    ),
    group=tr("个人信息"),
    asks=Asks.DAY,
    words=_assessment_words,
    fill=_assessment_fill,
    shipped=lambda: word_template(TEXTS / "assessment.md"),
    offices=KEEPERS,
    file_name=lambda asked: f"{asked.school}个人信息保护影响评估",
)
NOTICE = Document(
    key="privacy-notice",
    title=tr("告家长书：学校怎样用孩子的信息"),
    about=tr(
        "给家长看的白话：记什么、为什么、谁看得到、留多久、怎么查、怎么改、怎么删。家长的页面上也能看。"
    ),
    group=tr("个人信息"),
    asks=Asks.DAY,
    words=_notice_words,
    fill=_notice_fill,
    shipped=lambda: word_template(TEXTS / "notice.md"),
    offices=KEEPERS,
    file_name=lambda asked: f"{asked.school}告家长书",
)
DOCUMENTS = (ASSESSMENT, NOTICE)


def _number(value: int, page: str) -> Number:
    return Number(text=str(value), value=value, address=reverse(page))


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year - years, day=28)


def _chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
