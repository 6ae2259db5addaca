"""The one file a person is given: to be read, as data, and with the files that are theirs."""

from __future__ import annotations

import json
import zipfile
from typing import IO, TYPE_CHECKING, Any

from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from qingshan.access.audit import note
from qingshan.kit.words import makes_a_file
from qingshan.privacy.subjects.gathering import everything_about

if TYPE_CHECKING:
    from datetime import date

    from qingshan.access.models import Account
    from qingshan.privacy.subjects.gathering import Everything
    from qingshan.privacy.subjects.person import Person

PAGE, DATA = "打开这里.html", "数据.json"


@makes_a_file
def give(*, actor: Account | None, person: Person, reason: str, into: IO[bytes]) -> Everything:
    """Writes the file into `into`; with a reason the sealed words are opened. Noted either way."""
    told = everything_about(person, opened=bool(reason))
    with transaction.atomic():
        note(
            actor=actor,
            deed="give_everything",
            subject=person.row,
            school_id=person.row.school_id,
            opened=told.opened,
            reason=reason,
            files=len(told.files),
        )
    with zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(PAGE, _page(told, timezone.localdate()))
        book.writestr(DATA, json.dumps(as_data(told), ensure_ascii=False, indent=1))
        for one in told.files:
            with one.file.open("rb") as kept:
                book.writestr(one.place, kept.read())
    return told


def file_name(person: Person) -> str:
    return f"{person.row.name}的个人信息.zip"


def as_data(told: Everything) -> dict[str, Any]:
    """The same for a program: what stands on the page, kind by kind."""
    return {
        "school": told.person.school.name,
        "about": told.person.row.name,
        "given_on": timezone.localdate().isoformat(),
        "sealed_words_opened": told.opened,
        "kinds": [
            {
                "key": one.kind.key,
                "title": one.kind.title,
                "purpose": one.kind.purpose,
                "basis": one.kind.basis.value,
                "law": one.kind.law,
                "holder": one.kind.holder,
                "kept": one.kept,
                "tables": [{"title": table.title, "rows": table.rows} for table in one.tables],
            }
            for one in told.chapters
        ],
        "parts": [
            {
                "kind": one.kind.title,
                "table": one.table,
                "role": one.role,
                "number": one.number,
                "first": str(one.first or ""),
                "last": str(one.last or ""),
            }
            for one in told.parts
        ],
        "withheld": [{"what": what, "why": why} for what, why in told.withheld.items()],
        "files": [one.place for one in told.files],
    }


def _page(told: Everything, today: date) -> str:
    return render_to_string("privacy/everything.html", {"told": told, "today": today})
