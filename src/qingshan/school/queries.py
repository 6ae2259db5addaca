"""What is asked about a school's years, terms and days."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qingshan.kit.prepared import Prepared
from qingshan.kit.words import tr
from qingshan.school.calendar import SEASONS, in_week, week_number, week_words, year_words
from qingshan.school.models import CalendarDay, SchoolYear, Term

if TYPE_CHECKING:
    from datetime import date

    from qingshan.school.models import School


@dataclass(frozen=True)
class YearSpan:
    """A school year that has terms, in their order."""

    year: SchoolYear
    terms: tuple[Term, ...]

    @property
    def pk(self) -> int:
        return self.year.pk

    @property
    def name(self) -> str:
        return self.year.name

    @property
    def title(self) -> str:
        return year_words(self.year.name)

    @property
    def first(self) -> date:
        return self.terms[0].starts_on

    @property
    def last(self) -> date:
        return max(term.ends_on for term in self.terms)

    def covers(self, day: date) -> bool:
        return self.first <= day <= self.last

    def term_at(self, day: date) -> Term | None:
        return next((term for term in self.terms if term.covers(day)), None)


def years_of(school: School) -> list[YearSpan]:
    """The school years that have terms, the latest first. One query."""
    held: dict[int, list[Term]] = {}
    for term in Term.objects.filter(school=school).select_related("year").order_by("starts_on"):
        held.setdefault(term.year_id, []).append(term)
    years = [YearSpan(terms[0].year, tuple(terms)) for terms in held.values()]
    return sorted(years, key=lambda year: year.first, reverse=True)


def terms_begun(school: School, today: date) -> list[Term]:
    """The latest first; one query."""
    begun = Term.objects.filter(school=school, starts_on__lte=today)
    return list(begun.select_related("year").order_by("-starts_on"))


def term_words(term: Term) -> str:
    """`2026—2027 学年上学期`."""
    return tr("{year}{term}").format(year=year_words(term.year.name), term=season(term))


def current_year(school: School, day: date) -> YearSpan | None:
    """The school year that holds `day`, or the latest begun before it; None before the first."""
    return next((year for year in years_of(school) if year.first <= day), None)


def current_term(school: School, day: date) -> Term | None:
    """The term that holds `day`; None between terms."""
    found: Term | None = _HOLDING.row(school=school.pk, day=day)
    return found


_HOLDING = Prepared(
    lambda school, day: (
        Term.objects.filter(school=school, starts_on__lte=day, ends_on__gte=day)
        .select_related("year")
        .order_by("-starts_on")[:1]
    ),
    days=("day",),
)


def term_caption(school: School, day: date) -> str:
    """`2026—2027 学年上学期 · 第十三周`; between terms the holiday's name; "" before any term."""
    year = current_year(school, day)
    return caption_of(year, day) if year else ""


def caption_of(year: YearSpan, day: date) -> str:
    term = year.term_at(day)
    if term:
        return f"{term_words(term)} · {week_words(week_number(day, term))}"
    if day < year.first:
        return tr("{year} · {month}月{day}日开学").format(
            year=year.title, month=year.first.month, day=year.first.day
        )
    return f"{year.title} · {tr('寒假') if day <= year.last else tr('暑假')}"


def season(term: Term) -> str:
    """上学期, 下学期; a further one by its own name."""
    return SEASONS.get(term.number) or term.name


def departures_of(school: School, first: date, last: date) -> dict[date, str]:
    """Day → a value of `CalendarDay.Kind`, from `first` to `last`."""
    return dict(_DEPARTURES.rows(school=school.pk, first=first, last=last))


_DEPARTURES = Prepared(
    lambda school, first, last: CalendarDay.objects.filter(
        school=school, date__range=(first, last)
    ).values_list("date", "kind"),
    days=("first", "last"),
)


def is_school_day(school: School, day: date) -> bool:
    """Whether the school teaches on a day: one of its terms' weekdays, less 放假, plus 补课."""
    kind = departures_of(school, day, day).get(day)
    if kind is not None:
        return kind == CalendarDay.Kind.MAKE_UP
    return in_week(day) and current_term(school, day) is not None
