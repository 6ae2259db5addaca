"""Model posts: who holds which, what they promise, and the open lessons of members."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.growth.form_pages import form_page, posted
from qingshan.growth.posts import services
from qingshan.growth.posts.visibility import (
    BRANCH,
    lessons_of_members,
    may_keep,
    posts_visible_to,
)
from qingshan.kit.words import tr
from qingshan.people.choices import PersonField
from qingshan.people.models import Staff
from qingshan.people.visibility import staff_of
from qingshan.school.doors import MemberRequest, member_required, school_of
from qingshan.school.queries import current_term

if TYPE_CHECKING:
    from django.http import HttpResponse

    from qingshan.school.membership import Member

LESSONS_SHOWN = 30


class PostForm(forms.Form):
    """One's own post; who leads the branch names the member too."""

    def __init__(self, data: Any = None, *, member: Member, own: Staff | None) -> None:
        super().__init__(data)
        if member.holds(*BRANCH):
            members = Staff.objects.filter(
                school=member.school, political_status__in=Staff.PARTY_MEMBERS
            )
            self.fields["staff"] = PersonField(
                members, about="subject__name", who=tr("位党员"), label=tr("哪位党员")
            )
            self.initial["staff"] = own.pk if own else None
        for name, label, longest, missing, hint in (
            (
                "post",
                tr("岗位"),
                40,
                tr("请写岗位，例如“课堂示范岗”。"),
                tr("例如“课堂示范岗”“宿舍值守岗”。"),
            ),
            (
                "promise",
                tr("我做到"),
                200,
                tr("请写做到什么，全校看得到。"),
                tr("说得出、看得到的一两件事。"),
            ),
        ):
            self.fields[name] = forms.CharField(
                label=label,
                max_length=longest,
                help_text=hint,
                error_messages={
                    "required": missing,
                    "max_length": tr("写得太长了，最多 {longest} 个字。").format(longest=longest),
                },
            )


@require_GET
@member_required
def post_list(request: MemberRequest) -> HttpResponse:
    member = request.member
    own = staff_of(member)
    term = current_term(school_of(request), member.today)
    since = term.starts_on if term else member.today.replace(month=1, day=1)
    lessons = lessons_of_members(member).filter(date__gte=since)
    counted = dict(lessons.order_by().values_list("staff").annotate(number=Count("pk")))
    held = posts_visible_to(member).filter(until=None).select_related("staff")
    posts = [
        (one, counted.get(one.staff_id, 0), may_keep(member, one))
        for one in held.defer("staff__id_number", "staff__phone")
    ]
    context = {
        "posts": posts,
        "may_take": _may_take(member, own, {one.staff_id for one, _, _ in posts}),
        "own": own,
        "since": since,
        "lessons": lessons.select_related("staff", "school_class").order_by("-date", "-pk")[
            :LESSONS_SHOWN
        ],
    }
    return render(request, "growth/post_list.html", context)


@require_http_methods(["GET", "POST"])
@member_required
def post_new(request: MemberRequest) -> HttpResponse:
    member, own = request.member, staff_of(request.member)
    if not member.holds(*BRANCH) and (own is None or not own.is_party_member):
        raise Http404
    form = PostForm(posted(request), member=member, own=own)
    if form.is_valid():
        told = {"staff": own} | form.cleaned_data
        try:
            made = services.take_post(actor=member, **told)
        except services.HasAPost:
            form.add_error("post", tr("已经有一个示范岗了，先放下原来的，再设新的。"))
        else:
            messages.success(request, tr("设好了：{post}。").format(post=made.post))
            return redirect("growth:post_list")
    back = (reverse("growth:post_list"), tr("党员示范岗"))
    return form_page(request, form, title=tr("设一个示范岗"), words=tr("亮出来"), back=back)


@require_POST
@member_required
def post_leave(request: MemberRequest, pk: int) -> HttpResponse:
    post = get_object_or_404(posts_visible_to(request.member), pk=pk)
    try:
        services.leave_post(actor=request.member, post=post)
    except services.NotYours:
        raise Http404 from None
    messages.success(request, tr("这个岗放下了，做过的都还算数。"))
    return redirect("growth:post_list")


def _may_take(member: Member, own: Staff | None, holders: set[int]) -> bool:
    mine = own is not None and own.is_party_member and own.pk not in holders
    return mine or member.holds(*BRANCH)
