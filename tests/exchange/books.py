"""Small workbooks for the tests: a whole school in a few rows, to be spoiled one cell at a time."""

from __future__ import annotations

import copy
import datetime as dt
from typing import TYPE_CHECKING, Any

from openpyxl import Workbook

if TYPE_CHECKING:
    from pathlib import Path

Sheets = dict[str, list[list[Any]]]

STUDENT_COLUMNS = (
    "学籍号 姓名 性别 出生日期 身份证件类型 身份证件号 年级 班级 "
    "是否孤儿 家庭成员或监护人姓名1 关系1"
)

SCHOOL: Sheets = {
    "学校": [
        ["项目", "内容"],
        ["学校名称", "南坪学校"],
        ["学校标识码", "3122000777"],
        ["学年", "2020-2021"],
        ["学期1名称", "2020-2021学年第一学期"],
        ["学期1开始", dt.date(2020, 8, 31)],
        ["学期1结束", dt.date(2021, 1, 15)],
    ],
    "校历": [["日期", "类型"], [dt.date(2020, 10, 1), "放假"]],
    "教职工": [
        ["工号", "姓名", "性别", "出生日期", "身份证件号", "政治面貌", "入职日期", "岗位类型"],
        [
            "T001",
            "单小宇",
            "女",
            "1997-02-03",
            "220802199702039718",
            "群众",
            "2020-08-20",
            "特岗教师",
        ],
        ["T002", "仇校长", "男", None, None, "中共党员", "2008-08-20", "在编教师"],
    ],
    "班级": [
        ["班级编号", "年级", "班级名称", "班主任工号"],
        ["C31", "三年级", "三年级(1)班", "T001"],
    ],
    "学生": [
        STUDENT_COLUMNS.split(),
        ["G1", "小宇", "男", "2016-05-06", None, None, "三年级", "C31", "否", "小宇的母亲", "母亲"],
        ["G2", "小青", "女", "2016-06-07", None, None, "三年级", "C31", "是", None, None],
    ],
    "结对": [
        ["类型", "教师工号", "对象", "开始日期", "结束日期"],
        ["帮扶学生", "T001", "G1", "2020-09-01", None],
        ["青蓝结对", "T002", "T001", "2020-09-01", "2021-07-01"],
        ["联系班级", "T002", "C31", "2020-09-01", None],
    ],
    "记录": [
        ["记录编号", "日期", "类型", "教师工号", "学籍号", "班级编号", "标题", "字数"],
        ["R1", "2020-10-09", "家访", "T001", "G1", None, "去看小宇", None],
        ["R2", "2020-10-10", "读书心得", "T002", None, None, "乡村教育", 1200],
    ],
    "荣誉": [
        ["对象类型", "对象编号", "名称", "级别", "日期"],
        ["教师", "T001", "优秀教师", "区级", "2021-05-01"],
        ["学校", None, "文明校园", "市级", "2021-05-02"],
    ],
    "称号": [
        ["教师工号", "称号", "级别", "取得日期"],
        ["T001", "区级骨干教师", "区级", "2021-06-24"],
    ],
    "资金": [
        ["日期", "类别", "金额", "学籍号", "经办人工号", "摘要"],
        ["2020-09-01", "捐赠收入", 1000, None, "T002", "企业捐赠"],
        ["2020-10-01", "帮扶支出", 100.5, "G1", "T002", "生活补助"],
        ["2020-10-01", "帮扶支出", 100.5, "G1", "T002", "生活补助"],
    ],
    "检查": [["日期", "级别", "内容", "结果"], ["2021-05-08", "市级", "常规督导", "优秀"]],
    "事件": [
        ["日期", "类型", "描述", "处理结果", "办结日期"],
        ["2021-03-01", "家长投诉", "食堂排队", "错峰就餐", "2021-03-03"],
    ],
    "中考": [
        ["年度", "毕业人数", "升入高中阶段人数", "参加考试人数", "学科满分人数"],
        [2021, 60, 60, 60, 9],
    ],
    "课程": [
        ["课程名称", "类别", "课程性质", "教师工号", "容量"],
        ["乒乓球", "体育", "校本课程", "T001", 20],
    ],
}


def a_school(**changes: list[list[Any]]) -> Sheets:
    """The whole school; a sheet named is put in instead, one set to [] is left out."""
    sheets = copy.deepcopy(SCHOOL) | changes
    return {name: rows for name, rows in sheets.items() if rows}


def spoiled(sheet: str, row: int, column: str, value: Any) -> Sheets:
    """The school with one cell changed; `row` as the spreadsheet numbers it."""
    sheets = a_school()
    rows = sheets[sheet]
    if column not in rows[0]:
        rows[0].append(column)
    at = rows[0].index(column)
    cells = rows[row - 1]
    cells.extend([None] * (at + 1 - len(cells)))
    cells[at] = value
    return sheets


def write(path: Path, sheets: Sheets) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, row in enumerate(rows, start=1):
            for at, value in enumerate(row, start=1):
                if value is not None:
                    cell = sheet.cell(number, at)
                    cell.value = value
                    if isinstance(value, str) and not value.startswith("="):
                        cell.data_type = "s"
    book.save(path)
    return path
