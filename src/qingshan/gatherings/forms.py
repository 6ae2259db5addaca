from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.gatherings.models import Gathering
from qingshan.gatherings.naming import NamesField, SpeakerField
from qingshan.gatherings.visibility import groups_called_by
from qingshan.kit.cells import tidy
from qingshan.kit.words import tr
from qingshan.people.cell_fields import DayField
from qingshan.people.choices import PersonField, RowsField, is_key, offer, written
from qingshan.people.models import Staff
from qingshan.people.visibility import staff_of, staff_visible_to
from qingshan.records.fields import PhotosField

if TYPE_CHECKING:
    from django.forms import BoundField
    from django.http import QueryDict

    from qingshan.gatherings.queries import Sitting
    from qingshan.gatherings.services import Said
    from qingshan.school.membership import Member

SPEAKERS = 3
FURTHEST = dt.timedelta(days=366)
Audience = Gathering.Audience


class LineField(forms.CharField):
    """One line of text without the blanks around it; `missing` is said where it must be filled."""

    def __init__(self, longest: int, *, missing: str = "", **kwargs: Any) -> None:
        super().__init__(
            max_length=longest,
            required=bool(missing),
            error_messages={
                "required": missing,
                "max_length": tr("写得太长了，最多 {longest} 个字。").format(longest=longest),
            },
            **kwargs,
        )

    def clean(self, value: Any) -> str:
        return str(super().clean(tidy(str(value or ""))))


class ClockField(forms.TimeField):
    def __init__(self, label: str, missing: str) -> None:
        super().__init__(
            label=label,
            widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            error_messages={"required": missing, "invalid": tr("请写成 15:30 这样的时间。")},
        )


class GatheringForm(forms.Form):
    """What, when, where, who is called and how one signs in; up to `SPEAKERS` who speak."""

    def __init__(
        self, data: Any = None, *, member: Member, gathering: Gathering | None = None
    ) -> None:
        super().__init__(data, initial=_held(gathering) if gathering else _usual(member))
        self.member = member
        staff = staff_visible_to(member)
        groups = groups_called_by(member)
        whom = Audience.choices if member.sees_whole_school else [("groups", tr("教研组"))]
        self.fields["title"] = LineField(100, label=tr("题目"), missing=tr("请写题目。"))
        self.fields["date"] = DayField(label=tr("哪天"), missing=tr("请写哪天。"))
        self.fields["starts_at"] = ClockField(tr("几点开始"), tr("请写几点开始。"))
        self.fields["ends_at"] = ClockField(tr("几点结束"), tr("请写几点结束。"))
        self.fields["place"] = LineField(60, label=tr("在哪里"), missing=tr("请写在哪里。"))
        self.fields["leader"] = PersonField[Staff](
            staff, about="subject__name", who=tr("位老师"), label=tr("谁主持")
        )
        self.fields["audience"] = _one_of(tr("请谁来"), whom)
        self.fields["groups"] = RowsField(
            groups,
            label=tr("哪几个教研组"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=tr("请教研组来的时候选。"),
        )
        if member.sees_whole_school:
            self.fields["named"] = NamesField(staff, label=tr("点名的几位"))
        self.fields["sign_in"] = _one_of(tr("怎么签到"), Gathering.SignIn.choices)
        self.fields["words"] = forms.CharField(
            label=tr("说明"),
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 3}),
        )
        self._ask_for_speakers(staff)

    def _ask_for_speakers(self, staff: Any) -> None:
        rows = staff.values_list("name", "number", "subject__name", "search_key")
        offers = [offer(*row) for row in rows]
        for n in range(1, SPEAKERS + 1):
            self.fields[f"speaker{n}"] = SpeakerField(staff, offers, tr("报告人 {n}").format(n=n))
            self.fields[f"topic{n}"] = LineField(100, label=tr("报告人 {n} 讲什么").format(n=n))

    @property
    def talks(self) -> list[BoundField]:
        """The fields of those who speak."""
        return [self[name] for name in self.fields if name.startswith(("speaker", "topic"))]

    @property
    def plan(self) -> list[BoundField]:
        """All the others."""
        talks = {field.name for field in self.talks}
        return [self[name] for name in self.fields if name not in talks]

    @property
    def speaks(self) -> bool:
        """Whether somebody speaks, or something is wrong with it."""
        return any(field.value() or field.errors for field in self.talks)

    def clean_date(self) -> dt.date:
        day: dt.date = self.cleaned_data["date"]
        if abs(day - self.member.today) > FURTHEST:
            raise forms.ValidationError(tr("这个日期离得太远了，请核对年份。"))
        return day

    def clean(self) -> dict[str, Any]:
        """Gives `speakers` in their order, and only those groups and names that are meant."""
        told = self.cleaned_data
        first, last = told.get("starts_at"), told.get("ends_at")
        if first and last and last <= first:
            self.add_error("ends_at", tr("结束要在开始之后。"))
        told["speakers"] = self._speakers()
        for audience, name, missing in (
            (Audience.GROUPS, "groups", tr("请选至少一个教研组。")),
            (Audience.NAMED, "named", tr("请写请哪几位。")),
        ):
            meant = told.get("audience") == audience
            if meant and not told.get(name) and name not in self.errors:
                self.add_error(name, missing)
            if not meant:
                told[name] = []
        return told

    def _speakers(self) -> list[Said]:
        said: list[Said] = []
        for n in range(1, SPEAKERS + 1):
            staff, guest = self.cleaned_data.pop(f"speaker{n}", None) or (None, "")
            topic = self.cleaned_data.pop(f"topic{n}", "")
            if staff or guest:
                said.append((staff, guest, topic))
            elif topic:
                self.add_error(f"speaker{n}", tr("请写是谁讲。"))
        return said


class CallOffForm(forms.Form):
    why = LineField(200, label=tr("为什么取消"), missing=tr("请写为什么取消。"))


class ListForm(forms.Form):
    """Ticks of a list: `came` and `left` are what was changed since the page was opened."""

    def __init__(self, data: QueryDict, *, sitting: list[Sitting]) -> None:
        super().__init__(data)
        staff = {one.staff.pk: one.staff for one in sitting}
        here, was = (_keys(data, name) & staff.keys() for name in ("here", "was"))
        self.came = [staff[pk] for pk in sorted(here - was)]
        self.left = [staff[pk] for pk in sorted(was - here)]


class WriteUpForm(forms.Form):
    summary = forms.CharField(
        label=tr("纪要"),
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=tr("讲了什么，定了什么。"),
        error_messages={
            "required": tr("请写几句纪要。"),
            "max_length": tr("写得太长了，最多 8000 个字。"),
        },
    )
    photos = PhotosField()


def _one_of(label: str, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), tr("请选一种。")),
    )


def _usual(member: Member) -> dict[str, Any]:
    staff = staff_of(member)
    return {
        "date": member.today,
        "starts_at": dt.time(15, 30),
        "ends_at": dt.time(16, 30),
        "leader": staff.pk if staff else None,
        "audience": Audience.EVERYBODY if member.sees_whole_school else Audience.GROUPS,
        "sign_in": Gathering.SignIn.TAP,
        "groups": list(groups_called_by(member)) if not member.sees_whole_school else [],
    }


def _held(gathering: Gathering) -> dict[str, Any]:
    names = ("title", "date", "starts_at", "ends_at", "place", "audience", "sign_in", "words")
    held = {name: getattr(gathering, name) for name in names}
    held |= {"leader": gathering.leader_id, "groups": list(gathering.groups.all())}
    held["named"] = tr("、").join(written(one.name, one.number) for one in gathering.named.all())
    for n, one in enumerate(gathering.speakers.select_related("staff")[:SPEAKERS], start=1):
        name = written(one.staff.name, one.staff.number) if one.staff else one.guest
        held |= {f"speaker{n}": name, f"topic{n}": one.topic}
    return held


def _keys(data: QueryDict, name: str) -> set[int]:
    return {int(text) for text in data.getlist(name) if is_key(text)}
