"""Deeds on compared registers: begin a run, decide a pair, take a list out, forget a run."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from qingshan.access.audit import note
from qingshan.care.models import RegisterDoubt, RegisterRow, RegisterRun, RegisterVerdict
from qingshan.care.registers.retention import KEPT_DAYS, scrub
from qingshan.care.registers.rooms import clear, keep, new_room
from qingshan.care.registers.work import sweep, work
from qingshan.exchange.working import hand_over
from qingshan.kit.words import as_written

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from qingshan.school.membership import Member

Listed = RegisterRow.Listed
OF_LEFT = {
    "户籍—学籍": (Listed.NOT_ENROLLED,),
    "学籍—在校": (Listed.DROPOUTS, Listed.RELIEF_DROPOUTS),
}
OF_RIGHT = {"学籍—在校": (Listed.UNREGISTERED,)}


def begin_comparing(
    *,
    actor: Member,
    files: dict[str, UploadedFile[bytes]],
    born_from: dt.date | None = None,
    born_to: dt.date | None = None,
) -> RegisterRun:
    """Stores the registers put in and begins to compare them, off the request."""
    if actor.school is None:
        raise PermissionError
    scrub(before=timezone.localdate() - dt.timedelta(days=KEPT_DAYS))
    sweep()
    folder = new_room()
    for key, file in files.items():
        keep(folder, key, file.chunks())
    with transaction.atomic():
        run = RegisterRun.objects.create(
            school=actor.school,
            account=actor.account,
            folder=folder,
            files={key: (file.name or "")[-100:] for key, file in files.items()},
            born_from=born_from,
            born_to=born_to,
        )
        _note(actor, "compare_registers", run)
    hand_over(lambda: work(run.pk))
    return run


@transaction.atomic
def decide(*, actor: Member, doubt: RegisterDoubt, is_same: bool) -> None:
    """Decides a pair for this run and all later ones; deciding again changes it."""
    verdict = RegisterDoubt.Verdict.SAME if is_same else RegisterDoubt.Verdict.DIFFERENT
    doubt = RegisterDoubt.objects.select_for_update().get(pk=doubt.pk)
    doubt.verdict = verdict
    doubt.save(update_fields=["verdict"])
    RegisterVerdict.objects.update_or_create(
        school_id=doubt.school_id,
        left_print=doubt.left_print,
        right_print=doubt.right_print,
        defaults={
            "is_same": is_same,
            "decided_by": actor.account,
            "decided_at": timezone.now(),
        },
    )
    _rows_of(doubt).update(is_settled=is_same)
    _note(actor, "decide_pair", doubt, verdict=as_written(verdict.label))


def export_rows(*, actor: Member, run: RegisterRun, reason: str) -> None:
    """Notes that the lists of a run leave the house, and why."""
    _note(actor, "export_registers", run, reason=reason)


def read_row(*, actor: Member, row: RegisterRow) -> None:
    """Notes that somebody read all that a register holds of a child."""
    _note(actor, "read_register_row", row)


@transaction.atomic
def forget_run(*, actor: Member, run: RegisterRun) -> None:
    """Removes the lists of a run at once; that it was, and its counts, stay in the audit log."""
    _note(actor, "forget_registers", run)
    clear(run.folder)
    run.rows.all().delete()
    run.doubts.all().delete()
    run.delete()


def _rows_of(doubt: RegisterDoubt) -> Any:
    """The rows of the lists that speak of the two rows of a pair."""
    cells = doubt.columns()
    left = Q(listed__in=OF_LEFT.get(doubt.between, ()), number=cells.get("甲_编号", "")[:60])
    right = Q(listed__in=OF_RIGHT.get(doubt.between, ()), number=cells.get("乙_编号", "")[:60])
    return RegisterRow.objects.filter(left | right, run=doubt.run_id)


def _note(actor: Member, deed: str, subject: Any, **details: Any) -> None:
    note(
        actor=actor.account,
        deed=deed,
        subject=subject,
        school_id=subject.school_id,
        **details,
    )
