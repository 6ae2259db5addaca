"""What of teaching is watched for the audit log, and what its deeds are called."""

from __future__ import annotations

from qingshan.access.audit import watch
from qingshan.access.deeds import name_deeds
from qingshan.kit.words import tr
from qingshan.teaching.models import (
    DesignFile,
    Draw,
    Finding,
    LessonDesign,
    Observation,
    ObservationLevel,
    ObservationNote,
    OnlineAbsence,
    OnlineRoll,
    Trip,
    TripCost,
    TripHearer,
)

WORDS = ("preview", "question", "group", "activity", "reflect")


def follow() -> None:
    """Called once, when the app is ready."""
    watch(Draw, derived=("ground", "result"))
    watch(Observation, sealed=("topic", "summary", "answer", "next_step"))
    watch(ObservationNote, sealed=("words",))
    watch(ObservationLevel, sealed=("item", "level"))
    watch(Finding, sealed=("words", "done_words", "seen_words"))
    # A design is its writer's until it is shared, also before whoever reads the log.
    watch(LessonDesign, sealed=("unit", "title", "goals", *WORDS))
    watch(DesignFile, sealed=("name",))
    for model in (Trip, TripCost, TripHearer, OnlineRoll, OnlineAbsence):
        watch(model)
    name_deeds(
        {
            "fix_draw": tr("定下抽签名单"),
            "make_draw": tr("抽签听课"),
            "plan_observation": tr("约一节听课"),
            "note_observation": tr("记听课实录"),
            "send_observation": tr("交听课单"),
            "answer_observation": tr("回应听课"),
            "agree_next_step": tr("商定下一步"),
            "keep_design": tr("写教学设计"),
            "remove_design": tr("删教学设计"),
            "write_finding": tr("提查评问题"),
            "mend_finding": tr("改查评问题"),
            "look_again": tr("复查问题"),
            "call_online_roll": tr("线上课点名"),
            "keep_trip": tr("记外出学习"),
            "report_trip": tr("汇报外出学习"),
        }
    )
