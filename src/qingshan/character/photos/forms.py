from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.kit.words import as_written, kept_as_written, tr
from qingshan.people.choices import RowsField
from qingshan.records.uploads import EvidenceRefused, checked

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.people.choices import RowsField
    from qingshan.people.models import Student
from qingshan.records.uploads import CheckedFile

WAYS = [tr("纸质回执"), tr("家长会上当面说的"), tr("微信或短信"), tr("电话")]


class ConsentForm(forms.Form):
    """Whose families agreed, and how they said so."""

    def __init__(self, data: Any = None, *, children: QuerySet[Student], agreed: set[int]) -> None:
        super().__init__(data, initial={"agreed": list(agreed), "way": as_written(WAYS[0])})
        self.fields["agreed"] = forms.TypedMultipleChoiceField(
            label=tr("家长同意拍照的孩子"),
            choices=list(children.values_list("pk", "name")),
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields["way"] = forms.ChoiceField(
            label=tr("这次新同意的，怎么说的"), choices=kept_as_written(WAYS)
        )


class PhotoForm(forms.Form):
    """A photograph, and who can be known on it."""

    def __init__(self, data: Any = None, files: Any = None, *, children: QuerySet[Student]) -> None:
        super().__init__(data, files)
        self.picture: CheckedFile | None = None
        self.fields["photo"] = forms.FileField(
            label=tr("照片"),
            error_messages={"required": tr("请选一张照片。"), "empty": tr("这个文件是空的。")},
        )
        self.fields["children"] = RowsField(
            children,
            label=tr("照片里认得出来的孩子"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": tr("请从名单里勾。")},
        )
        self.fields["nobody"] = forms.BooleanField(
            label=tr("照片里没有认得出来的孩子"), required=False
        )

    def clean_photo(self) -> Any:
        try:
            self.picture = checked(self.cleaned_data["photo"])
        except EvidenceRefused as refused:
            raise forms.ValidationError(str(refused)) from None
        if not self.picture.media_type.startswith("image/"):
            raise forms.ValidationError(tr("这里只收照片（JPG、PNG、WebP）。"))
        return self.cleaned_data["photo"]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("children") and not told.get("nobody"):
            self.add_error("children", tr("请勾出照片里的孩子；没有认得出来的，就勾下面那一项。"))
        return told
