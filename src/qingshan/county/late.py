"""What is late at which school, from what the schools' own rows and dates say. No names, no rows.

Of things (repairs, classes, returns) it tells how many; of children only that there is something.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Exists, OuterRef
from django.utils import timezone

from qingshan.access.scope import whole_house
from qingshan.care.models import Case, RollCall
from qingshan.county.models import Reported, Return
from qingshan.kit.words import tr
from qingshan.outcomes.models import Finding
from qingshan.people.models import Student
from qingshan.people.roster import on_roster
from qingshan.school.calendar import in_week
from qingshan.school.models import CalendarDay, SchoolClass, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qingshan.school.models import School

ROLL_BY = time(8, 30)
"""When an empty chair without a reason is followed up at the schools themselves."""

RETURNED_WITHIN = 5  # days after the month's end
LAST_GRADE, TOLD_FROM_MONTH = 9, 8  # the examination is in June, its results are in by August


@dataclass(frozen=True, slots=True)
class Late:
    """`kind` is one of `KINDS`."""

    kind: str
    words: str


KINDS = {
    "return": tr("月报没到"),
    "roll": tr("今天没点名"),
    "findings": tr("隐患过期"),
    "cases": tr("个案过期"),
    "exam": tr("中考结果没报"),
}


@whole_house()  # an officer hears how many, and sees no row of it
def late_in(schools: Sequence[School], today: date, *, living: set[int]) -> dict[int, list[Late]]:
    """What is late, by school; `living` are those whose rows are here. A fixed few queries."""
    found: dict[int, list[Late]] = defaultdict(list)
    here = [school.pk for school in schools if school.pk in living]
    newest = _newest_returns(school.pk for school in schools)
    wanted = month_wanted(today)
    for school in schools:
        told = newest.get(school.pk)
        if told is None or told.as_of < wanted:
            words = tr("{month}月的数字还没有报来").format(month=wanted.month)
            found[school.pk].append(Late("return", words))
    for school_pk, number in classes_without_roll_in(here, today).items():
        found[school_pk].append(
            Late("roll", tr("今天早上有 {number} 个班还没点名").format(number=number))
        )
    findings, cases = findings_late_in(here, today), cases_late_in(here, today)
    for key in here:
        _tell(found[key], findings.get(key, 0), any_case=key in cases)
    for key, year in examinations_missing_in(list(newest.values())).items():
        found[key].append(Late("exam", tr("{year}年中考的结果还没有报来").format(year=year)))
    for key in set(newest) - living:
        told = newest[key]
        as_of = tr("（{month}月{day}日）").format(month=told.made_on.month, day=told.made_on.day)
        _tell(found[key], told.findings_late or 0, any_case=bool(told.cases_late), as_of=as_of)
    return found


def month_wanted(today: date) -> date:
    """The month whose return should be there by now: its last day."""
    last = today.replace(day=1) - timedelta(days=1)
    if today <= last + timedelta(days=RETURNED_WITHIN):
        return last.replace(day=1) - timedelta(days=1)
    return last


def findings_late_in(schools: Iterable[int], today: date) -> dict[int, int]:
    """How many repairs are past their day, by school."""
    rows = Finding.objects.filter(
        school__in=list(schools), state=Finding.State.OPEN, due_on__lt=today
    )
    counted = rows.order_by().values("school").annotate(number=Count("pk"))
    return {row["school"]: row["number"] for row in counted}


def cases_late_in(schools: Iterable[int], today: date) -> set[int]:
    """The schools where a child's case is past the day of its next step."""
    cases = Case.objects.filter(school__in=list(schools), next_step_on__lt=today)
    late = cases.exclude(state="closed").order_by()
    return set(late.values_list("school", flat=True).distinct())


def classes_without_roll_in(schools: Sequence[int], today: date) -> dict[int, int]:
    """How many classes with children have no roll of this morning, by school in session."""
    if timezone.localtime().time() < ROLL_BY:
        return {}
    teaching = _teaching_on(schools, today)
    taken = RollCall.objects.filter(
        school_class=OuterRef("pk"), date=today, session=RollCall.Session.MORNING
    )
    children = Student.objects.filter(on_roster(today), school_class=OuterRef("pk"))
    open_ = SchoolClass.objects.filter(Exists(children), ~Exists(taken), school__in=teaching)
    counted = open_.order_by().values("school").annotate(number=Count("pk"))
    return {row["school"]: row["number"] for row in counted}


def _teaching_on(schools: Sequence[int], day: date) -> set[int]:
    """The schools that teach on a day: `school.queries.is_school_day` for many."""
    marked = dict(
        CalendarDay.objects.filter(school__in=schools, date=day).values_list("school", "kind")
    )
    terms = Term.objects.filter(school__in=schools, starts_on__lte=day, ends_on__gte=day)
    usual = set(terms.values_list("school", flat=True)) if in_week(day) else set[int]()
    made_up = {key for key, kind in marked.items() if kind == CalendarDay.Kind.MAKE_UP}
    return (usual - set(marked)) | made_up


def examinations_missing_in(returns: Sequence[Return]) -> dict[int, int]:
    """School → the year whose examination its newest return should tell and does not."""
    wanted = {
        told.pk: told.as_of.year - (told.as_of.month < TOLD_FROM_MONTH)
        for told in returns
        if (told.last_grade or 0) >= LAST_GRADE
    }
    rows = Reported.objects.filter(of__in=wanted, key__startswith="exam.graduates.")
    held = {(of, int(key.rpartition(".")[2])) for of, key in rows.values_list("of", "key")}
    missing = {pk: year for pk, year in wanted.items() if (pk, year) not in held}
    return {told.school_id: missing[told.pk] for told in returns if told.pk in missing}


def _newest_returns(schools: Iterable[int]) -> dict[int, Return]:
    later = Return.objects.filter(school=OuterRef("school"), as_of__gt=OuterRef("as_of"))
    rows = Return.objects.filter(~Exists(later), school__in=list(schools))
    return {row.school_id: row for row in rows}


def _tell(told: list[Late], findings: int, *, any_case: bool, as_of: str = "") -> None:
    if findings:
        told.append(
            Late(
                "findings",
                tr("{findings} 处隐患过了期限没改好{as_of}").format(findings=findings, as_of=as_of),
            )
        )
    if any_case:
        told.append(Late("cases", tr("有孩子的个案过了下一步的日子{as_of}").format(as_of=as_of)))
