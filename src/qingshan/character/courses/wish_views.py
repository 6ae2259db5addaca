"""Wishes: which classes have written theirs, one class on one page, slips, and at home."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.access.scope import narrow_to_school
from qingshan.character.courses import home, services
from qingshan.character.courses.forms import RoundForm, SiblingsForm
from qingshan.character.courses.queries import (
    IN_SEAT_ORDER,
    class_that_wishes,
    needing_places,
    offerings_of,
    round_of,
    siblings_of,
    slots_of,
    term_asked,
    wish_lines,
    wishes_of,
)
from qingshan.character.courses.visibility import classes_that_wish_with, runs_courses
from qingshan.character.courses.wishing import ClassWishForm, HomeWishForm
from qingshan.character.models import CourseTogether
from qingshan.kit.qr_codes import code_to_scan
from qingshan.kit.words import tr
from qingshan.people.models import Student
from qingshan.people.roster import on_roster
from qingshan.school.doors import MemberRequest, member_required, school_of
from qingshan.school.queries import term_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qingshan.character.models import CourseSlot
    from qingshan.kit.http import HttpRequest
    from qingshan.school.models import SchoolClass, Term

CLOSED = tr("名单已经定了，志愿不再改。想换课，请和学生事务主任说一声。")


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def wish_list(request: MemberRequest) -> HttpResponse:
    """The classes one enters wishes for; the officer says up to which day."""
    term = _term(request)
    if term is None:
        return render(request, "character/no_term_of_courses.html")
    runs, held = runs_courses(request.member), round_of(term)
    form = RoundForm(
        request.POST if runs and request.method == "POST" else None,
        until=held.wishes_until,
        term=term,
    )
    if request.method == "POST":
        if not runs:
            raise Http404
        if form.is_valid():
            day = form.cleaned_data["wishes_until"]
            services.open_round(actor=request.member, term=term, wishes_until=day)
            messages.success(
                request,
                tr("志愿收到 {month}月{day}日，班主任和家里都能写。").format(
                    month=day.month, day=day.day
                ),
            )
            return redirect(f"{reverse('character:course_wishes')}?term={term.pk}")
    slots = slots_of(term)
    lines = wish_lines(request.member, term, slots)
    context = {
        "term": term,
        "term_words": term_words(term),
        "form": form,
        "runs": runs,
        "round": held,
        "lines": lines,
        "waiting": sum(not line.is_done for line in lines),
        "ready": bool(slots),
    }
    status = 422 if form.errors else 200
    return render(request, "character/wish_list.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def wish_class(request: MemberRequest, pk: int) -> HttpResponse:
    """All wishes of a class on one page: a box a child and slot, numbers of courses in it."""
    school_class = class_that_wishes(request.member, pk)
    term = _term(request)
    if term is None:
        return render(request, "character/no_term_of_courses.html")
    slots, offerings = slots_of(term), offerings_of(term)
    children = _children(school_class, slots)
    form = ClassWishForm(
        request.POST or None,
        children=children,
        slots=slots,
        offerings=offerings,
        held=wishes_of([child.pk for child in children], term),
    )
    held = round_of(term)
    closed = held.adopted_at is not None
    if request.method == "POST" and form.is_valid():
        try:
            changed = services.keep_wishes(
                actor=request.member,
                term=term,
                children=children,
                wishes=form.wishes,
                slots=slots,
            )
        except services.WishesAreClosed:
            closed = True
        else:
            told = (
                tr("记下了：改了 {changed} 个孩子的志愿。").format(changed=changed)
                if changed
                else tr("和原来一样，没有改动。")
            )
            messages.success(request, told)
            return redirect(f"{reverse('character:course_wishes')}?term={term.pk}")
    grade = school_class.grade_number
    context = {
        "school_class": school_class,
        "term": term,
        "form": form,
        "closed": closed,
        "closed_words": CLOSED,
        "slots": [
            (
                slot,
                [
                    (n, one)
                    for (at, n), one in form.numbered.items()
                    if one and at == slot.pk and one.first_grade <= grade <= one.last_grade
                ],
            )
            for slot in slots
            if slot.first_grade <= grade <= slot.last_grade
        ],
    }
    status = 422 if form.errors else 409 if closed and request.method == "POST" else 200
    return render(request, "character/wish_class.html", context, status=status)


@never_cache
@require_GET
@member_required
def wish_slips(request: MemberRequest, pk: int) -> HttpResponse:
    """Slips to print and cut, each with a child's link as a code to scan."""
    school_class = class_that_wishes(request.member, pk)
    term = _term(request)
    held = round_of(term) if term else None
    is_open = held is not None and services.is_open(held, request.member.today)
    slips = []
    if term and held and is_open:
        for child in _children(school_class, slots_of(term)):
            signed = home.signed_for(held, child.pk)
            address = request.build_absolute_uri(
                reverse("character:course_wish_home", args=[signed])
            )
            slips.append((child, address, code_to_scan(address)))
    context = {"school_class": school_class, "round": held, "is_open": is_open, "slips": slips}
    return render(request, "character/wish_slips.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def wish_at_home(request: HttpRequest, signed: str) -> HttpResponse:
    """For a family with a slip: the child's given name and the courses open to it, no more."""
    found = home.whose(signed)
    if found is None:
        raise Http404
    if home.too_often(request, signed):
        return render(request, "character/wish_home.html", {"often": True}, status=429)
    held, child = found
    narrow_to_school(child.school_id)
    slots, offerings = slots_of(held.term), offerings_of(held.term)
    form = HomeWishForm(
        request.POST if request.method == "POST" else None,
        child=child,
        slots=slots,
        offerings=offerings,
        held=wishes_of([child.pk], held.term),
    )
    is_open = services.is_open(held, timezone.localdate())
    saved = False
    if request.method == "POST" and is_open and form.is_valid():
        try:
            services.keep_wishes(
                actor=None,
                term=held.term,
                children=[child],
                wishes=form.wishes,
                slots=form.slots,
            )
        except services.WishesAreClosed:
            is_open = False
        else:
            saved = True
    context = {
        "name": home.given_name(child.name),
        "form": form,
        "is_open": is_open,
        "until": held.wishes_until,
        "saved": saved,
    }
    return render(request, "character/wish_home.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def sibling_list(request: MemberRequest) -> HttpResponse:
    """Brothers and sisters who go together."""
    classes = classes_that_wish_with(request.member)
    term = _term(request)
    if not classes.exists():
        raise Http404
    if term is None:
        return render(request, "character/no_term_of_courses.html")
    here = Student.objects.filter(on_roster(request.member.today), school=school_of(request))
    own = here.filter(school_class__in=classes.values("pk"))
    everyone = here if runs_courses(request.member) else own
    form = SiblingsForm(request.POST or None, children=everyone)
    if request.method == "POST" and form.is_valid():
        services.tie_siblings(actor=request.member, term=term, **form.cleaned_data)
        messages.success(request, tr("记下了：两个孩子排在同一门课。"))
        return redirect(f"{reverse('character:course_siblings')}?term={term.pk}")
    mine = set(own.values_list("pk", flat=True))
    pairs = [one for one in siblings_of(term) if {one.first_id, one.second_id} & mine]
    context = {"form": form, "pairs": pairs, "term": term, "term_words": term_words(term)}
    status = 422 if form.errors else 200
    return render(request, "character/sibling_list.html", context, status=status)


@require_POST
@member_required
def siblings_untie(request: MemberRequest, pk: int) -> HttpResponse:
    own = Student.objects.filter(
        school_class__in=classes_that_wish_with(request.member).values("pk")
    )
    tied = get_object_or_404(CourseTogether.objects.filter(first__in=own.values("pk")), pk=pk)
    services.untie_siblings(actor=request.member, tied=tied)
    messages.success(request, tr("这两个孩子各排各的了。"))
    return redirect(f"{reverse('character:course_siblings')}?term={tied.term_id}")


def _term(request: MemberRequest) -> Term | None:
    return term_asked(school_of(request), request.member.today, request.GET.get("term", ""))[0]


def _children(school_class: SchoolClass, slots: Sequence[CourseSlot]) -> list[Student]:
    """Of the class, who needs a place at all."""
    here = on_roster()
    children = Student.objects.filter(here, needing_places(slots), school_class=school_class)
    return list(children.select_related("school_class").order_by(*IN_SEAT_ORDER))
