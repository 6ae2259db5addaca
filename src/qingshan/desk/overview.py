"""The school at a glance: figures in a few groups, charts under their sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qingshan.indicators.charts import charts_for
from qingshan.indicators.queries import answers_for
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from datetime import date

    from qingshan.kit.charts import Chart
    from qingshan.kit.counting import Answer, Answers
    from qingshan.school.models import School


@dataclass(frozen=True)
class Group:
    """Figures that belong together, under a sentence that says what they come to."""

    title: str
    sentence: str
    lines: list[tuple[str, Answer]]


@dataclass(frozen=True)
class Glance:
    groups: list[Group]
    charts: list[tuple[str, str, Chart]]  # name, title, what is drawn


CHART_TITLES = {
    "visits": tr("走访"),
    "examinations": tr("中考"),
    "awards": tr("学生获奖"),
    "promotion": tr("升学率"),
}


def glance_at(school: School, *, as_of: date) -> Glance:
    answers = answers_for(school, as_of=as_of)
    charts = charts_for(school, as_of=as_of, answers=answers)
    drawn = [(name, title, charts[name]) for name, title in CHART_TITLES.items() if name in charts]
    return Glance([_care(answers), _young(answers), _children(answers), _quiet(answers)], drawn)


def _care(answers: Answers) -> Group:
    visits, reached = answers["care.visits"], answers["care.visited_students"]
    sentence = (
        tr("{visits} 次走访，到过 {reached} 个孩子的家。").format(
            visits=visits.text, reached=reached.text
        )
        if visits.value
        else tr("还没有走访记录。去一次，就在这里多一次。")
    )
    keys = (
        "care.visits",
        "care.visited_students",
        "care.home_teaching",
        "care.funds_yuan",
        "care.fund_balance_yuan",
    )
    return _group(tr("帮扶"), sentence, answers, keys)


def _young(answers: Answers) -> Group:
    part = "staff.special_post"
    all_of, staff = answers[part], answers["staff.total"]
    keys = tuple(
        f"{part}.{key}"
        for key in (
            "midlevel",
            "district_backbone",
            "city_expert",
            "congress_delegate",
            "joined_party",
            "party_applicants",
        )
    )
    sentence = tr("{staff} 位教职工里，有 {all_of} 位特岗教师。").format(
        staff=staff.text, all_of=all_of.text
    )
    return _group(tr("特岗教师"), sentence, answers, (part, *keys))


def _children(answers: Answers) -> Group:
    total, away = answers["students.total"], answers["students.left_behind"]
    sentence = tr("{total} 个孩子，其中 {away} 个是留守儿童。").format(
        total=total.text, away=away.text
    )
    keys = (
        "students.total",
        "students.boarding",
        "students.left_behind",
        "students.awards",
        "courses.count",
        "courses.categories",
    )
    return _group(tr("孩子"), sentence, answers, keys)


def _quiet(answers: Answers) -> Group:
    keys = (
        "inspections.total",
        "inspections.good",
        "school.honours",
        "staff.commended_district_plus",
        "incidents.accidents",
        "incidents.complaints",
        "incidents.opinion",
        "incidents.violations",
    )
    happened = sum(int(answers[key].value) for key in keys[4:])
    sentence = (
        tr("安全事故、家长投诉、舆情和三乱，一共记了 {happened} 件。").format(happened=happened)
        if happened
        else tr("安全事故、家长投诉、舆情和三乱，一件也没有。")
    )
    return _group(tr("口碑与荣誉"), sentence, answers, keys)


def _group(title: str, sentence: str, answers: Answers, keys: tuple[str, ...]) -> Group:
    """The lines say what the heading has not said already."""
    found = [answers[key] for key in keys]
    return Group(title, sentence, [(_short(answer.figure.title), answer) for answer in found])


def _short(title: str) -> str:
    return str(title).removeprefix("特岗教师中的").replace("的特岗教师", "")
