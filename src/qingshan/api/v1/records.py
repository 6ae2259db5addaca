"""The log: read by kind, day and person; written, corrected and taken back as on its pages."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from ninja import File, Query, Router
from ninja.files import UploadedFile
from ninja.responses import Status

from qingshan.api.v1.asking import Asked, Key, member_of, mind_that_it_may_record
from qingshan.api.v1.paging import Listing, PageOut
from qingshan.api.v1.problems import SENTENCES, Problem, refused
from qingshan.api.v1.sheets import (
    EvidenceOut,
    IdempotencyKey,
    IfMatch,
    RecordChange,
    RecordIn,
    RecordOut,
    RecordsAsked,
    evidence_as_told,
    record_as_told,
)
from qingshan.api.v1.writing import added_file, corrected, fingerprint, once, written
from qingshan.records.files import file_answer
from qingshan.records.holding import RecordIsHeld
from qingshan.records.kinds import all_kinds
from qingshan.records.models import Record
from qingshan.records.queries import evidence_seen_by, own_record
from qingshan.records.services import withdraw_record
from qingshan.records.visibility import records_visible_to

router = Router()
RECORDS = Listing("records", newest="date")
ASKABLE = {field.alias or name for name, field in RecordsAsked.model_fields.items()}
NAMES = {
    "staff_name": F("staff__name"),
    "student_name": F("student__name"),
    "class_name": F("school_class__name"),
}
UNKNOWN_KIND = "学校没有这一类记录。能用的类型在 /kinds 里。"


@router.get("/records", response=PageOut[RecordOut], summary="记录，近的在前")
def record_list(request: Asked, asked: Query[RecordsAsked]) -> dict[str, Any]:
    strange = set(request.GET) - ASKABLE
    if strange:  # misspelt and passed over, a condition would answer with everything
        raise refused(dict.fromkeys(sorted(strange), SENTENCES["extra_forbidden"]))
    if asked.kind and asked.kind not in all_kinds():
        raise refused({"kind": UNKNOWN_KIND})
    rows, following = RECORDS.page(asked.narrowing(_seen(request)), asked.cursor, asked.limit)
    return {"items": [record_as_told(row, member_of(request)) for row in rows], "next": following}


@router.get("/records/{key}", response=RecordOut, summary="一条记录")
def record_one(request: Asked, key: Key, response: HttpResponse) -> RecordOut:
    told = record_as_told(_one(request, key), member_of(request))
    response["ETag"] = f'"{told.edition}"'
    return told


@router.post(
    "/records",
    response={201: RecordOut},
    summary="记一笔",
    description="要填什么看 /kinds。同一个 Idempotency-Key 发几次都只记一次。",
)
def record_new(
    request: Asked, sheet: RecordIn, idempotency_key: IdempotencyKey, response: HttpResponse
) -> Any:
    mind_that_it_may_record(request)
    kind = all_kinds().get(sheet.kind)
    if kind is None:
        raise refused({"kind": UNKNOWN_KIND})

    def deed(name: Any) -> tuple[int, Any]:
        record = written(request, kind, sheet, name)
        return 201, _told_again(request, record.pk)

    return once(request, response, idempotency_key, fingerprint("records", request.body), deed)


@router.patch("/records/{key}", response=RecordOut, summary="改自己的一条记录")
def record_edit(
    request: Asked, key: Key, change: RecordChange, if_match: IfMatch = None
) -> RecordOut:
    mind_that_it_may_record(request)
    corrected(request, own_record(member_of(request), key), change, if_match)
    return record_as_told(_one(request, key), member_of(request))


@router.delete("/records/{key}", response={204: None}, summary="撤回自己的一条记录")
def record_withdraw(request: Asked, key: Key) -> Status[None]:
    mind_that_it_may_record(request)
    try:
        withdraw_record(actor=member_of(request), record=own_record(member_of(request), key))
    except RecordIsHeld as rests:
        raise Problem(409, f"这条记录是{rests.by}，不能撤回。") from rests
    return Status(204, None)


@router.post(
    "/records/{key}/evidence",
    response={201: EvidenceOut},
    summary="给自己的一条记录放一个文件",
    description="照片、PDF、Word、Excel、PPT，最大 10 MB；照片里的拍摄地点会去掉。",
)
def evidence_add(
    request: Asked,
    key: Key,
    file: File[UploadedFile],
    idempotency_key: IdempotencyKey,
    response: HttpResponse,
) -> Any:
    mind_that_it_may_record(request)
    record = own_record(member_of(request), key)
    content = file.read()
    file.seek(0)

    def deed(name: Any) -> tuple[int, Any]:
        return 201, evidence_as_told(added_file(request, record, file, name)).dict()

    told = fingerprint(f"evidence/{key}/{file.name}", content)
    return once(request, response, idempotency_key, told, deed)


@router.get(
    "/evidence/{key}",
    response={200: None},
    summary="记录里的一个文件",
    openapi_extra={
        "responses": {
            200: {
                "description": "OK",
                "content": {"*/*": {"schema": {"type": "string", "format": "binary"}}},
            }
        }
    },
)
def evidence(request: Asked, key: Key) -> HttpResponseBase:
    held = evidence_seen_by(member_of(request), key)
    return file_answer(held.file, name=held.name, media_type=held.media_type)


def _seen(request: Asked) -> QuerySet[Record]:
    seen = records_visible_to(member_of(request)).annotate(**NAMES)
    return seen.prefetch_related("evidence")


def _one(request: Asked, key: int) -> Record:
    found = _seen(request).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def _told_again(request: Asked, key: int) -> Any:
    return record_as_told(_one(request, key), member_of(request)).model_dump(mode="json")
