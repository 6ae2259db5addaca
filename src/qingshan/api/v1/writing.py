"""Writing the log for a program, and what is answered where that cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ninja.responses import Status

from qingshan.api.once import KeyUsedOtherwise, done_once
from qingshan.api.v1.asking import member_of
from qingshan.api.v1.problems import Problem, refused
from qingshan.records.holding import RecordIsHeld
from qingshan.records.kinds import all_kinds
from qingshan.records.models import Evidence
from qingshan.records.offline.editions import edition_of, told
from qingshan.records.services import (
    AlreadyRecorded,
    NotOnTheStaff,
    NotTheirsToName,
    TooMuchEvidence,
    add_evidence,
    change_record,
    record_deed,
)
from qingshan.records.sheets_sent import NOT_YOURS, SheetRefused, as_filled_in
from qingshan.records.uploads import AT_MOST, EvidenceRefused, checked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from uuid import UUID

    from django.http import HttpResponse
    from ninja.files import UploadedFile

    from qingshan.api.v1.asking import Asked
    from qingshan.api.v1.sheets import RecordChange, RecordIn
    from qingshan.records.kinds import Kind
    from qingshan.records.models import Record

KEY_USED = "这个 Idempotency-Key 已经用来记过别的内容。新的一笔请另取一个。"
NOT_STAFF = "这个账号没有登记为教职工，记不了。请学校管理员补上。"
CHANGED = "这条记录已经不是您读到的样子。请重新读一次，再改。"


def fingerprint(what: str, content: bytes) -> bytes:
    return what.encode() + b"\0" + content


def once(
    request: Asked,
    response: HttpResponse,
    key: str,
    asked: bytes,
    deed: Callable[[UUID], tuple[int, Any]],
) -> Any:
    """The deed's answer, marked where it is one that was given before."""
    try:
        answer = done_once(caller=request.auth, key=key, told=asked, deed=deed)
    except KeyUsedOtherwise as used:
        raise refused({"Idempotency-Key": KEY_USED}) from used
    if answer.again:
        response["Idempotent-Replayed"] = "true"
    return Status(answer.status, answer.body)


def written(request: Asked, kind: Kind, sheet: RecordIn, name: UUID) -> Record:
    """The record, new or written under this name before."""
    fields = _filled_in(request, kind, sheet.model_dump(mode="json"))
    try:
        return record_deed(actor=member_of(request), kind=kind, once=name, **fields)
    except AlreadyRecorded as before:
        if before.same:
            return before.record
        raise refused({"Idempotency-Key": KEY_USED}) from before
    except NotOnTheStaff as stranger:
        raise Problem(403, NOT_STAFF) from stranger
    except NotTheirsToName as stranger:
        raise refused({"student": NOT_YOURS}) from stranger


def corrected(request: Asked, record: Record, change: RecordChange, if_match: str | None) -> None:
    if if_match and edition_of(record) not in if_match:
        raise Problem(412, CHANGED)
    kind = all_kinds().get(record.kind)
    if kind is None:
        raise Problem(409, "学校现在不记这一类了，这条记录不能再改。")
    wanted = change.model_dump(mode="json", exclude_unset=True)
    fields = _filled_in(request, kind, {**told(record), **wanted})
    try:
        change_record(actor=member_of(request), record=record, **fields)
    except RecordIsHeld as rests:
        raise Problem(409, f"这条记录是{rests.by}，孩子和日期不能改。") from rests
    except NotTheirsToName as stranger:
        raise refused({"student": NOT_YOURS}) from stranger


def added_file(request: Asked, record: Record, file: UploadedFile, name: UUID) -> Evidence:
    before = Evidence.objects.filter(record=record, once=name).first()
    if before is not None:
        return before
    try:
        return add_evidence(actor=member_of(request), record=record, file=checked(file), once=name)
    except EvidenceRefused as sentence:
        raise refused({"file": str(sentence)}) from sentence
    except TooMuchEvidence as full:
        raise refused({"file": f"一条记录最多放 {AT_MOST} 个文件。"}) from full


def _filled_in(request: Asked, kind: Kind, fields: Mapping[str, Any]) -> dict[str, Any]:
    try:
        return as_filled_in(member=member_of(request), kind=kind, fields=fields)
    except SheetRefused as sheet:
        raise refused(sheet.errors) from sheet
