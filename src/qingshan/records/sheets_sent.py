"""A sheet that a program fills in, read as the entry form reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qingshan.kit.words import tr
from qingshan.records.forms import RecordForm
from qingshan.records.offline.editions import as_sent

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qingshan.records.kinds import Kind
    from qingshan.school.membership import Member

NOT_YOURS = tr("这个孩子现在不归您看，记不到这个孩子名下。请核对是不是选错了。")


class SheetRefused(Exception):
    """Fields that cannot be so: `errors` has a sentence for each."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(errors)
        self.errors = errors


def as_filled_in(*, member: Member, kind: Kind, fields: Mapping[str, Any]) -> dict[str, Any]:
    """What the entry form makes of the fields. Raises `SheetRefused`."""
    form = RecordForm(as_sent(fields), kind=kind, member=member, photos=False)
    if form.is_valid():
        return form.cleaned_data
    sentences = {name: str(errors[0]) for name, errors in form.errors.items()}
    if "student" in sentences and fields.get("student"):
        sentences["student"] = NOT_YOURS
    raise SheetRefused(sentences)
