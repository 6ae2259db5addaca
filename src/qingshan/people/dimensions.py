"""What rows about people are laid side by side by: class, grade, post, subject; never a name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.kit.dimensions import Dimension, of_choices, of_words, whole_number
from qingshan.kit.words import tr
from qingshan.people.models import Staff

if TYPE_CHECKING:
    from qingshan.kit.measures import Cells

NUMERALS = "〇一二三四五六七八九"


def of_class(path: str = "school_class") -> Dimension:
    """By class; `path` is the column that points at it."""
    return Dimension(
        key="class",
        title=tr("班级"),
        column=path,
        tell=lambda cells: cells[f"{path}__name"],
        reads=(f"{path}__name",),
        order=(f"{path}__grade_number", f"{path}__code"),
        accepts=whole_number,
        nothing=tr("没有班级"),
    )


def of_grade(path: str = "school_class") -> Dimension:
    """By grade; `path` is the column that points at the class."""
    column = f"{path}__grade_number"

    def tell(cells: Cells) -> str:
        number = cells[column]
        return (
            tr("{numerals}年级").format(numerals=NUMERALS[number])
            if 0 < number < len(NUMERALS)
            else tr("年级 {number}").format(number=number)
        )

    return Dimension(
        key="grade",
        title=tr("年级"),
        column=column,
        tell=tell,
        order=(column,),
        accepts=whole_number,
        nothing=tr("没有年级"),
    )


def of_staff(path: str = "") -> tuple[Dimension, ...]:
    """By post, subject and group of a colleague: by what they are here for, never by name."""
    to = f"{path}__" if path else ""
    return (
        of_choices("post", tr("岗位"), f"{to}post", Staff.Post),
        of_words("subject", tr("学科"), f"{to}subject__name", nothing=tr("没有任教学科")),
        of_words("group", tr("教研组"), f"{to}group__name", nothing=tr("没有教研组")),
    )


def of_child(path: str = "student") -> tuple[Dimension, ...]:
    """By class and grade of a child."""
    return (of_class(f"{path}__school_class"), of_grade(f"{path}__school_class"))
