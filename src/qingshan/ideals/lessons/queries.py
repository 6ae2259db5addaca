"""Reading lessons: their versions, where they were given, what they won."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, F, Max, OuterRef, Q, Subquery
from django.shortcuts import get_object_or_404

from qingshan.gatherings.models import Attendance
from qingshan.ideals.models import LessonAward, LessonVersion, StudySession
from qingshan.ideals.visibility import lessons_visible_to, sessions_visible_to
from qingshan.outcomes.visibility import honours_visible_to

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from qingshan.ideals.models import Lesson
    from qingshan.school.membership import Member


def lessons_with_counts(member: Member) -> QuerySet[Lesson]:
    """Each with its latest version's number, and how often and when last it was given."""
    given = Q(gathering__date__lte=member.today, gathering__called_off="")
    told = StudySession.objects.filter(given, version__lesson=OuterRef("pk")).order_by()
    by_lesson = told.values("version__lesson")
    return lessons_visible_to(member).annotate(
        latest=Max("versions__number"),
        given=Subquery(by_lesson.annotate(n=Count("pk")).values("n")),
        last_given=Subquery(by_lesson.annotate(day=Max("gathering__date")).values("day")),
    )


def lesson_seen_by(member: Member, pk: int) -> Lesson:
    return get_object_or_404(lessons_visible_to(member).select_related("author"), pk=pk)


def versions_of(lesson: Lesson) -> QuerySet[LessonVersion]:
    """The latest first, with who wrote each."""
    return LessonVersion.objects.filter(lesson=lesson).annotate(writer=F("by__name"))


def deliveries_of(member: Member, lesson: Lesson) -> QuerySet[StudySession]:
    """Where the lesson was or will be given, the latest first, with how many came."""
    came = Attendance.objects.filter(gathering=OuterRef("gathering")).order_by()
    counted = came.values("gathering").annotate(n=Count("pk")).values("n")
    seen = sessions_visible_to(member).filter(version__lesson=lesson)
    rows = seen.select_related("gathering", "version").annotate(came=Subquery(counted))
    return rows.order_by("-gathering__date", "-pk")


def awards_of(member: Member, lesson: Lesson) -> QuerySet[LessonAward]:
    seen = honours_visible_to(member).values("pk")
    awards = LessonAward.objects.filter(lesson=lesson, honour__in=seen)
    return awards.select_related("honour").order_by("-honour__date")
