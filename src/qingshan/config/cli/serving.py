"""Serving what is in the database, and the demonstration school."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from django.conf import settings
from django.db import connections
from rich.console import Console
from rich.table import Table

from qingshan.config.cli.app import app, prepare, say, stop

if TYPE_CHECKING:
    from qingshan.demo.school import SignIn

PORT = 8000
STALE_AFTER = 7  # days
Host = Annotated[str, typer.Option("--host", help="the address to listen at")]
Port = Annotated[int, typer.Option("--port", min=1, max=65535, help="the port to listen at")]
Workers = Annotated[
    int | None, typer.Option("--workers", min=1, help="processes; by default one a core, at most 2")
]


@app.command()
def serve(host: Host = "127.0.0.1", port: Port = PORT, workers: Workers = None) -> None:
    """Serves what is in the database, with the production server."""
    _refuse_taken(host, port)
    prepare()
    from qingshan.kit.statistics import refresh_statistics
    from qingshan.programmes.packs.editions import adopt_packs

    refresh_statistics()
    adopt_packs()
    _serve(host, port, workers)


@app.command()
def demo(
    port: Port = PORT,
    workers: Workers = None,
    *,
    no_serve: Annotated[bool, typer.Option("--no-serve", help="make the school only")] = False,
    county: Annotated[bool, typer.Option("--county", help="with small schools beside it")] = False,
) -> None:
    """Makes the demonstration school if there is none, tells how to sign in, serves it."""
    if not no_serve:
        _refuse_taken("127.0.0.1", port)
    prepare()
    from qingshan.demo.school import (
        SchoolIsReal,
        add_county,
        days_old,
        demo_school,
        make_demo_school,
        sign_ins,
    )
    from qingshan.programmes.packs.editions import adopt_packs

    school = demo_school()
    if school is None:
        say("正在铺一所演示学校 …")
        try:
            school = make_demo_school()
        except SchoolIsReal as real:
            stop(
                f"这里已经有「{real.school.name}」，演示学校不放进真的数据里。"
                "请用 QINGSHAN_HOME 另指一个文件夹再试；要看这所学校，请用 qingshan serve。"
            )
    elif (days := days_old(school)) > STALE_AFTER:
        say(
            f"演示学校是 {days} 天前铺的，首页会冷清一些。"
            f"想重铺一所，请删掉 {settings.QINGSHAN_HOME} 再来一次。"
        )
    if county:
        add_county(school)
    adopt_packs()
    _show(sign_ins(school), _address("127.0.0.1", port))
    if no_serve:
        return
    _serve("127.0.0.1", port, workers)


def _show(sign_ins: list[SignIn], address: str) -> None:
    """On standard output: it is what the command was asked for."""
    table = Table(title=f"演示学校：{address}", title_justify="left", box=None, pad_edge=False)
    for heading in ("角色", "姓名", "账号", "密码"):
        table.add_column(heading, no_wrap=True)
    for one in sign_ins:
        table.add_row(one.role, one.name, one.username, one.password)
    Console(highlight=False, markup=False).print(table)


def _serve(host: str, port: int, workers: int | None) -> None:
    from qingshan.config.serve import default_workers, serve_until_stopped
    from qingshan.config.static import collect_static_once

    collect_static_once()
    connections.close_all()  # workers are forked: none may go on with a connection of this process
    serve_until_stopped(
        host=host,
        port=port,
        workers=workers or default_workers(),
        when_up=lambda: say(f"青山在 {_address(host, port)} ，按 Ctrl-C 停下。"),
    )


def _refuse_taken(host: str, port: int) -> None:
    from qingshan.config.serve import port_is_free

    if not port_is_free(host, port):
        stop(
            f"{host} 的端口 {port} 已经有程序在用。"
            f"请先停下它，或者换一个端口：--port {port + 1 if port < 65535 else port - 1}"
        )


def _address(host: str, port: int) -> str:
    return f"http://{'localhost' if host in {'127.0.0.1', '0.0.0.0', '::'} else host}:{port}/"  # noqa: S104 - compared, not listened at
