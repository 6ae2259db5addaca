"""Examinations of a class in a subject, one after the other; two queries whatever their number."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Avg, Count, ExpressionWrapper, F, FloatField, Q

from qingshan.kit.charts import Chart, Point
from qingshan.kit.words import tr
from qingshan.outcomes.examinations.bands import FEWEST, Band, band_of
from qingshan.outcomes.models import Examination, Mark

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet

    from qingshan.school.models import SchoolClass

SITTINGS_SHOWN = 8
SHARE = ExpressionWrapper(F("points") * 1.0 / F("full"), output_field=FloatField())
SQUARE = ExpressionWrapper(SHARE * SHARE, output_field=FloatField())


@dataclass(frozen=True, slots=True)
class Sitting:
    """One examination: of how many children, their band, and the grade's mean beside it.

    `band` is None of fewer than five, and the grade's where the rest of it would be fewer.
    """

    exam: str
    day: str
    number: int
    band: Band | None
    grade: float | None = None

    @property
    def told(self) -> str:
        return (
            tr("不到 {fewest} 个孩子，不出数").format(fewest=FEWEST)
            if self.band is None
            else tr("{number} 个孩子").format(number=self.number)
        )

    @property
    def mean_words(self) -> str:
        """`84%（全年级 82%）`."""
        if self.band is None:
            return ""
        beside = (
            tr("（全年级 {grade:.0%}）").format(grade=self.grade) if self.grade is not None else ""
        )
        return f"{self.band.mean:.0%}{beside}"


@dataclass(frozen=True, slots=True)
class Year:
    """A year of the upper-secondary examination; `records` are what it is the best year of."""

    row: Examination
    rate: float | None
    records: tuple[str, ...]


def subjects_of(school_class: SchoolClass) -> list[str]:
    found = Mark.objects.filter(student__school_class=school_class).order_by("subject")
    return list(found.values_list("subject", flat=True).distinct())


def sittings_of(school_class: SchoolClass, subject: str) -> list[Sitting]:
    """The latest `SITTINGS_SHOWN`, the oldest first. One query."""
    grade = Mark.objects.filter(
        school=school_class.school_id,
        student__school_class__grade_number=school_class.grade_number,
        student__school_class__grade=school_class.grade,
        subject=subject,
    )
    own = Q(student__school_class=school_class)
    rows = (
        grade.values("exam", "date")
        .annotate(
            number=Count("pk", filter=own),
            mean=Avg(SHARE, filter=own),
            squares=Avg(SQUARE, filter=own),
            all=Count("pk"),
            grade_mean=Avg(SHARE),
        )
        .filter(number__gt=0)
        .order_by("-date", "exam")[:SITTINGS_SHOWN]
    )
    found = []
    for row in rows:
        band = band_of(row["number"], row["mean"], row["squares"])
        rest = row["all"] - row["number"]
        beside = row["grade_mean"] if band is not None and rest >= FEWEST else None
        found.append(Sitting(row["exam"], f"{row['date']:%Y-%m-%d}", row["number"], band, beside))
    return found[::-1]


def trend_chart(
    school_class: SchoolClass, subject: str, sittings: Sequence[Sitting]
) -> Chart | None:
    """None where there is no figure to show."""
    shown = [one for one in sittings if one.band is not None]
    if not shown:
        return None
    points = []
    for one in shown:
        band = one.band
        if band is None:
            continue
        at = f"{one.day[2:7]} {one.exam}"
        points.append(
            Point(at, round(band.mean, 2), tr("本班"), round(band.low, 2), round(band.high, 2))
        )
        if one.grade is not None:
            points.append(Point(at, round(one.grade, 2), tr("全年级")))
    sentence = sentence_of(school_class, subject, sittings)
    return Chart("line", tuple(points), sentence, percent=True, width=460, height=220)


def sentence_of(school_class: SchoolClass, subject: str, sittings: Sequence[Sitting]) -> str:
    """What the trend says, and what it does not."""
    bands = [one.band for one in sittings if one.band is not None]
    head = f"{school_class.name}{subject}"
    if not bands:
        return tr("{head}：每次都不到 5 个孩子，不出数。").format(head=head)
    last = bands[-1]
    told = tr("{head}最近一次的得分率是 {mean:.0%}，大约在 {low:.0%} 到 {high:.0%} 之间").format(
        head=head, mean=last.mean, low=last.low, high=last.high
    )
    if len(bands) == 1:
        return tr("{told}；只有一次，还看不出变化。").format(told=told)
    before = bands[-2]
    if not last.apart_from(before):
        return tr("{told}；和上一次的 {mean:.0%} 分不出高低，起伏在平常的范围里。").format(
            told=told, mean=before.mean
        )
    way = tr("高了") if last.mean > before.mean else tr("低了")
    return tr("{told}；比上一次的 {mean:.0%} {way}，超出了平常的起伏，值得问一问为什么。").format(
        told=told, mean=before.mean, way=way
    )


def years_of(examinations: QuerySet[Examination]) -> list[Year]:
    """The latest first; of two equal years the nearer is the record. One query."""
    rows = list(examinations.order_by("-year"))
    best: dict[str, int] = {}
    for field in ("entered", "full_marks"):
        if rows:
            best[field] = max(rows, key=lambda row: (getattr(row, field), row.year)).year
    words = {"entered": tr("升入高中最多"), "full_marks": tr("学科满分最多")}
    return [
        Year(
            row,
            row.entered / row.graduates if row.graduates else None,
            tuple(words[field] for field, year in best.items() if year == row.year),
        )
        for row in rows
    ]


def progression_chart(years: Sequence[Year]) -> Chart | None:
    """The rates over the years; None of fewer than two."""
    rated = [one for one in reversed(years) if one.rate is not None]
    if len(rated) < 2:
        return None
    points = tuple(Point(str(one.row.year), one.rate or 0.0) for one in rated)
    return Chart("line", points, progression_sentence(rated), percent=True, width=460, height=200)


def progression_sentence(rated: Sequence[Year]) -> str:
    first, last = rated[0], rated[-1]
    lowest = min(rated, key=lambda one: one.rate or 0.0)
    span = tr("{year}至{year2}年").format(year=first.row.year, year2=last.row.year)
    if lowest.rate == 1:
        return tr("{span}，每一年的毕业生都升入了高中阶段。").format(span=span)
    now, least = (f"{(one.rate or 0.0) * 100:.4g}%" for one in (last, lowest))
    return tr("{span}，最近一年升入高中阶段的占 {now}；最低的是 {year}年，{least}。").format(
        span=span, now=now, year=lowest.row.year, least=least
    )
