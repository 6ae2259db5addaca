from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.ideals.visibility import KEEPERS
from qingshan.kit.cells import Text
from qingshan.kit.words import tr
from qingshan.outcomes.models import Honour
from qingshan.outcomes.visibility import honours_visible_to
from qingshan.people.cell_fields import CellField
from qingshan.people.choices import PersonField
from qingshan.people.models import Staff
from qingshan.people.visibility import staff_of, staff_visible_to

if TYPE_CHECKING:
    from qingshan.school.membership import Member

LONGEST = 40_000
MISSING = tr("请写讲稿，先写提纲也行。")


def _text() -> forms.CharField:
    return forms.CharField(
        label=tr("讲稿"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 16}),
        error_messages={
            "required": MISSING,
            "max_length": tr("写得太长了，最多 {longest} 个字。").format(longest=LONGEST),
        },
    )


class LessonForm(forms.Form):
    """A new lesson; whoever keeps the library may write it for a colleague."""

    def __init__(self, data: Any = None, *, member: Member) -> None:
        own = staff_of(member)
        super().__init__(data, initial={"author": own.pk if own else None})
        authors = staff_visible_to(member)
        if not member.holds(*KEEPERS):
            authors = authors.filter(account=member.account)
        self.fields["title"] = CellField(
            Text(100), label=tr("题目"), missing=tr("请写题目。"), widget=forms.TextInput
        )
        self.fields["author"] = PersonField[Staff](
            authors, about="subject__name", who=tr("位老师"), label=tr("谁来讲")
        )
        self.fields["about"] = CellField(Text(200), label=tr("讲什么"), widget=forms.TextInput)
        self.fields["text"] = _text()


class VersionForm(forms.Form):
    """A further version: `seen` is the number of the one it was written from."""

    text = _text()
    why = CellField(
        Text(200), label=tr("改了什么"), missing=tr("请写一句改了什么。"), widget=forms.TextInput
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class AwardForm(forms.Form):
    """One of the honours of the school and its staff."""

    def __init__(self, data: Any = None, *, member: Member) -> None:
        super().__init__(data)
        honours = honours_visible_to(member).exclude(recipient=Honour.Recipient.STUDENT)
        self.fields["honour"] = forms.ModelChoiceField(
            honours.order_by("-date", "-pk"),
            label=tr("哪一项荣誉"),
            empty_label=tr("请选"),
            error_messages=dict.fromkeys(
                ("required", "invalid_choice"), tr("请从列表里选一项荣誉。")
            ),
        )
