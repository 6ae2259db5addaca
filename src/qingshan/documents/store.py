"""The template of a school for a document: the shipped one, or its own as edited in Word or Excel.

A school's own lie beside the database, one file each; `qingshan backup` takes them along.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from qingshan.access.audit import note
from qingshan.documents.checking import check_template

if TYPE_CHECKING:
    from pathlib import Path

    from qingshan.access.models import Account
    from qingshan.documents.declaring import Document
    from qingshan.school.models import School


def template_of(document: Document, school: School | None) -> bytes:
    """The school's own template, else the shipped one."""
    own = own_template(document, school)
    return own.read_bytes() if own else document.shipped()


def own_template(document: Document, school: School | None) -> Path | None:
    """Where the school's own template lies, if it has one."""
    if school is None:
        return None
    place = _place(document, school)
    return place if place.exists() else None


def keep_template(*, document: Document, school: School, data: bytes, actor: Account) -> None:
    """Makes `data` the school's template. Raises `TemplateRefused` and then changes nothing."""
    check_template(document, data)
    place = _place(document, school)
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_suffix(".new")
    beside.write_bytes(data)
    beside.replace(place)
    note(
        actor=actor,
        deed="keep_template",
        subject=school,
        school_id=school.pk,
        document=document.key,
        size=len(data),
    )


def drop_template(*, document: Document, school: School, actor: Account) -> None:
    """Back to the shipped template; the school's own is gone."""
    own = own_template(document, school)
    if own:
        own.unlink(missing_ok=True)
        note(
            actor=actor,
            deed="drop_template",
            subject=school,
            school_id=school.pk,
            document=document.key,
        )


def _place(document: Document, school: School) -> Path:
    home: Path = settings.QINGSHAN_HOME
    return home / "templates" / str(school.pk) / f"{document.key}.{document.ending}"
