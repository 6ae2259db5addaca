"""The ladder: who stands where, one colleague's own page, a title that was won."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from qingshan.growth.form_pages import form_page, posted
from qingshan.growth.ladder import services
from qingshan.growth.ladder.queries import climbers, evidence_for, standing_titles, titles_of
from qingshan.growth.ladder.rungs import rungs
from qingshan.growth.ladder.visibility import staff_whose_next_rung_is_visible_to
from qingshan.kit.words import kept_as_written, tr
from qingshan.people.cell_fields import DayField
from qingshan.people.choices import PersonField
from qingshan.people.models import Staff
from qingshan.people.visibility import PAIRERS, staff_of
from qingshan.records.visibility import records_visible_to
from qingshan.school.doors import MemberRequest, member_required, office_required

if TYPE_CHECKING:
    from datetime import date

    from django.http import HttpResponse

    from qingshan.school.membership import Member

SHOWN = 8
LEVELS = (tr("校级"), tr("区级"), tr("市级"), tr("省级"), tr("国家级"))


class TitleForm(forms.Form):
    """Who won which title, of which level, on which day."""

    def __init__(self, data: Any = None, *, member: Member) -> None:
        super().__init__(data)
        self.today = member.today
        teaching = Staff.objects.filter(school=member.school).exclude(post=Staff.Post.SUPPORT)
        self.fields["staff"] = PersonField(
            teaching, about="subject__name", who=tr("位老师"), label=tr("哪位老师")
        )
        named = tr("、").join(rung.title for rung in rungs())
        self.fields["title"] = forms.CharField(
            label=tr("称号"),
            max_length=50,
            help_text=tr("梯子上的：{named}。别的称号照证书写。").format(named=named),
            error_messages={
                "required": tr("请照证书写称号。"),
                "max_length": tr("写得太长了，最多 50 个字。"),
            },
        )
        self.fields["level"] = forms.ChoiceField(
            label=tr("级别"),
            choices=kept_as_written(LEVELS),
            error_messages=dict.fromkeys(("required", "invalid_choice"), tr("请选一种。")),
        )
        self.fields["awarded_on"] = DayField(label=tr("哪天取得"), missing=tr("请写哪天取得。"))

    def clean_awarded_on(self) -> date:
        day: date = self.cleaned_data["awarded_on"]
        if day > self.today:
            raise forms.ValidationError(tr("还没到这一天，请核对日期。"))
        return day


@require_GET
@member_required
def ladder(request: MemberRequest) -> HttpResponse:
    """Titles for all to see; who has what the next rung asks, for those who may put forward."""
    member = request.member
    leads = member.holds(*PAIRERS)
    seen = staff_whose_next_rung_is_visible_to(member)
    own = staff_of(member)
    near = climbers(member, seen)
    context = {
        "rungs": standing_titles(member),
        "leads": leads,
        "own": own if own and own.post != Staff.Post.SUPPORT else None,
        "ready": [one for one in near if one.ready],
        "others": [] if leads else [one for one in near if not one.ready],
    }
    return render(request, "growth/ladder.html", context)


@require_GET
@member_required
def ladder_of(request: MemberRequest, pk: int) -> HttpResponse:
    member = request.member
    seen = staff_whose_next_rung_is_visible_to(member)
    staff = get_object_or_404(seen.defer("id_number", "phone"), pk=pk)
    (climber,) = climbers(member, seen.filter(pk=pk))
    asks = [(one, list(evidence_for(staff, one, member.today)[:SHOWN])) for one in climber.answered]
    keys = [record.pk for _, records in asks for record in records]
    context = {
        "staff": staff,
        "climber": climber,
        "asks": asks,
        "titles": titles_of(member, staff),
        "seen": set(records_visible_to(member).filter(pk__in=keys).values_list("pk", flat=True)),
        "is_own": staff.account_id == member.account.pk,
    }
    return render(request, "growth/ladder_of.html", context)


@require_http_methods(["GET", "POST"])
@office_required(*PAIRERS)
def title_new(request: MemberRequest) -> HttpResponse:
    form = TitleForm(posted(request), member=request.member)
    if form.is_valid():
        try:
            made = services.award_title(actor=request.member, **form.cleaned_data)
        except services.HasThisTitle:
            form.add_error("title", tr("这位老师那天的这个称号已经登记过了。"))
        else:
            messages.success(
                request,
                tr("记下了：{staff}，{made}。").format(staff=made.staff.name, made=made.title),
            )
            return redirect("growth:ladder_of", made.staff_id)
    back = (reverse("growth:ladder"), tr("名师工程"))
    return form_page(request, form, title=tr("登记一个称号"), words=tr("记下"), back=back)
