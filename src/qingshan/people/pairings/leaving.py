"""Who is on a roster and yet no longer at the school, as far as the rosters say so."""

from __future__ import annotations

from qingshan.kit.words import tr

CHILD_GONE = (tr("毕业"), tr("转出"), tr("转学"), tr("退学"), tr("离校"), tr("休学"))
"""Words in a grade or in the name of a class: rosters of former years are kept in such classes."""

STAFF_GONE = (tr("退休"), tr("离退"), tr("调出"), tr("调离"), tr("离职"), tr("离校"))
"""Words in 职务."""


def child_is_gone(*places: str) -> bool:
    """`places`: the child's grade, and the grade and the name of the class."""
    return any(word in place for place in places for word in CHILD_GONE)


def staff_is_gone(position: str, *, active: bool | None) -> bool:
    """`active` is whether the account is open; None where there is none yet."""
    return active is False or any(word in position for word in STAFF_GONE)
