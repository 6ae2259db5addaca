from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.character.drops.forms import GRADES, choice, number, words
from qingshan.character.models import Festival, FestivalEntry, FestivalItem, Five
from qingshan.character.themes.forms import parties_fields
from qingshan.kit.words import tr
from qingshan.people.cell_fields import DayField
from qingshan.people.choices import PersonField
from qingshan.people.models import Staff

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from qingshan.character.festivals.catalogue import Offered
    from qingshan.people.models import Student
    from qingshan.school.models import School
    from qingshan.school.queries import YearSpan

MOST_PLACES = 5000


def places(label: str) -> forms.IntegerField:
    told = dict.fromkeys(("invalid", "min_value", "max_value"), tr("请写一个整数；不限就空着。"))
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=1,
        max_value=MOST_PLACES,
        help_text=tr("不限就空着。"),
        error_messages=told,
    )


def clock(label: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": tr("请写成 9:30 这样的时间。")},
    )


class FestivalForm(forms.Form):
    """A festival: its days, until when one signs up, and the four parties' parts."""

    def __init__(
        self,
        data: Any = None,
        *,
        year: YearSpan,
        like: Offered | None = None,
        festival: Festival | None = None,
    ) -> None:
        begun = {"title": like.title, "five": like.five, "about": like.about} if like else {}
        super().__init__(data, initial=begun)
        self.year, self.festival = year, festival
        self.fields["title"] = words(tr("名称"), 30, tr("请写节日的名称。"))
        self.fields["five"] = choice(tr("五成教育的哪一项"), Five.choices, tr("请选一项。"))
        self.fields["starts_on"] = DayField(label=tr("从哪天"), missing=tr("请写从哪天开始。"))
        self.fields["ends_on"] = DayField(label=tr("到哪天"), missing=tr("请写到哪天结束。"))
        self.fields["closes_on"] = DayField(
            label=tr("报名到哪天"), missing=tr("请写报名到哪天截止。")
        )
        self.fields["about"] = words(tr("说明"), 500, widget=forms.Textarea(attrs={"rows": 2}))
        self.fields |= parties_fields()
        if festival is not None:
            self.initial = {name: getattr(festival, name) for name in self.fields}

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        first, last = told.get("starts_on"), told.get("ends_on")
        if first and not self.year.first <= first <= self.year.last:
            self.add_error(
                "starts_on",
                tr("要在这个学年里：{first} 到 {last}。").format(
                    first=self.year.first, last=self.year.last
                ),
            )
        if first and last and last < first:
            self.add_error("ends_on", tr("结束不能比开始还早。"))
        if last and told.get("closes_on") and told["closes_on"] > last:
            self.add_error("closes_on", tr("报名截止不能比结束还晚。"))
        same = Festival.objects.filter(year=self.year.year, title=told.get("title", ""))
        if self.festival is not None:
            same = same.exclude(pk=self.festival.pk)
        if same.exists():
            self.add_error("title", tr("这个学年已经有同名的节日了。"))
        return told


class ItemForm(forms.Form):
    """An item: when and where, for whom, how many, and who is responsible."""

    def __init__(self, data: Any = None, *, school: School, item: FestivalItem) -> None:
        super().__init__(data)
        self.item = item
        self.fields["title"] = words(tr("项目"), 40, tr("请写项目的名称。"))
        self.fields["date"] = DayField(label=tr("哪一天"), required=False)
        self.fields["starts"] = clock(tr("从几点"))
        self.fields["ends"] = clock(tr("到几点"))
        self.fields["place"] = words(
            tr("地点"), 40, help_text=tr("同一个地点、同一个时间只能有一项。")
        )
        self.fields["from_grade"] = number(tr("从几年级"), GRADES, tr("请选年级。"))
        self.fields["to_grade"] = number(tr("到几年级"), GRADES, tr("请选年级。"))
        self.fields["limit"] = places(tr("一共多少名额"))
        self.fields["class_limit"] = places(tr("每班多少名额"))
        self.fields["responsible"] = PersonField[Staff](
            Staff.objects.filter(school=school),
            about="subject__name",
            who=tr("位老师"),
            label=tr("谁负责"),
            required=False,
        )
        held = {name: getattr(item, name) for name in self.fields if name != "responsible"}
        self.initial = held | {"responsible": item.responsible_id}

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        when = [told.get(name) for name in ("date", "starts", "ends")]
        festival = self.item.festival
        if any(when) and not all(when) and not self.errors:
            self.add_error("date", tr("日期和起止时间要写就都写上；没定就都空着。"))
        elif all(when) and told["ends"] <= told["starts"]:
            self.add_error("ends", tr("结束要比开始晚。"))
        day = told.get("date")
        if day and not festival.starts_on <= day <= festival.ends_on:
            self.add_error(
                "date",
                tr("要在{festival}里：{starts_on} 到 {ends_on}。").format(
                    festival=festival.title, starts_on=festival.starts_on, ends_on=festival.ends_on
                ),
            )
        if told.get("from_grade", 0) > told.get("to_grade", 9):
            self.add_error("to_grade", tr("到几年级不能比从几年级还小。"))
        same = FestivalItem.objects.filter(festival=festival, title=told.get("title", ""))
        if same.exclude(pk=self.item.pk or 0).exists():
            self.add_error("title", tr("这个节里已经有同名的项目了。"))
        return told


class SignForm(forms.Form):
    """Who of a class comes to an item; ticked are those who are on it or wait."""

    def __init__(
        self, data: Any = None, *, children: QuerySet[Student], signed: dict[int, str]
    ) -> None:
        super().__init__(data, initial={"children": list(signed)})
        self.signed = signed
        waits = FestivalEntry.State.WAITING
        named = [
            (pk, tr("{name}（排队）").format(name=name) if signed.get(pk) == waits else name)
            for pk, name in children.values_list("pk", "name")
        ]
        self.fields["children"] = forms.TypedMultipleChoiceField(
            label=tr("谁参加"),
            choices=named,
            coerce=int,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": tr("请从名单里勾。")},
        )


class ResultsForm(forms.Form):
    """A result for each child who had a place; what is left open stays open."""

    def __init__(self, data: Any = None, *, entries: Iterable[FestivalEntry]) -> None:
        super().__init__(data)
        for entry in entries:
            self.fields[f"result_{entry.pk}"] = forms.ChoiceField(
                label=tr("{student}　{school_class}").format(
                    student=entry.student.name, school_class=entry.student.school_class.name
                ),
                choices=[("", tr("还没有结果")), *FestivalEntry.Result.choices],
                required=False,
                initial=entry.result,
            )

    @property
    def results(self) -> dict[int, str]:
        """Entry → what was chosen, of those where something was."""
        told = self.cleaned_data.items()
        return {int(name.removeprefix("result_")): value for name, value in told if value}
