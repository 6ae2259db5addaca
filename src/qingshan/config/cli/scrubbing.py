"""`qingshan scrub`: what was kept long enough leaves."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Annotated

import typer
from django.utils import timezone

from qingshan.config.cli.app import AsJson, app, prepare, print_json, say

AsOf = Annotated[
    datetime | None,
    typer.Option("--as-of", formats=["%Y-%m-%d"], help="as if it were that day"),
]


@app.command()
def scrub(
    as_of: AsOf = None,
    *,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="say what would leave")] = False,
    as_json: AsJson = False,
) -> None:
    """Lets go of what each part of the house has kept long enough."""
    prepare()
    from qingshan.privacy.scrubbing import scrub_all

    today = as_of.date() if as_of else timezone.localdate()
    left = scrub_all(today, dry_run=dry_run)
    if as_json:
        print_json(
            {"as_of": today.isoformat(), "dry_run": dry_run, "left": [asdict(one) for one in left]}
        )
        return
    for one in left:
        if one.number:
            say(f"{one.school} {one.title}（{one.before} 以前）：{one.number}")
    total = sum(one.number for one in left)
    word = "会离开" if dry_run else "离开了"
    say(f"{word} {total} 件。这次什么都没有做。" if dry_run else f"{word} {total} 件。")
