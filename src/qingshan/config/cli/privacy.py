"""`qingshan privacy …`: everything about a person in one file; erasing who left."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qingshan.config.cli.app import AsJson, SchoolCode, app, prepare, print_json, say, stop

if TYPE_CHECKING:
    from qingshan.access.models import Account
    from qingshan.privacy.erasing.planning import Plan
    from qingshan.privacy.models import Erasure
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


@privacy.command("erase")
def erase_somebody(
    student: Child = "",
    staff: Colleague = "",
    by: Annotated[str, typer.Option("--by", help="the username of whoever does it")] = "",
    why: Annotated[str, typer.Option(help="the first step: why; with --left-on and --by")] = "",
    left_on: Annotated[
        datetime | None, typer.Option("--left-on", formats=["%Y-%m-%d"], help="when they left")
    ] = None,
    school: SchoolCode = None,
    *,
    confirm: Annotated[
        bool, typer.Option("--confirm", help="the second step, by somebody else")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Erases somebody who left, by two people. Without --why or --confirm it is a rehearsal."""
    prepare()
    from qingshan.privacy.erasing import services
    from qingshan.privacy.erasing.planning import plan_for

    person = found_person(student, staff, school)
    plan = plan_for(person)
    try:
        if why:
            _ask(person, by, why, left_on)
        elif confirm:
            plan = services.erase(actor=_account(by), erasure=_asked(person))
    except services.NotPossible as reason:
        stop(str(reason))
    if as_json:
        going, staying = ([asdict(one) for one in rows] for rows in (plan.going, plan.staying))
        print_json({"done": confirm, "going": going, "staying": staying})
        return
    _say(plan, done=confirm)
    if why:
        say("提好了。请另一位用 --confirm --by 账号 来删。")
    elif not confirm:
        say("这次什么都没有做。")


def _say(plan: Plan, *, done: bool) -> None:
    for line in plan.going:
        say(f"{'删了' if done else '会删'}  {line.title}·{line.table}：{line.number}")
    for line in plan.staying:
        say(f"留下，没有名字  {line.title}·{line.table}：{line.number}（{line.why}）")
    say("备份里还有，到备份自己的天数离开。")


def _ask(person: Person, by: str, why: str, left_on: datetime | None) -> None:
    from qingshan.privacy.erasing.services import ask_erasure

    if left_on is None:
        stop("请用 --left-on 写哪天离开学校的。")
    ask_erasure(actor=_account(by), person=person, left_on=left_on.date(), why=why)


def _asked(person: Person) -> Erasure:
    from qingshan.privacy.erasing.services import erasure_of

    asked = erasure_of(person)
    if asked is None:
        stop("还没有人提过：先用 --why、--left-on 提出来。")
    return asked


def _account(username: str) -> Account:
    from qingshan.access.models import Account

    found = Account.objects.filter(username=username, is_active=True).first()
    if found is None:
        stop("请用 --by 写是谁做的，写登录名。")
    return found
