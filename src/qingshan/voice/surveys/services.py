"""Deeds on surveys."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from auditlog.models import LogEntry
from django.db import transaction
from django.utils import timezone

from qingshan.access.audit import note
from qingshan.access.fields import lookup_hash
from qingshan.voice.complaints.sealing import digits_of
from qingshan.voice.models import Survey, SurveyAnswer, SurveyQuestion, SurveySlip

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from qingshan.school.membership import Member
    from qingshan.school.models import School, SchoolClass

DIGITS = 12
MOST_SLIPS = 200  # a class


class SlipUsed(Exception):
    """The slip was answered with before, or the survey is not open today."""


@transaction.atomic
def make_survey(
    *,
    actor: Member,
    school: School,
    title: str,
    opens_on: date,
    closes_on: date,
    questions: Sequence[tuple[str, str]],
) -> Survey:
    """`questions` are pairs of text and index ("" for none), in their order."""
    survey = Survey.objects.create(
        school=school, title=title, opens_on=opens_on, closes_on=closes_on, made_by=actor.account
    )
    SurveyQuestion.objects.bulk_create(
        SurveyQuestion(school=school, survey=survey, place=place, text=text, index=index)
        for place, (text, index) in enumerate(questions, start=1)
    )
    _note(actor, "make_survey", survey, action=LogEntry.Action.CREATE)
    return survey


@transaction.atomic
def print_slips(
    *, actor: Member, survey: Survey, school_class: SchoolClass, households: int
) -> list[str]:
    """Codes for the households of a class, kept nowhere; its unused slips before are void."""
    Survey.objects.select_for_update(of=("self",)).get(pk=survey.pk)
    held = SurveySlip.objects.filter(survey=survey, school_class=school_class)
    used = held.filter(is_used=True).count()
    held.filter(is_used=False).delete()
    codes = [new_code() for _ in range(max(0, households - used))]
    SurveySlip.objects.bulk_create(
        SurveySlip(
            school_id=survey.school_id,
            survey=survey,
            school_class=school_class,
            code_hash=hash_of_slip(code),
        )
        for code in codes
    )
    _note(actor, "print_slips", survey, rows=len(codes))
    return codes


@transaction.atomic
def answer_survey(*, slip: SurveySlip, marks: Mapping[str, int], words: str) -> None:
    """One household's answer; the slip is used up and the two do not name each other.

    Raises `SlipUsed`. No audit row: its time would put an answer to somebody.
    """
    held = (
        SurveySlip.objects.select_for_update(of=("self",)).select_related("survey").get(pk=slip.pk)
    )
    today = timezone.localdate()
    if held.is_used or not held.survey.opens_on <= today <= held.survey.closes_on:
        raise SlipUsed
    held.is_used = True
    held.save(update_fields=["is_used"])
    SurveyAnswer.objects.create(
        school_id=held.school_id,
        survey=held.survey,
        school_class_id=held.school_class_id,
        marks=dict(marks),
        words=words,
    )


def new_code() -> str:
    return "".join(secrets.choice("0123456789") for _ in range(DIGITS))


def hash_of_slip(code: str) -> str:
    return lookup_hash(f"slip:{digits_of(code)}")


def _note(
    actor: Member, deed: str, survey: Survey, action: int = LogEntry.Action.UPDATE, **more: int
) -> None:
    note(
        actor=actor.account,
        deed=deed,
        subject=survey,
        school_id=survey.school_id,
        action=action,
        **more,
    )
