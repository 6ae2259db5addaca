"""The ledgers of a month as a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from openpyxl import Workbook

from qingshan.care.cases.ledgers import children_of_age, report_of, standing_on
from qingshan.care.models import Concern

if TYPE_CHECKING:
    from datetime import date
    from typing import IO

    from qingshan.care.cases.ledgers import Month
    from qingshan.school.models import School

HEADER = ("学籍号", "姓名", "班级", "责任人", "立案日期")
FIELDS = (
    "student__number",
    "student__name",
    "student__school_class__name",
    "responsible__name",
    "opened_on",
)


def write_ledgers(
    school: School, month: Month, today: date, *, by: str, made: str, out: IO[bytes]
) -> None:
    """Four sheets; `by` and `made` (who and when) stand under the report."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("月报")
    sheet.append([f"{school.name} {month.words}控辍保学月报"])
    sheet.append([])
    for line in report_of(school, month, today):
        sheet.append([line.words, line.number])
    sheet.append([])
    sheet.append([f"{by} {made} 导出"])
    sheet = book.create_sheet("适龄儿童台账")
    sheet.append(["年级", "男", "女", "合计"])
    for grade in children_of_age(school):
        sheet.append([grade.grade, grade.boys, grade.girls, grade.all])
    for title, concern in (("疑似失学台账", Concern.SUSPECTED), ("失学辍学台账", Concern.OUT)):
        sheet = book.create_sheet(title)
        sheet.append(HEADER)
        rows = standing_on(school, month.last, concern).order_by("opened_on", "pk")
        for row in rows.values_list(*FIELDS):
            sheet.append([_plain(value) for value in row])
    book.save(out)


def _plain(value: object) -> object:
    """Text that begins like a formula stays text."""
    if isinstance(value, str) and value[:1] in "=+-@":
        return f"'{value}"
    return value
