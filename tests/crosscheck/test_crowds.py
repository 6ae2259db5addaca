"""Registers in which everybody shares something: a run ends, with a right answer.

At this size a join of all with all would be nine hundred million pairs.
"""

from __future__ import annotations

import datetime as dt

import pytest

from crosscheck.names import sound_of
from tests.crosscheck.ground import child, identity, numbers, run, three

MANY = 30_000
FIRST_DAY = dt.date(2009, 1, 1)
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"


def voices() -> str:
    """Characters no two of which sound alike."""
    found: dict[str, str] = {}
    for code in range(0x4E00, 0x9FFF):
        found.setdefault(sound_of(chr(code)), chr(code))
    return "".join(found.values())[:40]


def children() -> list[dict[str, str]]:
    given = voices()
    rows = []
    for n in range(1, MANY + 1):
        born = FIRST_DAY + dt.timedelta(days=n % 3_000)
        name = SURNAMES[n % 20] + given[n // 20 % 40] + given[n // 800 % 40]
        idn = identity(f"220821{born:%Y%m%d}", f"{n // 3_000:03}")
        own = {"编号": str(n), "监护人姓名": f"监{n}护", "联系电话": f"139{n:08}"}
        rows.append(child(1, name, born=f"{born}", idn=idn) | own)
    return rows


def with_all(rows: list[dict[str, str]], **cells: str) -> list[dict[str, str]]:
    return [row | cells for row in rows]


@pytest.mark.parametrize(
    ("shared", "lost"),
    [
        ({"姓名": "王伟"}, {"身份证件号": ""}),
        ({"联系电话": "13904310001"}, {"身份证件号": ""}),
        ({"出生日期": "2012-03-04"}, {"身份证件号": "", "联系电话": ""}),
        ({"监护人姓名": "王建国"}, {"身份证件号": "", "联系电话": ""}),
    ],
    ids=["name", "telephone", "birthday", "guardian"],
)
def test_what_everybody_shares_hides_nobody_else(tmp_path, shared, lost):
    rows = with_all(children(), **shared)
    roll = [row | lost if n % 2 else row for n, row in enumerate(rows)]
    outcome, lists = run(three(tmp_path, rows, roll[1:], rows[1:]), tmp_path)
    assert numbers(lists["not_enrolled"]) == ["1"]
    assert outcome.lists["dropouts"] == outcome.lists["unregistered"] == 0


@pytest.mark.parametrize(
    "kept", [("姓名",), ("姓名", "性别", "出生日期", "监护人姓名", "联系电话")]
)
def test_rows_alike_but_for_their_number_are_counted_and_the_run_says_so(tmp_path, kept):
    one = {column: cell for column, cell in child(1, "王伟").items() if column in kept}
    rows = [
        child(0, "王伟", idn="")
        | dict.fromkeys(("性别", "出生日期", "监护人姓名", "联系电话"), "")
        | one
        | {"编号": str(n)}
        for n in range(1, MANY + 1)
    ]
    others = [
        child(n, name) | {"编号": str(40_000 + n)} for n, name in ((1, "赵一鸣"), (2, "钱多福"))
    ]
    outcome, lists = run(three(tmp_path, [*rows, *others], [*rows[300:], others[1]]), tmp_path)
    assert outcome.lists["not_enrolled"] == 301
    assert "40001" in numbers(lists["not_enrolled"])
    assert outcome.lists["dropouts"] == outcome.lists["unregistered"] == 0
    assert any(f"{MANY - 300} 对除编号外" in note for note in outcome.notes)
    [why] = {row["why"] for row in lists["not_enrolled"] if row["姓名"] == "王伟"}
    assert "相近的行太多" in why
