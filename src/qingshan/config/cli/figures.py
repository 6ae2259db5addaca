"""Figures from the command line: all indicators, the rows behind one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from qingshan.config.cli.app import AsJson, SchoolCode, app, prepare, print_json, stop
from qingshan.config.cli.school import AsOf, school_meant

if TYPE_CHECKING:
    from qingshan.kit.counting import Answers


@app.command()
def indicators(as_of: AsOf, school: SchoolCode = None, *, as_json: AsJson = False) -> None:
    """Every indicator of the school on a day."""
    prepare()
    from qingshan.indicators.queries import answers_for

    answers = answers_for(school_meant(school), as_of=as_of.date())
    if as_json:
        print_json({"as_of": as_of.date(), "indicators": as_told(answers)})
    else:
        as_lines(answers)


def as_told(answers: Answers) -> dict[str, dict[str, Any]]:
    """The indicators as JSON has them."""
    return {
        key: {
            "value": answer.plain,
            "unit": answer.figure.unit,
            "title": answer.figure.title,
            "rows": answer.rows,
        }
        for key, answer in answers.items()
    }


def as_lines(answers: Answers) -> None:
    """The indicators as a person reads them."""
    _show({a.figure.title: f"{a.text} {a.figure.unit}" for a in answers.values()})


@app.command()
def evidence(key: str, as_of: AsOf, school: SchoolCode = None, *, as_json: AsJson = False) -> None:
    """The rows behind one indicator."""
    prepare()
    from qingshan.indicators.queries import evidence_for
    from qingshan.indicators.registry import figure_named, keys_near

    figure = figure_named(key)
    if figure is None:
        near = "、".join(keys_near(key))
        stop(
            f"没有指标 {key}。"
            + (f"是不是 {near}？" if near else "用 qingshan indicators 看全部。")
        )
    value, rows = evidence_for(figure, school_meant(school), as_of=as_of.date())
    if not as_json:
        _show({f"{row.source.title} {row.id}": f"{row.date or ''} {row.label}" for row in rows})
        return
    print_json(
        {
            "key": key,
            "as_of": as_of.date(),
            "value": value,
            "rows": [row.as_json() for row in rows],
        }
    )


def _show(lines: dict[str, str]) -> None:
    for name, text in lines.items():
        typer.echo(f"{name}\t{text}")
