from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.ideals.models import StudySession
from qingshan.ideals.study.role_models import all_role_models
from qingshan.ideals.visibility import campaigns_visible_to, lessons_visible_to
from qingshan.kit.cells import Text
from qingshan.kit.words import tr
from qingshan.people.cell_fields import CellField, DayField
from qingshan.people.choices import is_key

if TYPE_CHECKING:
    from django.http import QueryDict

    from qingshan.gatherings.models import Gathering
    from qingshan.ideals.models import Campaign
    from qingshan.school.membership import Member

LONGEST = 4000
NOT_LISTED = {"invalid_choice": tr("请从列表里选一个。")}


def words_field(label: str, *, missing: str = "", rows: int = 4, hint: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=bool(missing),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=hint,
        error_messages={
            "required": missing,
            "max_length": tr("写得太长了，最多 {longest} 个字。").format(longest=LONGEST),
        },
    )


class CampaignForm(forms.Form):
    """A theme, from a day to a day."""

    def __init__(self, data: Any = None, *, campaign: Campaign | None = None) -> None:
        names = ("title", "aim", "starts_on", "ends_on")
        super().__init__(
            data, initial={name: getattr(campaign, name) for name in names} if campaign else None
        )
        self.fields["title"] = CellField(
            Text(100), label=tr("主题"), missing=tr("请写主题。"), widget=forms.TextInput
        )
        self.fields["starts_on"] = DayField(label=tr("从哪天"), missing=tr("请写从哪天开始。"))
        self.fields["ends_on"] = DayField(label=tr("到哪天"), missing=tr("请写到哪天结束。"))
        self.fields["aim"] = words_field(tr("要做什么"))

    def clean(self) -> dict[str, Any]:
        first, last = (self.cleaned_data.get(name) for name in ("starts_on", "ends_on"))
        if first and last and last < first:
            self.add_error("ends_on", tr("结束要在开始之后。"))
        return self.cleaned_data


class AboutForm(forms.Form):
    """What a session is about; `asked` may name the campaign, role model or lesson."""

    def __init__(
        self,
        data: QueryDict | None,
        *,
        member: Member,
        gathering: Gathering | None,
        asked: QueryDict,
    ) -> None:
        super().__init__(data, initial=_held(gathering) if gathering else _asked(asked))
        people = [
            (one.key, tr("{one}（{who}）").format(one=one.name, who=one.who))
            for one in all_role_models().values()
        ]
        self.fields["campaign"] = forms.ModelChoiceField(
            campaigns_visible_to(member),
            label=tr("属于哪个主题教育"),
            required=False,
            empty_label=tr("不属于"),
            error_messages=NOT_LISTED,
        )
        self.fields["role_model"] = forms.ChoiceField(
            label=tr("学习哪位榜样"),
            required=False,
            choices=[("", tr("不是学榜样")), *people],
            error_messages=NOT_LISTED,
        )
        self.fields["lesson"] = forms.ModelChoiceField(
            lessons_visible_to(member),
            label=tr("讲党课库里的哪一讲"),
            required=False,
            empty_label=tr("不是库里的"),
            error_messages=NOT_LISTED,
        )
        self.fields["reading"] = words_field(
            tr("先看什么"), hint=tr("请大家来之前看一看的材料。"), rows=3
        )


class TakeawayForm(forms.Form):
    words = words_field(
        tr("我的收获"),
        missing=tr("写一句也行。"),
        rows=6,
        hint=tr("只有你自己看得到。想让大家看，勾上下面的分享；什么时候都能收回。"),
    )
    shared = forms.BooleanField(label=tr("分享给看得到这次学习的人"), required=False)


def _asked(asked: QueryDict) -> dict[str, Any]:
    keys = {name: asked.get(name, "") for name in ("campaign", "lesson")}
    told: dict[str, Any] = {name: int(text) for name, text in keys.items() if is_key(text)}
    return told | {"role_model": asked.get("role_model", "")}


def _held(gathering: Gathering) -> dict[str, Any]:
    session = StudySession.objects.filter(gathering=gathering).select_related("version").first()
    if session is None:
        return {}
    return {
        "campaign": session.campaign_id,
        "role_model": session.role_model,
        "lesson": session.version.lesson_id if session.version else None,
        "reading": session.reading,
    }
