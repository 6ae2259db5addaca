"""Making an inspection file, off the request: it may be cut off at any moment and left nothing."""

from __future__ import annotations

import logging
import secrets
import zipfile
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone

from qingshan.access.audit import note
from qingshan.documents.checking import TemplateRefused
from qingshan.exchange.progress import Worker
from qingshan.exchange.working import hand_over
from qingshan.kit.words import tr
from qingshan.reports.bundle import documents_of, files_of, index_of
from qingshan.reports.models import InspectionFile
from qingshan.school.membership import member_for
from qingshan.school.models import Term
from qingshan.school.queries import term_words

if TYPE_CHECKING:
    from pathlib import Path

    from qingshan.reports.bundle import Held
    from qingshan.school.membership import Member

INDEX = "打开这里.html"
log = logging.getLogger(__name__)


def place_of(name: str) -> Path:
    """Where a finished file lies."""
    home: Path = settings.QINGSHAN_HOME
    folder = home / "inspection"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder / f"{name}.zip"


def forget(name: str) -> None:
    if name:
        place_of(name).unlink(missing_ok=True)
        place_of(name).with_suffix(".part").unlink(missing_ok=True)


def ask_for_file(
    *, actor: Member, term: Term, documents: list[str], evidence: list[str], reason: str, site: str
) -> InspectionFile:
    """Begins to make one."""
    asked = InspectionFile.objects.create(
        school=term.school,
        account=actor.account,
        term=term.pk,
        words=term_words(term),
        documents=documents,
        evidence=evidence,
        reason=reason,
        file=secrets.token_hex(16),
    )
    note(
        actor=actor.account,
        deed="make_inspection_file",
        subject=asked,
        school_id=term.school_id,
        documents=documents,
        evidence=evidence,
        reason=reason,
    )
    hand_over(lambda: work(asked.pk, site=site))
    return asked


def work(pk: int, *, site: str) -> None:
    """Makes the file. Whatever happens, its row says so."""
    asked = InspectionFile.objects.select_related("school", "account").get(pk=pk)
    try:
        with Worker(asked.file) as worker:
            held = _write(asked, worker, site)
        size = place_of(asked.file).stat().st_size
    except TemplateRefused as refused:
        _failed(asked, tr("学校自己的模板用不了：{refused}").format(refused=refused))
        return
    except Exception:
        log.exception("An inspection file failed: %s", pk)
        _failed(asked, tr("出了意外，没有做完。请再备一次；还不行，请告诉管理系统的人。"))
        return
    InspectionFile.objects.filter(pk=pk).update(
        state=InspectionFile.State.READY, size=size, held=held
    )


def _failed(asked: InspectionFile, sentence: str) -> None:
    forget(asked.file)
    InspectionFile.objects.filter(pk=asked.pk).update(
        state=InspectionFile.State.FAILED, file="", sentence=sentence[:200]
    )


def _write(asked: InspectionFile, worker: Worker, site: str) -> int:
    """Beside its place first, so that a half-made file is never taken for one."""
    member = member_for(asked.account, school_id=asked.school_id)
    term = Term.objects.select_related("year", "school").get(pk=asked.term, school=asked.school)
    today = timezone.localdate()
    part = place_of(asked.file).with_suffix(".part")
    listed: list[Held] = []
    total = len(asked.documents)
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as book:
        for one in documents_of(member, term, today, asked.documents, site=site):
            listed.append(_put(book, one))
            worker.tell(tr("写好了{one}").format(one=one.name), len(listed), total)
        for one in files_of(member, term, today, asked.evidence):
            listed.append(_put(book, one))
            worker.tell(tr("放进佐证"), len(listed), 0)
        title = f"{asked.school.name} {asked.words}迎检资料"
        made_on = f"{today.year}年{today.month}月{today.day}日备"
        book.writestr(INDEX, index_of(title, made_on, listed))
    part.replace(place_of(asked.file))
    return len(listed)


def _put(book: zipfile.ZipFile, one: Held) -> Held:
    """Writes a file; what is remembered of it for the index is not its content."""
    book.writestr(one.path, one.data)
    return type(one)(one.folder, one.name, one.words, b"")
