"""`qingshan county`: a county on this server, and which schools here are its."""

from __future__ import annotations

from typing import Annotated

import typer

from qingshan.config.cli.app import app, prepare, say, stop


@app.command()
def county(
    code: Annotated[str, typer.Argument(help="行政区划码 of the county")],
    name: Annotated[str, typer.Option("--name", help="its name; needed once")] = "",
    school: Annotated[
        list[str] | None, typer.Option("--school", help="学校标识码 of a school here; repeatable")
    ] = None,
) -> None:
    """Registers a county on this server, and puts schools under it."""
    prepare()
    from qingshan.school.counties import CannotRegister, register_county
    from qingshan.school.models import School

    try:
        kept = register_county(code=code, name=name, schools=school or ())
    except CannotRegister as problem:
        stop(str(problem))
    here = School.objects.filter(county=kept).count()
    say(f"{kept.name}（{kept.code}）登记好了，这里有它的 {here} 所学校。")
