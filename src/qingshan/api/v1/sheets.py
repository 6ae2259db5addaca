"""A record as it is asked for, told and sent."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Any

from django.urls import reverse
from ninja import Header, Schema
from pydantic import ConfigDict, Field

from qingshan.api.v1.asking import Day, Key
from qingshan.api.v1.names import Named, maybe_named, named
from qingshan.api.v1.paging import Cursor, Limit
from qingshan.records.models import Evidence
from qingshan.records.offline.editions import edition_of
from qingshan.records.visibility import can_change_record

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.records.models import Record
    from qingshan.school.membership import Member

Number = Annotated[int, Field(ge=0, le=1_000_000)]
Title = Annotated[str, Field(max_length=200)]
Content = Annotated[str, Field(max_length=20_000)]
Parts = Annotated[list[Annotated[str, Field(max_length=50)]], Field(max_length=20)]
IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        pattern=r"^[\x21-\x7e]+$",
        description="这一笔的名字，由发送的程序取，例如一个 UUID；重发用同一个",
    ),
]
IfMatch = Annotated[
    str | None,
    Header(alias="If-Match", max_length=100, description="读到它时的 ETag；已经被改过就不改"),
]


class RecordsAsked(Schema):
    """Which records: each condition narrows, and one that there is not is refused."""

    kind: str | None = Field(None, max_length=64, description="类型的 key，见 /kinds")
    first: Day | None = Field(None, alias="from")
    last: Day | None = Field(None, alias="to")
    student: Key | None = None
    staff: Key | None = None
    school_class: Key | None = None
    cursor: Cursor | None = None
    limit: Limit = 50

    def narrowing(self, rows: QuerySet[Record]) -> QuerySet[Record]:
        wanted = {
            "kind": self.kind,
            "date__gte": self.first,
            "date__lte": self.last,
            "student": self.student,
            "staff": self.staff,
            "school_class": self.school_class,
        }
        return rows.filter(**{name: value for name, value in wanted.items() if value})


class RecordIn(Schema):
    """A new record: of what kind, on what day, and what the kind asks for."""

    model_config = ConfigDict(extra="forbid")

    kind: str = Field(max_length=64)
    date: Day
    student: Key | None = None
    school_class: Key | None = None
    title: Title = ""
    content: Content = ""
    words: Number | None = None
    minutes: Number | None = None
    parts: Parts = Field(default_factory=list)


class RecordChange(Schema):
    """What is to be otherwise; the rest stays."""

    model_config = ConfigDict(extra="forbid")

    date: Day | None = None
    student: Key | None = None
    school_class: Key | None = None
    title: Title | None = None
    content: Content | None = None
    words: Number | None = None
    minutes: Number | None = None
    parts: Parts | None = None


class EvidenceOut(Schema):
    """A file of a record; its content is under /evidence/{id}."""

    id: int
    name: str
    media_type: str
    size: int


class RecordOut(Schema):
    """A record; `page` is where it stands in the school's own pages, `edition` its fingerprint."""

    id: int
    number: str
    date: dt.date
    kind: str
    kind_label: str
    staff: Named
    student: Named | None
    school_class: Named | None
    title: str
    content: str
    words: int | None
    minutes: int | None
    parts: list[str]
    evidence: list[EvidenceOut]
    edition: str
    may_change: bool
    page: str


def evidence_as_told(one: Evidence) -> EvidenceOut:
    return EvidenceOut(id=one.pk, name=one.name, media_type=one.media_type, size=one.size)


def record_as_told(row: Any, member: Member) -> RecordOut:
    """`row` carries the names of staff, child and class."""
    return RecordOut(
        id=row.pk,
        number=row.number,
        date=row.date,
        kind=row.kind,
        kind_label=row.kind_label,
        staff=named(row.staff_id, row.staff_name),
        student=maybe_named(row.student_id, row.student_name),
        school_class=maybe_named(row.school_class_id, row.class_name),
        title=row.title,
        content=row.content,
        words=row.words,
        minutes=row.minutes,
        parts=row.parts.split(),
        evidence=[evidence_as_told(one) for one in row.evidence.all()],
        edition=edition_of(row),
        may_change=can_change_record(member, row),
        page=reverse("records:record", args=[row.pk]),
    )
