from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.kit.cells import Text
from qingshan.kit.words import tr
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
ONE = {"required": tr("请选一个。"), "invalid_choice": tr("请从列表里选一个。")}
HINTS = {
    "preview": tr("课前让孩子自己做什么、看什么，带着什么问题来。"),
    "question": tr("课上问哪几个值得想的问题，谁来问。"),
    "group": tr("小组里每个人做什么，研究什么。"),
    "activity": tr("用什么活动看出会了没有。"),
    "reflect": tr("怎样让孩子自己说出学到了什么，课后做什么。"),
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
            label=tr("学科"),
            empty_label=tr("请选"),
            error_messages=ONE,
        )
        self.fields["grade_number"] = forms.TypedChoiceField(
            label=tr("年级"), choices=grades_of(school), coerce=int, error_messages=ONE
        )
        self.fields["unit"] = CellField(
            Text(60), label=tr("单元"), missing=tr("请写单元，例如“第三单元”。")
        )
        self.fields["title"] = CellField(Text(100), label=tr("课题"), missing=tr("请写课题。"))
        self.fields["goals"] = _words(tr("学习目标"), tr("孩子学完能做什么，一条一行。"))
        for key, label in Phase.choices:
            self.fields[key] = _words(str(label), HINTS[key])
        self.fields["is_shared"] = forms.BooleanField(
            label=tr("放进全校的库，别的老师可以看、可以照着改"), required=False
        )


def _words(label: str, hint: str) -> CellField:
    widget = forms.Textarea(attrs={"rows": 5, "maxlength": LONGEST})
    return CellField(Text(LONGEST), label=label, help_text=hint, widget=widget)
