"""What of the house stays Chinese for every reader, and why: patterns of paths."""

from __future__ import annotations

FILES = {
    "the history of the database": r"/migrations/",
    "the command line: what scripts read": (r"/management/|qingshan/config/|qingshan/extract/"),
    "the content of the demonstration school": r"qingshan/demo/",
    "what programs read": r"qingshan/api/",
    "the workbook: its sheets, columns and codes, and what is wrong in a cell": (
        r"/sheets\.py$|/sheets/|_sheets?\.py$|people/id_numbers\.py"
        r"|people/national_codes\.py|kit/(cells|choices|faults|sheets)\.py"
        r"|exchange/(blank|bookwriting|checking|comparing|files|marking|reading|references|sparse"
        r"|unread|writing)\.py"
    ),
    "what is wrong in a programme's file, which is written in Chinese": r"programmes/packs/",
    "what is handed to families and authorities": (
        r"/personal_data\.py$|kit/personal\.py|privacy/documents\.py"
        r"|privacy/subjects/(bundling|gathering)\.py"
    ),
    "documents of the school, and the words of their templates": (
        r"/papers\.py$|/books?\.py$|/ledger_book\.py$|mentoring/agreement\.py|accounts/slips\.py"
        r"|series/export\.py|indicators/workbooks\.py|kit/(charts|typesetting)\.py"
        r"|reports/(along|branch|bundle|bundling|case|period|term|vocabulary)\.py"
        r"|documents/(books|checking|drawings|language|markup|paper|workbook)\.py"
    ),
    "the package that a school sends its county": r"county/package/",
    "how names are spelled": r"people/search_keys\.py",
    "how words are found and said": r"kit/(marking|words)\.py",
    "samples on the page of patterns, for whoever builds pages": r"kit/patterns\.py",
}

TEXTS = {
    "一二三四五六日": "the days of a week by their place: `{day:weekday}` says them",
    "一二三四五六七八九": "numerals by their place: `{grade:digit}` says them",
    "一二三四五六七八九十": "the same",
    "零一二三四五六七八九": "the same",
    "〇一二三四五六七八九": "the same",
    "十": "the same",
    "星期": "how a timetable's file writes a day",
    "周": "the same",
    "礼拜": "the same",
    "天": "the same",
    "第 ": "where in a timetable's file something is wrong",
    " 行：": "the same",
    "：": "before what a library said is wrong",
    " -_·/:：,，、.()（）": "what parts the name of a group of pupils in a timetable's file",
    "（标出问题）.xlsx": "the name of a file",
    "学校数据工作簿（空白）.xlsx": "the same",
    " 学校数据工作簿 ": "the same",
    "四查三比对 ": "the same",
    "迎检资料 ": "the same",
    "模板.": "the same",
    "＊＊＊": "for a value that the log must not hold, as it is kept",
    "（已删去）": "for a name that was erased, as it is kept",
    "甲_": "before a column of the one register, as a comparison of two writes it",
    "乙_": "the same of the other",
    "甲_编号": "the same",
    "乙_编号": "the same",
    "中层干部": "a position, as it is kept",
    "语文": "a subject, as it is kept",
    "数学": "the same",
    "英语": "the same",
    "区级": "a level, as it is kept",
    "市级": "the same",
    "省级": "the same",
    "国家级": "the same",
    "班长 学习委员 体育委员 劳动委员 图书角管理员 科学角管理员 领操员 "
    "小广播员 板报员 课代表 值日组长 少先队小队长 花草管理员": "roles in a class, as they are kept",
    "本人": "who consented, as it is kept",
    "年": "the name of an election, as it is kept",
    "第一学期": "the name of a term, as it is kept",
    "第二学期": "the same",
}
"""Texts outside of `tr()` in modules that otherwise speak."""

SCRIPTS = {"[一-鿿㐀-䶿]": "what counts as a Chinese character"}
"""The same in scripts."""
