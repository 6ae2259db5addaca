"""What a row needs beyond the plain filling: what its table demands, or its usual state."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.core.files.base import ContentFile

from qingshan.gatherings.models import Gathering
from qingshan.growth.elections.rubrics import shipped
from qingshan.people.models import Pairing
from qingshan.records.models import Record
from qingshan.voice.models import Incident
from tests.walls.filling import DAY

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.walls.ground import Ground

UNTIL_NINE = {"starts": dt.time(8), "ends": dt.time(9)}
LATER = dt.date(2027, 1, 10)
BEFORE = dt.date(2026, 10, 20)
PAIRED = {"kind": Pairing.Kind.MENTORING, "starts_on": dt.date(2026, 9, 1)}

A_LESSON = "Day,Hour,Students Sets,Subject,Teachers\n星期一,第1节,三年级(1)班,语文,吴老师\n"


def picture(name: str) -> ContentFile[bytes]:
    return ContentFile(b"seen", name=name)


def a_file(ground: Ground) -> dict[str, Any]:
    return {"file": picture("a.jpg"), "media_type": "image/jpeg"}


def a_named_file(ground: Ground) -> dict[str, Any]:
    """Its name is what a page shows of it."""
    return {"file": picture("a.pdf"), "media_type": "application/pdf"}


def another_record(ground: Ground, kind: str, **more: Any) -> Record:
    return Record.objects.create(
        school=ground.cast.school,
        number=f"{kind}-1",
        date=DAY,
        kind=kind,
        staff=ground.cast.staff["teacher"],
        **more,
    )


def complaint(ground: Ground) -> dict[str, Any]:
    incident = Incident.objects.create(
        school=ground.cast.school, date=DAY, kind="complaint", description="家长投诉"
    )
    return {"incident": incident, "about": "fees", "received_on": dt.date(2026, 11, 20)}


def mentoring(ground: Ground) -> dict[str, Any]:
    return (
        PAIRED
        | {"giver": ground.cast.staff["mentor"], "mentee": ground.cast.staff["teacher"]}
        | {"student": None}
    )


def review(ground: Ground) -> dict[str, Any]:
    staff = ground.cast.staff
    parts = {"first": "group_head", "second": "colleague_2", "judge": "colleague_3"}
    return {key: staff[who] for key, who in parts.items()} | {
        "gate": "three",
        "state": "told",
        "told_on": DAY,
        "write_by": LATER,
    }


def story(ground: Ground) -> list[dict[str, str]]:
    from qingshan.ideals.models import Piece

    return [{"kind": "paragraph", "text": ground.mark(Piece._meta.get_field("blocks"))}]


def lines(ground: Ground) -> list[dict[str, str]]:
    from qingshan.reminders.models import Letter

    return [{"text": ground.mark(Letter._meta.get_field("lines")), "href": "/"}]


GIVEN: dict[str, Callable[[Ground], dict[str, Any]]] = {
    "api.AccessToken": lambda g: {"expires_on": LATER, "token_hash": "a" * 64},
    "reminders.Letter": lambda g: {
        "account": g.cast.accounts["teacher"],
        "week": dt.date(2026, 11, 23),
        "audience": "personal",
        "lines": lines(g),
    },
    "privacy.Erasure": lambda g: {"student": g.cast.feng, "staff": None, "files": []},
    "reports.InspectionFile": lambda g: {"term": g.cast.year.terms.get(number=1).pk},
    "ideals.Piece": lambda g: {
        "portrayed": g.cast.staff["colleague_2"],
        "state": "review",
        "consented_on": DAY,
        "blocks": story(g),
    },
    "ideals.PiecePicture": a_file,
    "ideals.Takeaway": lambda g: {"shared_on": None},
    "growth.MentoringClosing": lambda g: {"mentor_on": DAY, "mentee_on": DAY},
    "growth.Candidate": lambda g: {"accepted": True, "nominated_by": g.cast.staff["mentor"]},
    "growth.Election": lambda g: {
        "nominate_until": LATER,
        "rate_until": LATER,
        "rubric": next(iter(shipped().values())),
    },
    "growth.MentoringWish": lambda g: {"first": g.cast.staff["mentor"]},
    "growth.DevelopmentPlan": lambda g: {
        "companion": g.cast.staff["mentor"],
        "state": "open",
        "agreed_on": DAY,
        "direction": "to_backbone",
    },
    "growth.Review": review,
    "growth.Opinion": lambda g: {"reviewer": g.cast.staff["group_head"], "written_on": DAY},
    "growth.ReviewReading": lambda g: {"by": g.cast.accounts["principal"]},
    "growth.StageReview": lambda g: {
        "voice": "mentor",
        "by": g.cast.staff["mentor"],
        "programme": "one-three-five",
        "stage": "qualified",
    },
    "character.CourseSlot": lambda g: {
        "starts_at": dt.time(15),
        "ends_at": dt.time(16),
        "weekdays": "3",
    },
    "character.Festival": lambda g: {"ends_on": LATER, "closes_on": LATER},
    "character.CourseTogether": lambda g: {"second": g.cast.feng},
    "character.Offering": lambda g: {"teacher": g.cast.staff["teacher"]},
    "character.Course": lambda g: {"teacher": g.cast.staff["teacher"]},
    "character.Drop": lambda g: {"state": "proposed", "proposed_by": g.cast.staff["teacher"]},
    "character.Placement": lambda g: {"state": "adopted"},
    "character.CourseRecord": lambda g: {
        "record": another_record(g, "course_session", title="在木工课上"),
        "kind": "work",
        "student": g.cast.wang,
    },
    "character.ThemeSession": lambda g: {
        "record": another_record(g, "theme_session", school_class=g.cast.class_31)
    },
    "teaching.DesignFile": a_named_file,
    "teaching.LessonDesign": lambda g: {"is_shared": False},
    "teaching.Finding": lambda g: {
        "record": another_record(g, "teaching_check"),
        "found_by": g.cast.staff["group_head"],
        "mender": g.cast.staff["teacher"],
    },
    "teaching.Observation": lambda g: {
        "teacher": g.cast.staff["teacher"],
        "observer": g.cast.staff["group_head"],
        "rubric": "five-phases@1",
        "state": "sent",
        "record": another_record(g, "lesson_observation", school_class=g.cast.class_31),
    },
    "teaching.ObservationNote": lambda g: {"phase": "question", "minute": 1},
    "timetable.TimetableFile": lambda g: {"content": A_LESSON.encode()},
    "teaching.Trip": lambda g: {"report": None},
    "care.FundEntry": lambda g: {"student": g.cast.wang, "kind": "support"},
    "care.FundNotice": lambda g: {"until": LATER, "token": "t" * 43},
    "care.FundPayment": lambda g: {"state": "asked"},
    "care.TaskAtHome": lambda g: {"task": another_record(g, "home_task")},
    "care.HomePlan": lambda g: {"ended_because": "", "starts_on": DAY},
    "care.RegisterRow": lambda g: {"student": g.cast.wang},
    "care.VisitPlan": lambda g: {"date": dt.date(2026, 11, 26)},
    "outcomes.Honour": lambda g: {
        "recipient": "student",
        "student": g.cast.wang,
        "staff": None,
    },
    "outcomes.Certificate": a_named_file,
    "outcomes.HonourConsent": lambda g: {"until": BEFORE, "since": BEFORE},
    "outcomes.Finding": lambda g: {
        "inspection": g.rows_of("outcomes.Inspection"),
        "responsible": g.cast.staff["teacher"],
        "due_on": LATER,
    },
    "outcomes.FindingStep": a_file,
    "voice.Complaint": complaint,
    "voice.ComplaintStep": lambda g: {"kind": "received", "side": "family"},
    "voice.Suggestion": lambda g: {"record": another_record(g, "suggestion", content="建议")},
    "voice.Survey": lambda g: {"closes_on": LATER},
    "voice.SurveyAnswer": lambda g: {"school_class": g.cast.class_31},
    "gatherings.Gathering": lambda g: {
        "starts_at": dt.time(15),
        "ends_at": dt.time(16),
        "audience": Gathering.Audience.NAMED,
        "kind": "training",
        "called_off": "",
        "leader": g.cast.staff["teacher"],
    },
    "gatherings.GatheringFile": a_named_file,
    "gatherings.Speaker": lambda g: {"guest": "", "staff": g.cast.staff["teacher"]},
    "records.Record": lambda g: {"kind": "home_visit", "parts": ""},
    "records.Evidence": a_named_file,
    "timetable.Slot": lambda g: UNTIL_NINE,
    "people.Pairing": mentoring,
}
"""By the label of a model."""
