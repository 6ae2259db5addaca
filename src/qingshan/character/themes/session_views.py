"""A class's session of a theme: noted once, then opened with who took part and its photographs."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from qingshan.character.models import ThemeChild
from qingshan.character.photos.forms import PhotoForm
from qingshan.character.photos.queries import photos_shown
from qingshan.character.photos.views import kept as photo_kept
from qingshan.character.themes import services
from qingshan.character.themes.forms import SessionForm
from qingshan.character.themes.queries import plan_seen_by, session_seen_by
from qingshan.character.themes.views import NOT_STAFF
from qingshan.character.themes.visibility import classes_held_for, theme_sessions_open_to
from qingshan.kit.words import tr
from qingshan.people.models import Student
from qingshan.people.roster import on_roster
from qingshan.people.visibility import students_visible_to
from qingshan.records.services import NotOnTheStaff
from qingshan.school.doors import MemberRequest, member_required


@require_http_methods(["GET", "POST"])
@member_required
def session_new(request: MemberRequest, pk: int, class_pk: int) -> HttpResponse:
    """Everybody took part but those who are unticked: one tap where all were there."""
    found = plan_seen_by(request.member, pk)
    school_class = get_object_or_404(
        classes_held_for(request.member), pk=class_pk, grade_number=found.grade_number
    )
    children = _children(request, class_pk)
    if not children.exists():
        raise Http404
    form = SessionForm(
        request.POST or None, children=children, today=request.member.today, plan=found
    )
    if request.method == "POST" and form.is_valid():
        told: dict[str, Any] = form.cleaned_data | {
            "parties": " ".join(form.cleaned_data["parties"])
        }
        try:
            made = services.hold_session(
                actor=request.member, plan=found, school_class=school_class, **told
            )
        except services.HeldAlready as before:
            messages.info(request, tr("这个班已经记过这一次了。"))
            return redirect("character:theme_session", before.session.pk)
        except NotOnTheStaff:
            form.add_error(None, NOT_STAFF)
        else:
            messages.success(request, tr("记下了，计划、年级表和四位一体都算上了，不用再填别的。"))
            return redirect("character:theme_session", made.pk)
    context = {"form": form, "plan": found, "school_class": school_class}
    status = 422 if form.errors else 200
    return render(request, "character/themes/session_form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@member_required
def session(request: MemberRequest, pk: int) -> HttpResponse:
    """Who took part, whose family came, and the photographs; a POST adds one."""
    found = session_seen_by(request.member, pk)
    is_open = theme_sessions_open_to(request.member).filter(pk=pk).exists()
    if not is_open:
        if request.method == "POST":
            raise Http404
        context = {"session": found, "parts": found.record.part_words}
        return render(request, "character/themes/session.html", context)
    took_part = list(
        ThemeChild.objects.filter(session=found)
        .select_related("student")
        .order_by("student__number")
    )
    children = Student.objects.filter(pk__in=[one.student_id for one in took_part])
    posted = request.method == "POST"
    form = PhotoForm(
        request.POST if posted else None, request.FILES if posted else None, children=children
    )
    if posted and photo_kept(request, form, found.record):
        return redirect("character:theme_session", found.pk)
    context = {
        "session": found,
        "is_open": True,
        "took_part": took_part,
        "families": sum(one.family_came for one in took_part),
        "parts": found.record.part_words,
        "photos": photos_shown([found.record]),
        "form": form,
    }
    status = 422 if form.errors else 200
    return render(request, "character/themes/session.html", context, status=status)


def _children(request: MemberRequest, class_pk: int) -> Any:
    here = students_visible_to(request.member).filter(on_roster(request.member.today))
    return here.filter(school_class=class_pk).order_by("number")
