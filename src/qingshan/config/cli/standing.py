"""`qingshan standing`: what each person owes and has done."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.table import Table

from qingshan.config.cli.app import AsJson, SchoolCode, app, prepare, print_json, say, stop
from qingshan.config.cli.school import AsOf, school_meant

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qingshan.programmes.standing import Standing

NOW = {True: "已做到", False: "还没有", None: ""}


@app.command()
def standing(
    as_of: AsOf,
    school: SchoolCode = None,
    programme: Annotated[
        str | None, typer.Option("--programme", help="the key of one programme")
    ] = None,
    *,
    as_json: AsJson = False,
) -> None:
    """What each person owes and has done in the school year, by staff number."""
    prepare()
    from qingshan.programmes.packs import all_packs, problems
    from qingshan.programmes.standing import standing_of_school

    if slips := problems():
        stop("\n".join(str(slip) for slip in slips))
    known = all_packs()
    if programme is not None and programme not in known:
        stop(f"没有做法 {programme}。现有：{'、'.join(known)}。")
    meant = school_meant(school)
    day = as_of.date()
    lines = standing_of_school(meant, day, programme=programme) if meant else []
    if as_json:
        print_json({"as_of": day, "standing": [line.as_json() for line in lines]})
    elif lines:
        _show(lines)
    else:
        say("还没有要履职的人。先用 qingshan load 载入学校的工作簿。")


def _show(lines: Iterable[Standing]) -> None:
    table = Table("工号", "姓名", "承诺", "应做", "已做", "本期", box=None)
    for line in lines:
        table.add_row(
            line.person.number,
            line.person.name,
            line.duty.title,
            str(line.due),
            str(line.met),
            NOW[line.current],
        )
    Console(highlight=False, markup=False).print(table)
