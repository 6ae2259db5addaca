from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms

from qingshan.growth.mentoring.matching import best_first, may_pair
from qingshan.growth.mentoring.queries import possible_partners
from qingshan.growth.mentoring.reasons import PLACES, in_short
from qingshan.growth.models import MentoringWish
from qingshan.kit.cells import Text
from qingshan.kit.words import tr
from qingshan.people.cell_fields import CellField, DayField
from qingshan.people.choices import PersonField, is_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from django.http import QueryDict

    from qingshan.growth.mentoring.queries import Ground
    from qingshan.people.models import Staff
    from qingshan.school.membership import Member

WISHES = ("first", "second", "third")
LONGEST_NOTE = 100
OFFERED_AT_MOST = 30
NOT_NOW = tr("先不结")
NOT_LISTED = tr("请从列表里选一位。")
COUNTS = (
    ("", tr("还没想好")),
    *((str(n), tr("{n} 位").format(n=n) if n else tr("这学年先不带")) for n in range(4)),
)


class WishForm(forms.Form):
    """A colleague's own wish: three fields, and two more wishes for whoever has them."""

    def __init__(
        self,
        data: Any = None,
        *,
        member: Member,
        day: date,
        guides: bool,
        wish: MentoringWish | None,
    ) -> None:
        held = {f"{name}": getattr(wish, f"{name}_id") for name in WISHES} if wish else {}
        told = {"mentees": wish.mentees, "note": wish.note} if wish else {}
        super().__init__(data, initial=held | told)
        partners = possible_partners(member, day, mentors=not guides)
        if guides:
            self.fields["mentees"] = forms.TypedChoiceField(
                label=tr("愿意带几位"),
                choices=COUNTS,
                coerce=int,
                empty_value=None,
                required=False,
                help_text=tr("连现在带着的一起算。"),
                error_messages={"invalid_choice": tr("请选 0 到 3 位。")},
            )
        labels = (tr("想带哪一位") if guides else tr("想请谁做师傅"), *PLACES[1:])
        for name, label in zip(WISHES, labels, strict=True):
            self.fields[name] = PersonField(
                partners, about="subject__name", who=tr("位老师"), label=label, required=False
            )
        self.fields["note"] = CellField(
            Text(LONGEST_NOTE), label=tr("想说的话"), widget=forms.TextInput
        )

    def clean(self) -> dict[str, Any]:
        """Gives the wishes in their order as `wished`, without gaps."""
        wished: list[Staff] = []
        for name in WISHES:
            one = self.cleaned_data.pop(name, None)
            if one in wished:
                self.add_error(
                    name, tr("{one}已经写在前面了，这里换一位或空着。").format(one=one.name)
                )
            elif one is not None:
                wished.append(one)
        self.cleaned_data["wished"] = wished
        self.cleaned_data.setdefault("mentees", None)
        return self.cleaned_data


@dataclass(frozen=True)
class Asked:
    """What was ticked and chosen on the page: `kept` is mentee → mentor, or None for not now."""

    mentees: tuple[int, ...]
    mentors: tuple[int, ...]
    kept: Mapping[int, int | None]


def asked_for(post: QueryDict, ground: Ground) -> Asked:
    """A choice that was ticked to stay, or differs from what was proposed, is kept."""
    mentees = [key for key in _keys(post, "mentee") if key in ground.mentees]
    learning = set(mentees)
    fixed = set(_keys(post, "keep"))
    kept = {}
    for key in mentees:
        said = post.get(f"with-{key}")
        if said is None or (key not in fixed and said == post.get(f"was-{key}", "")):
            continue
        if not said or _able(ground, key, said):
            kept[key] = int(said) if said else None
    return Asked(
        mentees=tuple(mentees),
        mentors=tuple(
            key for key in _keys(post, "mentor") if key in ground.mentors and key not in learning
        ),
        kept=kept,
    )


class DecisionForm(forms.Form):
    """For each mentee the mentor, for all of them the day: the last word is a person's."""

    def __init__(
        self, data: QueryDict | None, *, ground: Ground, chosen: Mapping[int, int | None]
    ) -> None:
        names = {key: f"with-{key}" for key in chosen}
        initial = {names[key]: mentor or "" for key, mentor in chosen.items()}
        super().__init__(data, initial={"starts_on": ground.day, **initial})
        self.ground, self.names = ground, names
        for key, mentor in chosen.items():
            said = data.get(names[key], "") if data is not None else str(mentor or "")
            self.fields[names[key]] = forms.ChoiceField(
                label=ground.colleagues[key].name,
                choices=[("", NOT_NOW), *_offered(ground, key, said)],
                required=False,
                error_messages={"invalid_choice": NOT_LISTED},
            )
        self.fields["starts_on"] = DayField(label=tr("从哪天起"), missing=tr("请写从哪天起。"))

    def clean_starts_on(self) -> date:
        day: date = self.cleaned_data["starts_on"]
        year = self.ground.year
        if not year.first <= day <= year.last:
            raise forms.ValidationError(
                tr("请写{year}里的一天：{first} 到 {last}。").format(
                    year=year.title, first=year.first, last=year.last
                )
            )
        return day

    def clean(self) -> dict[str, Any]:
        """Gives `pairs`, mentee → mentor, without those who wait."""
        said = {key: self.cleaned_data.get(name) for key, name in self.names.items()}
        self.cleaned_data["pairs"] = {key: int(text) for key, text in said.items() if text}
        if not self.cleaned_data["pairs"] and not self.errors:
            raise forms.ValidationError(tr("还没有给哪一位选好师傅。"))
        return self.cleaned_data


def _offered(ground: Ground, key: int, said: str) -> Iterable[tuple[str, str]]:
    """The best of those who could be the mentor, and whoever is chosen.

    A pair that was adopted by a first press is no slip at the second: the service passes it over.
    """
    mentee = ground.mentees[key]
    ranked = best_first(mentee, ground.mentors.values())
    chosen = ground.mentors.get(int(said)) if is_key(said) else None
    offered = ranked[:OFFERED_AT_MOST]
    if chosen is not None and chosen not in offered and chosen.key != key:
        offered.append(chosen)
    for mentor in offered:
        name = ground.colleagues[mentor.key].name
        yield str(mentor.key), f"{name} · {in_short(mentee, mentor)}"


def _able(ground: Ground, key: int, said: str) -> bool:
    mentor = ground.mentors.get(int(said)) if is_key(said) else None
    return mentor is not None and may_pair(ground.mentees[key], mentor)


def _keys(post: QueryDict, name: str) -> list[int]:
    """Ticked boxes, or all of them in one field with commas between."""
    words = ",".join(post.getlist(name)).split(",")
    return list(dict.fromkeys(int(word) for word in words if is_key(word)))
