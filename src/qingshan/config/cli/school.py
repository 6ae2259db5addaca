"""Which school and which day a command is about."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from qingshan.config.cli.app import stop

if TYPE_CHECKING:
    from qingshan.school.models import School

AsOf = Annotated[
    datetime, typer.Option("--as-of", formats=["%Y-%m-%d"], help="the day up to which is counted")
]


def school_meant(code: str | None) -> School | None:
    """The school meant; None where there is none at all. Ends the command where it is not clear."""
    from qingshan.school.models import School

    schools = list(School.objects.order_by("code"))
    known = "、".join(f"{one.code} {one.name}" for one in schools)
    if code is not None:
        found = next((one for one in schools if one.code == code), None)
        if found is None:
            stop(f"没有学校标识码为 {code} 的学校。" + (f"现有：{known}。" if known else ""))
        return found
    if len(schools) > 1:
        stop(f"这里有几所学校，请用 --school 说明是哪一所：{known}。")
    return schools[0] if schools else None
