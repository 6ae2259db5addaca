"""What was done on a day, and what shows it."""

from __future__ import annotations

from qingshan.kit.personal import Basis, Kind, Of

KINDS = (
    Kind(
        key="records.records",
        title="记录",
        of=Of.BOTH,
        what="日期、类型、教师、孩子、写下的话",
        purpose="家访、谈话、读书、培训等做过的事，一处写，处处算",
        basis=Basis.DUTY,
        law="《义务教育法》第三十五条、《未成年人保护法》第二十九条",
        holder="写的老师、学生事务主任",
        models=("Record",),
        kept="孩子离校以后，可以请学校删去",
    ),
    Kind(
        key="records.evidence",
        title="佐证材料和照片",
        of=Of.BOTH,
        what="照片、扫描件、文件",
        purpose="说明事情做过",
        basis=Basis.DUTY,
        law="《义务教育法》第三十五条、《未成年人保护法》第二十九条",
        holder="写的老师、学生事务主任",
        models=("Evidence",),
        kept="和记录一起",
        consent="给大家看的照片另要家里同意，见“照片的同意”",
    ),
)
