"""Keeping an installation: a whole copy, putting it back, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import django
import typer

from qingshan.config.cli.app import UNREADABLE, AsJson, app, prepare, print_json, say, screen, stop

if TYPE_CHECKING:
    from qingshan.config.archive import Manifest
    from qingshan.config.finding import Finding

CopyFile = Annotated[Path, typer.Argument(metavar="FILE", help="the copy, one .zip file")]


@app.command()
def backup(
    file: CopyFile,
    *,
    without_keys: Annotated[
        bool, typer.Option("--without-keys", help="what is sealed in it stays shut without them")
    ] = False,
) -> None:
    """Makes a whole, verified copy: database, keys, evidence and templates."""
    prepare()
    from qingshan.config.archive import BadArchive
    from qingshan.config.backup import CannotBackUp, back_up
    from qingshan.config.postgres import ProgramFailed

    try:
        manifest = back_up(file, with_keys=not without_keys)
    except (CannotBackUp, ProgramFailed) as cannot:
        stop(str(cannot))
    except BadArchive as bad:
        stop(f"备份写好了却读不回来，没有留下：{bad}", code=1)
    except OSError as error:
        stop(f"写不了 {file}：{error.strerror or error}")
    say(f"备份做好了，也读过一遍：{file}（{file.stat().st_size / 2**20:.1f} MB）。")
    _say_what_is_in(manifest)
    names = "、".join(manifest.keys)
    if without_keys:
        say(f"里面没有密钥。恢复时要用密钥 {names}：请把 keys.json 和 signing 另外存在别处。")
    else:
        say(f"打开它的密钥 {names} 就在里面。")
    say("里面有孩子的信息，请放在只有管理员能拿到的地方。")


@app.command()
def restore(
    file: CopyFile,
    *,
    force: Annotated[bool, typer.Option("--force", help="in the place of what is here")] = False,
) -> None:
    """Puts a copy back. A damaged one changes nothing."""
    prepare(keys=False)  # a copy may be what brings lost keys back
    from qingshan.access.models import Account
    from qingshan.config.archive import BadArchive
    from qingshan.config.postgres import ProgramFailed
    from qingshan.config.restore import CannotRestore
    from qingshan.config.restore import restore as put_back
    from qingshan.school.models import School

    if not file.exists():
        stop(f"没有这个文件：{file}", code=UNREADABLE)
    if not force and (School.objects.exists() or Account.objects.exists()):
        stop("这里已经有数据。确定要用备份换掉它，请加上 --force；最好先做一份备份。")
    try:
        manifest = put_back(file)
    except BadArchive as bad:
        stop(f"{bad} 这里什么都没有改。", code=UNREADABLE)
    except (CannotRestore, ProgramFailed) as cannot:
        stop(f"{cannot} 这里什么都没有改。")
    say(f"恢复好了：{manifest.made_at} 的备份（青山 {manifest.version}）。")
    _say_what_is_in(manifest)


def _say_what_is_in(manifest: Manifest) -> None:
    from qingshan.config.contents import in_words

    if manifest.rows:
        say(f"里面有：{in_words(manifest.rows, len(manifest.files) - 1)}。")


@app.command()
def doctor(*, as_json: AsJson = False) -> None:
    """Says what is wrong with this installation, and how to mend it."""
    try:
        django.setup()
        from qingshan.config.doctor import examine
    except ValueError as error:  # the keys are no keys: nothing else can be looked at
        if as_json:
            finding = {"check": "keys", "ok": False, "sentence": str(error), "mend": ""}
            print_json({"ok": False, "findings": [finding]})
        stop(f"✗ {error}", code=1)
    findings = examine()
    well = all(finding.ok for finding in findings)
    if as_json:
        print_json({"ok": well, "findings": [_as_json(finding) for finding in findings]})
    else:
        _tell(findings)
    raise typer.Exit(0 if well else 1)


def _as_json(finding: Finding) -> dict[str, object]:
    told: dict[str, object] = {
        "check": finding.check,
        "ok": finding.ok,
        "sentence": finding.sentence,
    }
    return told if finding.ok else told | {"mend": finding.mend}


def _tell(findings: list[Finding]) -> None:
    for finding in findings:
        mark, style = ("✓", "green") if finding.ok else ("✗", "bold red")
        screen.print(f"{mark} {finding.sentence}", style=style, markup=False, soft_wrap=True)
        if not finding.ok:
            say(f"  {finding.mend}")
    wrong = sum(not finding.ok for finding in findings)
    say(f"有 {wrong} 处要看一看。" if wrong else "都好。")
