"""What was suggested, mended, agreed to and asked in the demonstration. Invented, each of it.

There is no complaint and no incident: the document that the demonstration follows has none.
"""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from qingshan.outcomes.models import Finding, FindingStep, Honour, HonourConsent, Inspection
from qingshan.people.models import Staff
from qingshan.records.models import Record
from qingshan.school.models import SchoolClass
from qingshan.voice.models import (
    Suggestion,
    SuggestionStep,
    Survey,
    SurveyAnswer,
    SurveyQuestion,
    SurveySlip,
)
from qingshan.voice.surveys.services import hash_of_slip, new_code
from qingshan.voice.surveys.words import ASKED

if TYPE_CHECKING:
    from qingshan.access.models import Account
    from qingshan.school.models import School

ROUNDS = (
    (
        "safety_round",
        9,
        "canteen fire",
        "食堂和灶间走了一遍。",
        "食堂",
        "灭火器压力不够，指针在红区",
    ),
    (
        "safety_round",
        5,
        "dormitory electricity",
        "晚上看了宿舍。",
        "女生宿舍",
        "插座松了，一碰就打火",
    ),
    ("epidemic_round", 3, "air cleaning", "课间看了通风。", "三楼东头", "两扇窗打不开，通不了风"),
    ("safety_round", 1, "grounds", "操场和器材看了一遍。", "操场", "单杠底座的螺丝松了"),
)
ANSWERS = (
    ("done", "已经做成，请大家看看合不合用。"),
    ("adopted", "说得对，这学期就做。"),
    ("declined", "消防通道要留着，这一条做不了，谢谢提醒。"),
    ("taken", "总务处先量一量地方。"),
)
CONSENTS, ANSWERED = 12, 0.7
SAID = ("老师常打电话来，放心。", "希望周末能开放图书室。", "食堂的菜可以少放点油。")


def let_them_speak(
    school: School, keepers: tuple[Account, Account], *, seed: int, today: date
) -> None:
    """`keepers` are two who see to things: what one mends the other sees again."""
    rng = Random(seed)  # noqa: S311 - invented rows
    staff = list(Staff.objects.filter(school=school).order_by("number"))
    _rounds(school, keepers, staff, today)
    _visit(school, keepers, staff, today)
    _suggestions(school, keepers[1], staff, today)
    _consents(school, keepers[0], today)
    _survey(school, keepers[1], rng, today)


def _rounds(
    school: School, keepers: tuple[Account, Account], staff: list[Staff], today: date
) -> None:
    for n, (kind, ago, parts, content, place, words) in enumerate(ROUNDS):
        day = today - timedelta(days=ago)
        record = Record.objects.create(
            school=school,
            number=f"V{n:03}",
            date=day,
            kind=kind,
            staff=staff[-1 - n],
            content=content,
            parts=parts,
        )
        found = Finding(school=school, record=record, words=words, place=place, found_on=day)
        found.responsible, found.due_on = staff[n + 2], day + timedelta(days=(2, 14, 7, 7)[n])
        _follow(found, keepers, today, settled=n == 2)


def _visit(
    school: School, keepers: tuple[Account, Account], staff: list[Staff], today: date
) -> None:
    visit = Inspection.objects.filter(school=school).order_by("-date").first()
    if visit is None:
        return
    found = Finding(
        school=school,
        inspection=visit,
        words="晨午检的登记有两天没有签名",
        place="校医室",
        found_on=visit.date,
        responsible=staff[1],
        due_on=visit.date + timedelta(days=7),
    )
    _follow(found, keepers, today, settled=True)


def _follow(
    found: Finding, keepers: tuple[Account, Account], today: date, *, settled: bool
) -> None:
    first, second = keepers
    steps = [("found", found.found_on, second, "")]
    if settled:
        day = min(found.found_on + timedelta(days=2), today)
        found.state, found.settled_on = Finding.State.SETTLED, day
        found.mended_by, found.seen_by = first, second
        steps += [
            ("mended", day, first, "当天改好了。"),
            ("settled", day, second, "看过，改好了。"),
        ]
    found.save()
    for kind, day, by, words in steps:
        FindingStep.objects.create(
            school=found.school, finding=found, kind=kind, date=day, by=by, words=words
        )


def _suggestions(school: School, by: Account, staff: list[Staff], today: date) -> None:
    records = Record.objects.filter(school=school, kind="suggestion").order_by("-date", "-pk")
    for record, (state, words), who in zip(records[2:6], ANSWERS, staff[2:6], strict=False):
        day = min(record.date + timedelta(days=3), today)
        held = Suggestion.objects.create(
            school=school,
            record=record,
            state=state,
            responsible=who,
            answer_by=day + timedelta(days=14),
            done_by=day + timedelta(days=30) if state in {"done", "adopted"} else None,
            settled_on=day if state in {"done", "declined"} else None,
            has_news=True,
        )
        told = [("taken", f"{who.name}来办，{held.answer_by} 前答复。")]
        told += [("adopted", "采纳，下个月做成。")] if state == "done" else []
        told += [(state if state != "taken" else "told", words)]
        for kind, said in told:
            SuggestionStep.objects.create(
                school=school, suggestion=held, kind=kind, date=day, by=by, words=said
            )


def _consents(school: School, by: Account, today: date) -> None:
    for recipient, said_by in (("staff", "本人"), ("student", "妈妈")):
        honours = Honour.objects.filter(school=school, recipient=recipient).order_by("-date", "pk")
        for honour in honours[:CONSENTS]:
            HonourConsent.objects.create(
                school=school,
                honour=honour,
                said_by=said_by,
                way="paper",
                since=min(honour.date + timedelta(days=7), today),
                until=today + timedelta(days=300),
                noted_by=by,
            )


def _survey(school: School, by: Account, rng: Random, today: date) -> None:
    survey = Survey.objects.create(
        school=school,
        title="开学一个月的家长调查",
        opens_on=today - timedelta(days=30),
        closes_on=today - timedelta(days=16),
        made_by=by,
    )
    SurveyQuestion.objects.bulk_create(
        SurveyQuestion(school=school, survey=survey, place=n, text=text, index=index)
        for n, (text, index) in enumerate(ASKED, start=1)
    )
    slips, answers = [], []
    for n, room in enumerate(SchoolClass.objects.filter(school=school).order_by("code")):
        share = 0.12 if n == 1 else ANSWERED
        for _ in range(25):
            used = rng.random() < share
            code = hash_of_slip(new_code())
            slips.append(
                SurveySlip(
                    school=school, survey=survey, school_class=room, code_hash=code, is_used=used
                )
            )
            if used:
                marks = {
                    f"q{q}": rng.choices((5, 4, 3, 2), (46, 38, 12, 4))[0] for q in range(1, 6)
                }
                words = rng.choice(SAID) if rng.random() < 0.03 else ""
                answers.append(
                    SurveyAnswer(
                        school=school, survey=survey, school_class=room, marks=marks, words=words
                    )
                )
    SurveySlip.objects.bulk_create(slips)
    SurveyAnswer.objects.bulk_create(answers)
