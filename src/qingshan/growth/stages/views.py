"""The 1-3-5 plan with its evidence: the plan, one colleague, and a word at a stage's end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from qingshan.growth.form_pages import form_page, posted
from qingshan.growth.stages import services
from qingshan.growth.stages.queries import PLAN, plan_of, stretches_of
from qingshan.growth.stages.visibility import staff_whose_stages_are_visible_to, voice_of
from qingshan.kit.fields import words_field
from qingshan.kit.words import tr
from qingshan.people.visibility import PAIRERS, staff_of
from qingshan.programmes.packs import all_packs
from qingshan.records.visibility import records_visible_to
from qingshan.school.doors import MemberRequest, member_required, school_of

if TYPE_CHECKING:
    from django.http import HttpResponse

    from qingshan.people.models import Staff


class WordForm(forms.Form):
    words = words_field(
        tr("说说这一步"),
        missing=tr("请写几句。"),
        rows=5,
        hint=tr(
            "哪里站稳了，下一步先练什么，要谁帮。本人、师傅、教研组长和学校领导看得到，加密保存。"
        ),
    )


@never_cache
@require_GET
@member_required
def stage_list(request: MemberRequest) -> HttpResponse:
    """Who leads sees everyone on the path; others their own, their mentees', their group's."""
    member = request.member
    seen = staff_whose_stages_are_visible_to(member)
    leads = member.holds(*PAIRERS)
    only = None if leads else list(seen.values_list("pk", flat=True))
    context = {
        "plan": plan_of(school_of(request), member.today, only=only),
        "pack": all_packs().get(PLAN),
        "leads": leads,
        "own": staff_of(member),
    }
    return render(request, "growth/stage_list.html", context)


@never_cache
@require_GET
@member_required
def stages(request: MemberRequest, pk: int) -> HttpResponse:
    member = request.member
    staff = _staff(request, pk)
    found = stretches_of(staff, member.today)
    if found is None:
        raise Http404
    pack, walk, stretches = found
    shown = [p.record for one in stretches for two in one.proven for p in two.pieces if p.record]
    seen = records_visible_to(member).filter(pk__in=shown).values_list("pk", flat=True)
    voice = voice_of(member, staff)
    context = {
        "staff": staff,
        "pack": pack,
        "walk": walk,
        "stretches": stretches,
        "seen": set(seen),
        "voice": voice,
        "is_own": voice == "self",
    }
    return render(request, "growth/stages.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def stage_speak(request: MemberRequest, pk: int, stage: str) -> HttpResponse:
    member, staff = request.member, _staff(request, pk)
    voice = voice_of(member, staff)
    found = stretches_of(staff, member.today)
    mine = [one for one in (found[2] if found else []) if one.step.stage.key == stage]
    if not voice or not mine or not mine[0].may_be_spoken_of:
        raise Http404
    held = next((one for one in mine[0].said if one.voice == voice), None)
    form = WordForm(posted(request), initial={"words": held.words if held else ""})
    here = reverse("growth:stages", args=[pk])
    if form.is_valid():
        try:
            services.speak_of(
                actor=member, staff=staff, stage=stage, words=form.cleaned_data["words"]
            )
        except (services.NotYours, services.NotYet):
            raise Http404 from None
        messages.success(request, tr("写好了。"))
        return redirect(here)
    title = f"{staff.name} · {mine[0].step.stage.title}"
    return form_page(request, form, title=title, words=tr("写好了"), back=(here, tr("阶段")))


def _staff(request: MemberRequest, pk: int) -> Staff:
    seen = staff_whose_stages_are_visible_to(request.member).select_related("group")
    return get_object_or_404(seen.defer("id_number", "phone"), pk=pk)
