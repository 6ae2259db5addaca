"""The comparison itself, off the request; it may be cut off at any moment and then left nothing."""

from __future__ import annotations

import csv
import json
import logging
import time
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from crosscheck import Decisions, Outcome, Question, RegisterRefused, compare
from crosscheck.columns import BIRTH, IDENTITY, NAME, NUMBER, REGISTERS
from crosscheck.dates import plain_date
from crosscheck.names import plain_name
from crosscheck.numbers import plain_identity
from qingshan.access.fields import lookup_hash
from qingshan.care.models import RegisterDoubt, RegisterRow, RegisterRun, RegisterVerdict
from qingshan.care.registers.rooms import clear, house, room
from qingshan.exchange.progress import Worker, progress_of
from qingshan.kit.words import tr
from qingshan.people.models import Student
from qingshan.people.search_keys import search_key

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from qingshan.school.models import School

KEPT_ROWS = 20_000
"""Of a list; a longer one is no list of children to look for but a wrong file."""
MEMORY = "1500MB"
TITLES = {register.key: register.title for register in REGISTERS}

log = logging.getLogger(__name__)


def work(run_id: int) -> None:
    """Compares the files of a run. Whatever happens, the run says so and the files are gone."""
    run = RegisterRun.objects.select_related("school", "account").get(pk=run_id)
    folder = room(run.folder)
    try:
        with Worker(run.folder) as worker:
            outcome = compare(_question(run, folder), folder / "out", worker.tell)
            worker.tell(tr("记下名单"), 1, 1)
            _keep(run, outcome, folder / "out")
    except RegisterRefused as error:
        _end(run, RegisterRun.State.REFUSED, sentence=_told(run, error))
    except Exception:
        log.exception("A comparison of registers failed: %s", run.pk)
        sentence = tr("出了意外，什么都没有留下。请再比一次；还不行，请告诉管理系统的人。")
        _end(run, RegisterRun.State.FAILED, sentence=sentence)
    finally:
        clear(run.folder)
        RegisterRun.objects.filter(pk=run.pk).update(folder="")


def sweep() -> None:
    """Removes the rooms of runs that were cut off, and lets those runs say so."""
    live = set()
    for run in RegisterRun.objects.filter(state=RegisterRun.State.RUNNING):
        if progress_of(run.folder, begun=run.begun_at.timestamp()).alive:
            live.add(run.folder)
        else:
            sentence = tr("中断了，什么都没有留下。请再比一次。")
            _end(run, RegisterRun.State.FAILED, sentence=sentence, folder="")
    for path in house().iterdir():
        if path.name not in live and time.time() - path.stat().st_mtime > 60:
            clear(path.name)


def decisions_of(school: School) -> Decisions:
    """What people of the school have decided about pairs so far."""
    rows = RegisterVerdict.objects.filter(school=school)
    told = list(rows.values_list("left_print", "right_print", "is_same"))
    return Decisions(
        key=f"{settings.LOOKUP_KEY}/{school.pk}".encode(),
        same=frozenset((a, b) for a, b, same in told if same),
        different=frozenset((a, b) for a, b, same in told if not same),
    )


def _question(run: RegisterRun, folder: Path) -> Question:
    files = {key: str(folder / key) for key in run.files}
    return Question(
        population=files["population"],
        roll=files["roll"],
        present=files["present"],
        relief=files.get("relief"),
        born_from=run.born_from,
        born_to=run.born_to,
        by=run.account.name,
        decisions=decisions_of(run.school),
        memory_limit=MEMORY,
        private=folder,
    )


def _told(run: RegisterRun, error: RegisterRefused) -> str:
    """The refusal with the name the person knows the file by."""
    key = error.file.rsplit("/", 1)[-1].rsplit("\\", 1)[-1]
    place = tr("{get}（{get2}）").format(get=TITLES.get(key, ""), get2=run.files.get(key, key))
    line = tr("第 {line} 行").format(line=error.line) if error.line else ""
    return f"{place}{line}：{error.reason}"[:300]


def _end(run: RegisterRun, state: str, **told: Any) -> None:
    RegisterRun.objects.filter(pk=run.pk).update(state=state, finished_at=timezone.now(), **told)


@transaction.atomic
def _keep(run: RegisterRun, outcome: Outcome, out: Path) -> None:
    for listed in RegisterRow.Listed.values:
        RegisterRow.objects.bulk_create(_rows(run, listed, out), batch_size=500)
    RegisterDoubt.objects.bulk_create(_doubts(run, outcome), batch_size=500)
    _end(run, RegisterRun.State.DONE, counts=outcome.lists, notes=outcome.notes, sentence="")


def _rows(run: RegisterRun, listed: str, out: Path) -> Iterator[RegisterRow]:
    known = _Roster(run.school)
    with (out / f"{listed}.csv").open(encoding="utf-8-sig", newline="") as opened:
        for place, cells in enumerate(csv.DictReader(opened), start=1):
            if place > KEPT_ROWS:
                return
            why, nearest = cells.pop("why"), cells.pop("nearest")
            cells.pop("score")
            name, number = cells[NAME][:60], cells[NUMBER][:60]
            yield RegisterRow(
                school=run.school,
                run=run,
                listed=listed,
                place=place,
                number=number,
                name=name,
                search_key=search_key(name, number)[:250],
                cells=json.dumps(cells, ensure_ascii=False),
                why=why,
                nearest=nearest[:60],
                student_id=known.child(cells),
            )


def _doubts(run: RegisterRun, outcome: Outcome) -> Iterator[RegisterDoubt]:
    for place, doubt in enumerate(outcome.doubts[:KEPT_ROWS], start=1):
        yield RegisterDoubt(
            school=run.school,
            run=run,
            place=place,
            between=doubt.cells["比对"],
            question=doubt.cells["问题"],
            left_print=doubt.left,
            right_print=doubt.right,
            cells=json.dumps(doubt.cells, ensure_ascii=False),
            why=doubt.cells["why"],
        )


class _Roster:
    """The children of the school, found by identity number, else by name and birthday."""

    def __init__(self, school: School) -> None:
        self.by_number: dict[str, int] = {}
        self.by_name: dict[tuple[str, str], int | None] = {}
        columns = ("pk", "id_number_hash", "name", "birth_date")
        for pk, number, name, born in Student.objects.filter(school=school).values_list(*columns):
            if number:
                self.by_number[number] = pk
            key = (plain_name(name), born.isoformat())
            self.by_name[key] = None if key in self.by_name else pk

    def child(self, cells: dict[str, str]) -> int | None:
        number = lookup_hash(plain_identity(cells.get(IDENTITY) or ""))
        if number in self.by_number:
            return self.by_number[number]
        born = plain_date(cells.get(BIRTH) or "")
        return self.by_name.get((plain_name(cells[NAME]), born))
