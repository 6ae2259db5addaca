"""The plan of weekly hours, as data: the national one, or a file of the school's own."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from qingshan.kit.words import tr

NATIONAL = Path(__file__).parent / "plan.yaml"
OWN = "curriculum.yaml"
GRADES = range(1, 10)
NATURES = {"national": tr("国家课程"), "local": tr("地方课程"), "school": tr("校本课程")}


class PlanIsFaulty(Exception):
    """The file is no plan; the text says what is wrong with it."""


@dataclass(frozen=True)
class PlanSubject:
    """A subject of the plan; `names` are what timetables call it."""

    name: str
    first: int
    last: int
    at_least: float
    nature: str
    names: frozenset[str]

    def is_for(self, grade: int) -> bool:
        return self.first <= grade <= self.last


@dataclass(frozen=True)
class Group:
    """Subjects that share a part of all lessons: `least` to `most` percent."""

    name: str
    least: float
    most: float
    subjects: tuple[PlanSubject, ...]


@dataclass(frozen=True)
class Plan:
    """`weekly` lessons and teaching `weeks` a year by grade."""

    title: str
    source: str
    weekly: dict[int, float]
    weeks: dict[int, int]
    groups: tuple[Group, ...]

    @property
    def subjects(self) -> tuple[PlanSubject, ...]:
        return tuple(subject for group in self.groups for subject in group.subjects)

    def named(self, word: str) -> PlanSubject | None:
        return next((subject for subject in self.subjects if word in subject.names), None)


def plan_in_force() -> tuple[Plan, str]:
    """The school's own plan where there is a sound one, else the national; and what is wrong."""
    own: Path = settings.QINGSHAN_HOME / OWN
    try:
        changed = own.stat().st_mtime_ns
    except FileNotFoundError:
        return _read(NATIONAL, 0), ""
    try:
        return _read(own, changed), ""
    except PlanIsFaulty as faulty:
        return _read(NATIONAL, 0), tr("{own} 读不了：{faulty}。先按国家的方案比。").format(
            own=OWN, faulty=faulty
        )


@lru_cache(maxsize=8)
def _read(path: Path, changed: int) -> Plan:
    try:
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        return _plan(told)
    except PlanIsFaulty:
        raise
    except (yaml.YAMLError, UnicodeDecodeError) as slip:
        raise PlanIsFaulty(tr("不是 YAML 文件")) from slip
    except (KeyError, TypeError, ValueError, AttributeError) as slip:
        raise PlanIsFaulty(tr("少了或写错了 {slip}").format(slip=slip)) from slip


def _plan(told: Any) -> Plan:
    weekly = {int(grade): float(hours) for grade, hours in told["weekly"].items()}
    weeks = {int(grade): int(number) for grade, number in told["weeks"].items()}
    if missing := [grade for grade in GRADES if grade not in weekly or grade not in weeks]:
        raise PlanIsFaulty(tr("weekly 和 weeks 里少了 {missing} 年级").format(missing=missing[0]))
    groups = tuple(_group(group) for group in told["groups"])
    return Plan(str(told["title"]), str(told["source"]), weekly, weeks, groups)


def _group(told: Any) -> Group:
    subjects = tuple(_subject(subject) for subject in told["subjects"])
    least, most = (float(bound) for bound in told["share"])
    name = told.get("name") or tr("、").join(subject.name for subject in subjects)
    if not 0 <= least <= most <= 100:
        raise PlanIsFaulty(tr("{name}的 share 写错了").format(name=name))
    return Group(name, least, most, subjects)


def _subject(told: Any) -> PlanSubject:
    first, last = (int(grade) for grade in told["grades"])
    nature = told.get("nature", "national")
    if nature not in NATURES or not 1 <= first <= last <= GRADES[-1]:
        raise PlanIsFaulty(tr("{told}的 nature 或 grades 写错了").format(told=told["name"]))
    names = frozenset({str(told["name"]), *map(str, told.get("also", ()))})
    return PlanSubject(
        str(told["name"]), first, last, float(told.get("at_least", 0.5)), nature, names
    )
