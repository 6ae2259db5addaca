"""Programmes as data: what a school has promised, one YAML file each under `settings.PACKS_DIR`.

A pack says whom it binds and which duties it asks, how often and how much. Adding a programme is
adding a file; what may stand in one is told at the head of `packs/教师读书五个一.yaml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from django.conf import settings
from django.db.models import Q

from qingshan.people.models import Pairing, Staff
from qingshan.programmes.models import Cadence
from qingshan.programmes.yaml_reading import Entry, PackProblem, read_file
from qingshan.records.kinds import all_kinds

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Audience", "Duty", "Pack", "PackProblem", "all_packs", "duty_named"]

Measure = Literal["count", "sum", "distinct"]
MEASURES: tuple[Measure, ...] = ("count", "sum", "distinct")
SUMMED = ("words", "minutes")
TOLD_APART = {"student": "student_id", "class": "school_class_id", "title": "title"}
_KEY = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Audience:
    """Whom a pack binds; every condition given must hold. `words` says it to people."""

    words: str
    post: tuple[str, ...] = ()
    post_not: tuple[str, ...] = ()
    political_status: tuple[str, ...] = ()

    def includes(self, staff: Staff) -> bool:
        return self.holds(staff.post, staff.political_status)

    def holds(self, post: str, political_status: str) -> bool:
        return (
            (not self.post or post in self.post)
            and post not in self.post_not
            and (not self.political_status or political_status in self.political_status)
        )

    @property
    def condition(self) -> Q:
        """The same on rows of `Staff`."""
        asked = Q()
        if self.post:
            asked &= Q(post__in=self.post)
        if self.post_not:
            asked &= ~Q(post__in=self.post_not)
        if self.political_status:
            asked &= Q(political_status__in=self.political_status)
        return asked


@dataclass(frozen=True, slots=True)
class Duty:
    """One promise of a programme. Exactly one of `kinds`, `pairings` and `group` is given.

    `key` is whole: `teacher-five-ones.news`. `field` is the column summed or told apart.
    """

    programme: str
    key: str
    title: str
    short: str
    unit: str
    cadence: Cadence
    measure: Measure
    target: int
    lasting: bool
    kinds: tuple[str, ...] = ()
    pairings: tuple[str, ...] = ()
    group: bool = False
    field: str = ""

    @property
    def asked(self) -> str:
        """`1 则`, `10,000 字`."""
        return f"{self.target:,} {self.unit}"

    @property
    def slug(self) -> str:
        """The part of the key after the programme's."""
        return self.key.partition(".")[2]


@dataclass(frozen=True)
class Pack:
    """A programme. `lasting`: after the year's last day its answers stay until the next begins."""

    key: str
    title: str
    summary: str
    source: str
    audience: Audience
    lasting: bool
    duties: tuple[Duty, ...]

    @cached_property
    def by_slug(self) -> dict[str, Duty]:
        return {duty.slug: duty for duty in self.duties}


def all_packs() -> Mapping[str, Pack]:
    """Every programme by its key, in order of keys. Raises `PackProblem`; read once a process."""
    return packs_in(Path(settings.PACKS_DIR))


def duty_named(key: str) -> Duty | None:
    """The duty of a whole key such as `member-five-ones.class`."""
    pack = all_packs().get(key.partition(".")[0])
    return next((duty for duty in pack.duties if duty.key == key), None) if pack else None


@lru_cache(maxsize=8)
def packs_in(folder: Path) -> dict[str, Pack]:
    if not folder.is_dir():
        raise PackProblem(str(folder), 1, "", "没有这个文件夹，做法文件应当放在这里。")
    found: dict[str, Pack] = {}
    for file in sorted(folder.glob("*.yaml")):
        entry = read_file(file)
        pack = _pack(entry)
        if pack.key in found:
            raise entry.at("key", f"“{pack.key}”已经有一个做法用了，请换一个。")
        found[pack.key] = pack
    return dict(sorted(found.items()))


def _pack(entry: Entry) -> Pack:
    key = _key(entry)
    lasting = entry.flag("lasting")
    taken: set[str] = set()
    pack = Pack(
        key=key,
        title=entry.text("title"),
        summary=entry.text("summary", required=False),
        source=entry.text("source"),
        audience=_audience(entry.entry("audience")),
        lasting=lasting,
        duties=entry.entries("duties", lambda duty: _duty(duty, key, taken, lasting=lasting)),
    )
    entry.close()
    return pack


def _audience(entry: Entry) -> Audience:
    posts = {label: value for value, label in Staff.Post.choices}
    audience = Audience(
        words=entry.text("words"),
        post=tuple(posts[word] for word in entry.all_among("post", posts)),
        post_not=tuple(posts[word] for word in entry.all_among("post_not", posts)),
        political_status=entry.texts("political_status"),
    )
    entry.close()
    return audience


def _duty(entry: Entry, programme: str, taken: set[str], *, lasting: bool) -> Duty:
    """`taken` are the keys of the duties above it."""
    title, key = entry.text("title"), _key(entry)
    if key in taken:
        raise entry.at("key", f"上面已经有一条承诺叫“{key}”，请换一个。")
    taken.add(key)
    kinds, pairings, group = _counted(entry)
    measure: Measure = entry.among("measure", MEASURES)  # type: ignore[assignment]
    duty = Duty(
        programme=programme,
        key=f"{programme}.{key}",
        title=title,
        short=entry.text("short", required=False) or title,
        unit=entry.text("unit", required=False) or "次",
        cadence=Cadence(entry.among("cadence", Cadence.values)),
        measure=measure,
        target=entry.whole("target"),
        lasting=lasting,
        kinds=kinds,
        pairings=pairings,
        group=group,
        field=_field(entry, measure, kinds),
    )
    entry.close()
    return duty


def _counted(entry: Entry) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
    """Record kinds, pairing kinds, or standing in a group."""
    given = [name for name in ("record", "pairing", "group") if entry.has(name)]
    if len(given) != 1:
        raise entry.problem("record、pairing、group 里要写一种，也只写一种。")
    kinds = {kind.label: kind.key for kind in all_kinds().values()}
    pairings = {label: value for value, label in Pairing.Kind.choices}
    group = entry.flag("group")
    if given == ["group"] and not group:
        raise entry.at("group", "请写 group: true，或者改写 record、pairing。")
    return (
        tuple(kinds[word] for word in entry.all_among("record", kinds)),
        tuple(pairings[word] for word in entry.all_among("pairing", pairings)),
        group,
    )


def _field(entry: Entry, measure: Measure, kinds: tuple[str, ...]) -> str:
    if measure == "count":
        if entry.has("field"):
            raise entry.at("field", "数次数（count）不用写 field，请删去这一行。")
        return ""
    if not kinds:
        raise entry.at("measure", "结对和教研组只能数次数，请写 count。")
    if measure == "sum":
        return entry.among("field", SUMMED)
    return TOLD_APART[entry.among("field", TOLD_APART)]


def _key(entry: Entry) -> str:
    key = entry.text("key")
    if not _KEY.fullmatch(key):
        raise entry.at("key", "只能用小写字母、数字和连字符，例如 five-ones。")
    return key
