"""What all commands share: the Typer application, output, and a database that is ready."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.metadata import version
from typing import Annotated, Any, NoReturn

import django
import typer
from rich.console import Console

from qingshan.access.scope import HOUSE, narrow_to

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
screen = Console(stderr=True, highlight=False)

WRONG_INPUT = 2
UNREADABLE = 3

AsJson = Annotated[bool, typer.Option("--json", help="print one JSON document")]
SchoolCode = Annotated[str | None, typer.Option("--school", help="学校标识码 of one school")]


def _tell_version(asked: bool) -> None:  # noqa: FBT001 -- Typer's own way to call
    if asked:
        typer.echo(f"qingshan {version('qingshan')}")
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="tell the version")
]


@app.callback()
def qingshan(*, version: Version = False) -> None:
    """青山 runs a rural school's promises: enter once, counted everywhere."""
    narrow_to(HOUSE)  # whoever types commands keeps the whole installation


def prepare(*, keys: bool = True) -> None:
    """Sets Django up, ends what a killed restore began, and brings the database to this version.

    Stops where the keys do not open what is there, before anything is written; a command that
    works without them says `keys=False`.
    """
    django.setup()
    _finish_restore()
    if keys:
        _refuse_other_keys()
    from qingshan.config.upgrading import upgrade

    upgrade()
    if keys:
        from qingshan.access.canary import keep_a_word

        keep_a_word()


def print_json(document: Any) -> None:
    json.dump(document, sys.stdout, ensure_ascii=False, default=str)
    sys.stdout.write("\n")


def say(sentence: str) -> None:
    screen.print(sentence, markup=False, soft_wrap=True)


def stop(sentence: str, *, code: int = WRONG_INPUT) -> NoReturn:
    """Ends the command with a sentence on standard error."""
    say(sentence)
    raise typer.Exit(code)


def _finish_restore() -> None:
    from qingshan.config import placing
    from qingshan.config.postgres import ProgramFailed

    if not placing.is_half_done():
        return
    say("上一次恢复做到一半就断了，先把它做完……")
    try:
        placing.finish()
    except (OSError, ProgramFailed) as error:
        stop(f"上一次恢复没有做完，也接不下去：{error}。请照 qingshan doctor 说的办。", code=1)
    # The keys that were read when this process began are not those of the copy, or there were none.
    again = [sys.executable, "-m", "qingshan", *sys.argv[1:]]
    if os.name == "posix":  # in place of this process: whoever stops it stops the server
        os.execv(sys.executable, again)  # noqa: S606 - the command that was given
    raise typer.Exit(subprocess.call(again))  # noqa: S603 - the command that was given


def _refuse_other_keys() -> None:
    from qingshan.access.canary import check_keys
    from qingshan.access.ring import KeysLost

    try:
        check_keys()
    except KeysLost as lost:
        stop(str(lost))
