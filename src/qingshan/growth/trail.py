"""What of growth is watched for the audit log, and what its deeds are called."""

from __future__ import annotations

from qingshan.access.audit import watch
from qingshan.access.deeds import name_deeds
from qingshan.growth.models import (
    Candidate,
    DevelopmentPlan,
    Election,
    MentoringClosing,
    MentoringRound,
    MentoringWish,
    ModelPost,
    Objection,
    Opinion,
    PlanStep,
    Review,
    StageReview,
    Title,
)
from qingshan.kit.words import tr


def follow() -> None:
    """Called once, when the app is ready."""
    for model in (MentoringWish, MentoringRound, ModelPost, Title):
        watch(model)
    watch(Election, derived=("seal",))
    watch(Candidate, sealed=("points", "ballots"))
    # Neither Ballot nor HandedIn: a row in the log would tell the hour of each ballot.
    watch(Objection, sealed=("words", "answer"))
    watch(Review, sealed=("why", "state", "verdict", "answer", "appeal", "decision"))
    watch(Opinion, sealed=("reasons", "verdict"))
    watch(MentoringClosing, sealed=("mentor_words", "mentee_words", "read_words"))
    # Nor does the log tell who was asked to come nearer to the party, or did not want to.
    watch(DevelopmentPlan, sealed=("staff", "companion", "direction", "state", "aim"))
    watch(StageReview, sealed=("words",))
    watch(PlanStep, sealed=("words",))
    name_deeds(
        {
            "keep_wish": tr("写结对意愿"),
            "adopt_pairs": tr("定青蓝结对"),
            "speak_of_stage": tr("说说一步"),
            "award_title": tr("登记称号"),
            "write_closing": tr("写师徒总结"),
            "read_closing": tr("读师徒总结"),
            "take_post": tr("设示范岗"),
            "leave_post": tr("放下示范岗"),
            "propose_plan": tr("写培养计划"),
            "agree_plan": tr("同意培养计划"),
            "end_plan": tr("停下培养计划"),
            "finish_plan": tr("走到了"),
            "add_plan_step": tr("加一步"),
            "plan_step_done": tr("一步做到了"),
            "open_review": tr("开始关口评议"),
            "write_opinion": tr("写评议意见"),
            "answer_review": tr("答复评议"),
            "appeal_review": tr("申诉"),
            "decide_appeal": tr("答复申诉"),
            "settle_review": tr("评议定下来"),
            "open_election": tr("开始评选"),
            "nominate": tr("推荐"),
            "answer_nomination": tr("答复推荐"),
            "begin_rating": tr("开始评议"),
            "rate_candidates": tr("交评议表"),
            "extend_rating": tr("延长评议"),
            "publish_election": tr("数票公示"),
            "make_objection": tr("提异议"),
            "answer_objection": tr("答复异议"),
            "finish_election": tr("评定"),
        }
    )
