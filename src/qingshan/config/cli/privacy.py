"""`qingshan privacy …`: everything about a person in one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qingshan.config.cli.app import AsJson, SchoolCode, app, prepare, print_json, say, stop

if TYPE_CHECKING:
    from qingshan.privacy.subjects.person import Person

privacy = typer.Typer(no_args_is_help=True, help="What is kept about a person.")
app.add_typer(privacy, name="privacy")

Child = Annotated[str, typer.Option("--student", help="the 学籍号 of a child")]
Colleague = Annotated[str, typer.Option("--staff", help="the 工号 of a member of staff")]


@privacy.command("give")
def give_everything(
    output: Annotated[Path, typer.Option("--output", "-o", help="the .zip to write")],
    student: Child = "",
    staff: Colleague = "",
    reason: Annotated[
        str, typer.Option(help="why sealed words are opened; else they stay shut")
    ] = "",
    school: SchoolCode = None,
    *,
    as_json: AsJson = False,
) -> None:
    """Writes everything that is kept about a person into one file."""
    prepare()
    from qingshan.privacy.subjects.bundling import give

    person = found_person(student, staff, school)
    part = output.with_name(output.name + ".part")
    try:
        with part.open("wb") as into:
            part.chmod(0o600)
            told = give(actor=None, person=person, reason=reason.strip(), into=into)
        part.replace(output)
    except OSError as error:
        part.unlink(missing_ok=True)
        stop(f"写不了 {output}：{error.strerror or error}。什么都没有留下。")
    rows = sum(len(table.rows) for one in told.chapters for table in one.tables)
    if as_json:
        print_json(
            {
                "file": str(output),
                "rows": rows,
                "files": len(told.files),
                "opened": told.opened,
                "withheld": told.withheld,
            }
        )
        return
    say(f"写好了 {output}：{len(told.chapters)} 类、{rows} 处，文件 {len(told.files)} 个。")
    if not told.opened:
        say("加密保存的话和号码没有打开；要打开，请用 --reason 写明缘由。")


def found_person(student: str, staff: str, school: str | None) -> Person:
    """The one of that number. Stops where there is none, or more than one."""
    from qingshan.people.models import Staff, Student
    from qingshan.privacy.subjects.person import Person

    if bool(student) == bool(staff):
        stop("请写 --student 学籍号，或者 --staff 工号，写其中一个。")
    model: type[Student | Staff] = Student if student else Staff
    rows = model._base_manager.filter(number=student or staff).select_related("school")
    if school is not None:
        rows = rows.filter(school__code=school)
    found = list(rows[:2])
    if not found:
        stop(f"没有号码是 {student or staff} 的{'孩子' if student else '教职工'}。")
    if len(found) > 1:
        stop("不止一所学校有这个号码，请用 --school 写明是哪一所。")
    one: Any = found[0]
    return Person(one)
