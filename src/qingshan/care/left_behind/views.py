"""Left-behind children: the list, a carer's own, and how often the school means to talk."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from qingshan.care.filling_in import posted, sheet
from qingshan.care.left_behind import services
from qingshan.care.left_behind.forms import RhythmForm
from qingshan.care.left_behind.queries import (
    left_behind,
    own_children,
    rhythm_of,
    since,
    summed_up,
)
from qingshan.care.left_behind.tables import LeftBehindTable
from qingshan.care.left_behind.visibility import SETTERS
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.people.visibility import PAIRERS
from qingshan.school.doors import MemberRequest, member_required, office_required, school_of


@never_cache
@require_GET
@member_required
def left_behind_list(request: MemberRequest) -> HttpResponse:
    member = request.member
    rhythm = rhythm_of(school_of(request))
    days, children = since(rhythm, member.today), left_behind(member)
    table = LeftBehindTable(children, request.GET, days=days, may_pair=member.holds(*PAIRERS))
    context = {
        "rhythm": rhythm,
        "summed": summed_up(children, days),
        "may_set": member.holds(*SETTERS),
    }
    return table_page(request, "care/left_behind_list.html", table, context)


@never_cache
@require_GET
@member_required
def left_behind_mine(request: MemberRequest) -> HttpResponse:
    """The children one cares for, each with the sheets to write on."""
    rhythm = rhythm_of(school_of(request))
    context = {
        "children": own_children(request.member).order_by("search_key"),
        "days": since(rhythm, request.member.today),
        "rhythm": rhythm,
    }
    return render(request, "care/left_behind_mine.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
@office_required(*SETTERS)
def left_behind_rhythm(request: MemberRequest) -> HttpResponse:
    form = RhythmForm(posted(request), rhythm=rhythm_of(school_of(request)))
    if form.is_valid():
        services.set_rhythm(actor=request.member, **form.cleaned_data)
        messages.success(request, tr("存下了，到期的孩子按新的天数算。"))
        return redirect("care:left_behind_list")
    back = (reverse("care:left_behind_list"), tr("留守儿童"))
    return sheet(request, form, title=tr("多久谈一次、联系一次"), words=tr("存下"), back=back)
