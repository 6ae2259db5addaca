"""Today's drops, the classroom screen, the plan of a term, and what each class has met."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.character.drops import services
from qingshan.character.drops.forms import LayForm
from qingshan.character.drops.library_views import NOT_STAFF
from qingshan.character.drops.planning import classes_told, off_their_lessons
from qingshan.character.drops.queries import (
    classes_without_timetable,
    coverage_of,
    drop_lesson_seen_by,
    drop_seen_by,
    laid_and_told,
    setting_of,
    told_on,
)
from qingshan.character.drops.tables import DropLessonTable
from qingshan.character.drops.visibility import (
    REVIEWERS,
    drop_lessons_visible_to,
    drops_visible_to,
)
from qingshan.character.models import Drop, Theme
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.records.services import NotOnTheStaff
from qingshan.school.calendar import DIGITS
from qingshan.school.doors import MemberRequest, member_required, office_required, school_of
from qingshan.school.models import Term
from qingshan.school.queries import term_words, terms_begun

if TYPE_CHECKING:
    from qingshan.character.drops.planning import Outcome
    from qingshan.character.models import DropLesson, DropSetting
    from qingshan.school.models import School
    from qingshan.timetable.queries import Held

KEPT_FOR = 12 * 3600  # seconds that a browser may show a projector page without asking
MINUTES = 3
TERMS_SHOWN = 4
CLASSES_NAMED = 3


@never_cache
@require_GET
@member_required
def today(request: MemberRequest) -> HttpResponse:
    """On a phone before the lesson: one's own classes first, opened or marked with one tap."""
    day = _day(request.GET.get("day", "")) or request.member.today
    told = told_on(request.member, school_of(request), day)
    setting = setting_of(school_of(request))
    context = {
        "day": day,
        "is_today": day == request.member.today,
        "told": told,
        "rows": {
            name: [(row, _before(told.lessons[row.pk])) for row in getattr(told, name)]
            for name in ("taught", "bound", "others")
        },
        "to_tell": sum(row.record_id is None for row in told.taught),
        "waiting": sum(row.record_id is None for row in told.bound),
        "setting": _setting_words(setting.weekdays, setting.lesson),
        "reviews": request.member.holds(*REVIEWERS),
        "has_plan": bool(told.taught or told.bound or told.others)
        or drop_lessons_visible_to(request.member).filter(date__gte=day).exists(),
    }
    return render(request, "character/drops/today.html", context)


@require_GET
@member_required
def show(request: MemberRequest, pk: int) -> HttpResponse:
    """A drop on the classroom screen."""
    return _screen(request, drop_seen_by(request.member, pk), None)


@require_GET
@member_required
def show_for(request: MemberRequest, pk: int) -> HttpResponse:
    """The drop that was laid for a class, on its screen."""
    lesson = drop_lesson_seen_by(request.member, pk)
    return _screen(request, lesson.drop, lesson)


@require_POST
@member_required
def told(request: MemberRequest, pk: int) -> HttpResponse:
    """One tap. Sent by the screen's own script it answers in few words."""
    lesson = drop_lesson_seen_by(request.member, pk)
    by_script = request.headers.get("Accept") == "application/json"
    try:
        services.tell_drop(actor=request.member, lesson=lesson)
    except NotOnTheStaff:
        if by_script:
            return JsonResponse({"said": str(NOT_STAFF)}, status=409)
        messages.error(request, NOT_STAFF)
        return redirect("character:drop_today")
    said = tr("记下了：{school_class}听过《{drop}》了，不用再填别的。").format(
        school_class=lesson.school_class.name, drop=lesson.drop.title
    )
    if by_script:
        return JsonResponse({"said": str(said)})
    messages.success(request, said)
    day = "" if lesson.date == request.member.today else f"?day={lesson.date}"
    return redirect(f"{reverse('character:drop_today')}{day}")


@require_http_methods(["GET", "POST"])
@office_required(*REVIEWERS)
def plan(request: MemberRequest) -> HttpResponse:
    """Laying the drops of a term for every class."""
    school, member = school_of(request), request.member
    terms = [(term, term_words(term)) for term in _terms_to_lay(school, member.today)]
    form = LayForm(request.POST or None, terms=terms, setting=setting_of(school))
    outcome = None
    if form.is_valid():
        term = next(term for term, _ in terms if term.pk == form.cleaned_data["term"])
        outcome = services.lay_drops(
            actor=member,
            term=term,
            weekdays="".join(form.cleaned_data["weekdays"]),
            lesson=form.cleaned_data["lesson"],
        )
        if not outcome.short:
            messages.success(request, _laid_words(outcome))
            return redirect("character:drop_plan")
    setting = setting_of(school)
    context = {
        "form": form,
        "outcome": outcome,
        "off": sum(_off(term, setting, member.today) for term, _ in terms),
        "without": classes_without_timetable(school, member.today),
        "stock": drops_visible_to(member).filter(state=Drop.State.ACCEPTED).count(),
        "terms": [(words, *laid_and_told(school, term), term) for term, words in terms],
    }
    wrong = form.errors or (outcome and outcome.short)
    return render(request, "character/drops/plan.html", context, status=422 if wrong else 200)


@never_cache
@require_GET
@member_required
def lesson_list(request: MemberRequest) -> HttpResponse:
    """The rows behind every figure of the drops."""
    kept: dict[str, str] = {}
    rows = drop_lessons_visible_to(request.member)
    for name, lookup in (("from", "date__gte"), ("to", "date__lte")):
        day = _day(request.GET.get(name, ""))
        if day is not None:
            kept[name] = day.isoformat()
            rows = rows.filter(**{lookup: day})
    table = DropLessonTable(rows, request.GET, classes=classes_told(school_of(request)), kept=kept)
    return table_page(request, "character/drops/lessons.html", table, {"kept": kept})


@never_cache
@require_GET
@member_required
def coverage(request: MemberRequest) -> HttpResponse:
    """Each class by theme in a term: what was told, and what it has not had."""
    school = school_of(request)
    terms = terms_begun(school, request.member.today)
    asked = request.GET.get("term", "")
    term = next((one for one in terms if str(one.pk) == asked), terms[0] if terms else None)
    lines = coverage_of(school, term) if term else []
    grades: dict[int, dict[str, Any]] = {}
    for line in lines:
        number = line.school_class.grade_number
        grade = grades.setdefault(number, {"name": line.school_class.grade, "lines": []})
        grade["lines"].append(line)
    totals = [
        (label, sum(cell.told for line in lines for cell in line.cells if cell.theme == theme))
        for theme, label in Theme.choices
    ]
    context = {
        "term": term,
        "term_words": term_words(term) if term else "",
        "terms": [(one, term_words(one)) for one in terms],
        "is_now": term is not None and term.covers(request.member.today),
        "grades": sorted(grades.items()),
        "themes": Theme.choices,
        "weakest": min(totals, key=lambda pair: pair[1]) if lines else None,
        "told": sum(number for _, number in totals),
    }
    return render(request, "character/drops/coverage.html", context)


def _screen(request: MemberRequest, drop: Drop, lesson: DropLesson | None) -> HttpResponse:
    """Holds nobody's data, so that a browser may keep it: once opened it needs no network."""
    context = {"drop": drop, "lesson": lesson, "seconds": MINUTES * 60}
    answer = render(request, "character/drops/screen.html", context)
    answer["Cache-Control"] = f"private, max-age={KEPT_FOR}"
    return answer


def _before(lessons: list[Held]) -> str:
    """`吴老师的语文课前`; of a divided class each of its teachers."""
    if not lessons:
        return ""
    teachers = tr("、").join(dict.fromkeys(one.teacher for one in lessons))
    return tr("{teachers}的{fromkeys}课前").format(
        teachers=teachers, fromkeys=tr("、").join(dict.fromkeys(one.subject for one in lessons))
    )


def _laid_words(outcome: Outcome) -> str:
    told = tr("排好了：{filled} 个班，{lessons} 节，没有一个班重复。").format(
        filled=len(outcome.filled), lessons=outcome.lessons
    )
    stays = outcome.lessons - outcome.moved - outcome.new
    if stays or outcome.moved:
        told += tr("照旧 {stays} 节，挪了 {moved} 节，新排 {new} 节。").format(
            stays=stays, moved=outcome.moved, new=outcome.new
        )
    if outcome.by_days:
        names = tr("、").join(one.name for one in outcome.by_days[:CLASSES_NAMED])
        number = len(outcome.by_days)
        names += tr("等 {number} 个班").format(number=number) if number > CLASSES_NAMED else ""
        told += tr("{names}还没有课表，按上课日排。").format(names=names)
    return told


def _off(term: Term, setting: DropSetting, today: date) -> int:
    since = max(term.starts_on, today)
    now = timezone.localtime().time()
    return off_their_lessons(term, setting, since=since, now=now)


def _setting_words(weekdays: str, lesson: int) -> str:
    when = (
        tr("每个上课日")
        if weekdays == "12345"
        else tr("每周") + tr("、").join("一二三四五六日"[int(day) - 1] for day in weekdays)
    )
    return (
        tr("{when}第{digits}节课前").format(when=when, digits=DIGITS[lesson])
        if lesson
        else tr("{when}每节课前").format(when=when)
    )


def _terms_to_lay(school: School, today: date) -> list[Term]:
    open_ = Term.objects.filter(school=school, ends_on__gte=today)
    return list(open_.select_related("year", "school").order_by("starts_on")[:2])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
