"""Reviews: who reviews whom, an opinion, an answer, an appeal and what came of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.growth.models import Gate, Verdict
from qingshan.growth.reviews.gates import DAYS_TO_WRITE
from qingshan.kit.fields import one_of, words_field
from qingshan.kit.words import tr
from qingshan.people.cell_fields import DayField
from qingshan.people.choices import PersonField, RowsField
from qingshan.people.models import Staff

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from qingshan.growth.models import Opinion
    from qingshan.records.models import Record
    from qingshan.school.models import School

LONGEST_WAIT = timedelta(days=92)
SEALED = tr("加密保存。看得到的人：本人、两位评议人、申诉时找的那位、校长和书记。")
PEOPLE = (
    ("staff", tr("评哪位老师")),
    ("first", tr("第一位评议人")),
    ("second", tr("第二位评议人")),
    ("judge", tr("不服时找谁申诉")),
)


class OpenForm(forms.Form):
    """Four different people, a gate, and until when."""

    def __init__(self, data: Any = None, *, school: School, today: date) -> None:
        super().__init__(
            data, initial={"gate": Gate.CRAFT, "write_by": today + timedelta(days=DAYS_TO_WRITE)}
        )
        self.today = today
        self.fields["gate"] = one_of(Gate.choices, tr("哪一关"))
        for name, label in PEOPLE:
            self.fields[name] = PersonField(
                Staff.objects.filter(school=school, account__isnull=False),
                about="subject__name",
                who=tr("位老师"),
                label=label,
            )
        self.fields["why"] = forms.CharField(
            label=tr("为什么评"),
            max_length=200,
            help_text=tr("例如“入职满一年”“申报区级骨干”。本人看得到。"),
            error_messages={
                "required": tr("请写为什么评。"),
                "max_length": tr("写得太长了，最多 200 个字。"),
            },
        )
        self.fields["write_by"] = DayField(
            label=tr("意见写到哪天"), missing=tr("请写意见写到哪天。")
        )

    def clean_write_by(self) -> date:
        day: date = self.cleaned_data["write_by"]
        if not self.today <= day <= self.today + LONGEST_WAIT:
            raise forms.ValidationError(tr("请写今天以后、三个月以内的一天。"))
        return day

    def clean(self) -> dict[str, Any]:
        """Gives the two as `reviewers`."""
        told = self.cleaned_data
        met: dict[int, str] = {}
        for name, label in PEOPLE:
            person = told.get(name)
            if person is not None and person.pk in met:
                words = tr("{person}已经是“{met}”了，这里要另一位。").format(
                    person=person.name, met=met[person.pk]
                )
                self.add_error(name, words)
            elif person is not None:
                met[person.pk] = label
        if not self.errors:
            told["reviewers"] = (told.pop("first"), told.pop("second"))
        return told


class OpinionForm(forms.Form):
    """The verdict in words, why, and on which records it rests."""

    def __init__(
        self, data: Any = None, *, records: QuerySet[Record], held: Opinion | None, hint: str
    ) -> None:
        chosen = [row.record_id for row in held.evidence.all()] if held else []
        told = {"verdict": held.verdict, "reasons": held.reasons} if held else {}
        super().__init__(data, initial=told | {"evidence": chosen})
        self.fields["verdict"] = one_of(Verdict.choices, tr("结论"))
        self.fields["reasons"] = words_field(
            tr("理由"),
            missing=tr("请写理由：看到了什么，为什么这样想。"),
            rows=5,
            hint=f"{hint}{SEALED}",
        )
        self.fields["evidence"] = RowsField(
            records,
            label=tr("依据"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=tr("这位老师一年来做过、没有写到哪个孩子的事。勾上意见靠的那几条。"),
            error_messages={
                "invalid_choice": tr("请从列表里勾。"),
                "invalid_pk_value": tr("请从列表里勾。"),
                "list": tr("请从列表里勾。"),
            },
        )


class AnswerForm(forms.Form):
    """The teacher's own words."""

    agrees = forms.TypedChoiceField(
        label=tr("同不同意"),
        choices=[("yes", tr("同意，就这样定")), ("no", tr("有不同看法，先写在这里"))],
        coerce=lambda text: text == "yes",
        widget=forms.RadioSelect,
        help_text=tr("写了不同看法以后，期限里还可以申诉。"),
        error_messages=dict.fromkeys(("required", "invalid_choice"), tr("请选一种。")),
    )
    words = words_field(tr("想说的话"), rows=4, hint=SEALED)

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if told.get("agrees") is False and not told.get("words"):
            self.add_error("words", tr("请写哪里看法不同。"))
        return told


class AppealForm(forms.Form):
    words = words_field(tr("为什么申诉"), missing=tr("请写为什么申诉。"), rows=5, hint=SEALED)


class DecisionForm(forms.Form):
    """What the third person decides; the verdict as it stands is chosen already."""

    def __init__(self, data: Any = None, *, verdict: str) -> None:
        super().__init__(data, initial={"verdict": verdict})
        self.fields["verdict"] = one_of(Verdict.choices, tr("申诉以后的结论"))
        self.fields["words"] = words_field(
            tr("理由"), missing=tr("请写理由，本人看得到。"), rows=5, hint=SEALED
        )
