from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.kit.words import tr
from qingshan.people.cell_fields import DayField
from qingshan.timetable.importing.found import MOST_BYTES

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

LONGEST = timedelta(days=250)
NO_FILE = tr("请选一个文件。")


class TimetableFileForm(forms.Form):
    """A file, and from which day to which its timetable holds."""

    file = forms.FileField(
        label=tr("课表文件"),
        help_text=tr(
            "FET 的 timetable.csv、*_data_and_timetable.fet 或 *_teachers.xml；aSc 的 XML。"
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.fet,.xml", "class": "drop"}),
        error_messages={"required": NO_FILE, "empty": tr("这个文件是空的，请重新选一个。")},
    )
    starts_on = DayField(label=tr("从哪天起用"), missing=tr("请写从哪天起用。"))
    ends_on = DayField(label=tr("用到哪天"), missing=tr("请写用到哪天，一般是学期最后一天。"))
    makes_subjects = forms.BooleanField(label=tr("学校里没有的学科，一并建上"), required=False)

    def clean_file(self) -> UploadedFile[bytes]:
        upload: UploadedFile[bytes] = self.cleaned_data["file"]
        if (upload.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                tr("这个文件超过 {most_bytes} MB，不像是一张课表。").format(
                    most_bytes=MOST_BYTES // 2**20
                )
            )
        return upload

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        first: date | None = told.get("starts_on")
        last: date | None = told.get("ends_on")
        if first and last and last < first:
            self.add_error("ends_on", tr("最后一天比第一天还早，请对调一下。"))
        elif first and last and last - first > LONGEST:
            self.add_error("ends_on", tr("一张课表最多用一个学期，请核对日期。"))
        return told
