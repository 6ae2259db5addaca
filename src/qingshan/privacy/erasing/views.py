"""The page of erasing somebody: a rehearsal, then one asks and another does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from qingshan.kit.words import tr
from qingshan.privacy.erasing import services
from qingshan.privacy.erasing.forms import AskForm
from qingshan.privacy.erasing.planning import plan_for
from qingshan.privacy.subjects.views import found_person
from qingshan.privacy.visibility import can_erase_child, can_erase_colleague
from qingshan.school.doors import MemberRequest, member_required

if TYPE_CHECKING:
    from django.http import HttpResponse

    from qingshan.privacy.subjects.person import Person


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def erase(request: MemberRequest, who: str, pk: int) -> HttpResponse:
    """What would go and what would stay; the deed of the first, and that of the second."""
    found = found_person(request, who, pk, child=can_erase_child, colleague=can_erase_colleague)
    deed = request.POST.get("deed", "")
    left_on = getattr(found.row, "left_on", None)
    form = AskForm(request.POST if deed == "ask" else None, initial={"left_on": left_on})
    if request.method == "POST" and (deed != "ask" or form.is_valid()):
        try:
            messages.success(request, _done(request, found, deed, form))
        except services.NotPossible as why:
            messages.error(request, str(why))
        return redirect("privacy:person_erase", who, pk)
    asked = services.erasure_of(found)
    plan = None if asked and asked.done_on else plan_for(found)
    context = {"person": found, "who": who, "form": form, "asked": asked, "plan": plan}
    context["own"] = asked is not None and asked.asked_by_id == request.member.account.pk
    status = 422 if form.errors else 200
    return render(request, "privacy/erase.html", context, status=status)


def _done(request: MemberRequest, found: Person, deed: str, form: AskForm) -> str:
    actor, asked = request.member.account, services.erasure_of(found)
    if deed == "ask":
        services.ask_erasure(actor=actor, person=found, **form.cleaned_data)
        return tr("提好了。请另一位负责人来这一页删去。")
    if asked is None or deed not in {"do", "back"}:
        raise Http404
    if deed == "back":
        services.take_back_erasure(actor=actor, erasure=asked)
        return tr("收回了，什么都没有删。")
    plan = services.erase(actor=actor, erasure=asked)
    return tr("删去了：{number} 处没有了，数字没有变。").format(
        number=sum(line.number for line in plan.going)
    )
