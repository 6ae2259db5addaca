"""What the teachers read and wrote: the reading promises, kept by each after their own manner."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.demo import names, texts

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from qingshan.demo.draft import Draft
    from qingshan.demo.people import Teacher

STREAK = 17  # school days without a gap of the teacher whom the demonstration signs in as


def add_reading(draft: Draft) -> None:
    for teacher in draft.teachers:
        _news(draft, teacher)
        _papers(draft, teacher)
        _writing(draft, teacher)
        _monographs(draft, teacher)


def _news(draft: Draft, teacher: Teacher) -> None:
    """One a school day. Today's is open still for most, and for the one who signs in."""
    days = draft.days.so_far
    before = [day for day in days if day < draft.today] if teacher is draft.newcomer else []
    left_out = {draft.today, *before[-STREAK - 1 : -STREAK]} if before else set()
    for day in days:
        if day in left_out:
            continue
        chance = 0.4 if day == draft.today else teacher.diligence
        if day in before[-STREAK:] or draft.rng.random() < chance:
            draft.deed(day, "新闻阅读", teacher, title=draft.fill(draft.rng.choice(texts.NEWS)))


def _papers(draft: Draft, teacher: Teacher) -> None:
    """One a week, on some day of it."""
    weeks = _grouped(draft.days.so_far, lambda day: day.isocalendar()[:2])
    this_week = draft.today.isocalendar()[:2]
    for week, days in weeks.items():
        chance = teacher.diligence if week != this_week else 0.3
        if week == this_week and teacher is draft.newcomer:
            continue
        if draft.rng.random() < chance:
            title = draft.fill(draft.rng.choice(texts.PAPERS), subject=teacher.subject or "语文")
            draft.deed(draft.rng.choice(days), "论文阅读", teacher, title=title)


def _writing(draft: Draft, teacher: Teacher) -> None:
    """A reflection and some notes a month; by July about ten thousand characters."""
    rng = draft.rng
    months = _grouped(draft.days.so_far, lambda day: (day.year, day.month))
    for month, days in months.items():
        running = month == (draft.today.year, draft.today.month)
        if rng.random() < teacher.diligence * (0.55 if running else 1):
            title, content = rng.choice(texts.REFLECTIONS)
            draft.deed(
                rng.choice(days),
                "读书心得",
                teacher,
                title=_about_a_book(draft, title, teacher, month[1]),
                content=_about_a_book(draft, content, teacher, month[1]),
                words=rng.randint(380, 900),
            )
        if rng.random() < teacher.diligence:
            draft.deed(
                rng.choice(days),
                "读书笔记",
                teacher,
                title=_about_a_book(draft, rng.choice(texts.NOTES), teacher, month[1]),
                words=rng.randint(320, 980),
            )


def _monographs(draft: Draft, teacher: Teacher) -> None:
    """One a term; in a running term not everyone has finished theirs."""
    for first, last in draft.days.terms:
        days = [day for day in draft.days.so_far if first <= day <= last]
        passed = len(days) / 95
        if days and draft.rng.random() < teacher.diligence * min(1.0, passed):
            title = draft.rng.choice(texts.MONOGRAPHS)
            draft.deed(draft.rng.choice(days), "专著阅读", teacher, title=title)


def _about_a_book(draft: Draft, text: str, teacher: Teacher, month: int) -> str:
    girl = draft.rng.random() < 0.5
    return draft.fill(
        text,
        book=draft.rng.choice(texts.MONOGRAPHS).split("》")[0].removeprefix("《"),
        name=draft.rng.choice(names.GIRLS if girl else names.BOYS),
        pronoun="她" if girl else "他",
        subject=teacher.subject or "语文",
        month=str(month),
        chapter=str(draft.rng.randint(1, 12)),
    )


def _grouped(
    days: list[date], key: Callable[[date], tuple[int, int]]
) -> dict[tuple[int, int], list[date]]:
    found: dict[tuple[int, int], list[date]] = {}
    for day in days:
        found.setdefault(key(day), []).append(day)
    return found
