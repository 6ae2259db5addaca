"""The audit log: one row for each deed and for each sight of a sealed field.

Rows are django-auditlog's. Database triggers (migration 0002) refuse every change to them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from auditlog.models import LogEntry
from auditlog.registry import auditlog
from django.db import models

from qingshan.kit.words import in_source, makes_a_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qingshan.access.models import Account


MASK = "＊＊＊"
"""What the log holds of a value that it must not hold."""

for signal, receiver in auditlog._signals.items():
    auditlog._signals[signal] = makes_a_file(receiver)  # how a row is called is kept, too


def watch(
    model: type[models.Model], *, sealed: Iterable[str] = (), derived: Iterable[str] = ()
) -> None:
    """Writes a row with the old and new values whenever a `model` is saved or deleted.

    The values of `sealed` fields never enter the log, only that they changed; `derived` ones
    follow from others and are left out.
    """
    auditlog.register(
        model,
        exclude_fields=list(derived),
        mask_fields=list(sealed),
        mask_callable=f"{__name__}.{nothing_of.__name__}",
        serialize_data=False,
    )


def sealed_fields(model: type[models.Model]) -> frozenset[str]:
    """The columns whose values the log does not hold."""
    watched = auditlog.contains(model)
    return frozenset(auditlog.get_model_fields(model)["mask_fields"]) if watched else frozenset()


def nothing_of(value: str) -> str:
    """What the log holds of a sealed value; auditlog's own mask would leave half of it legible."""
    return MASK if value and value != "None" else ""


def note(
    *,
    actor: Account | None,
    deed: str,
    subject: models.Model,
    school_id: int | None,
    action: int = LogEntry.Action.UPDATE,
    **details: Any,
) -> LogEntry:
    """One row for a deed: who, what (`deed`, a verb and a noun), on what, at which school."""
    with in_source():
        return LogEntry.objects.log_create(
            subject,
            force_log=True,
            action=action,
            actor=actor,
            changes={},
            additional_data={"deed": deed, "school": school_id, **details},
        )


def note_reveal(*, actor: Account, subject: models.Model, school_id: int, field: str) -> LogEntry:
    """One row for a person having looked at a sealed field in the clear."""
    return note(
        actor=actor,
        deed="reveal_field",
        subject=subject,
        school_id=school_id,
        action=LogEntry.Action.ACCESS,
        field=field,
    )
