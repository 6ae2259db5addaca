"""The term's courses: the catalogue, one course with its children, its form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.character.courses import services
from qingshan.character.courses.forms import OfferingForm, SlotForm, begun_from
from qingshan.character.courses.meetings import meetings_of, showings_of
from qingshan.character.courses.queries import (
    children_of,
    offering_seen_by,
    round_of,
    slots_of,
    term_asked,
)
from qingshan.character.courses.tables import OfferingTable
from qingshan.character.courses.visibility import (
    COURSE_OFFICES,
    classes_that_wish_with,
    offerings_taught_by,
    offerings_visible_to,
    placements_visible_to,
    runs_courses,
)
from qingshan.character.models import Course, CourseSlot, Offering
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.people.choices import is_key
from qingshan.people.visibility import staff_of
from qingshan.school.doors import MemberRequest, member_required, office_required, school_of
from qingshan.school.queries import term_words

if TYPE_CHECKING:
    from qingshan.school.models import Term


@never_cache
@require_GET
@member_required
def course_list(request: MemberRequest) -> HttpResponse:
    """What is offered in a term, and what the person can do there."""
    member = request.member
    term, terms = term_asked(school_of(request), member.today, request.GET.get("term", ""))
    if term is None:
        return render(request, "character/no_term_of_courses.html")
    offered = offerings_visible_to(member).filter(term=term)
    table = OfferingTable(offered, request.GET, slots=slots_of(term), kept=_kept(request, term))
    staff = staff_of(member)
    own = offered.filter(teacher=staff).select_related("course", "slot") if staff else []
    context = {
        "term": term,
        "term_words": term_words(term),
        "terms": [(one, term_words(one)) for one in terms],
        "runs": runs_courses(member),
        "wishes": classes_that_wish_with(member).exists(),
        "round": round_of(term),
        "own": own,
    }
    return table_page(request, "character/course_list.html", table, context)


@never_cache
@require_GET
@member_required
def offering(request: MemberRequest, pk: int) -> HttpResponse:
    """One course of a term: facts, children as far as one may see them, meetings, showings."""
    member = request.member
    shown = offering_seen_by(member, pk)
    placed = placements_visible_to(member).filter(offering=shown, state="adopted")
    children = children_of(shown, member.today).select_related("school_class")
    seen = children.filter(pk__in=placed.values("student"))
    number = children.count()
    context = {
        "offering": shown,
        "children": seen,
        "number": number,
        "hidden": number - len(seen),
        "runs": runs_courses(member),
        "teaches": offerings_taught_by(member).filter(pk=pk).exists(),
        "meetings": meetings_of(member, shown),
        "showings": showings_of(member, shown),
        "today": member.today,
    }
    return render(request, "character/offering.html", context)


@require_http_methods(["GET", "POST"])
@office_required(*COURSE_OFFICES)
def offering_new(request: MemberRequest) -> HttpResponse:
    """First which course of the catalogue, then the rest as the catalogue knows it."""
    member = request.member
    term, _ = term_asked(school_of(request), member.today, request.GET.get("term", ""))
    if term is None:
        return render(request, "character/no_term_of_courses.html")
    slots = slots_of(term)
    courses = Course.objects.filter(school=member.school)
    asked = request.GET.get("course", "")
    course = courses.filter(pk=int(asked)).first() if is_key(asked) else None
    fresh = begun_from(course, term) if course else Offering(school=term.school, term=term)
    fresh.capacity = fresh.capacity or 30
    if slots and request.method == "GET":
        fresh.slot = next((s for s in slots if str(s.pk) == request.GET.get("slot")), slots[0])
    return _offering_form(request, fresh, slots, {"courses": courses, "term": term})


@require_http_methods(["GET", "POST"])
@office_required(*COURSE_OFFICES)
def offering_edit(request: MemberRequest, pk: int) -> HttpResponse:
    held = offering_seen_by(request.member, pk)
    return _offering_form(request, held, slots_of(held.term), {"term": held.term})


@require_POST
@office_required(*COURSE_OFFICES)
def offering_remove(request: MemberRequest, pk: int) -> HttpResponse:
    held = offering_seen_by(request.member, pk)
    try:
        services.remove_offering(actor=request.member, offering=held)
    except services.HasRows:
        messages.info(
            request,
            tr("{held}已经有孩子在上，或者上过课了，不能拿掉。可以先把孩子换到别的课。").format(
                held=held
            ),
        )
        return redirect("character:offering", pk)
    messages.success(request, tr("拿掉了{held}。").format(held=held))
    return redirect(_list_of(held.term))


@require_POST
@office_required(*COURSE_OFFICES)
def course_repeat(request: MemberRequest) -> HttpResponse:
    """One press: the same courses as the term before."""
    term, _ = term_asked(school_of(request), request.member.today, request.POST.get("term", ""))
    if term is None:
        return redirect("character:course_list")
    number = services.repeat_courses(actor=request.member, term=term)
    told = (
        tr("照上次的开了 {number} 门课，老师、地点和名额可以再改。").format(number=number)
        if number
        else tr("没有可以照着开的课。")
    )
    messages.success(request, told)
    return redirect(_list_of(term))


@require_http_methods(["GET", "POST"])
@office_required(*COURSE_OFFICES)
def slot_list(request: MemberRequest) -> HttpResponse:
    """The slots of a term, and the form of one more."""
    term, _ = term_asked(school_of(request), request.member.today, request.GET.get("term", ""))
    if term is None:
        return render(request, "character/no_term_of_courses.html")
    return _slot_form(request, CourseSlot(school=term.school, term=term))


@require_http_methods(["GET", "POST"])
@office_required(*COURSE_OFFICES)
def slot_edit(request: MemberRequest, pk: int) -> HttpResponse:
    return _slot_form(request, _slot(request, pk))


@require_POST
@office_required(*COURSE_OFFICES)
def slot_remove(request: MemberRequest, pk: int) -> HttpResponse:
    held = _slot(request, pk)
    try:
        services.remove_slot(actor=request.member, slot=held)
    except services.HasRows:
        messages.info(
            request, tr("{held}还有课，先把课拿掉或者改到别的时段。").format(held=held.name)
        )
    else:
        messages.success(request, tr("拿掉了{held}。").format(held=held.name))
    return redirect(f"{reverse('character:course_slots')}?term={held.term_id}")


def _offering_form(
    request: MemberRequest, held: Offering, slots: list[CourseSlot], more: dict[str, Any]
) -> HttpResponse:
    form = OfferingForm(request.POST or None, member=request.member, offering=held, slots=slots)
    if request.method == "POST" and form.is_valid():
        try:
            saved = services.save_offering(actor=request.member, offering=form.filled())
        except services.OfferedAlready:
            form.add_error("slot", tr("这门课在这个时段已经开了，换一个时段。"))
        else:
            messages.success(
                request,
                tr("记下了：{saved}，{capacity} 个名额。").format(
                    saved=saved, capacity=saved.capacity
                ),
            )
            return redirect("character:offering", saved.pk)
    context = {"form": form, "slots": slots, "offering": held, **more}
    status = 422 if form.errors else 200
    return render(request, "character/offering_form.html", context, status=status)


def _slot_form(request: MemberRequest, held: CourseSlot) -> HttpResponse:
    form = SlotForm(request.POST or None, slot=held)
    if request.method == "POST" and form.is_valid():
        try:
            saved = services.save_slot(actor=request.member, slot=form.filled())
        except services.SlotIsNamedAlready:
            form.add_error("name", tr("这学期已经有一个时段叫这个名字，换一个名字。"))
        else:
            messages.success(
                request,
                tr("记下了：{saved}，{saved2}。").format(saved=saved.name, saved2=saved.words),
            )
            return redirect(f"{reverse('character:course_slots')}?term={saved.term_id}")
    context = {
        "form": form,
        "slots": slots_of(held.term),
        "slot": held,
        "term": held.term,
        "term_words": term_words(held.term),
    }
    status = 422 if form.errors else 200
    return render(request, "character/slot_list.html", context, status=status)


def _slot(request: MemberRequest, pk: int) -> CourseSlot:
    seen = CourseSlot.objects.filter(school=request.member.school)
    return get_object_or_404(seen.select_related("term__year"), pk=pk)


def _list_of(term: Term) -> str:
    return f"{reverse('character:course_list')}?term={term.pk}"


def _kept(request: MemberRequest, term: Term) -> dict[str, str]:
    return {"term": str(term.pk)} if request.GET.get("term") else {}
