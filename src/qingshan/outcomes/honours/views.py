"""Honours: the list, one with its certificates, and what the public sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.outcomes.honours import services
from qingshan.outcomes.honours.forms import ConsentForm, HonourForm, WhyForm
from qingshan.outcomes.honours.queries import (
    certificate_seen_by,
    consents_of,
    holds_on,
    honour_seen_by,
)
from qingshan.outcomes.honours.tables import HonourTable
from qingshan.outcomes.honours.visibility import (
    children_to_honour,
    honours_shown_in_public,
    may_keep,
)
from qingshan.outcomes.models import Certificate, Honour
from qingshan.outcomes.visibility import honours_visible_to
from qingshan.people.choices import is_key
from qingshan.people.visibility import staff_of
from qingshan.records.files import file_answer
from qingshan.records.uploads import EvidenceRefused, checked
from qingshan.school.doors import MemberRequest, member_required, public_school, school_of

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from qingshan.school.membership import Member

RECIPIENT = Honour.Recipient
SHOWN_IN_PUBLIC = 300


def recipients_for(member: Member) -> list[tuple[str, str]]:
    """For whom the person may write an honour down."""
    found = []
    if member.sees_whole_school or staff_of(member) is not None:
        found.append((RECIPIENT.STAFF.value, tr("老师的")))
    if children_to_honour(member).exists():
        found.append((RECIPIENT.STUDENT.value, tr("孩子的")))
    if member.sees_whole_school:
        found.append((RECIPIENT.SCHOOL.value, tr("学校的")))
    return found


@never_cache
@require_GET
@member_required
def honour_list(request: MemberRequest) -> HttpResponse:
    table = HonourTable(honours_visible_to(request.member), request.GET)
    context = {"recipients": recipients_for(request.member), "school": school_of(request)}
    return table_page(request, "outcomes/honour_list.html", table, context)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def honour_new(request: MemberRequest, recipient: str) -> HttpResponse:
    member = request.member
    if recipient not in dict(recipients_for(member)):
        raise Http404
    form = HonourForm(
        request.POST if request.method == "POST" else None,
        request.FILES or None,
        member=member,
        recipient=recipient,
        new=True,
        initial=_named(request),
    )
    context: dict[str, Any] = {
        "form": form,
        "title": tr("记一项{recipient}荣誉").format(recipient=RECIPIENT(recipient).label),
    }
    if not form.is_valid():
        return render(request, "outcomes/honour_form.html", context, status=_status(form))
    try:
        made = services.record_honour(
            actor=member, again=request.POST.get("again") == "yes", **form.cleaned_data
        )
    except services.AlreadyHonoured as held:
        context["already"] = held.honour
        return render(request, "outcomes/honour_form.html", context, status=409)
    messages.success(request, tr("记下了：{made}。").format(made=made.name))
    return redirect("outcomes:honour", made.pk)


@never_cache
@require_GET
@member_required
def honour(request: MemberRequest, pk: int) -> HttpResponse:
    return _honour_page(request, honour_seen_by(request.member, pk))


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def honour_edit(request: MemberRequest, pk: int) -> HttpResponse:
    held = _kept(request, pk)
    form = HonourForm(
        request.POST if request.method == "POST" else None,
        member=request.member,
        recipient=held.recipient,
        new=False,
        initial={name: getattr(held, name) for name in services.CHANGEABLE},
    )
    if form.is_valid():
        services.change_honour(actor=request.member, honour=held, **form.cleaned_data)
        messages.success(request, tr("改好了。"))
        return redirect("outcomes:honour", pk)
    context = {"form": form, "title": tr("改一改"), "honour": held}
    return render(request, "outcomes/honour_form.html", context, status=_status(form))


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def honour_remove(request: MemberRequest, pk: int) -> HttpResponse:
    held = _kept(request, pk)
    form = WhyForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        services.remove_honour(actor=request.member, honour=held, **form.cleaned_data)
        messages.success(request, tr("拿掉了，不再计入任何数字。"))
        return redirect("outcomes:honour_list")
    context = {
        "form": form,
        "title": tr("拿掉“{held}”").format(held=held.name),
        "honour": held,
        "words": tr("拿掉"),
    }
    return render(request, "outcomes/honour_form.html", context, status=_status(form))


@require_POST
@member_required
def certificate_add(request: MemberRequest, pk: int) -> HttpResponse:
    held = _kept(request, pk)
    uploads = request.FILES.getlist("files")
    if not uploads:
        return _honour_page(request, held, refused=tr("还没有选照片。点一下选好，再放上来。"))
    try:
        for upload in uploads:
            services.add_certificate(actor=request.member, honour=held, file=checked(upload))
    except EvidenceRefused as refused:
        return _honour_page(request, held, refused=str(refused))
    except services.TooManyCertificates:
        told = tr("一项荣誉最多放 {certificates_at_most} 张。").format(
            certificates_at_most=services.CERTIFICATES_AT_MOST
        )
        return _honour_page(request, held, refused=told)
    messages.success(request, tr("证书放好了。"))
    return redirect("outcomes:honour", pk)


@require_GET
@member_required
def certificate(request: MemberRequest, pk: int) -> HttpResponseBase:
    held = certificate_seen_by(request.member, pk)
    return file_answer(held.file, name=held.name, media_type=held.media_type)


@require_POST
@member_required
def certificate_remove(request: MemberRequest, pk: int) -> HttpResponse:
    held = certificate_seen_by(request.member, pk)
    _kept(request, held.honour_id)
    services.remove_certificate(actor=request.member, certificate=held)
    messages.success(request, tr("证书拿掉了。"))
    return redirect("outcomes:honour", held.honour_id)


@never_cache
@require_http_methods(["GET", "POST"])
@member_required
def honour_consent(request: MemberRequest, pk: int) -> HttpResponse:
    held = _kept(request, pk)
    if held.recipient == RECIPIENT.SCHOOL:
        raise Http404
    today = request.member.today
    form = ConsentForm(request.POST if request.method == "POST" else None, honour=held, today=today)
    if form.is_valid():
        services.note_consent(actor=request.member, honour=held, since=today, **form.cleaned_data)
        messages.success(request, tr("记下了，公开的名单上有它了。"))
        return redirect("outcomes:honour", pk)
    context = {"form": form, "title": tr("记下同意公开"), "honour": held}
    return render(request, "outcomes/honour_form.html", context, status=_status(form))


@require_POST
@member_required
def consent_withdraw(request: MemberRequest, pk: int) -> HttpResponse:
    services.withdraw_consent(actor=request.member, honour=_kept(request, pk))
    messages.success(request, tr("收回了，公开的名单上没有它了。"))
    return redirect("outcomes:honour", pk)


@require_GET
def honour_public(request: HttpRequest, code: str) -> HttpResponse:
    """For everybody, without signing in: the school's honours, and of people the agreed ones."""
    school = public_school(code)
    today = timezone.localdate()
    found = honours_shown_in_public(school, today).select_related("staff", "student")
    rows = list(found.order_by("-date", "-pk")[:SHOWN_IN_PUBLIC])
    groups = [
        (title, [row for row in rows if row.recipient == recipient])
        for recipient, title in (
            (RECIPIENT.SCHOOL, tr("学校")),
            (RECIPIENT.STAFF, tr("老师")),
            (RECIPIENT.STUDENT, tr("孩子")),
        )
    ]
    context = {"school": school, "groups": [group for group in groups if group[1]]}
    return render(request, "outcomes/honour_public.html", context)


def _named(request: MemberRequest) -> dict[str, Any]:
    """Whom the address names, and today."""
    named = {who: request.GET.get(who, "") for who in ("staff", "student")}
    found: dict[str, Any] = {who: int(key) for who, key in named.items() if is_key(key)}
    return found


def _status(form: Any) -> int:
    return 422 if form.errors else 200


def _kept(request: MemberRequest, pk: int) -> Honour:
    """An honour that the person may keep; another does not exist for a deed."""
    held = honour_seen_by(request.member, pk)
    if not may_keep(request.member, held):
        raise Http404
    return held


def _honour_page(request: MemberRequest, held: Honour, *, refused: str = "") -> HttpResponse:
    keeps = may_keep(request.member, held)
    context = {
        "honour": held,
        "level": held.get_level_display(),
        "certificates": Certificate.objects.filter(honour=held),
        "may_keep": keeps,
        "of_a_person": held.recipient != RECIPIENT.SCHOOL,
        "of_a_child": held.recipient == RECIPIENT.STUDENT,
        "consent": holds_on(held, request.member.today),
        "consents": consents_of(held) if keeps else (),
        "refused": refused,
    }
    return render(request, "outcomes/honour.html", context, status=422 if refused else 200)
