"""A data set for statistics: written from the database, and figures counted from it."""

from __future__ import annotations

import errno
from collections.abc import Callable
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import django
import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from qingshan.config.cli.app import (
    UNREADABLE,
    AsJson,
    SchoolCode,
    app,
    prepare,
    print_json,
    say,
    screen,
    stop,
)
from qingshan.config.cli.figures import as_lines, as_told
from qingshan.config.cli.school import AsOf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qingshan.extract.opening import DataSet
    from qingshan.kit.counting import Answers
    from qingshan.school.models import School

FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class EngineName(StrEnum):
    duckdb = "duckdb"
    spark = "spark"


@app.command()
def extract(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="the folder to write")],
    school: SchoolCode = None,
) -> None:
    """Writes a data set for statistics: Parquet by school and year, without names."""
    prepare()
    from qingshan.extract.folder import NotThere
    from qingshan.extract.writing import extract as write

    schools = _schools(school)
    try:
        with _shown() as tell:
            plan = write(folder, schools, tell=tell)
    except NotThere as reason:
        stop(str(reason))
    except OSError as error:
        stop(_no_room(folder, error))
    for key, why in sorted(plan.left_out.items()):
        say(f"指标 {key} 用这份数据算不出：{why}")
    say(f"数据集写好了：{folder}，{len(schools)} 所学校。里面没有姓名，仍请当作个人信息保管。")


@app.command()
def gather(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="the folder to write")],
    sources: Annotated[
        list[Path], typer.Argument(metavar="FROM...", help="folders written by qingshan extract")
    ],
) -> None:
    """Makes one data set of several, a file a table and year; needs no database."""
    django.setup()
    from qingshan.extract.engines import CannotAnswer
    from qingshan.extract.folder import NotThere
    from qingshan.extract.gathering import gather as write
    from qingshan.extract.manifest import NotAnExtract

    try:
        with _shown() as tell:
            number = write(folder, sources, tell=tell)
    except NotAnExtract as reason:
        stop(str(reason), code=UNREADABLE)
    except (NotThere, CannotAnswer) as reason:
        stop(str(reason))
    except OSError as error:
        stop(_no_room(folder, error))
    say(f"合成一份写好了：{folder}，{number} 所学校，一张表一年一个文件。")


@app.command()
def figures(
    folder: Annotated[Path, typer.Option("--from", help="a folder written by qingshan extract")],
    as_of: AsOf,
    school: SchoolCode = None,
    engine: Annotated[EngineName, typer.Option()] = EngineName.duckdb,
    spark_master: Annotated[str, typer.Option(help="such as spark://host:7077")] = "local[*]",
    *,
    unchecked: Annotated[
        bool, typer.Option("--unchecked", help="do not read each file for its checksum first")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Every indicator, counted from a data set; needs no database."""
    django.setup()
    from qingshan.extract.answering import answers_from, engine_over
    from qingshan.extract.engines import CannotAnswer
    from qingshan.extract.manifest import NotAnExtract
    from qingshan.extract.opening import opened

    try:
        data = opened(folder, contents=not unchecked)
        codes = _codes(data, school)
        with engine_over(data, codes, name=engine.value, master=spark_master) as asked:
            answers = answers_from(asked, data, codes, as_of=as_of.date())
    except (NotAnExtract, CannotAnswer) as reason:
        stop(str(reason), code=UNREADABLE)
    for key, why in sorted(data.plan.left_out.items()):
        say(f"指标 {key} 用数据集算不出，没有列出：{why}")
    if as_json:
        print_json({"as_of": as_of.date(), **_told(answers)})
        return
    for code, found in answers.items():
        if len(answers) > 1:
            typer.echo(f"# {code}")
        as_lines(found)


def _no_room(folder: Path, error: OSError) -> str:
    full = "磁盘满了" if error.errno in FULL else error.strerror or str(error)
    return f"写不了 {folder}：{full}。什么都没有留下。"


def _told(answers: dict[str, Answers]) -> dict[str, Any]:
    """As `qingshan indicators` tells one school; several each under its code."""
    told = {code: {"indicators": as_told(found)} for code, found in answers.items()}
    return {"schools": told} if len(told) > 1 else next(iter(told.values()))


def _schools(code: str | None) -> list[School]:
    from qingshan.school.models import School

    schools = School.objects.order_by("code")
    found = list(schools if code is None else schools.filter(code=code))
    if not found:
        stop("这里还没有学校。" if code is None else f"没有学校标识码为 {code} 的学校。")
    return found


def _codes(data: DataSet, code: str | None) -> list[str]:
    if code is None:
        return list(data.schools)
    if code not in data.schools:
        stop(f"这份数据集里没有学校标识码为 {code} 的学校。")
    return [code]


@contextmanager
def _shown() -> Iterator[Callable[[str, int, int], None] | None]:
    if not screen.is_terminal:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=screen, transient=True) as shown:
        task = shown.add_task("数一数有多少", total=None)

        def tell(stage: str, done: int, total: int) -> None:
            shown.update(task, description=stage, completed=done, total=total)

        yield tell
