"""What a deed was, as its text says it: `解决实事：联系校车；沟通：学习情况`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qingshan.kit.cells import Text, plain_width
from qingshan.kit.faults import UNKNOWN_CODE, Fault, quoted
from qingshan.kit.words import tr
from qingshan.records.kinds import all_kinds

if TYPE_CHECKING:
    from typing import Any

    from qingshan.records.kinds import Kind

NONE = tr("无")  # said of a record without parts whose text would give it some
_BREAK = re.compile(r"[；;\n]")
_COLON = re.compile(r"[：:]")
_BETWEEN = re.compile(r"[、,;\s]+")


def parts_said(kind: Kind, content: str) -> str:
    """The keys of the parts that the text names, where it begins with one of them."""
    if not kind.parts or not content:
        return ""
    heads = [_COLON.split(piece, maxsplit=1)[0].strip() for piece in _labelled(content)]
    keys = {part.label: part.key for part in kind.parts}
    if not heads or heads[0] not in keys:
        return ""
    return kind.in_order(keys[head] for head in heads if head in keys)


def _labelled(content: str) -> list[str]:
    """The pieces of the text that may begin with a label; none where the first one cannot."""
    first, *rest = _BREAK.split(content.strip())
    if not _COLON.search(first):
        return []
    return [first, *(piece for piece in rest if _COLON.search(piece))]


class PartsCell(Text):
    """Labels of parts with 、 between them, in the order of the kinds."""

    hint = tr("做了哪几样，用顿号隔开")

    def __init__(self) -> None:
        super().__init__(longest=200)

    def read(self, raw: Any) -> str:
        words = set(_BETWEEN.split(self.fitting(plain_width(raw)))) - {""}
        known = dict.fromkeys(part.label for kind in all_kinds().values() for part in kind.parts)
        return tr("、").join([*(w for w in known if w in words), *sorted(words - known.keys())])


def parts_of_row(kind_key: str, content: str, told: str) -> str:
    """The keys that a row of the workbook gives: as told, or else as its text says."""
    kind = all_kinds().get(kind_key)
    if kind is None or told == NONE:
        return ""
    if not told:
        return parts_said(kind, content)
    labels = told.split("、")
    return kind.in_order(part.key for part in kind.parts if part.label in labels)


def told_of_row(kind_key: str, content: str, keys: str) -> str:
    """What a workbook must tell of a record's parts beside its text; mostly nothing."""
    kind = all_kinds().get(kind_key)
    if kind is None or not kind.parts:
        return ""
    keys = kind.in_order(keys.split())
    if keys == parts_said(kind, content):
        return ""
    return tr("、").join(kind.part_words(keys)) or NONE


def unknown_parts(told: str, kind_key: str) -> Fault | None:
    """A rule: what is told are parts of the row's kind."""
    kind = all_kinds().get(kind_key)
    if not told or told == NONE or kind is None:
        return None
    labels = [part.label for part in kind.parts]
    wrong = next((word for word in told.split("、") if word not in labels), None)
    if wrong is None:
        return None
    if not labels:
        return Fault(UNKNOWN_CODE, tr("{kind}不分要点，这一格请空着。").format(kind=kind.label))
    return Fault(
        UNKNOWN_CODE,
        tr("{wrong}不在可填的值里，请改成：{labels}。").format(
            wrong=quoted(wrong), labels=tr("、").join(labels)
        ),
    )
