"""What pairings are called, and whom they bring together."""

from __future__ import annotations

from dataclasses import dataclass

from qingshan.people.models import Pairing

REASONS = ("任务完成", "学生毕业或转出", "老师调动", "换人结对", "结错了")
"""Why a pairing ends, as it is kept; each says that the two do not go on."""

OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Side:
    """A kind of pairing on a form: the words for its two sides and the field of the target."""

    kind: Pairing.Kind
    giver: str
    target: str
    field: str
    hint: str

    @property
    def label(self) -> str:
        return str(self.kind.label)

    @property
    def reasons(self) -> tuple[str, ...]:
        """What may end it; no child stands between a mentor and the mentee."""
        to_colleagues = self.kind == Pairing.Kind.MENTORING
        return tuple(words for words in REASONS if not (to_colleagues and "学生" in words))


SIDES = {
    side.kind.value: side
    for side in (
        Side(Pairing.Kind.MENTORING, "师傅", "徒弟", "mentee", "师傅带徒弟，一对一对登记。"),
        Side(Pairing.Kind.CLASS_CONTACT, "老师", "班级", "school_class", "联系一个班级。"),
        Side(Pairing.Kind.STUDENT_SUPPORT, "老师", "孩子", "student", "帮扶一个孩子。"),
    )
}
