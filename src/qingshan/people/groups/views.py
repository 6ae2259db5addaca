"""The teaching groups of a school; its administrator says who heads them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from qingshan.access.roles import Role
from qingshan.kit.words import tr
from qingshan.people.choices import is_key
from qingshan.people.groups.queries import group_seen_by, groups_of
from qingshan.people.groups.services import set_group_head
from qingshan.people.visibility import staff_visible_to
from qingshan.school.doors import MemberRequest, member_required, office_required

if TYPE_CHECKING:
    from qingshan.people.models import Staff


@require_GET
@member_required
def group_list(request: MemberRequest) -> HttpResponse:
    context = {
        "groups": groups_of(request.member),
        "may_set": request.member.is_administrator,
    }
    return render(request, "people/group_list.html", context)


@require_POST
@office_required(Role.ADMINISTRATOR)
def group_head(request: MemberRequest, pk: int) -> HttpResponse:
    group = group_seen_by(request.member, pk)
    asked = request.POST.get("staff", "")
    staff = _colleague(request, asked)
    if asked and staff is None:
        messages.error(request, tr("请从列表里选一位老师。"))
    else:
        set_group_head(actor=request.member, group=group, staff=staff)
        told = tr("组长是{staff}").format(staff=staff.name) if staff else tr("现在没有组长")
        messages.success(
            request, tr("记下了：{group}，{told}。").format(group=group.name, told=told)
        )
    return redirect("people:group_list")


def _colleague(request: MemberRequest, asked: str) -> Staff | None:
    if not is_key(asked):
        return None
    return staff_visible_to(request.member).filter(pk=int(asked)).first()
