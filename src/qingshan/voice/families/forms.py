"""What a family sends: short, one question at a time."""

from __future__ import annotations

from typing import Any

from django import forms

from qingshan.kit.cells import Text
from qingshan.kit.words import tr
from qingshan.people.cell_fields import CellField
from qingshan.voice.models import Complaint
from qingshan.voice.recordings import RecordingField

LONGEST = 4000
NOTHING_SAID = tr("请写几句，或者放一段录音。")


class SayForm(forms.Form):
    """Words, or a voice note, or both."""

    def __init__(self, data: Any = None, files: Any = None, *, needed: bool = True) -> None:
        super().__init__(data, files)
        self.needed = needed
        self.fields["words"] = CellField(
            Text(LONGEST), label=tr("写几句"), widget=forms.Textarea(attrs={"rows": 5})
        )
        self.fields["file"] = RecordingField(label=tr("或者录一段话"))

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        said = told.get("words") or told.get("file")
        if self.needed and not said and not self.errors:
            self.add_error("words", NOTHING_SAID)
        return told


class NameForm(forms.Form):
    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["name"] = CellField(
            Text(40),
            label=tr("是哪位老师？"),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
            help_text=tr("写名字就行。写了名字的老师看不到您说的。不想写可以空着。"),
        )


ABOUTS = tuple((about.value, about.label) for about in Complaint.About)
