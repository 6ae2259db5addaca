from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.kit.cells import Text
from qingshan.people.cell_fields import CellField
from qingshan.school.models import Subject
from qingshan.teaching.designs.queries import grades_of
from qingshan.teaching.designs.services import COPIED
from qingshan.teaching.models import Phase

if TYPE_CHECKING:
    from qingshan.people.models import Staff
    from qingshan.school.models import School
    from qingshan.teaching.models import LessonDesign

LONGEST = 8000
ONE = {"required": "请选一个。", "invalid_choice": "请从列表里选一个。"}
HINTS = {
    "preview": "课前让孩子自己做什么、看什么，带着什么问题来。",
    "question": "课上问哪几个值得想的问题，谁来问。",
    "group": "小组里每个人做什么，研究什么。",
    "activity": "用什么活动看出会了没有。",
    "reflect": "怎样让孩子自己说出学到了什么，课后做什么。",
}


class DesignForm(forms.Form):
    """One lesson in its five phases; a phase may wait."""

    def __init__(
        self, data: Any = None, *, school: School, staff: Staff, design: LessonDesign | None = None
    ) -> None:
        start: dict[str, Any] = {"subject": staff.subject_id, "is_shared": True}
        if design is not None:
            start = {name: getattr(design, name) for name in (*COPIED, "is_shared")}
            start["subject"] = design.subject_id
        super().__init__(data, initial=start)
        self.fields["subject"] = forms.ModelChoiceField(
            Subject.objects.filter(school=school),
            label="学科",
            empty_label="请选",
            error_messages=ONE,
        )
        self.fields["grade_number"] = forms.TypedChoiceField(
            label="年级", choices=grades_of(school), coerce=int, error_messages=ONE
        )
        self.fields["unit"] = CellField(
            Text(60), label="单元", missing="请写单元，例如“第三单元”。"
        )
        self.fields["title"] = CellField(Text(100), label="课题", missing="请写课题。")
        self.fields["goals"] = _words("学习目标", "孩子学完能做什么，一条一行。")
        for key, label in Phase.choices:
            self.fields[key] = _words(str(label), HINTS[key])
        self.fields["is_shared"] = forms.BooleanField(
            label="放进全校的库，别的老师可以看、可以照着改", required=False
        )


def _words(label: str, hint: str) -> CellField:
    widget = forms.Textarea(attrs={"rows": 5, "maxlength": LONGEST})
    return CellField(Text(LONGEST), label=label, help_text=hint, widget=widget)
