"""What is kept of how colleagues grow."""

from __future__ import annotations

from qingshan.kit.personal import Basis, Kind, Of

KINDS = (
    Kind(
        key="growth.mentoring",
        title="青蓝结对",
        of=Of.STAFF,
        what="意愿、总结",
        purpose="师徒结对",
        basis=Basis.EMPLOYMENT,
        law="《教师法》第十九条、第二十二条",
        holder="党支部书记",
        models=(
            "MentoringClosing",
            "MentoringWish",
        ),
        leaves=("growth.wishes",),
    ),
    Kind(
        key="growth.plans",
        title="培养计划和阶段",
        of=Of.STAFF,
        what="目标、步骤、评议、称号、示范岗",
        purpose="培养老师",
        basis=Basis.EMPLOYMENT,
        law="《教师法》第十九条",
        holder="党支部书记",
        models=(
            "DevelopmentPlan",
            "PlanStep",
            "StageReview",
            "Title",
            "ModelPost",
        ),
        leaves=("growth.plans",),
    ),
    Kind(
        key="growth.reviews",
        title="三个关口的评议",
        of=Of.STAFF,
        what="评议、答复、申诉、谁看过",
        purpose="把好关口",
        basis=Basis.EMPLOYMENT,
        law="《教师法》第二十二条",
        holder="党支部书记",
        models=(
            "Review",
            "Opinion",
            "OpinionEvidence",
            "ReviewReading",
        ),
        leaves=("growth.reviews",),
        withheld="评议的人要护住；本人那一份在“三个关口”里看，可以申诉",
    ),
    Kind(
        key="growth.elections",
        title="评选",
        of=Of.STAFF,
        what="候选人、异议、谁交了票；票不记名",
        purpose="公道地评",
        basis=Basis.EMPLOYMENT,
        law="《教师法》第二十四条",
        holder="党支部书记",
        models=(
            "Election",
            "Candidate",
            "HandedIn",
            "Objection",
        ),
        leaves=("growth.objections",),
        stays="评选的结果要能再数一遍",
    ),
    Kind(
        key="growth.ballots",
        title="评议表",
        of=Of.STAFF,
        what="给候选人的评议，不记名",
        purpose="公道地评",
        basis=Basis.EMPLOYMENT,
        law="《教师法》第二十四条",
        holder="没有人能看出是谁的",
        models=("Ballot",),
        kept="和评选一起，好再数一遍",
        withheld="不记名，看不出是谁的",
        stays="评选的结果要能再数一遍",
    ),
)

IMPERSONAL = {
    "MentoringRound": "哪一学年定了",
}
