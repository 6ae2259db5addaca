"""Deeds on lesson designs."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from django.db import transaction

from qingshan.access.doing import doing
from qingshan.records.uploads import AT_MOST
from qingshan.teaching.models import DesignFile, LessonDesign

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models.fields.files import FieldFile

    from qingshan.people.models import Staff
    from qingshan.records.uploads import CheckedFile
    from qingshan.school.membership import Member

TEXTS = ("goals", "preview", "question", "group", "activity", "reflect")
COPIED = ("subject", "grade_number", "unit", "title", *TEXTS)


class TooManyFiles(Exception):
    """A design bears `uploads.AT_MOST` files."""


class OthersBuiltOnIt(Exception):
    """Designs name it as what they were made from, so it stays."""


@transaction.atomic
def keep_design(
    *, actor: Member, author: Staff, told: Mapping[str, Any], design: LessonDesign | None = None
) -> LessonDesign:
    """Writes a design, a new one or `design` otherwise."""
    kept = design or LessonDesign(school_id=author.school_id, author=author)
    for name in (*COPIED, "is_shared"):
        setattr(kept, name, told[name])
    kept.changed_on = actor.today
    with doing("keep_design", actor=actor.account):
        kept.save()
    return kept


@transaction.atomic
def fork_design(*, actor: Member, author: Staff, design: LessonDesign) -> LessonDesign:
    """The colleague's own copy to work on; it names what it was made from, and stays unshared."""
    copied = {name: getattr(design, name) for name in COPIED}
    with doing("keep_design", actor=actor.account):
        return LessonDesign.objects.create(
            school_id=design.school_id,
            author=author,
            made_from=design,
            is_shared=False,
            changed_on=actor.today,
            **copied,
        )


@transaction.atomic
def remove_design(*, actor: Member, design: LessonDesign) -> None:
    """Raises `OthersBuiltOnIt`."""
    if LessonDesign.objects.filter(made_from=design).exists():
        raise OthersBuiltOnIt
    files = [each.file for each in DesignFile.objects.filter(design=design)]
    with doing("remove_design", actor=actor.account):
        design.delete()
    for file in files:
        _delete_when_done(file)


@transaction.atomic
def add_file(*, actor: Member, design: LessonDesign, file: CheckedFile) -> DesignFile:
    """Keeps a checked file with the design. Raises `TooManyFiles`."""
    LessonDesign.objects.select_for_update(of=("self",)).get(pk=design.pk)
    if DesignFile.objects.filter(design=design).count() >= AT_MOST:
        raise TooManyFiles
    kept = DesignFile(
        school_id=design.school_id,
        design=design,
        name=file.name,
        media_type=file.media_type,
        size=file.content.size,
        added_by=actor.account,
    )
    with doing("keep_design", actor=actor.account):
        kept.file.save(f"{secrets.token_hex(16)}{file.suffix}", file.content, save=False)
        kept.save()
    return kept


@transaction.atomic
def remove_file(*, actor: Member, held: DesignFile) -> None:
    file = held.file
    with doing("keep_design", actor=actor.account):
        held.delete()
    _delete_when_done(file)


def _delete_when_done(file: FieldFile) -> None:
    transaction.on_commit(lambda: file.delete(save=False))
