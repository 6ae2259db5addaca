"""What pairings are called, and whom they bring together."""

from __future__ import annotations

from dataclasses import dataclass

from qingshan.people.models import Pairing


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


SIDES = {
    side.kind.value: side
    for side in (
        Side(Pairing.Kind.MENTORING, "师傅", "徒弟", "mentee", "师傅带徒弟，一对一对登记。"),
        Side(Pairing.Kind.CLASS_CONTACT, "老师", "班级", "school_class", "联系一个班级。"),
        Side(Pairing.Kind.STUDENT_SUPPORT, "老师", "孩子", "student", "帮扶一个孩子。"),
    )
}
