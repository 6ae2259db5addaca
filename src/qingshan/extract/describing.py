"""What each table and column is: `schema.json` for programs, `README.md` for people."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from qingshan.extract.columns import Column, Form

if TYPE_CHECKING:
    from pathlib import Path

    from qingshan.extract.planning import Plan, Table

SCHEMA = "schema.json"
README = "README.md"

TYPES = {
    Form.KEY: "BIGINT",
    Form.NUMBER: "BIGINT",
    Form.SHARE: "DOUBLE",
    Form.YES_OR_NO: "BOOLEAN",
    Form.DAY: "DATE",
    Form.MOMENT: "TIMESTAMP",
    Form.WORD: "VARCHAR",
    Form.PSEUDONYM: "VARCHAR",
}

HEAD = """# 青山数据集

学校记录的一份抽取，供统计用。同一套口径在学校的数据库上和在这份数据上算出来的数一样：

    qingshan figures --from 这个文件夹 --as-of 2026-07-15 --json

- `tables/表名/school=学校标识码/year=年份/*.parquet`：各表的行，年份是行的日期所在的公历年；
  名册一类没有日期的表只按学校分。
- `schema.json`：下面这些说明，给程序读的。`manifest.json`：谁、什么时候、用哪个版本写的，各表几行。
  `files.csv`：每个文件的行数、大小和 SHA-256。
- 没有姓名、证件号、电话、住址、出生日期，也没有任何人写的文字。人和行的编号换成了代号：
  只在这一份数据里前后一致，换算用的密钥没有留下；学校的代号由学校标识码算出，每一份都一样。
- 没有姓名不等于认不出人：行仍然是某所学校某个人某一天的事。请当作个人信息保管，只公布合计，
  少于 5 人的格子不要公布。
"""

SAID = {
    Form.KEY: "代号，指向 {of}",
    Form.NUMBER: "整数",
    Form.AMOUNT: "金额，单位元",
    Form.SHARE: "小数",
    Form.YES_OR_NO: "是或否",
    Form.DAY: "日期",
    Form.MOMENT: "时刻，按学校的钟",
    Form.WORD: "固定的词",
    Form.PSEUDONYM: "文字的代号（~ 开头）",
}


def type_of(column: Column) -> str:
    """As DuckDB and Spark both read it."""
    if column.form is Form.AMOUNT:
        return "DECIMAL({}, {})".format(*column.digits)
    return TYPES[column.form]


def describe(folder: Path, plan: Plan) -> list[Path]:
    """Writes both; gives their files."""
    schema = {"tables": {name: _table(table, plan) for name, table in plan.tables.items()}}
    text = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
    (folder / SCHEMA).write_text(text, encoding="utf-8")
    pages = [HEAD, *(_page(table, plan) for table in plan.tables.values()), _left_out(plan)]
    (folder / README).write_text("\n".join(filter(None, pages)), encoding="utf-8")
    return [folder / SCHEMA, folder / README]


def _table(table: Table, plan: Plan) -> dict[str, Any]:
    return {
        "title": table.title,
        "year_of": table.dated,
        "columns": [
            {
                "name": column.name,
                "type": type_of(column),
                "title": column.title,
                "form": column.form.value,
                "text": _said(column, plan.words.get((table.name, column.name), frozenset())),
                **({"of": column.of} if column.of else {}),
                **({"words": dict(column.words)} if column.words else {}),
                **(
                    {"kept": sorted(plan.words[table.name, column.name])}
                    if column.form is Form.PSEUDONYM
                    else {}
                ),
            }
            for column in table.columns
        ],
    }


def _said(column: Column, kept: frozenset[str]) -> str:
    said = SAID[column.form].format(of=column.of)
    if column.words:
        said += "：" + "、".join(f"{key} {label}" for key, label in column.words)
    words = "、".join(f"“{word}”" for word in sorted(kept) if word)
    return f"{said}；口径里点名的照写：{words}" if words else said


def _page(table: Table, plan: Plan) -> str:
    dated = f"，按 {table.dated} 分年" if table.dated else ""
    lines = [
        f"\n## {table.name} {table.title}{dated}\n",
        "| 列 | 类型 | 名称 | 说明 |",
        "|---|---|---|---|",
    ]
    for column in table.columns:
        kept = plan.words.get((table.name, column.name), frozenset())
        said = _said(column, kept)
        lines.append(f"| {column.name} | {type_of(column)} | {column.title} | {said} |")
    return "\n".join(lines)


def _left_out(plan: Plan) -> str:
    if not plan.left_out:
        return ""
    lines = [f"- `{key}`：{why}" for key, why in sorted(plan.left_out.items())]
    return "\n## 这份数据算不出的指标\n\n" + "\n".join(lines) + "\n"
