"""The library of lessons: the list, one lesson, its versions, what it won."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.gatherings.visibility import may_call
from qingshan.ideals.lessons import services
from qingshan.ideals.lessons.forms import AwardForm, LessonForm, VersionForm
from qingshan.ideals.lessons.queries import (
    awards_of,
    deliveries_of,
    lesson_seen_by,
    lessons_with_counts,
    versions_of,
)
from qingshan.ideals.lessons.tables import LessonTable
from qingshan.ideals.models import Lesson, LessonAward, LessonVersion
from qingshan.ideals.visibility import may_write_lesson
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.people.visibility import staff_of
from qingshan.school.doors import MemberRequest, member_required

DELIVERIES_SHOWN = 50


@never_cache
@require_GET
@member_required
def lesson_list(request: MemberRequest) -> HttpResponse:
    table = LessonTable(lessons_with_counts(request.member), request.GET)
    context = {"may_write": staff_of(request.member) is not None}
    return table_page(request, "ideals/lesson_list.html", table, context)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def lesson_new(request: MemberRequest) -> HttpResponse:
    if staff_of(request.member) is None:
        raise Http404
    form = LessonForm(request.POST if request.method == "POST" else None, member=request.member)
    if form.is_valid():
        lesson = services.write_lesson(actor=request.member, **form.cleaned_data)
        messages.success(request, tr("放进库里了，这是第 1 版。"))
        return redirect("ideals:lesson", lesson.pk)
    return _form(request, form, title=tr("写一讲党课"), words=tr("放进库里"))


@never_cache
@require_GET
@member_required
def lesson(request: MemberRequest, pk: int, number: int | None = None) -> HttpResponse:
    """The latest version, or the one that is asked for."""
    member = request.member
    held = lesson_seen_by(member, pk)
    versions = list(versions_of(held))
    shown = next((one for one in versions if number in {None, one.number}), None)
    if shown is None:
        raise Http404
    context = {
        "lesson": held,
        "shown": shown,
        "versions": versions,
        "is_latest": shown is versions[0],
        "deliveries": deliveries_of(member, held)[:DELIVERIES_SHOWN],
        "awards": awards_of(member, held),
        "may_write": may_write_lesson(member, held),
        "may_call": may_call(member),
    }
    return render(request, "ideals/lesson.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def lesson_revise(request: MemberRequest, pk: int) -> HttpResponse:
    """A further version; the versions before it stay."""
    held = _written(request, pk)
    latest = versions_of(held).first()
    start = {"text": latest.text, "seen": latest.number} if latest else {"seen": 0}
    form = VersionForm(request.POST if request.method == "POST" else None, initial=start)
    if form.is_valid():
        try:
            made = services.revise_lesson(actor=request.member, lesson=held, **form.cleaned_data)
        except services.WrittenMeanwhile as other:
            form = _again(request, other.version)
            told = tr("{by}刚存了第 {number} 版。").format(
                by=other.version.by.name, number=other.version.number
            )
            form.add_error("text", tr("{told}先看看他的，再存一次就是下一版。").format(told=told))
        else:
            messages.success(
                request,
                tr("存下了，现在是第 {number} 版；以前的版都在。").format(number=made.number),
            )
            return redirect("ideals:lesson", pk)
    return _form(request, form, lesson=held, title=tr("改讲稿"), words=tr("存成新的一版"))


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def lesson_award(request: MemberRequest, pk: int) -> HttpResponse:
    """Picks an honour that stands among the honours: nobody types it twice."""
    held = _written(request, pk)
    form = AwardForm(request.POST if request.method == "POST" else None, member=request.member)
    if form.is_valid():
        services.award_lesson(actor=request.member, lesson=held, **form.cleaned_data)
        messages.success(request, tr("记下了，荣誉还是那一项，不用再填。"))
        return redirect("ideals:lesson", pk)
    return _form(request, form, lesson=held, title=tr("这一讲获的奖"), words=tr("记下"))


@require_POST
@member_required
def award_drop(request: MemberRequest, pk: int) -> HttpResponse:
    award = get_object_or_404(LessonAward, pk=pk, school=request.member.school)
    held = _written(request, award.lesson_id)
    services.drop_award(actor=request.member, award=award)
    messages.success(request, tr("去掉了；荣誉本身还在。"))
    return redirect("ideals:lesson", held.pk)


def _written(request: MemberRequest, pk: int) -> Lesson:
    """A lesson that is theirs to write; otherwise `Http404`."""
    held = lesson_seen_by(request.member, pk)
    if not may_write_lesson(request.member, held):
        raise Http404
    return held


def _again(request: MemberRequest, version: LessonVersion) -> VersionForm:
    """The same sheet, to be saved after the version that somebody else wrote."""
    told = {name: request.POST.get(name, "") for name in ("text", "why")}
    return VersionForm(told | {"seen": str(version.number)})


def _form(
    request: MemberRequest,
    form: LessonForm | VersionForm | AwardForm,
    lesson: Lesson | None = None,
    **page: str,
) -> HttpResponse:
    context = {"form": form, "lesson": lesson, **page}
    return render(request, "ideals/lesson_form.html", context, status=422 if form.errors else 200)
