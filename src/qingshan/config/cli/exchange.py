"""Workbooks from the command line: load one, dump the school's, write an empty one."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from qingshan.config.cli.app import (
    UNREADABLE,
    WRONG_INPUT,
    AsJson,
    SchoolCode,
    app,
    prepare,
    print_json,
    say,
    screen,
    stop,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from qingshan.exchange.loading import Outcome

SHOWN_AT_MOST = 20


@app.command()
def load(
    file: Annotated[Path, typer.Argument(help="the workbook, .xlsx")],
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="check only, write nothing")] = False,
    as_json: AsJson = False,
    problems: Annotated[
        Path | None, typer.Option("--problems", help="where to write the marked workbook")
    ] = None,
) -> None:
    """Loads a school's workbook: all of it or nothing."""
    prepare()
    outcome = _load(file, dry_run=dry_run)
    readable = not any(problem.code == "unreadable" for problem in outcome.problems)
    if problems is not None and readable:
        _write_marked(file, outcome, problems)
    if as_json:
        print_json(outcome.as_json())
    else:
        _show(outcome, dry_run=dry_run)
    if not readable:
        raise typer.Exit(UNREADABLE)
    if not outcome.ok:
        raise typer.Exit(WRONG_INPUT)


@app.command()
def dump(
    file: Annotated[Path, typer.Argument(help="where to write the workbook")],
    school: SchoolCode = None,
) -> None:
    """Writes the school's workbook."""
    prepare()
    from qingshan.exchange.dumping import dump as write
    from qingshan.exchange.loading import only_school
    from qingshan.school.models import School

    if school is None:
        found = only_school()
        if found is None:
            stop("这里没有学校，或者不止一所；请用 --school 写明学校标识码。")
    else:
        found = School.objects.filter(code=school).first()
        if found is None:
            stop(f"没有学校标识码为 {school} 的学校。")
    _written(file, lambda: write(found, file))
    say(f"{found.name}的工作簿写好了：{file}")


@app.command()
def template(file: Annotated[Path, typer.Argument(help="where to write it")]) -> None:
    """Writes an empty workbook with drop-down lists and an example row per sheet."""
    prepare()
    from qingshan.exchange.blank import write_blank

    _written(file, lambda: write_blank(file))
    say(f"空白工作簿写好了：{file}")


def _load(file: Path, *, dry_run: bool) -> Outcome:
    from qingshan.exchange.loading import load as run

    if not screen.is_terminal:
        return run(file, dry_run=dry_run)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=screen, transient=True) as shown:
        task = shown.add_task("打开文件", total=None)

        def tell(stage: str, done: int, total: int) -> None:
            shown.update(task, description=stage, completed=done, total=total or None)

        return run(file, dry_run=dry_run, tell=tell)


def _write_marked(file: Path, outcome: Outcome, out: Path) -> None:
    from qingshan.exchange.marking import write_marked

    if outcome.ok:
        _written(out, lambda: shutil.copyfile(file, out))
    else:
        _written(out, lambda: write_marked(file, outcome.problems, out))
        say(f"标出问题的工作簿写好了：{out}")


def _written(file: Path, write: Callable[[], object]) -> None:
    try:
        write()
    except OSError as error:
        stop(f"写不了 {file}：{error.strerror or error}")


def _show(outcome: Outcome, *, dry_run: bool) -> None:
    errors = [problem for problem in outcome.problems if problem.severity == "error"]
    for problem in outcome.problems[:SHOWN_AT_MOST]:
        place = f"{problem.sheet} 第 {problem.row} 行 {problem.column}" if problem.row else ""
        say(f"{place}  {problem.message}".strip())
    if len(outcome.problems) > SHOWN_AT_MOST:
        say(f"…… 还有 {len(outcome.problems) - SHOWN_AT_MOST} 处，用 --problems 看全部。")
    if any(problem.code == "unreadable" for problem in errors):
        say("什么都没有写入。")
        return
    if errors:
        say(f"有 {len(errors)} 处要改，什么都没有写入。")
        return
    for title, count in outcome.counts.items():
        typer.echo(f"{title}\t新增 {count.created}\t更新 {count.updated}\t没有变 {count.unchanged}")
    say("检查过了，可以载入；这次没有写入。" if dry_run else "载入好了。")
