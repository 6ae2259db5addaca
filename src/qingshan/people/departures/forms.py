from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.kit.cells import Text
from qingshan.kit.words import tr
from qingshan.people.cell_fields import CellField, DayField
from qingshan.people.departures.queries import WAYS_OF_A_CLASS
from qingshan.people.models import Student
from qingshan.school.models import SchoolClass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qingshan.school.models import School

LONGEST_WORDS = 500
BACK = timedelta(days=366 * 2)
NO_WAY = tr("请选怎么离校的。")


class _DepartureForm(forms.Form):
    """The last day, and how."""

    def __init__(self, data: Any, *, today: date, ways: Iterable[tuple[str, str]]) -> None:
        super().__init__(data, initial={"on": today})
        self.today = today
        self.fields["on"] = DayField(
            label=tr("最后一天"),
            missing=tr("请写在学校的最后一天是哪天。"),
            help_text=tr("这一天还算在校，从第二天起名单、点名和数字里就没有了。"),
        )
        self.fields["how"] = forms.ChoiceField(
            label=tr("怎么离校的"),
            choices=list(ways),
            widget=forms.RadioSelect,
            error_messages={"required": NO_WAY, "invalid_choice": NO_WAY},
        )

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError(tr("这一天还没有到。等到了那天再办，孩子先留在名单里。"))
        if day < self.today - BACK:
            raise forms.ValidationError(tr("这个日期离得太远了，请核对年份。"))
        return day


class DepartureForm(_DepartureForm):
    """One child leaves: the last day, how, where to, and what should be remembered."""

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, today=today, ways=Student.Departure.choices)
        self.fields["to"] = CellField(
            Text(100),
            label=tr("去了哪里"),
            widget=forms.TextInput(attrs={"placeholder": tr("转到洮北区明仁小学")}),
            help_text=tr("转出要写；毕业的知道就写。"),
        )
        self.fields["words"] = CellField(
            Text(LONGEST_WORDS),
            label=tr("还要记的"),
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=tr("比如谁来办的、转学手续到了哪一步。加密保存，只有办离校的人看得到。"),
        )

    def clean(self) -> dict[str, Any]:
        moved = self.cleaned_data.get("how") == Student.Departure.TRANSFERRED
        if moved and not self.cleaned_data.get("to") and "to" not in self.errors:
            self.add_error(
                "to", tr("请写转到哪所学校。还没有学校接收的，先不办，孩子还在我们的学籍上。")
            )
        return self.cleaned_data


class ClassDepartureForm(_DepartureForm):
    """Those who graduate together; `children` are ticked."""

    def __init__(
        self,
        data: Any = None,
        *,
        today: date,
        children: Iterable[Student],
        all_ticked: bool,
    ) -> None:
        super().__init__(
            data, today=today, ways=[(way.value, way.label) for way in WAYS_OF_A_CLASS]
        )
        names = [(str(one.pk), one.name) for one in children]
        self.initial["how"] = Student.Departure.GRADUATED
        self.initial["children"] = [pk for pk, _ in names if all_ticked]
        self.fields["children"] = forms.MultipleChoiceField(
            label=tr("哪些孩子"),
            choices=names,
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": tr("还没有勾上孩子。"),
                "invalid_choice": tr("有孩子刚刚换了班或者办过离校，请看看现在的名单再勾。"),
            },
        )

    @property
    def ticked(self) -> set[str]:
        """Keys of the children who are ticked as the form stands."""
        return {str(pk) for pk in self["children"].value() or ()}


class ReturnForm(forms.Form):
    """The class into which a child comes back."""

    def __init__(self, data: Any = None, *, school: School, student: Student) -> None:
        super().__init__(data, initial={"school_class": student.school_class_id})
        self.fields["school_class"] = forms.ModelChoiceField(
            SchoolClass.objects.filter(school=school),
            label=tr("回到哪个班"),
            empty_label=tr("请选"),
            error_messages={
                "required": tr("请选班级。"),
                "invalid_choice": tr("请从列表里选一个班。"),
            },
        )
