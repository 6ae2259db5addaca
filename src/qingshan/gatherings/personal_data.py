"""Who was called to what and came."""

from __future__ import annotations

from qingshan.kit.personal import Basis, Kind, Of

KINDS = (
    Kind(
        key="gatherings.talks",
        title="活动",
        of=Of.STAFF,
        what="召集、报告人、照片和材料",
        purpose="开会、学习、报告会",
        basis=Basis.EMPLOYMENT,
        law="《教师法》第八条第六项",
        holder="召集的人",
        models=(
            "Gathering",
            "Speaker",
            "GatheringFile",
        ),
        kept="离职以后，可以请学校删去",
        shows_others="是活动的照片和材料，里面有别人",
        works="是学校的安排，内容留下",
    ),
    Kind(
        key="gatherings.attendance",
        title="活动的签到",
        of=Of.STAFF,
        what="谁来了",
        purpose="签到",
        basis=Basis.EMPLOYMENT,
        law="《教师法》第八条第六项",
        holder="召集的人",
        models=("Attendance",),
        leaves=("gatherings.attendance",),
    ),
)
