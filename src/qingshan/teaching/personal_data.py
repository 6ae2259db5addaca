"""What is kept of lessons, and of who learnt outside."""

from __future__ import annotations

from qingshan.kit.personal import Basis, Kind, Of

KINDS = (
    Kind(
        key="teaching.observations",
        title="听课和查评",
        of=Of.STAFF,
        what="实录、水平、评语、回应、问题",
        purpose="帮老师上好课",
        basis=Basis.EMPLOYMENT,
        law="《教师法》第二十二条",
        holder="教学管理的人",
        models=(
            "Draw",
            "Observation",
            "ObservationNote",
            "ObservationLevel",
            "Finding",
        ),
        leaves=(
            "teaching.notes",
            "teaching.observation_words",
            "teaching.findings",
        ),
    ),
    Kind(
        key="teaching.designs",
        title="教学设计",
        of=Of.STAFF,
        what="设计和附件",
        purpose="备课",
        basis=Basis.EMPLOYMENT,
        law="《教师法》第八条第二项",
        holder="教研组长",
        models=(
            "LessonDesign",
            "DesignFile",
        ),
        kept="离职以后，可以请学校删去",
        works="是工作成果，大家在用，内容留下",
    ),
    Kind(
        key="teaching.online",
        title="线上课",
        of=Of.CHILD,
        what="谁没来",
        purpose="点名",
        basis=Basis.DUTY,
        law="《义务教育法》第三十五条",
        holder="任课教师",
        models=(
            "OnlineRoll",
            "OnlineAbsence",
        ),
        leaves=("teaching.online_absences",),
    ),
    Kind(
        key="teaching.trips",
        title="外出学习",
        of=Of.STAFF,
        what="去哪里、花费、谁听了汇报",
        purpose="培训",
        basis=Basis.EMPLOYMENT,
        law="《教师法》第七条第六项",
        holder="校长",
        models=(
            "Trip",
            "TripCost",
            "TripHearer",
        ),
        kept="花费是账，留着",
        stays="花费是账，要保管（《会计法》第二十三条）",
    ),
)
