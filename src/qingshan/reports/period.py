"""Numbers of a stretch of time: what was done in a term, each counted by a figure of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.urls import reverse

from qingshan.documents.declaring import Number
from qingshan.indicators.parts import months_between
from qingshan.indicators.queries import scope_of
from qingshan.kit.charts import Chart, Point
from qingshan.kit.counting import count
from qingshan.kit.figures import Figure
from qingshan.kit.measures import Distinct, HowMany
from qingshan.kit.words import tr
from qingshan.outcomes.sources import HONOURS, INSPECTIONS
from qingshan.people.figures import STUDENTS
from qingshan.records.figures import RECORDS
from qingshan.records.kinds import all_kinds
from qingshan.voice.figures import INCIDENTS

if TYPE_CHECKING:
    from qingshan.documents.declaring import Asked
    from qingshan.kit.counting import Answer
    from qingshan.kit.dimensions import Span
    from qingshan.kit.figures import Source

FEWEST_MONTHS = 2
DEEDS = {
    "group": "这类事归在哪一组",
    "label": "什么事，如 家访",
    "times": "做了几次",
}
MONTH = {
    "month": "哪个月，如 9月",
    "number": "这个月记下几次，点开是每一条",
}
PLAIN = {
    "term.words": "哪个学期",
    "term.first": "学期的第一天",
    "term.last": "数到哪一天",
    "term.deeds": "一共记下多少次",
    "term.visited": "家访走到的孩子，一人计一次",
    "term.honours": "学期里的荣誉",
    "term.honours.students": "其中孩子的",
    "term.honours.staff": "其中老师的",
    "term.inspections": "学期里接受的检查",
    "term.incidents": "学期里登记的四无事件",
    "chart.term": "图：学期里各月记下多少次",
    "chart.term.sentence": "这张图的说明",
}


def words_of_period() -> dict[str, str]:
    """The words, with one for each kind of deed."""
    kinds = {f"term.{kind.key}": f"学期里的{kind.label}" for kind in all_kinds().values()}
    return PLAIN | kinds


@dataclass(frozen=True)
class Period:
    """The figures of a document's time, and how an address leads to the rows of one."""

    document: str
    asked: Asked

    def figures(self) -> dict[str, Figure]:
        """By word. A figure of a time is counted as any other: rows, and a sum of them."""
        staff = Q(recipient="staff")
        made = [
            self._of("term.deeds", "记下的事", "次", RECORDS),
            self._of(
                "term.visited",
                "家访走到的孩子",
                "人",
                RECORDS,
                Q(kind="home_visit"),
                measure=Distinct("student"),
                people=STUDENTS,
            ),
            self._of("term.honours", "荣誉", "项", HONOURS),
            self._of("term.honours.students", "孩子的荣誉", "项", HONOURS, Q(recipient="student")),
            self._of("term.honours.staff", "老师的荣誉", "项", HONOURS, staff),
            self._of("term.inspections", "接受的检查", "次", INSPECTIONS),
            self._of("term.incidents", "四无事件", "起", INCIDENTS),
        ]
        made += [
            self._of(f"term.{kind.key}", kind.label, "次", RECORDS, Q(kind=kind.key))
            for kind in all_kinds().values()
        ]
        made += [
            self._of(f"term.month.{span.key}", f"{span.label}记下的事", "次", RECORDS, _in(span))
            for span in months_of(self.asked)
        ]
        return {figure.key: figure for figure in made}

    def numbers(self) -> dict[str, Number]:
        """By word; a query a table."""
        figures = self.figures()
        scope = scope_of(self.asked.school, self.asked.as_of)
        answers = count(figures.values(), scope)[scope.owners[0]]
        return {key: self._number(answer) for key, answer in answers.items()}

    def _number(self, answer: Answer) -> Number:
        key = answer.figure.key
        page = reverse("reports:number", args=[self.document, key])
        return Number(
            text=answer.text,
            value=answer.value,
            address=f"{page}?{self.asked.query}",
            figure=answer.figure,
            as_of=self.asked.as_of,
        )

    def _of(
        self, key: str, title: str, unit: str, source: Source, where: Q | None = None, **more: Any
    ) -> Figure:
        within = Q(**{f"{source.date}__range": (self.asked.first, self.asked.as_of)})
        return Figure(
            key=key,
            title=tr("{title}（{when}）").format(title=title, when=self.asked.words),
            unit=unit,
            definition=tr("{first}到{until}之间的{title}。").format(
                first=self.asked.first, until=self.asked.as_of, title=title
            ),
            chapter="",
            source=source,
            where=within & (where or Q()),
            **{"measure": HowMany(), **more},
        )


def fill_of_period(document: str, asked: Asked) -> dict[str, Any]:
    numbers = Period(document, asked).numbers()
    return {
        **numbers,
        "term.words": asked.words,
        "term.first": _day(asked.first),
        "term.last": _day(asked.as_of),
        "deeds": deeds(numbers),
        "term.months": months(numbers, asked),
        "chart.term": _chart(numbers, asked),
    }


def months_of(asked: Asked) -> list[Span]:
    """The months that the time of a document touches, up to the day it is counted to."""
    return months_between(asked.first, asked.as_of)


def months(numbers: dict[str, Number], asked: Asked) -> list[dict[str, Any]]:
    """What was done in each month of the term; those at its ends hold only the term's days."""
    return [
        {"month": f"{span.first.month}月", "number": numbers[f"term.month.{span.key}"]}
        for span in months_of(asked)
    ]


def _in(span: Span) -> Q:
    return span.where(RECORDS.date)


def deeds(numbers: dict[str, Number], groups: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """What was done at all, kind by kind, in the order of the kinds."""
    listed = [
        {"group": kind.group, "label": kind.label, "times": numbers[f"term.{kind.key}"]}
        for kind in all_kinds().values()
        if numbers[f"term.{kind.key}"].value and (not groups or kind.group in groups)
    ]
    return sorted(listed, key=lambda one: str(one["group"]))


def _chart(numbers: dict[str, Number], asked: Asked) -> Chart | None:
    found = [(line["month"], line["number"].value) for line in months(numbers, asked)]
    if sum(bool(number) for _, number in found) < FEWEST_MONTHS:
        return None
    month, most = max(found, key=lambda one: one[1])
    total = sum(number for _, number in found)
    sentence = f"{asked.words}一共记下{total}次，最多的是{month}，{most}次。"
    return Chart("bar", tuple(Point(at, number) for at, number in found), sentence)


def _day(day: Any) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
