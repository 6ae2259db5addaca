"""The columns of a register, and what tells one register from another."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

NUMBER = "编号"
NAME = "姓名"
SEX = "性别"
BIRTH = "出生日期"
IDENTITY = "身份证件号"
GUARDIAN = "监护人姓名"
TELEPHONE = "联系电话"
ADDRESS = "住址"
SCHOOL = "学校"
CLASS = "班级"

REQUIRED = (NUMBER, NAME)
KNOWN = (NUMBER, NAME, SEX, BIRTH, IDENTITY, GUARDIAN, TELEPHONE, ADDRESS, SCHOOL, CLASS)

ALSO_CALLED = {
    "序号": NUMBER,
    "身份证号": IDENTITY,
    "身份证号码": IDENTITY,
    "身份证件号码": IDENTITY,
    "公民身份号码": IDENTITY,
    "出生年月日": BIRTH,
    "出生年月": BIRTH,
    "生日": BIRTH,
    "监护人": GUARDIAN,
    "家长姓名": GUARDIAN,
    "电话": TELEPHONE,
    "联系方式": TELEPHONE,
    "手机号": TELEPHONE,
    "手机号码": TELEPHONE,
    "监护人电话": TELEPHONE,
    "家庭住址": ADDRESS,
    "家庭地址": ADDRESS,
    "地址": ADDRESS,
    "学校名称": SCHOOL,
    "所在学校": SCHOOL,
    "班级名称": CLASS,
    "所在班级": CLASS,
}
"""What the columns are also called in registers seen."""


@dataclass(frozen=True)
class Register:
    """One of the four: `key` as the command line has it, `title` as people say it.

    `at_home`: it tells where a child lives; the others tell the school.
    """

    key: str
    title: str
    at_home: bool


POPULATION = Register("population", "户籍", at_home=True)
ROLL = Register("roll", "学籍", at_home=False)
PRESENT = Register("present", "在校", at_home=False)
RELIEF = Register("relief", "脱贫户", at_home=True)
REGISTERS = (POPULATION, ROLL, PRESENT, RELIEF)


def column_named(heading: str) -> str:
    """The column a heading means: width, spaces and marks such as `*` or `！` do not matter."""
    plain = unicodedata.normalize("NFKC", heading).strip().strip("*!﻿").strip()
    plain = "".join(plain.split())
    return ALSO_CALLED.get(plain, plain)


def swapped(register: Register, columns: list[str]) -> str | None:
    """Why these columns can't be this register's: a register of homes given for one of schools."""
    home, school = ADDRESS in columns, SCHOOL in columns or CLASS in columns
    if register.at_home and school and not home:
        return (
            f"给的是{register.title}，可这份表有“学校、班级”没有“住址”，像是学籍或在校的表。"
            "请看看几个文件是不是放反了。"
        )
    if not register.at_home and home and not school:
        return (
            f"给的是{register.title}，可这份表有“住址”没有“学校、班级”，像是户籍或脱贫户的表。"
            "请看看几个文件是不是放反了。"
        )
    return None
