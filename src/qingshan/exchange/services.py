"""Deeds of the pages: take a file, check it, load it, write the school out."""

from __future__ import annotations

import datetime as dt
import logging
import secrets
from dataclasses import astuple
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from qingshan.access.audit import note
from qingshan.access.roles import Role
from qingshan.exchange.dumping import dump
from qingshan.exchange.loading import load
from qingshan.exchange.marking import write_marked
from qingshan.exchange.models import LoadProblem, LoadRun
from qingshan.exchange.problems import UNREADABLE
from qingshan.exchange.progress import Worker
from qingshan.exchange.retention import KEPT_DAYS, scrub
from qingshan.exchange.storage import MARKED, beside, forget, keep, stored
from qingshan.exchange.working import hand_over
from qingshan.kit.words import tr
from qingshan.school.models import Appointment, School

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path
    from typing import IO

    from qingshan.access.models import Account
    from qingshan.exchange.loading import Outcome

KEPT_PROBLEMS = 10_000
"""Of a run; a file with more is better mended in the marked workbook anyway."""

log = logging.getLogger(__name__)


def take_workbook(
    *, actor: Account, school: School | None, name: str, chunks: Iterable[bytes]
) -> LoadRun:
    """Stores an uploaded file and begins to check it, off the request."""
    scrub(before=timezone.localdate() - dt.timedelta(days=KEPT_DAYS))
    file = keep(chunks)
    with transaction.atomic():
        run = LoadRun.objects.create(account=actor, school=school, name=name[-200:], file=file)
        note(
            actor=actor,
            deed="take_workbook",
            subject=run,
            school_id=school.pk if school else None,
            file=run.name,
        )
    hand_over(lambda: work(run.pk, dry_run=True))
    return run


def begin_loading(*, run: LoadRun, actor: Account) -> bool:
    """Begins to load a checked run; False where it is no longer waiting for that."""
    waiting = LoadRun.objects.filter(pk=run.pk, state=LoadRun.State.READY).exclude(file="")
    begun = waiting.update(
        state=LoadRun.State.LOADING, account=actor, finished_at=None, begun_at=timezone.now()
    )
    if begun:
        hand_over(lambda: work(run.pk, dry_run=False))
    return bool(begun)


def work(run_id: int, *, dry_run: bool) -> None:
    """Checks or loads the file of a run: one code path. Whatever happens, the run says so."""
    run = LoadRun.objects.select_related("school", "account").get(pk=run_id)
    try:
        with Worker(run.file) as worker:
            outcome = load(
                stored(run.file),
                actor=run.account,
                school=run.school,
                only_new=run.school is None,
                dry_run=dry_run,
                tell=worker.tell,
                within=lambda outcome: _loaded(run, outcome),
            )
            if dry_run or not outcome.ok:
                _keep_findings(run, outcome)
                _mark_in_advance(run, outcome)
    except Exception:
        log.exception("A run over a workbook failed: %s", run.pk)
        LoadRun.objects.filter(pk=run.pk).update(
            state=LoadRun.State.FAILED,
            finished_at=timezone.now(),
            sentence=tr(
                "出了意外，什么都没有写入。请再放一次；还不行，请把这本工作簿交给管理系统的人。"
            ),
        )
        return
    if run.state == LoadRun.State.LOADED:
        forget(run.file)


def dump_school(*, actor: Account, school: School, out: IO[bytes]) -> None:
    """Writes the school's workbook to `out`. Reads much, so the audit row comes after."""
    rows = dump(school, out)
    note(actor=actor, deed="dump_workbook", subject=school, school_id=school.pk, rows=rows)


def _loaded(run: LoadRun, outcome: Outcome) -> None:
    """In the transaction of the load itself: either all of it happened, or none."""
    if outcome.school is None:
        return
    if run.school is None:
        Appointment.objects.create(
            account=run.account,
            school=outcome.school,
            role=Role.ADMINISTRATOR,
            since=timezone.localdate(),
        )
        note(
            actor=run.account,
            deed="grant_office",
            subject=run.account,
            school_id=outcome.school.pk,
            office=Role.ADMINISTRATOR.label,
        )
        run.school = outcome.school
        mine = LoadRun.objects.filter(school=None, account=run.account)
        LoadProblem.objects.filter(run__in=mine).update(school=outcome.school)
        mine.update(school=outcome.school)
    file, run.file = run.file, ""
    run.state = LoadRun.State.LOADED
    run.counts = _counts(outcome)
    run.finished_at = timezone.now()
    run.save()
    run.file = file  # removed once the transaction is through


@transaction.atomic
def _keep_findings(run: LoadRun, outcome: Outcome) -> None:
    errors = [problem for problem in outcome.problems if problem.severity == "error"]
    run.state = LoadRun.State.REFUSED if errors else LoadRun.State.READY
    run.counts = _counts(outcome)
    run.errors = len(errors)
    run.finished_at = timezone.now()
    run.sentence = errors[0].message[:300] if _is_unreadable(outcome) else ""
    run.save()
    run.problems.all().delete()
    LoadProblem.objects.bulk_create(
        (
            LoadProblem(
                school=run.school,
                run=run,
                place=at,
                sheet=problem.sheet[:31],
                row=problem.row,
                column=problem.column[:100],
                code=problem.code,
                value=problem.value[:200],
                message=problem.message,
                is_error=problem.severity == "error",
            )
            for at, problem in enumerate(outcome.problems[:KEPT_PROBLEMS])
        ),
        batch_size=500,
    )


def marked_workbook(run: LoadRun) -> Path:
    """The run's workbook with its faulty cells coloured."""
    path = beside(run.file, MARKED)
    if not path.exists():
        outcome = load(stored(run.file), school=run.school, only_new=not run.school, dry_run=True)
        _mark(run, outcome)
    return path


def _mark_in_advance(run: LoadRun, outcome: Outcome) -> None:
    if run.state == LoadRun.State.REFUSED and not _is_unreadable(outcome):
        _mark(run, outcome)


def _mark(run: LoadRun, outcome: Outcome) -> None:
    path = beside(run.file, MARKED)
    # A name of its own: somebody may ask for the copy while the check is still making it.
    fresh = path.with_suffix(f".{secrets.token_hex(4)}.fresh")
    try:
        fresh.touch(mode=0o600)
        write_marked(stored(run.file), outcome.problems, fresh)
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)


def _is_unreadable(outcome: Outcome) -> bool:
    return any(problem.code == UNREADABLE for problem in outcome.problems)


def _counts(outcome: Outcome) -> dict[str, list[int]]:
    return {title: list(astuple(count)) for title, count in outcome.counts.items()}
