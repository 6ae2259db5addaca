from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.character.days import is_day
from qingshan.character.models import Drop, DropSetting, Five, Theme
from qingshan.character.models.drops import FIRST_GRADE, LAST_GRADE
from qingshan.kit.words import tr
from qingshan.school.calendar import DIGITS
from qingshan.school.models import SchoolClass

if TYPE_CHECKING:
    from qingshan.school.models import School, Term

WEEKDAYS = [
    (str(n), tr("星期{word}").format(word=word)) for n, word in enumerate("一二三四五六日", start=1)
]
GRADES = [
    (n, tr("{digits}年级").format(digits=DIGITS[n])) for n in range(FIRST_GRADE, LAST_GRADE + 1)
]
LESSONS = [
    *((n, tr("第{digits}节课前").format(digits=DIGITS[n])) for n in range(1, 9)),
    (DropSetting.EVERY, tr("每一节课前")),
]
LONGEST_STORY = 240


def choice(label: str, choices: Any, missing: str, **kwargs: Any) -> forms.ChoiceField:
    told = dict.fromkeys(("required", "invalid_choice"), missing)
    return forms.ChoiceField(
        label=label, choices=choices, error_messages=told, widget=forms.RadioSelect, **kwargs
    )


def words(label: str, longest: int, missing: str = "", **kwargs: Any) -> forms.CharField:
    errors = {
        "required": missing,
        "max_length": tr("写得太长了，最多 {longest} 个字。").format(longest=longest),
    }
    return forms.CharField(
        label=label,
        max_length=longest,
        required=bool(missing),
        error_messages=errors,
        **kwargs,
    )


def number(label: str, choices: Any, missing: str) -> forms.TypedChoiceField:
    told = dict.fromkeys(("required", "invalid_choice"), missing)
    return forms.TypedChoiceField(label=label, choices=choices, coerce=int, error_messages=told)


class DropForm(forms.Form):
    """A drop in its three parts."""

    title = words(tr("题目"), 40, tr("请写个题目。"), help_text=tr("一看就知道讲谁、讲什么。"))
    of = choice(tr("了解的是"), Drop.Of.choices, tr("请选一个人，还是一件事。"))
    story = words(
        tr("了解一个人或事"),
        LONGEST_STORY,
        tr("请写这个人或这件事，三四句话。"),
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=tr("三四句话，一分钟讲完。只写真事：说得出时间、地点，或写清出自哪本书。"),
    )
    principle = words(tr("明白一个理"), 60, tr("请写孩子该明白的一个理。"))
    sentence = words(tr("记住一句话"), 80, tr("请写孩子要记住的一句话。"))
    source = words(
        tr("这句话的出处"), 40, help_text=tr("引用别人的话，写清是谁、在哪里说的；自己写的不用填。")
    )
    theme = choice(tr("主题"), Theme.choices, tr("请选一个主题。"))
    five = choice(tr("五成教育的哪一项"), Five.choices, tr("请选一项。"))
    from_grade = number(tr("从几年级"), GRADES, tr("请选年级。"))
    to_grade = number(tr("到几年级"), GRADES, tr("请选年级。"))
    day = words(
        tr("靠近哪一天"),
        12,
        help_text=tr("只在某个日子前后讲才填，写成 10-01；农历写成 lunar 09-09。"),
    )

    def __init__(self, data: Any = None, *, school: School, drop: Drop | None = None) -> None:
        held = {name: getattr(drop, name) for name in self.base_fields} if drop else {}
        super().__init__(data, initial={"from_grade": 1, "to_grade": 9} | held)
        others = Drop.objects.filter(school=school)
        self.others = others.exclude(pk=drop.pk) if drop else others

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        if self.others.filter(title=title).exists():
            raise forms.ValidationError(tr("库里已经有这个题目了，换一个，或者去改原来那一个。"))
        return title

    def clean_day(self) -> str:
        day: str = self.cleaned_data["day"]
        if day and not is_day(day):
            raise forms.ValidationError(tr("请写成 10-01 这样的月和日；农历写成 lunar 09-09。"))
        return day

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("from_grade", 0) > told.get("to_grade", LAST_GRADE):
            self.add_error("to_grade", tr("到几年级不能比从几年级还小。"))
        return told


class ReviewForm(forms.Form):
    """Into use, or back with a reason."""

    accepted = choice(
        tr("怎么样"), [("yes", tr("收进库里")), ("no", tr("退回修改"))], tr("请选收进，还是退回。")
    )
    reason = words(tr("退回的原因"), 200, widget=forms.Textarea(attrs={"rows": 2}))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("accepted") == "no" and not told.get("reason"):
            self.add_error("reason", tr("退回时请写一句原因，好让老师知道怎么改。"))
        return told


class LayForm(forms.Form):
    """For which term, on which weekdays, before which lesson."""

    def __init__(
        self, data: Any = None, *, terms: list[tuple[Term, str]], setting: DropSetting
    ) -> None:
        held = {"weekdays": list(setting.weekdays), "lesson": setting.lesson}
        super().__init__(data, initial=held | {"term": terms[0][0].pk if terms else None})
        self.fields["term"] = number(
            tr("学期"), [(t.pk, told) for t, told in terms], tr("请选学期。")
        )
        self.fields["weekdays"] = forms.MultipleChoiceField(
            label=tr("星期几讲"),
            choices=WEEKDAYS,
            widget=forms.CheckboxSelectMultiple,
            error_messages=dict.fromkeys(("required", "invalid_choice"), tr("请至少选一天。")),
        )
        self.fields["lesson"] = number(tr("哪节课前"), LESSONS, tr("请选一节课。"))


class ToldForm(forms.Form):
    """In which class a drop was told."""

    def __init__(self, data: Any = None, *, school: School) -> None:
        super().__init__(data)
        self.fields["school_class"] = forms.ModelChoiceField(
            SchoolClass.objects.filter(school=school),
            label=tr("在哪个班讲的"),
            empty_label=tr("请选"),
            error_messages=dict.fromkeys(("required", "invalid_choice"), tr("请选一个班。")),
        )
