from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.kit.cells import Text
from qingshan.kit.words import tr
from qingshan.people.cell_fields import CellField
from qingshan.people.choices import PersonField
from qingshan.people.models import Staff

if TYPE_CHECKING:
    from qingshan.school.models import School

LONGEST = 4000


class WordsForm(forms.Form):
    """A few words of whoever handles a complaint."""

    def __init__(self, data: Any = None, *, label: str, missing: str = "", hint: str = "") -> None:
        super().__init__(data)
        self.fields["words"] = CellField(
            Text(LONGEST),
            label=label,
            missing=missing,
            widget=forms.Textarea(attrs={"rows": 4}),
            help_text=hint,
        )


class AwayForm(forms.Form):
    """Whom a complaint is about."""

    def __init__(self, data: Any = None, *, school: School) -> None:
        super().__init__(data)
        self.fields["staff"] = PersonField[Staff](
            Staff.objects.filter(school=school),
            about="subject__name",
            who=tr("位老师"),
            label=tr("说的是哪位老师"),
        )
        self.fields["words"] = CellField(
            Text(LONGEST), label=tr("说明"), widget=forms.Textarea(attrs={"rows": 2})
        )
