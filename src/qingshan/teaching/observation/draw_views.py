"""Draws: fixed before the seed is known, drawn with a public value, drawn again by anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from qingshan.kit.words import tr
from qingshan.school.doors import MemberRequest, member_required, office_required, school_of
from qingshan.teaching.observation import services
from qingshan.teaching.observation.forms import DrawForm, ValueForm
from qingshan.teaching.observation.ground import usual_observers
from qingshan.teaching.observation.queries import result_lines
from qingshan.teaching.observation.visibility import DRAWERS, draws_visible_to

if TYPE_CHECKING:
    from qingshan.teaching.models import Draw

SHOWN = 30


@require_GET
@member_required
def draw_list(request: MemberRequest) -> HttpResponse:
    context = {
        "draws": draws_visible_to(request.member)[:SHOWN],
        "may_draw": request.member.holds(*DRAWERS),
    }
    return render(request, "teaching/draw_list.html", context)


@require_http_methods(["GET", "POST"])
@office_required(*DRAWERS)
def draw_new(request: MemberRequest) -> HttpResponse:
    """Fixes what is drawn from."""
    school = school_of(request)
    form = DrawForm(
        request.POST or None, people=usual_observers(school), today=request.member.today
    )
    if form.is_valid():
        told = form.cleaned_data
        fixed = services.fix_draw(
            actor=request.member,
            school=school,
            days=(told["first_day"], told["last_day"]),
            number=told["number"],
            observers=form.observers,
            source=told["source"],
            pairs_too=told["pairs_too"],
        )
        messages.success(request, tr("名单定下了，指纹已经公开。等那个数公布了，再来抽。"))
        return redirect("teaching:draw", fixed.pk)
    context = {"form": form}
    return render(request, "teaching/draw_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@member_required
def draw(request: MemberRequest, pk: int) -> HttpResponse:
    """One draw: its fingerprint, then the value, then the result and the same result again."""
    found = get_object_or_404(draws_visible_to(request.member), pk=pk)
    may_draw = request.member.holds(*DRAWERS)
    form = ValueForm(request.POST or None) if may_draw and found.drawn_at is None else None
    if form is not None and form.is_valid():
        try:
            made = services.make_draw(
                actor=request.member, fixed=found, value=form.cleaned_data["value"]
            )
        except services.AlreadyDrawn:
            messages.warning(request, tr("这一次刚刚抽过了，结果在下面。"))
        else:
            messages.success(
                request, tr("抽好了 {made} 节，听课的老师在“听课”里看得到。").format(made=len(made))
            )
        return redirect("teaching:draw", found.pk)
    context = {"form": form, "found": found, "may_draw": may_draw, **_result(request, found)}
    status = 422 if form is not None and form.errors else 200
    return render(request, "teaching/draw.html", context, status=status)


@require_GET
@member_required
def draw_ground(request: MemberRequest, pk: int) -> HttpResponse:
    """What is drawn from, byte for byte as its fingerprint was made: once its last day is over.

    Before, whoever had it and the value could work out which lesson it will be.
    """
    found = get_object_or_404(draws_visible_to(request.member), pk=pk)
    if not _may_take_ground(request, found):
        raise Http404
    answer = HttpResponse(found.ground, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="draw-{found.pk}.json"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _may_take_ground(request: MemberRequest, found: Draw) -> bool:
    return found.last_day < request.member.today or request.member.holds(*DRAWERS)


def _result(request: MemberRequest, found: Draw) -> dict[str, Any]:
    if found.drawn_at is None:
        return {"drawn": False}
    everything = request.member.holds(*DRAWERS)
    lines = result_lines(found, until=None if everything else request.member.today)
    every = lines if everything else result_lines(found, until=None)
    return {
        "drawn": True,
        "is_the_same": services.is_the_same(found),
        "lines": lines,
        "ahead": len(every) - len(lines),
        "total": len(every),
        "may_take_ground": _may_take_ground(request, found),
    }
