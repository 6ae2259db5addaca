from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.kit.cells import Text
from qingshan.kit.words import tr
from qingshan.people.cell_fields import CellField
from qingshan.people.choices import PersonField
from qingshan.people.models import Staff
from qingshan.people.visibility import staff_visible_to

if TYPE_CHECKING:
    from qingshan.school.membership import Member


def title_field() -> CellField:
    return CellField(Text(60), label=tr("题目"), missing=tr("请写题目。"), widget=forms.TextInput)


class BeginForm(forms.Form):
    """Whom a new piece is about; the words come in the editor."""

    def __init__(self, data: Any = None, *, member: Member) -> None:
        super().__init__(data)
        self.fields["portrayed"] = PersonField[Staff](
            staff_visible_to(member), about="subject__name", who=tr("位老师"), label=tr("写的是谁")
        )
        self.fields["title"] = title_field()


class TitleForm(forms.Form):
    """The title in the editor, and which version it was opened with."""

    title = title_field()
    seen = forms.IntegerField(widget=forms.HiddenInput)


class WordsForm(forms.Form):
    """Why not yet."""

    def __init__(self, data: Any = None, *, label: str, missing: str) -> None:
        super().__init__(data)
        self.fields["words"] = CellField(
            Text(400), label=label, missing=missing, widget=forms.Textarea(attrs={"rows": 3})
        )
