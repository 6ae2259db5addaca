"""Four registers compared from the command line; needs no school and no database."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import BarColumn, Progress, TextColumn

from qingshan.config.cli.app import AsJson, app, screen

Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"])]


class EngineName(StrEnum):
    duckdb = "duckdb"
    spark = "spark"


@app.command()
def crosscheck(  # each argument is an option of the contract
    population: Annotated[str, typer.Option(help="户籍：CSV, Parquet or a pattern")],
    roll: Annotated[str, typer.Option(help="学籍")],
    present: Annotated[str, typer.Option(help="在校")],
    out: Annotated[Path, typer.Option("-o", "--out", help="the folder for the lists")],
    relief: Annotated[str | None, typer.Option(help="脱贫户")] = None,
    born_from: Day = None,
    born_to: Day = None,
    engine: Annotated[EngineName, typer.Option()] = EngineName.duckdb,
    spark_master: Annotated[str, typer.Option(help="such as spark://host:7077")] = "local[*]",
    *,
    as_json: AsJson = False,
) -> None:
    """Compares four registers: who is in one and in none of another."""
    from crosscheck import Question
    from crosscheck.command import answer

    question = Question(
        population=population,
        roll=roll,
        present=present,
        relief=relief,
        born_from=born_from.date() if born_from else None,
        born_to=born_to.date() if born_to else None,
        engine=engine.value,
        spark_master=spark_master,
    )
    columns = (TextColumn("{task.description}"), BarColumn())
    with Progress(
        *columns, console=screen, transient=True, disable=not screen.is_terminal
    ) as shown:
        task = shown.add_task("打开文件", total=None)

        def tell(stage: str, done: int, total: int) -> None:
            shown.update(task, description=stage, completed=done, total=total or None)

        code = answer(question, out, as_json=as_json, tell=tell)
    raise typer.Exit(code)
