"""The curriculum: hours a week by grade against the plan, and the lessons behind each number."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from qingshan.character.courses.queries import term_asked
from qingshan.character.curriculum.hours import (
    findings_of,
    lessons_in_force,
    number_words,
    words_of,
)
from qingshan.character.curriculum.plan import plan_in_force
from qingshan.character.curriculum.tables import LessonTable
from qingshan.kit.tables import table_page
from qingshan.kit.words import tr
from qingshan.school.calendar import DIGITS
from qingshan.school.doors import MemberRequest, member_required, school_of
from qingshan.school.queries import term_words

if TYPE_CHECKING:
    from qingshan.character.curriculum.hours import Findings
    from qingshan.school.models import Term


@never_cache
@require_GET
@member_required
def curriculum(request: MemberRequest) -> HttpResponse:
    """Short and over at a glance, then every number with its rows."""
    school = school_of(request)
    term, terms = term_asked(school, request.member.today, request.GET.get("term", ""))
    if term is None:
        return render(request, "character/no_term_of_courses.html")
    plan, fault = plan_in_force()
    day = _day(term, request.member.today)
    found = findings_of(school, term, day, plan)
    context = {
        "plan": plan,
        "fault": fault,
        "found": found,
        "term": term,
        "terms": [(one, term_words(one)) for one in terms],
        "day": day,
        "grades": [(grade, DIGITS[grade]) for grade in found.grades],
        "rows": _rows(found),
        "totals": [_total(found, grade) for grade in found.grades],
        "natures": [
            (words, [number_words(hours[g]) for g in found.grades])
            for words, hours in found.natures
        ],
        "after": [found.after_school[grade] for grade in found.grades],
    }
    return render(request, "character/curriculum.html", context)


@never_cache
@require_GET
@member_required
def lessons(request: MemberRequest) -> HttpResponse:
    """The lessons of a subject of the plan, of one grade or of all."""
    school = school_of(request)
    term, _ = term_asked(school, request.member.today, request.GET.get("term", ""))
    if term is None:
        return render(request, "character/no_term_of_courses.html")
    plan, _ = plan_in_force()
    rows = lessons_in_force(school, _day(term, request.member.today))
    kept = {"term": str(term.pk)}
    name = request.GET.get("subject", "")
    if name:
        kept["subject"] = name
        rows = rows.filter(subject__name__in=words_of(plan, school, name) or ())
    grade = request.GET.get("grade", "")
    if grade.isascii() and grade.isdigit() and len(grade) == 1:
        kept["grade"] = grade
        rows = rows.filter(school_class__grade_number=int(grade))
    table = LessonTable(rows, request.GET, kept=kept)
    whose = (
        tr("{digits}年级").format(digits=DIGITS[int(kept["grade"])])
        if "grade" in kept
        else tr("各年级")
    )
    context = {"subject": name or tr("所有学科"), "whose": whose, "term": term}
    return table_page(request, "character/curriculum_lessons.html", table, context)


def _day(term: Term, today: date) -> date:
    """The day whose timetable is looked at: today within the term, else the term's nearest."""
    return min(max(today, term.starts_on), term.ends_on)


def _rows(found: Findings) -> list[dict[str, Any]]:
    return [
        {
            "line": line,
            "cells": [
                {
                    "grade": grade,
                    "words": number_words(line.hours.get(grade, 0))
                    if line.hours.get(grade)
                    else "",
                    "short": grade in line.short,
                }
                for grade in found.grades
            ],
        }
        for line in found.lines
        if any(line.hours.values()) or line.short
    ]


def _total(found: Findings, grade: int) -> dict[str, Any]:
    off = found.totals[grade] - found.planned[grade]
    return {
        "grade": grade,
        "words": number_words(found.totals[grade]),
        "planned": number_words(found.planned[grade]),
        "off": ""
        if abs(off) < 0.05
        else f"{tr('多') if off > 0 else tr('少')} {number_words(abs(off))}",
    }
