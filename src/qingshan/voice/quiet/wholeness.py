"""Whether what families said is all still there, as it was written.

Triggers refuse every change. Whoever owns the database could take the triggers away first; so each
row is sealed with a key that is not in the database, numbers run without a gap, the audit log has a
row for each complaint, and recordings have their digest. What does not fit is said in a sentence.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from auditlog.models import LogEntry

from qingshan.kit.words import tr
from qingshan.voice.complaints.queries import opened
from qingshan.voice.complaints.sealing import seal_of_complaint, seal_of_step
from qingshan.voice.guards import missing
from qingshan.voice.models import Complaint, ComplaintStep, Incident

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qingshan.school.models import School

GUARDS_GONE = tr("数据库里防改动的保护少了，请管理员查明是谁、什么时候拿掉的。")


def what_does_not_fit(school: School) -> list[str]:
    """Sentences about what was changed or is missing; none where all is whole."""
    complaints = list(Complaint.objects.filter(school=school).order_by("number"))
    found = [GUARDS_GONE] if missing() else []
    found += _numbers(complaints, _received(school))
    found += _incidents(complaints)
    found += _complaints(complaints)
    found += _steps(complaints)
    return found


def _received(school: School) -> int:
    """The highest number of which the audit log says that it came in."""
    rows = LogEntry.objects.get_for_model(Complaint).filter(
        additional_data__deed="receive_complaint", additional_data__school=school.pk
    )
    numbers = [row["number"] for row in rows.values_list("additional_data", flat=True)]
    return max(numbers, default=0)


def _numbers(complaints: Sequence[Complaint], received: int) -> Iterator[str]:
    there = {one.number for one in complaints}
    last = max([received, *there], default=0)
    gone = [str(n) for n in range(1, last + 1) if n not in there]
    if gone:
        yield tr("第 {gone} 号投诉不见了。").format(gone=tr("、").join(gone[:10]))


def _incidents(complaints: Sequence[Complaint]) -> Iterator[str]:
    keys = [one.incident_id for one in complaints]
    held = Incident.objects.filter(pk__in=keys, kind=Incident.Kind.COMPLAINT)
    rows = {pk: (day, words) for pk, day, words in held.values_list("pk", "date", "description")}
    for one in complaints:
        if rows.get(one.incident_id) != (one.received_on, str(one)):
            yield tr("第{number}号投诉在“事件”里的那一行不见了，或者被改过。").format(
                number=one.number
            )


def _complaints(complaints: Sequence[Complaint]) -> Iterator[str]:
    before = ""
    for one in complaints:
        if one.seal != seal_of_complaint(one, before):
            yield tr("第{number}号投诉被改过，或者它前面的一件不见了。").format(number=one.number)
        before = one.seal


def _steps(complaints: Sequence[Complaint]) -> Iterator[str]:
    steps: dict[int, list[ComplaintStep]] = defaultdict(list)
    found = ComplaintStep.objects.filter(complaint__in=[one.pk for one in complaints])
    for step in opened(found.order_by("complaint", "place")):
        steps[step.complaint_id].append(step)
    for one in complaints:
        said = steps[one.pk]
        before = one.seal
        if not said:
            yield tr("第{number}号投诉说的话不见了。").format(number=one.number)
        for n, step in enumerate(said, start=1):
            if step.place != n or step.seal != seal_of_step(step, before):
                yield tr("第{number}号投诉的第 {n} 步被改过，或者少了一步。").format(
                    number=one.number, n=n
                )
                break
            before = step.seal
            if step.file and not _is_whole(step):
                yield tr("第{number}号投诉的录音不见了，或者被换过。").format(number=one.number)


def _is_whole(step: ComplaintStep) -> bool:
    try:
        seen = Path(step.file.path).stat()
    except FileNotFoundError:
        return False
    return _digest_of(step.file.path, seen.st_mtime_ns, seen.st_size) == step.digest


@lru_cache(maxsize=4096)
def _digest_of(path: str, written_at: int, size: int) -> str:
    """A file is read once, and again only where it was written to."""
    return hashlib.sha256(Path(path).read_bytes()).hexdigest()
