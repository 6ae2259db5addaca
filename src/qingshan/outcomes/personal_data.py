"""Marks, honours and what inspections found."""

from __future__ import annotations

from qingshan.kit.personal import Basis, Kind, Of

KINDS = (
    Kind(
        key="outcomes.marks",
        title="成绩",
        of=Of.CHILD,
        what="学校考试的分数",
        purpose="教学，帮助孩子；不排名",
        basis=Basis.DUTY,
        law="《义务教育法》第三十五条",
        holder="任课教师、班主任",
        models=("Mark",),
        leaves=("outcomes.marks",),
    ),
    Kind(
        key="outcomes.honours",
        title="荣誉",
        of=Of.BOTH,
        what="得了什么奖、证书",
        purpose="记下成绩",
        basis=Basis.DUTY,
        law="《义务教育法》第三十六条",
        holder="学生事务主任",
        models=(
            "Honour",
            "Certificate",
        ),
        kept="孩子离校以后，可以请学校删去",
    ),
    Kind(
        key="outcomes.consents",
        title="公开荣誉的同意",
        of=Of.CHILD,
        what="谁同意、到哪天",
        purpose="荣誉给大家看以前要问家里",
        basis=Basis.CONSENT,
        law="《未成年人保护法》第四条第三项、《个人信息保护法》第三十一条",
        holder="学生事务主任",
        models=("HonourConsent",),
        leaves=("outcomes.consents",),
        consent="家里同意了才公开，写明到哪天，随时可以收回",
    ),
    Kind(
        key="outcomes.findings",
        title="检查和隐患",
        of=Of.STAFF,
        what="谁负责整改、怎么改的",
        purpose="安全",
        basis=Basis.DUTY,
        law="《未成年人保护法》第三十五条",
        holder="校长",
        models=(
            "Inspection",
            "Finding",
            "FindingStep",
        ),
        kept="整改的经过留着，上级要查",
        works="整改的经过上级要查（《未成年人保护法》第三十五条）",
    ),
)

IMPERSONAL = {
    "Examination": "中考的人数，没有人名",
}
