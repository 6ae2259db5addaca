"""What of teaching is watched for the audit log, and what its deeds are called."""

from __future__ import annotations

from qingshan.access.audit import watch
from qingshan.access.deeds import name_deeds
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


def follow() -> None:
    """Called once, when the app is ready."""
    watch(Draw, derived=("ground", "result"))
    watch(Observation, sealed=("summary", "answer", "next_step"))
    watch(ObservationNote, sealed=("words",))
    watch(ObservationLevel)
    watch(Finding, sealed=("words", "done_words", "seen_words"))
    for model in (LessonDesign, DesignFile, Trip, TripCost, TripHearer, OnlineRoll, OnlineAbsence):
        watch(model)
    name_deeds(
        {
            "fix_draw": "定下抽签名单",
            "make_draw": "抽签听课",
            "plan_observation": "约一节听课",
            "note_observation": "记听课实录",
            "send_observation": "交听课单",
            "answer_observation": "回应听课",
            "agree_next_step": "商定下一步",
            "keep_design": "写教学设计",
            "remove_design": "删教学设计",
            "write_finding": "提查评问题",
            "mend_finding": "改查评问题",
            "look_again": "复查问题",
            "call_online_roll": "线上课点名",
            "keep_trip": "记外出学习",
            "report_trip": "汇报外出学习",
        }
    )
