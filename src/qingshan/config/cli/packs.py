"""`qingshan packs`: programmes as files — checked, listed, and the schema they are written by."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from qingshan.config.cli.app import WRONG_INPUT, AsJson, app, prepare, print_json, say, stop

packs = typer.Typer(no_args_is_help=True, help="Programmes as files: check, list, schema.")
app.add_typer(packs, name="packs")

Where = Annotated[
    list[Path] | None,
    typer.Argument(help="folders of packs, or single files; by default those this school uses"),
]


@packs.command()
def check(where: Where = None, *, as_json: AsJson = False) -> None:
    """Tells every slip with its file, line and place, and how to mend it."""
    prepare()
    from qingshan.programmes.packs.folder import folders, read_folders

    missing = [path for path in where or () if not path.exists()]
    if missing:
        stop(f"没有 {missing[0]} 这个文件或文件夹。")
    held = read_folders([*folders(), *where] if where else folders())
    if as_json:
        print_json(
            {
                "ok": not held.problems,
                "programmes": list(held.packs),
                "problems": [
                    {"file": p.file, "line": p.line, "path": p.path, "message": p.sentence}
                    for p in held.problems
                ],
            }
        )
    for problem in () if as_json else held.problems:
        say(str(problem))
    if held.problems:
        raise typer.Exit(WRONG_INPUT)
    if not as_json:
        say(f"{len(held.packs)} 个做法，都写得对。")


@packs.command("list")
def list_packs(*, as_json: AsJson = False) -> None:
    """The programmes this school uses, with whom they bind and how much they ask."""
    prepare()
    from qingshan.programmes.packs import in_order

    if as_json:
        print_json(
            [
                {
                    "key": pack.key,
                    "title": pack.title,
                    "audience": pack.audience.words,
                    "file": pack.file,
                    "duties": [duty.key for duty in pack.duties],
                }
                for pack in in_order()
            ]
        )
        return
    table = Table("短名", "做法", "谁来做", "几条", "文件", box=None)
    for pack in in_order():
        table.add_row(pack.key, pack.title, pack.audience.words, str(len(pack.duties)), pack.file)
    Console(highlight=False, markup=False).print(table)


@packs.command()
def schema() -> None:
    """The JSON Schema of a pack, for editors and other programs."""
    prepare()
    from qingshan.programmes.packs.reading import schema as written

    print_json(written())
