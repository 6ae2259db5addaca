"""`qingshan account`: the first administrator of a school, and the way back in."""

from __future__ import annotations

from typing import Annotated

import typer

from qingshan.config.cli.app import AsJson, SchoolCode, app, prepare, print_json, say, stop


@app.command()
def account(
    username: Annotated[str, typer.Argument(help="what the person signs in with")],
    name: Annotated[str, typer.Option("--name", help="姓名")] = "",
    role: Annotated[str, typer.Option("--role", help="the office at the school")] = "administrator",
    school: SchoolCode = None,
    county: Annotated[
        str | None, typer.Option("--county", help="行政区划码, for a county officer")
    ] = None,
    *,
    reset: Annotated[bool, typer.Option("--reset", help="a new one-time password")] = False,
    as_json: AsJson = False,
) -> None:
    """Opens an account and prints its one-time password, which is kept nowhere."""
    prepare()
    from qingshan.school import first_accounts as deeds

    try:
        if reset:
            opened = deeds.reset(username)
        else:
            opened = deeds.open_account(
                username, name=name, role=role, school_code=school, county_code=county
            )
    except deeds.NotPossible as problem:
        stop(str(problem))
    if as_json:
        print_json({"ok": True, **opened})
        return
    say(f"{opened['name']}  账号 {opened['username']}")
    if not opened["password"]:
        say("已有账号，现在有了这个职责，密码不变。")
        return
    say("一次性密码（只显示这一次，登录后会请本人换掉）：")
    typer.echo(opened["password"])
