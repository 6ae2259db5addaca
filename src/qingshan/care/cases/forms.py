from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.care.models import Case, Concern, Ground
from qingshan.kit.fields import one_of, words_field
from qingshan.kit.words import tr
from qingshan.people.cell_fields import DayField
from qingshan.people.choices import PersonField
from qingshan.people.models import Staff, Student
from qingshan.people.roster import LATELY, on_roster
from qingshan.people.visibility import children_helped_by

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.care.cases.queries import Stage
    from qingshan.records.models import Record
    from qingshan.school.membership import Member
    from qingshan.school.models import School

FURTHEST = timedelta(days=366)
SEALED = tr("加密保存，只有责任人、成员和学校负责的人看得到。")


def staff_field(school: School, label: str) -> PersonField[Staff]:
    return PersonField(
        Staff.objects.filter(school=school), about="subject__name", who=tr("位老师"), label=label
    )


class PlanForm(forms.Form):
    """What is planned for the child; `today` bounds the day of the next step."""

    def __init__(self, data: Any = None, *, today: date, stages: list[Stage], case: Case) -> None:
        held = {name: getattr(case, name) for name in ("concern", "goals", "next_step")}
        super().__init__(
            data, initial=held | {"stage": case.stage, "next_step_on": case.next_step_on}
        )
        self.today = today
        self.fields["concern"] = one_of(Concern.choices, tr("类别"))
        self.fields["stage"] = forms.TypedChoiceField(
            label=tr("到了哪一步"),
            choices=[
                (s.number, tr("{s}：{s2}").format(s=s.title, s2=s.words) if s.words else s.title)
                for s in stages
            ],
            coerce=int,
            widget=forms.RadioSelect,
            error_messages=dict.fromkeys(("required", "invalid_choice"), tr("请选一步。")),
        )
        self.fields["goals"] = words_field(tr("目标"), hint=SEALED)
        self.fields["next_step"] = words_field(tr("下一步做什么"), rows=2)
        self.fields["next_step_on"] = DayField(label=tr("哪天做"))
        self.fields["words"] = words_field(tr("为什么改"), rows=2)

    def clean_next_step_on(self) -> date | None:
        return _near(self.cleaned_data["next_step_on"], self.today)


class OpenForm(forms.Form):
    """A new case: for which child, why, and who answers for it."""

    def __init__(
        self, data: Any = None, *, member: Member, school: School, student: int | None
    ) -> None:
        super().__init__(data, initial={"student": student, "concern": Concern.SUPPORT})
        self.today = member.today
        self.fields["student"] = PersonField[Student](
            children_helped_by(member).filter(on_roster(member.today - LATELY)),
            about="school_class__name",
            who=tr("个孩子"),
            label=tr("孩子"),
            error_messages={"required": tr("请写是哪个孩子。")},
        )
        self.fields["concern"] = one_of(Concern.choices, tr("类别"))
        self.fields["why"] = words_field(
            tr("为什么立案"), missing=tr("请写为什么立案。"), hint=SEALED
        )
        self.fields["responsible"] = staff_field(school, tr("责任人"))
        self.fields["goals"] = words_field(tr("目标"))
        self.fields["next_step"] = words_field(tr("下一步做什么"), rows=2)
        self.fields["next_step_on"] = DayField(label=tr("哪天做"))

    def clean_next_step_on(self) -> date | None:
        return _near(self.cleaned_data["next_step_on"], self.today)


class StaffForm(forms.Form):
    """A colleague, and a word about it."""

    def __init__(self, data: Any = None, *, school: School, label: str) -> None:
        super().__init__(data)
        self.fields["staff"] = staff_field(school, label)
        self.fields["words"] = words_field(tr("说明"), rows=2)


class ClosingForm(forms.Form):
    """The ground on which a case may be closed, and the record that shows it."""

    def __init__(self, data: Any = None, *, records: QuerySet[Record]) -> None:
        super().__init__(data)
        self.fields["ground"] = one_of(Ground.choices, tr("依据"))
        self.fields["evidence"] = forms.ModelChoiceField(
            records,
            label=tr("佐证的记录"),
            empty_label=tr("请选"),
            help_text=tr("立案以后关于这个孩子、带照片或文件的记录。"),
            error_messages={
                "required": tr("请选一条带照片或文件的记录。"),
                "invalid_choice": tr("请从列表里选一条带照片或文件的记录。"),
            },
        )
        self.fields["words"] = words_field(
            tr("说明"), missing=tr("请写清楚现在的情况。"), hint=SEALED
        )


class WordsForm(forms.Form):
    """Only why."""

    def __init__(self, data: Any = None, *, label: str, missing: str = "") -> None:
        super().__init__(data)
        self.fields["words"] = words_field(label, missing=missing)


def _near(day: date | None, today: date) -> date | None:
    if day is not None and not today - FURTHEST <= day <= today + FURTHEST:
        raise forms.ValidationError(tr("这个日期离得太远了，请核对年份。"))
    return day
