"""`qingshan keys …`: which keys seal what is sealed, and a new one in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from qingshan.config.cli.app import AsJson, app, prepare, print_json, say, screen, stop

if TYPE_CHECKING:
    from qingshan.access.keys import Keys

keys = typer.Typer(no_args_is_help=True, help="The keys that seal numbers, phones and words.")
app.add_typer(keys, name="keys")


@keys.command("list")
def list_keys(*, as_json: AsJson = False) -> None:
    """Each key by its name, since when, and how much stands under it; nothing of the key itself."""
    prepare()
    from qingshan.access.ring import ring
    from qingshan.config.rotating import UNKNOWN, counted

    held = ring.keys()
    found = counted(held)
    if as_json:
        print_json({"keys": _told(held, found), "unreadable": found[UNKNOWN]})
        return
    for one in _told(held, found):
        since = f"{one['since']} 造" if one["since"] else "哪天造的没有记下"
        say(
            f"{one['key']}  {since}  {one['values']} 处"
            + ("  现在用它加密" if one["seals"] else "")
        )
    if found[UNKNOWN]:
        say(f"另有 {found[UNKNOWN]} 处哪把密钥也打不开：请从备份里找回原来的 keys.json。")
    if len(held.sealing) > 1:
        say("有一次更换没有做完，请再运行 qingshan keys rotate，它会接着做。")


def _told(held: Keys, found: dict[str, int]) -> list[dict[str, object]]:
    return [
        {"key": name, "since": held.day_of(name), "values": found[name], "seals": not place}
        for place, name in enumerate(held.names)
    ]


@keys.command("rotate")
def rotate_keys() -> None:
    """Puts a new key in the place of the one that seals; everybody may go on working."""
    prepare()
    from qingshan.access.ring import ring
    from qingshan.config.rotating import NotFinished, counted, rotate

    total = sum(counted(ring.keys()).values())
    with Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), console=screen
    ) as progress:
        task = progress.add_task("正在换密钥", total=total)
        try:
            done = rotate(tell=lambda _table, moved: progress.advance(task, moved))
        except NotFinished as not_yet:
            stop(str(not_yet))
    say(f"换好了：{done.moved} 处改用密钥 {done.key}，{'、'.join(done.gone)} 不再留着。")
    if done.unreadable:
        say(f"有 {done.unreadable} 处原来就打不开，没有动它们。")
    say("以前的备份仍要用它们自己带的密钥；请现在做一份新的备份。")
