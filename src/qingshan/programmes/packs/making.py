"""Building a programme from what its file says; what the schema cannot know is checked here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import lucide

from qingshan.access.roles import Role
from qingshan.kit.icons import icon
from qingshan.kit.words import as_written, counter, tr
from qingshan.people.models import Pairing, Staff
from qingshan.programmes.models import Cadence
from qingshan.programmes.packs.model import Audience, Duty, Pack, Path, Stage
from qingshan.programmes.packs.reading import PackProblem, PackProblems
from qingshan.records.kinds import kind_from

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qingshan.programmes.packs.reading import Place, Written
    from qingshan.records.kinds import Kind

SUMMED = ("words", "minutes")
TOLD_APART = {
    "student": "student_id",
    "class": "school_class_id",
    "title": "title",
    "part": "parts",
}
CLASS_DUTIES = {"班主任": "homeroom", "教研组长": "group_head"}
POSTS = {as_written(label): value for value, label in Staff.Post.choices}
PAIRINGS = {as_written(label): value for value, label in Pairing.Kind.choices}
OFFICES = {as_written(role.label): f"office:{role.value}" for role in Role}
HIRING = "入职"
MEASURES = {each: each for each in (tr("分钟"), tr("字"))}
"""Units that are no counters: what a field adds up to."""
TAKEN = frozenset({"mine", "groups", "paths"})
"""Words that stand in addresses where the key of a programme does."""


def kinds_in(written: Written, known: Mapping[str, Kind]) -> tuple[Kind, ...]:
    """The record kinds that a file brings. `known` are those there already, by label."""
    found, problems = [], []
    keys = {kind.key for kind in known.values()}
    for n, entry in enumerate(written.data.get("kinds", ())):
        if entry["label"] in known:
            sentence = f"已经有“{entry['label']}”这种记录了，不用再写，直接用就行。"
            problems.append(written.problem(("kinds", n, "label"), sentence))
        elif entry["key"] in keys:
            sentence = f"“{entry['key']}”已经是别的记录类型的短名，请换一个。"
            problems.append(written.problem(("kinds", n, "key"), sentence))
        elif not _is_icon(entry.get("icon", "circle")):
            sentence = f"没有“{entry['icon']}”这个图标，请到 lucide.dev 找一个名字。"
            problems.append(written.problem(("kinds", n, "icon"), sentence))
        else:
            keys.add(entry["key"])
            found.append(kind_from(entry))
    if problems:
        raise PackProblems(problems)
    return tuple(found)


def _is_icon(name: str) -> bool:
    try:
        icon(name)
    except lucide.IconDoesNotExist:
        return False
    return True


def made_pack(
    written: Written, text: str, kinds: Mapping[str, Kind], own: tuple[Kind, ...]
) -> Pack:
    """`kinds` are all record kinds by label, with the file's `own`. Raises `PackProblems`."""
    return _Making(written, kinds).pack(text, own)


class _Making:
    """One file on its way to a programme: gathers what is wrong instead of stopping at it."""

    def __init__(self, written: Written, kinds: Mapping[str, Kind]) -> None:
        self.written, self.kinds = written, kinds
        self.problems: list[PackProblem] = []

    def pack(self, text: str, own: tuple[Kind, ...]) -> Pack:
        data = self.written.data
        path = self._path(data["path"]) if "path" in data else None
        stages = {stage.key: stage for stage in path.stages} if path else {}
        exceptions = data.get("exceptions", ["leave", "late_hiring"])
        common = {
            "programme": data["key"],
            "lasting": data.get("lasting", False),
            "leave": "leave" in exceptions,
            "late_hiring": "late_hiring" in exceptions,
        }
        taken: set[str] = set()
        duties = tuple(
            self._duty(("duties", n), entry, common, taken, stages)
            for n, entry in enumerate(data["duties"])
        )
        audience = self._audience(("audience",), data["audience"])
        if not audience.words:
            self._say(("audience", "words"), "缺少“words”，请补上。")
        if data["key"] in TAKEN:
            self._say(("key",), f"“{data['key']}”是页面自己用的名字，请换一个。")
        if self.problems:
            raise PackProblems(self.problems)
        return Pack(
            key=data["key"],
            title=_said(data, "title"),
            summary=_said(data, "summary"),
            source=data["source"].strip(),
            reading=_said(data, "reading"),
            five=data.get("five", ""),
            balance=data.get("balance", False),
            strip=data.get("strip", False),
            place=data.get("place", 500),
            lasting=common["lasting"],
            audience=audience,
            path=path,
            duties=duties,
            kinds=own,
            file=self.written.file,
            text=text,
        )

    def _audience(self, at: Place, entry: Mapping[str, Any]) -> Audience:
        flags = [
            *self._words(at, entry, "class_duty", CLASS_DUTIES),
            *self._words(at, entry, "office", OFFICES),
            *(f"gives:{kind}" for kind in self._words(at, entry, "gives", PAIRINGS)),
            *(f"receives:{kind}" for kind in self._words(at, entry, "receives", PAIRINGS)),
        ]
        return Audience(
            words=_said(entry, "words"),
            post=self._words(at, entry, "post", POSTS),
            post_not=self._words(at, entry, "post_not", POSTS),
            political_status=_listed(entry, "political_status"),
            position=_listed(entry, "position"),
            subject=_listed(entry, "subject"),
            teaches=entry.get("teaches", False),
            flags=tuple(flags),
            from_year=entry.get("from_year"),
            below_year=entry.get("below_year"),
        )

    def _path(self, entry: Mapping[str, Any]) -> Path:
        by_years = entry["of"] == HIRING
        stages: list[Stage] = []
        for n, step in enumerate(entry["stages"]):
            at: Place = ("path", "stages", n)
            if any(stage.key == step["key"] for stage in stages):
                self._say((*at, "key"), f"上面已经有一个阶段叫“{step['key']}”，请换一个。")
            if by_years != ("year" in step["leave"]):
                wanted = "year: 几（入职满几年）" if by_years else "done: true"
                self._say((*at, "leave"), f"这条路按{entry['of']}走，请写 {wanted}。")
            before = stages[-1].until_year if stages else 0
            stages.append(
                Stage(
                    key=step["key"],
                    title=_said(step, "title"),
                    words=_said(step, "words"),
                    from_year=step.get("enter", {}).get("year", before or 0),
                    until_year=step["leave"].get("year"),
                )
            )
        return Path(tuple(stages), "" if by_years else PAIRINGS[entry["of"]])

    def _duty(
        self,
        at: Place,
        entry: Mapping[str, Any],
        common: Mapping[str, Any],
        taken: set[str],
        stages: Mapping[str, Stage],
    ) -> Duty:
        """`taken` are the keys of the duties above it."""
        if entry["key"] in taken:
            self._say((*at, "key"), f"上面已经有一条承诺叫“{entry['key']}”，请换一个。")
        taken.add(entry["key"])
        labels = {kind.label: kind.key for kind in self.kinds.values()}
        kinds = self._words(at, entry, "record", labels)
        return Duty(
            **common,
            key=f"{common['programme']}.{entry['key']}",
            title=_said(entry, "title"),
            short=_said(entry, "short" if "short" in entry else "title"),
            unit=_unit(entry.get("unit", "次").strip()),
            cadence=Cadence(entry["cadence"]),
            measure=entry["measure"],
            target=entry["target"],
            kinds=kinds,
            pairings=self._words(at, entry, "pairing", PAIRINGS),
            group=entry.get("group", False),
            receives=self._side(at, entry) == "receiver",
            field=self._field(at, entry),
            each=self._each(at, entry),
            grace=entry.get("grace", 0),
            stage=self._stage(at, entry, stages),
            audience=self._audience((*at, "audience"), entry["audience"])
            if "audience" in entry
            else None,
            five=entry.get("five", ""),
            **self._parts(at, entry, kinds),
        )

    def _side(self, at: Place, entry: Mapping[str, Any]) -> str:
        if "as" in entry and "pairing" not in entry:
            self._say((*at, "as"), "只有 pairing 要写 as，请删去这一行。")
        side: str = entry.get("as", "giver")
        return side

    def _stage(
        self, at: Place, entry: Mapping[str, Any], stages: Mapping[str, Stage]
    ) -> Stage | None:
        if entry["cadence"] != Cadence.STAGE:
            if "stage" in entry:
                self._say((*at, "stage"), "只有 cadence: stage 要写 stage，请删去这一行。")
            return None
        if "stage" not in entry:
            self._say((*at, "stage"), "缺少“stage”，请写是哪个阶段。")
            return None
        if entry["stage"] not in stages:
            known = "、".join(stages) or "（path 里还没有阶段）"
            self._say((*at, "stage"), f"没有“{entry['stage']}”这个阶段。可以写：{known}。")
        return stages.get(entry["stage"])

    def _field(self, at: Place, entry: Mapping[str, Any]) -> str:
        measure, field = entry["measure"], entry.get("field", "")
        if measure == "count":
            if field:
                self._say((*at, "field"), "数次数（count）不用写 field，请删去这一行。")
            return ""
        if "record" not in entry:
            self._say((*at, "measure"), "结对和教研组只能数次数，请写 count。")
            return ""
        known = SUMMED if measure == "sum" else tuple(TOLD_APART)
        if not field:
            self._say((*at, "field"), "缺少“field”，请补上。")
        elif field not in known:
            self._say((*at, "field"), f"没有“{field}”。可以写：{'、'.join(known)}。")
        return field if measure == "sum" else TOLD_APART.get(field, "")

    def _each(self, at: Place, entry: Mapping[str, Any]) -> int:
        if "each" in entry and entry["measure"] != "sum":
            self._say((*at, "each"), "只有加起来（sum）要写 each，请删去这一行。")
        each: int = entry.get("each", 0)
        return each

    def _parts(self, at: Place, entry: Mapping[str, Any], kinds: tuple[str, ...]) -> dict[str, Any]:
        """The one part that is asked for, and all parts where they are told apart."""
        by_key = {kind.key: kind for kind in self.kinds.values()}
        parts = {part.label: part.key for key in kinds for part in by_key[key].parts}
        told_apart = entry.get("field") == "part"
        if (told_apart or "part" in entry) and not parts:
            self._say((*at, "part" if "part" in entry else "field"), "这类记录没有可以勾的几样。")
        asked = entry.get("part", "").strip()
        if asked and parts and asked not in parts:
            self._say((*at, "part"), f"没有“{asked}”。可以写：{'、'.join(parts)}。")
        return {
            "part": parts.get(asked, ""),
            "parts": tuple(parts.values()) if told_apart else (),
        }

    def _words(
        self, at: Place, entry: Mapping[str, Any], name: str, known: Mapping[str, str]
    ) -> tuple[str, ...]:
        for word in _listed(entry, name):
            if word not in known:
                self._say((*at, name), f"没有“{word}”。可以写：{'、'.join(known)}。")
        return tuple(known[word] for word in _listed(entry, name) if word in known)

    def _say(self, at: Place, sentence: str) -> None:
        self.problems.append(self.written.problem(at, sentence))


def _said(entry: Mapping[str, Any], name: str) -> str:
    """What a reader of English is told in English, where it is a sentence of the house's own."""
    text = entry.get(name, "").strip()
    return tr(text) if text else ""


def _unit(text: str) -> str:
    return MEASURES.get(text) or counter(text)


def _listed(entry: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """One word or a list of words; none where it is not there."""
    given = entry.get(name, ())
    return tuple(word.strip() for word in ([given] if isinstance(given, str) else given))
