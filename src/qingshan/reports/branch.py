"""The branch's report (支部工作报告): how far its programmes are, in counts of people."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.urls import reverse

from qingshan.documents.declaring import Asks, Document, Number
from qingshan.documents.markup import word_template
from qingshan.kit.words import tr
from qingshan.programmes.packs import all_packs
from qingshan.programmes.standing import coverage_in, standing_of_school
from qingshan.programmes.visibility import SEES_EVERYONE
from qingshan.reports.period import DEEDS, deeds, fill_of_period, words_of_period
from qingshan.reports.vocabulary import fill_of_figures, words_of_figures

if TYPE_CHECKING:
    from datetime import date

    from qingshan.documents.declaring import Asked, Words
    from qingshan.programmes.standing import Coverage

TEXT = Path(__file__).parent / "templates" / "reports" / "branch.md"
KEY = "branch-report"
BRANCH_DEEDS = ("党建",)
DUTIES = {
    "programme": "哪个方案",
    "title": "哪一项约定",
    "often": "多久一次，如 每学期",
    "asked": "要做到多少，如 1 则",
    "reached": "这一期做到的人数，点开是名单",
    "total": "这一项约到的人数",
    "amount": "大家一共做了多少",
}


def _words() -> Words:
    plain = words_of_period() | {
        "party.people": "党员方案约到的人数",
        "party.all_reached": "党员方案里人人都做到了的约定，有几项",
        "party.asked": "党员方案里一共几项约定",
    }
    lists = {"deeds": DEEDS, "party.duties": DUTIES, "other.duties": DUTIES}
    return words_of_figures(plain, lists)


def _fill(asked: Asked) -> dict[str, Any]:
    if asked.school is None:
        raise ValueError("the branch's report needs a school")
    fill = fill_of_figures(asked) | fill_of_period(KEY, asked)
    lines = standing_of_school(asked.school, asked.as_of)
    packs = all_packs()
    party: list[Coverage] = []
    other: list[Coverage] = []
    for held in coverage_in(lines):
        pack = packs.get(held.duty.programme)
        (party if pack and pack.tells_of_party else other).append(held)
    bound = {line.person.pk for held in party for line in held.lines}
    return {
        **fill,
        "deeds": deeds({k: n for k, n in fill.items() if isinstance(n, Number)}, BRANCH_DEEDS),
        "party.people": len(bound),
        "party.asked": len(party),
        "party.all_reached": sum(len(held.reached) == held.total for held in party),
        "party.duties": [_duty(held, asked.as_of) for held in party],
        "other.duties": [_duty(held, asked.as_of) for held in other],
    }


def _duty(held: Coverage, as_of: date) -> dict[str, Any]:
    duty = held.duty
    pack = all_packs().get(duty.programme)
    page = reverse("programmes:duty", args=[duty.programme, duty.slug])
    reached = len(held.reached)
    return {
        "programme": pack.title if pack else duty.programme,
        "title": duty.title,
        "often": duty.often,
        "asked": duty.asked,
        "reached": Number(
            text=str(reached), value=reached, address=f"{page}?as_of={as_of.isoformat()}"
        ),
        "total": held.total,
        "amount": held.amount_words,
    }


BRANCH = Document(
    key=KEY,
    title=tr("支部工作报告"),
    about=tr("一个学期支部做的事，党员“五个一”和各方案做到了多少；只写人数，不给人排名。"),
    group=tr("报告"),
    asks=Asks.TERM,
    words=_words,
    fill=_fill,
    shipped=lambda: word_template(TEXT),
    offices=frozenset(SEES_EVERYONE),
    file_name=lambda asked: f"{asked.school}党支部{asked.words}工作报告",
)
