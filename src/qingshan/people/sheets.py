"""The sheets of people. Classes stand here because they name their homeroom teacher."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qingshan.access.fields import lookup_hash
from qingshan.kit.cells import Day, Month, Number, Text
from qingshan.kit.choices import (
    Choice,
    Named,
    Reference,
    labels_of,
    yes_or_no,
)
from qingshan.kit.sheets import Column, Derived, Roll, Rule, Sheet, Side
from qingshan.people.bond_sheets import LEAVES, PAIRINGS
from qingshan.people.departures.unlisted import mark_unlisted, number_unlisted
from qingshan.people.households import household_of, village_of
from qingshan.people.id_numbers import IdNumber, birth_fault, card_fault
from qingshan.people.models import (
    Gender,
    Guardian,
    HomeroomTeacher,
    Staff,
    Student,
)
from qingshan.people.national_codes import (
    DISABILITIES,
    ETHNICITIES,
    ID_TYPES,
    POLITICAL_STATUSES,
    SHORT_ETHNICITIES,
)
from qingshan.people.search_keys import search_key
from qingshan.school.grades import grade_number
from qingshan.school.models import SchoolClass, Subject, TeachingGroup

if TYPE_CHECKING:
    from collections.abc import Mapping


def _national(codes: Mapping[str, str], *, longest: int, also: Mapping[str, str]) -> Choice:
    """An open list that knows the national numbers."""
    labels = {label: label for label in codes.values()}
    return Choice(labels, numbers=codes, also=also, open_to=longest)


GENDER = Choice(labels_of(Gender.choices), numbers={"1": "男", "2": "女"})

STAFF = Sheet(
    title="教职工",
    model=Staff,
    place=30,
    help="学校在册的教职工，每人一行。",
    columns=(
        Column(
            title="工号", kind=Number(30), field="number", required=True, key=True, example="T001"
        ),
        Column(title="姓名", kind=Text(50), field="name", required=True, example="王老师"),
        Column(title="性别", kind=GENDER, field="gender", required=True, example="女"),
        Column(title="出生日期", kind=Day(), field="birth_date", example="1997-02-03"),
        Column(title="身份证件号", kind=IdNumber(), field="id_number"),
        Column(
            title="政治面貌",
            kind=_national(POLITICAL_STATUSES, longest=20, also={}),
            field="political_status",
            required=True,
            example="中共党员",
        ),
        Column(title="入党日期", kind=Day(), field="joined_party_on", example="2022-07-01"),
        Column(title="申请入党日期", kind=Day(), field="applied_party_on", example="2020-10-12"),
        Column(title="入职日期", kind=Day(), field="hired_on", required=True, example="2020-08-25"),
        Column(
            title="岗位类型",
            kind=Choice(labels_of(Staff.Post.choices)),
            field="post",
            required=True,
            example="特岗教师",
        ),
        Column(title="职务", kind=Text(50), field="position", example="中层干部"),
        Column(title="任教学科", kind=Named(Subject), field="subject", example="语文"),
        Column(title="教研组", kind=Named(TeachingGroup), field="group", example="语文教研组"),
        Column(title="手机号", kind=Number(40), field="phone"),
    ),
    derived=(
        Derived(field="search_key", of=("姓名", "工号"), make=search_key),
        Derived(field="id_number_hash", of=("身份证件号",), make=lookup_hash),
    ),
    rules=(
        Rule(at="身份证件号", of=(), check=card_fault),
        Rule(at="出生日期", of=("身份证件号",), check=birth_fault),
    ),
)

HOMEROOM = Side(model=HomeroomTeacher, parent="school_class")

CLASSES = Sheet(
    title="班级",
    model=SchoolClass,
    place=40,
    help="每个班一行。班级编号由学校自己定，别的表用它指这个班。",
    columns=(
        Column(
            title="班级编号", kind=Number(30), field="code", required=True, key=True, example="C31"
        ),
        Column(title="年级", kind=Number(20), field="grade", required=True, example="三年级"),
        Column(title="班级名称", kind=Text(50), field="name", required=True, example="三年级(1)班"),
        Column(
            title="班主任工号",
            kind=Reference("教职工"),
            field="staff",
            side=HOMEROOM,
            example="T001",
        ),
    ),
    derived=(Derived(field="grade_number", of=("年级",), make=grade_number),),
)

GUARDIAN = Side(model=Guardian, parent="student", fixed={"order": 1})

STUDENTS = Sheet(
    title="学生",
    model=Student,
    place=50,
    help="全国学籍系统导出的名册补上学籍号和班级编号就能用；别的列会读过去。",
    columns=(
        Column(
            title="学籍号",
            kind=Number(40),
            field="number",
            required=True,
            key=True,
            example="G220802201605060001",
        ),
        Column(title="姓名", kind=Text(50), field="name", required=True, example="小宇"),
        Column(title="性别", kind=GENDER, field="gender", required=True, example="男"),
        Column(
            title="出生日期", kind=Day(), field="birth_date", required=True, example="2016-05-06"
        ),
        Column(
            title="身份证件类型",
            kind=_national(ID_TYPES, longest=30, also={}),
            field="id_type",
            example="居民身份证",
        ),
        Column(title="身份证件号", kind=IdNumber(), field="id_number"),
        Column(
            title="民族",
            kind=_national(ETHNICITIES, longest=20, also=SHORT_ETHNICITIES),
            field="ethnicity",
            example="汉族",
        ),
        Column(title="班内学号", kind=Number(20), field="seat_number", example="1"),
        Column(title="年级", kind=Number(20), field="grade", required=True, example="三年级"),
        Column(
            title="班级",
            kind=Reference("班级"),
            field="school_class",
            required=True,
            example="C31",
            help="班级编号",
        ),
        Column(title="入学年月", kind=Month(), field="enrolled_month", example="202309"),
        Column(
            title="就读方式",
            kind=Choice(labels_of(Student.Boarding.choices), numbers={"1": "走读", "2": "住校"}),
            field="boarding",
            example="住校",
        ),
        Column(title="现住址", kind=Text(300), field="address", example="青山镇南河村5组"),
        Column(title="联系电话", kind=Number(40), field="phone"),
        Column(
            title="是否留守儿童",
            kind=Choice(
                labels_of(Student.LeftBehind.choices),
                numbers={"0": "非留守儿童", "1": "单亲留守儿童", "2": "双亲留守儿童"},
            ),
            field="left_behind",
            example="非留守儿童",
        ),
        Column(title="是否孤儿", kind=yes_or_no(), field="is_orphan", example="否"),
        Column(title="是否享受一补", kind=yes_or_no(), field="has_subsidy", example="否"),
        Column(
            title="残疾人类型",
            kind=_national(DISABILITIES, longest=20, also={}),
            field="disability",
            example="无残疾",
        ),
        Column(title="是否需要申请资助", kind=yes_or_no(), field="needs_aid", example="否"),
        Column(
            title="家庭成员或监护人姓名1",
            kind=Text(50),
            field="name",
            side=GUARDIAN,
            example="小宇的母亲",
        ),
        Column(title="关系1", kind=Text(20), field="relation", side=GUARDIAN, example="母亲"),
        Column(title="联系电话1", kind=Number(40), field="phone", side=GUARDIAN),
        Column(
            title="离校日期",
            kind=Day(),
            field="left_on",
            only_where_filled=True,
            help="在名单里的最后一天，还在校的不填",
        ),
        Column(
            title="离校方式",
            kind=Choice(labels_of(Student.Departure.choices)),
            field="left_how",
            only_where_filled=True,
        ),
        Column(title="去向", kind=Text(100), field="left_to", only_where_filled=True),
    ),
    derived=(
        Derived(field="search_key", of=("姓名", "学籍号"), make=search_key),
        Derived(field="id_number_hash", of=("身份证件号",), make=lookup_hash),
        Derived(field="village", of=("现住址",), make=village_of),
        Derived(field="household", of=("现住址", "联系电话"), make=household_of),
    ),
    rules=(
        Rule(at="身份证件号", of=("身份证件类型",), check=card_fault),
        Rule(at="出生日期", of=("身份证件号", "身份证件类型"), check=birth_fault),
    ),
    roll=Roll(mark=mark_unlisted, number=number_unlisted, page="people:student_unlisted"),
)

SHEETS = (STAFF, CLASSES, STUDENTS, PAIRINGS, LEAVES)
