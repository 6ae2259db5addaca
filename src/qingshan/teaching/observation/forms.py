from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.kit.cells import Text, Whole
from qingshan.kit.words import tr
from qingshan.people.cell_fields import CellField, DayField
from qingshan.teaching.models import Observation, Phase
from qingshan.teaching.observation.rubrics import all_rubrics

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qingshan.people.models import Staff

LONGEST_DRAW = timedelta(days=62)
ONE = {"required": tr("请选一样。"), "invalid_choice": tr("请从列表里选一个。")}


def words(longest: int, **more: Any) -> CellField:
    more.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
    return CellField(Text(longest), **more)


class DrawForm(forms.Form):
    """What is drawn from: days, how many, who observes, and which public value will be the seed."""

    def __init__(self, data: Any = None, *, people: Iterable[Staff], today: date) -> None:
        people = list(people)
        start = {
            "first_day": today + timedelta(days=1),
            "last_day": today + timedelta(days=14),
            "number": 8,
            "observers": [one.pk for one in people],
        }
        super().__init__(data, initial=start)
        self.today = today
        self.people = {str(one.pk): one for one in people}
        self.fields["first_day"] = DayField(label=tr("从哪天的课里抽"), missing=tr("请写从哪天。"))
        self.fields["last_day"] = DayField(label=tr("到哪天"), missing=tr("请写到哪天。"))
        self.fields["number"] = CellField(
            Whole(1, 200),
            label=tr("抽几节"),
            missing=tr("请写抽几节。"),
            widget=forms.NumberInput(),
        )
        self.fields["source"] = CellField(
            Text(200),
            label=tr("用哪个公开的数"),
            missing=tr("请写清是哪一个数、什么时候公布。"),
            help_text=tr("名单定下以后才公布、谁也改不了的数，例如“11月28日福彩3D的开奖号码”。"),
        )
        self.fields["observers"] = forms.MultipleChoiceField(
            label=tr("谁去听"),
            choices=[(str(one.pk), one.name) for one in people],
            widget=forms.CheckboxSelectMultiple,
            error_messages=ONE | {"required": tr("请至少选一位去听课的老师。")},
        )
        self.fields["pairs_too"] = forms.BooleanField(
            label=tr("师傅也可以抽到自己的徒弟"), required=False
        )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        first, last = told.get("first_day"), told.get("last_day")
        if first and first <= self.today:
            self.add_error("first_day", tr("只能从以后的课里抽，请写明天或更晚的日子。"))
        if first and last and last < first:
            self.add_error("last_day", tr("最后一天比第一天还早，请对调一下。"))
        elif first and last and last - first > LONGEST_DRAW:
            self.add_error("last_day", tr("一次最多抽两个月里的课，请改近一些。"))
        return told

    @property
    def observers(self) -> list[Staff]:
        return [self.people[key] for key in self.cleaned_data["observers"]]


class ValueForm(forms.Form):
    """The public value, as it was published."""

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["value"] = CellField(
            Text(100),
            label=tr("公布出来的数"),
            missing=tr("请照公布的样子填。"),
            help_text=tr("空格不算，别的照原样。"),
            widget=forms.TextInput(attrs={"autocomplete": "off"}),
        )


class NoteForm(forms.Form):
    """One thing seen or heard."""

    def __init__(self, data: Any = None, *, minute: int = 0, phase: str = "") -> None:
        super().__init__(data, initial={"minute": minute, "phase": phase or Phase.QUESTION})
        self.fields["words"] = words(
            1000,
            label=tr("看到、听到了什么"),
            missing=tr("请写一句看到或听到的。"),
            help_text=tr("写事实：谁说了什么、做了什么，先不评。"),
        )
        self.fields["phase"] = forms.ChoiceField(
            label=tr("哪个环节"),
            choices=Phase.choices,
            widget=forms.RadioSelect,
            error_messages=ONE,
        )
        self.fields["minute"] = CellField(
            Whole(0, 180),
            label=tr("第几分钟"),
            missing=tr("请写第几分钟。"),
            widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        )
        self.fields["once"] = forms.UUIDField(required=False, widget=forms.HiddenInput)


class SendForm(forms.Form):
    """Levels of those items for whose phase something was seen; the rest is not asked."""

    def __init__(self, data: Any = None, *, observation: Observation, seen: Iterable[str]) -> None:
        super().__init__(data, initial={"topic": observation.topic})
        rubric = all_rubrics()[observation.rubric]
        phases = set(seen)
        self.fields["topic"] = CellField(Text(100), label=tr("课题"), missing=tr("请写课题。"))
        self.items = [item for item in rubric.items if item.phase in phases]
        for item in self.items:
            choices = [(str(n), told) for n, told in enumerate(item.levels, 1)]
            self.fields[item.key] = forms.ChoiceField(
                label=tr("{phase}：{item}").format(phase=item.phase.label, item=item.text),
                choices=[("", tr("没有看到，不评")), *choices],
                widget=forms.RadioSelect,
                required=False,
                error_messages=ONE,
            )
        if observation.last_step_id:
            self.fields["step_seen"] = forms.ChoiceField(
                label=tr("上次商定的一步，这节课看到了吗"),
                choices=Observation.StepSeen.choices,
                widget=forms.RadioSelect,
                error_messages=ONE,
            )
        self.fields["summary"] = words(
            2000, label=tr("总的想说的"), missing=tr("请写一两句：好在哪里，值得想的是什么。")
        )
        self.fields["next_step"] = words(
            300,
            label=tr("建议的下一步"),
            missing=tr("请写一步，下节课就能试的。"),
            help_text=tr("只写一步。"),
        )

    @property
    def levels(self) -> dict[str, int]:
        told = ((item.key, self.cleaned_data[item.key]) for item in self.items)
        return {key: int(level) for key, level in told if level}


class AnswerForm(forms.Form):
    def __init__(self, data: Any = None, *, observation: Observation) -> None:
        super().__init__(data, initial={"answer": observation.answer})
        self.fields["answer"] = words(
            2000, label=tr("您怎么看"), missing=tr("请写几句：同意的、不同意的、当时是怎么想的。")
        )


class StepForm(forms.Form):
    def __init__(self, data: Any = None, *, observation: Observation) -> None:
        super().__init__(data, initial={"next_step": observation.next_step})
        self.fields["next_step"] = words(
            300,
            label=tr("下一步"),
            missing=tr("请写商定的一步。"),
            help_text=tr("同意就直接按；改了字，要对方再看一次。"),
        )
