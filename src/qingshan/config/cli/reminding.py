"""`qingshan remind`: the letters of the week."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer
from django.utils import timezone

from qingshan.config.cli.app import AsJson, app, prepare, print_json, say

if TYPE_CHECKING:
    from qingshan.reminders.reminding import Round

FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d"]
Now = Annotated[
    datetime | None,
    typer.Option("--now", formats=FORMATS, help="as if it were then, by the school's clock"),
]


@app.command()
def remind(
    now: Now = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="write and send nothing")] = False,
    as_json: AsJson = False,
) -> None:
    """Writes the letters of the week that are due, sends what waits, closes the month."""
    prepare()
    from qingshan.county.closing import close_months
    from qingshan.privacy.scrubbing import scrub_all
    from qingshan.programmes.packs.editions import adopt_packs
    from qingshan.reminders.reminding import remind as do_remind
    from qingshan.reminders.reminding import would_remind

    at = timezone.make_aware(now) if now else timezone.now()
    if not dry_run:
        adopt_packs()  # a file that was saved while the site is served is kept as an edition
        scrub_all(timezone.localdate(at), quiet=True)
        close_months(timezone.localdate(at))
    done = would_remind(at) if dry_run else do_remind(at)
    if as_json:
        print_json({"now": at.isoformat(), "dry_run": dry_run, **done.as_json()})
    elif dry_run:
        say(f"会写 {done.letters} 封信，会往外发 {done.waiting} 份。这次什么都没有做。")
    else:
        say(_told(done))


def _told(done: Round) -> str:
    parts = [f"写了 {done.letters} 封信", f"往外发出 {done.sent} 份"]
    if done.held:
        parts.append(f"{done.held} 份等不打扰的时间过去")
    if done.failed:
        parts.append(f"{done.failed} 份没发成，过一会儿再试")
    if done.given_up:
        parts.append(f"{done.given_up} 份不再发了")
    return "，".join(parts) + "。"
