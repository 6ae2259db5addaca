"""The fields that an entry sheet can have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.kit.words import tr
from qingshan.people.choices import PersonField
from qingshan.records.naming import children_nameable_by
from qingshan.records.uploads import AT_MOST, CheckedFile, EvidenceRefused, checked
from qingshan.school.models import SchoolClass

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.core.files.uploadedfile import UploadedFile

    from qingshan.people.models import Student
    from qingshan.records.kinds import Kind
    from qingshan.school.membership import Member

LARGEST_NUMBER = 1_000_000
PICTURES = "image/jpeg,image/png,image/webp"


class _Chooser(forms.FileInput):
    """Several files at once. A phone that is asked for pictures alone offers its camera."""

    allow_multiple_selected = True

    def __init__(self) -> None:
        super().__init__(attrs={"multiple": True, "accept": PICTURES})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        return list(files.getlist(name)) if hasattr(files, "getlist") else []


class PhotosField(forms.Field):
    """Gives files as they may be kept; one that may not be is told by its name."""

    widget = _Chooser

    def __init__(self) -> None:
        told = tr("最多 {at_most} 张，拍摄地点会自动去掉。").format(at_most=AT_MOST)
        super().__init__(label=tr("照片"), required=False, help_text=told)

    def clean(self, value: list[UploadedFile[bytes]]) -> list[CheckedFile]:
        if len(value) > AT_MOST:
            raise forms.ValidationError(
                tr("一条记录最多放 {at_most} 张，请少选几张。").format(at_most=AT_MOST)
            )
        return [_checked(upload) for upload in value]


class PhotoField(forms.FileField):
    """One picture, as it may be kept; None where none was chosen."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        widget = forms.FileInput(attrs={"accept": PICTURES})
        super().__init__(widget=widget, allow_empty_file=True, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> CheckedFile | None:
        upload = super().clean(data, initial)
        if not upload:
            return None
        return _checked(upload)


def _checked(upload: UploadedFile[bytes]) -> CheckedFile:
    try:
        return checked(upload)
    except EvidenceRefused as refused:
        raise forms.ValidationError(
            tr("“{upload}”没有收下。{refused}").format(upload=upload.name, refused=refused)
        ) from refused


def date_field() -> forms.DateField:
    return forms.DateField(
        label=tr("日期"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": tr("请写日期。"),
            "invalid": tr("请写一个有的日期，例如 2026-11-24。"),
        },
    )


def child_field(member: Member) -> PersonField[Student]:
    return PersonField(
        children_nameable_by(member),
        about="school_class__name",
        who=tr("个孩子"),
        label=tr("孩子"),
        error_messages={"required": tr("请写是哪个孩子。")},
    )


def class_field(member: Member) -> forms.ModelChoiceField[SchoolClass]:
    return forms.ModelChoiceField(
        SchoolClass.objects.filter(school=member.school),
        label=tr("班级"),
        empty_label=tr("请选择"),
        error_messages={
            "required": tr("请选班级。"),
            "invalid_choice": tr("请从列表里选一个班级。"),
        },
    )


def parts_field(kind: Kind) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=tr("这次做了"),
        required=False,
        choices=[(part.key, part.label) for part in kind.parts],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": tr("请从列出的几样里勾选。")},
    )


def _title(kind: Kind) -> forms.Field:
    return forms.CharField(
        label=tr("题目"),
        max_length=200,
        required=kind.asks[0] == "title",
        error_messages={"required": tr("请写题目。"), "max_length": tr("题目最多 200 字。")},
    )


def _content(kind: Kind) -> forms.Field:
    return forms.CharField(
        label=tr("内容"),
        max_length=20_000,
        required=kind.asks[0] == "content",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": tr("请写几句。"), "max_length": tr("内容最多两万字。")},
    )


def _number(label: str, help_text: str) -> forms.Field:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=LARGEST_NUMBER,
        help_text=help_text,
        error_messages={
            "invalid": tr("请写一个整数。"),
            "min_value": tr("不能小于 0。"),
            "max_value": tr("这个数太大了，请核对。"),
        },
    )


ASKED: dict[str, Callable[[Kind], forms.Field]] = {
    "title": _title,
    "content": _content,
    "words": lambda _: _number(tr("字数"), tr("不写就按内容数。")),
    "minutes": lambda _: _number(tr("时长（分钟）"), ""),
}
