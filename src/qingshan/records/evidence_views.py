"""Pages of one record: what it says, and the files that bear it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from qingshan.kit.words import tr
from qingshan.records.counted import counted_for
from qingshan.records.files import file_answer
from qingshan.records.holding import RecordIsHeld
from qingshan.records.kinds import FIVES, all_kinds
from qingshan.records.models import Evidence
from qingshan.records.queries import (
    evidence_seen_by,
    own_record,
    record_seen_by,
)
from qingshan.records.services import (
    TooMuchEvidence,
    add_evidence,
    remove_evidence,
)
from qingshan.records.uploads import AT_MOST, EvidenceRefused, checked
from qingshan.records.visibility import can_change_record
from qingshan.school.doors import MemberRequest, member_required

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.http.response import HttpResponseBase

    from qingshan.records.models import Record


@require_GET
@member_required
def record(request: MemberRequest, pk: int) -> HttpResponse:
    return _record_page(request, record_seen_by(request.member, pk))


@require_POST
@member_required
def evidence_add(request: MemberRequest, pk: int) -> HttpResponse:
    held = own_record(request.member, pk)
    try:
        for upload in _chosen(request):
            add_evidence(actor=request.member, record=held, file=checked(upload))
    except EvidenceRefused as refused:
        return _record_page(request, held, refused=str(refused))
    except TooMuchEvidence:
        return _record_page(
            request, held, refused=tr("一条记录最多放 {at_most} 个文件。").format(at_most=AT_MOST)
        )
    messages.success(request, tr("佐证材料放好了。"))
    return redirect("records:record", pk)


@require_GET
@member_required
def evidence(request: MemberRequest, pk: int) -> HttpResponseBase:
    """The file itself: pictures are shown, everything else is only handed over."""
    held = evidence_seen_by(request.member, pk)
    return file_answer(held.file, name=held.name, media_type=held.media_type)


@require_POST
@member_required
def evidence_remove(request: MemberRequest, pk: int) -> HttpResponse:
    held = evidence_seen_by(request.member, pk)
    own_record(request.member, held.record_id)
    try:
        remove_evidence(actor=request.member, evidence=held)
    except RecordIsHeld as rests:
        messages.info(request, tr("这条记录是{by}，文件不能拿掉。").format(by=rests.by))
        return redirect("records:record", held.record_id)
    messages.success(request, tr("文件已经拿掉。"))
    return redirect("records:record", held.record_id)


def _record_page(request: MemberRequest, held: Record, *, refused: str = "") -> HttpResponse:
    kind = all_kinds().get(held.kind)
    shown = {
        "record": held,
        "kind": kind,
        "five": FIVES.get(held.which_five, ""),
        "counted": counted_for(request.member, held),
        "files": Evidence.objects.filter(record=held),
        "may_change": can_change_record(request.member, held) and kind is not None,
        "refused": refused,
        "most": AT_MOST,
    }
    return render(request, "records/record.html", shown, status=422 if refused else 200)


def _chosen(request: MemberRequest) -> list[UploadedFile[bytes]]:
    files = request.FILES.getlist("files")
    if not files:
        raise EvidenceRefused(tr("还没有选文件。点“选文件”，挑好照片再放上来。"))
    return files
