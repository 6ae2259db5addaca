"""What pairings are called, and whom they bring together."""

from __future__ import annotations

from dataclasses import dataclass

from qingshan.kit.words import tr
from qingshan.people.models import Pairing

CHILD_LEFT = tr("学生毕业或转出")

REASONS = (tr("任务完成"), CHILD_LEFT, tr("老师调动"), tr("换人结对"), tr("结错了"))
"""Why a pairing ends, as it is kept; each says that the two do not go on."""

OTHER = tr("其他")


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
        Side(
            Pairing.Kind.MENTORING,
            tr("师傅"),
            tr("徒弟"),
            "mentee",
            tr("师傅带徒弟，一对一对登记。"),
        ),
        Side(
            Pairing.Kind.CLASS_CONTACT, tr("老师"), tr("班级"), "school_class", tr("联系一个班级。")
        ),
        Side(Pairing.Kind.STUDENT_SUPPORT, tr("老师"), tr("孩子"), "student", tr("帮扶一个孩子。")),
    )
}
