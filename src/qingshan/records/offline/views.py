"""The page that works without a signal, and what it asks the server while there is one.

Page, worker and manifest hold nothing of anybody: they lie open in a phone's cache. What is
somebody's comes as JSON, which the page keeps sealed.
"""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_POST

from qingshan.kit.words import as_read, is_source, tr
from qingshan.records.kinds import all_kinds
from qingshan.records.offline.carried import carried_as, take_in_carried
from qingshan.records.offline.outcome import refused
from qingshan.records.offline.queries import bundle_for
from qingshan.records.offline.services import NoSuchSheet, take_in, take_photo
from qingshan.records.services import NotOnTheStaff, NotTheirsToName, TooMuchEvidence
from qingshan.records.sheets_sent import NOT_YOURS, SheetRefused, as_filled_in
from qingshan.records.uploads import AT_MOST, EvidenceRefused, checked
from qingshan.school.doors import MemberRequest, member_required

if TYPE_CHECKING:
    from qingshan.records.kinds import Kind
    from qingshan.records.offline.outcome import Outcome

PAGE_FILES = (
    "kit/kit.css",
    "kit/dark.css",
    "kit/mark.svg",
    "kit/vault.js",
    "kit/words.js",
    "kit/words.en.js",
    "records/entry.css",
    "records/offline.css",
    "records/offline/sending.js",
    "records/offline/drawing.js",
    "records/offline/sheet.js",
    "records/offline/asked.js",
    "records/offline/both.js",
    "records/offline/page.js",
)
"""What the page needs besides itself; the worker keeps them."""

RETIRED = tr("学校现在不记这一类了。请把要紧的话抄下来，换一类再记。")
NOT_STAFF = tr("这个账号没有登记为教职工，记不了。请学校管理员补上。")


@require_GET
@member_required
def offline(request: MemberRequest) -> HttpResponse:
    """The same page for everybody: it is kept on the device and filled there."""
    return render(request, "records/offline.html")


@require_GET
def offline_worker(request: MemberRequest) -> HttpResponse:
    """The service worker. Its text changes with any file it keeps, so a new version is noticed.

    So it does with the reader's language: the page is kept in the one that was chosen last.
    """
    kept = {
        "language": get_language(),
        "page": reverse("records:offline"),
        "files": [static(name) for name in PAGE_FILES] + [reverse("records:offline_manifest")],
    }
    answer = render(
        request,
        "records/offline_worker.js",
        {"kept": json.dumps(kept)},
        content_type="text/javascript; charset=utf-8",
    )
    answer["Service-Worker-Allowed"] = "/"
    answer["Cache-Control"] = "no-cache"
    return answer


@require_GET
def offline_manifest(request: MemberRequest) -> HttpResponse:
    """What makes the page an app on a phone's first screen."""
    icon = {"src": static("kit/mark.svg"), "type": "image/svg+xml", "sizes": "any"}
    told = {
        "name": tr("青山"),
        "short_name": tr("青山"),
        "lang": "zh-CN" if is_source() else get_language(),
        "start_url": reverse("records:offline"),
        "scope": "/",
        "display": "standalone",
        "background_color": "#f5f6f1",
        "theme_color": "#2c6650",
        "icons": [icon],
    }
    return JsonResponse(as_read(told), content_type="application/manifest+json")


@never_cache
@ensure_csrf_cookie
@require_GET
@member_required
def offline_bundle(request: MemberRequest) -> HttpResponse:
    return JsonResponse(as_read(bundle_for(request.member)))


@require_POST
@member_required
def offline_send(request: MemberRequest) -> HttpResponse:
    """One sheet as JSON: `owner`, `id`, `kind`, `edition`, `fields`; answers what became of it."""
    try:
        sheet = json.loads(request.body)
        once, owner = UUID(str(sheet["id"])), str(sheet["owner"])
        edition, fields = str(sheet.get("edition") or ""), dict(sheet["fields"])
        key = str(sheet["kind"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return JsonResponse({"state": "unreadable"}, status=HTTPStatus.BAD_REQUEST)
    if owner != str(request.member.account.pk):
        return _of_another_account()
    if carried := carried_as(key):
        outcome = take_in_carried(
            actor=request.member, once=once, carried=carried, edition=edition, fields=fields
        )
    else:
        outcome = _outcome(request, once, all_kinds().get(key), edition, fields)
    return JsonResponse(as_read(outcome.as_json()))


@require_POST
@member_required
def offline_photo(request: MemberRequest) -> HttpResponse:
    """One photograph of a sheet that was sent: `owner`, `sheet`, `photo` and the file."""
    try:
        once, photo = UUID(request.POST["sheet"]), UUID(request.POST["photo"])
        (upload,) = request.FILES.getlist("file")
    except (ValueError, KeyError):  # no such name, no file, or several
        return JsonResponse({"state": "unreadable"}, status=HTTPStatus.BAD_REQUEST)
    if request.POST.get("owner") != str(request.member.account.pk):
        return _of_another_account()
    try:
        take_photo(actor=request.member, once=once, photo=photo, file=checked(upload))
    except EvidenceRefused as sentence:
        return JsonResponse(as_read(refused(photos=str(sentence)).as_json()))
    except TooMuchEvidence:
        most = tr("一条记录最多放 {at_most} 张。").format(at_most=AT_MOST)
        return JsonResponse(as_read(refused(photos=most).as_json()))
    except NoSuchSheet:
        return JsonResponse({"state": "gone"})
    return JsonResponse({"state": "saved"})


def _outcome(
    request: MemberRequest, once: UUID, kind: Kind | None, edition: str, fields: dict[str, Any]
) -> Outcome:
    if kind is None:
        return refused(kind=RETIRED)
    try:
        told = as_filled_in(member=request.member, kind=kind, fields=fields)
        return take_in(actor=request.member, once=once, kind=kind, edition=edition, fields=told)
    except SheetRefused as sheet:
        return refused(**sheet.errors)
    except NotOnTheStaff:
        return refused(kind=NOT_STAFF)
    except NotTheirsToName:
        return refused(student=NOT_YOURS)


def _of_another_account() -> HttpResponse:
    """Somebody else has signed in on this device: what waits is not theirs to send."""
    return JsonResponse({"state": "other"}, status=HTTPStatus.CONFLICT)
