"""What the timetable keeps: who teaches what when."""

from __future__ import annotations

from qingshan.kit.personal import Basis, Kind, Of

KINDS = (
    Kind(
        key="timetable.lessons",
        title="课表",
        of=Of.STAFF,
        what="谁在哪节给哪个班上什么课、调代课",
        purpose="上课",
        basis=Basis.EMPLOYMENT,
        law="《教师法》第八条第二项",
        holder="教务",
        models=(
            "Lesson",
            "LessonChange",
        ),
        kept="学年用完换新的课表",
        works="是学校的安排，内容留下",
    ),
    Kind(
        key="timetable.files",
        title="课表文件",
        of=Of.STAFF,
        what="载入的课表原件",
        purpose="核对载入",
        basis=Basis.EMPLOYMENT,
        law="《教师法》第八条第二项",
        holder="教务",
        models=("TimetableFile",),
        leaves=("timetable.files",),
    ),
)

IMPERSONAL = {
    "Slot": "节次",
    "Room": "教室",
    "MakeUpPlan": "补课的日子",
}
