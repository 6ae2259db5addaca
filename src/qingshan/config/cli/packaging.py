"""`qingshan package …`: a month's numbers from a school's own machine to its county."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from django.utils import timezone

from qingshan.config.cli.app import (
    UNREADABLE,
    AsJson,
    SchoolCode,
    app,
    prepare,
    print_json,
    say,
    stop,
)
from qingshan.config.cli.school import school_meant

if TYPE_CHECKING:
    from qingshan.county.package.loading import Verified
    from qingshan.school.models import County, School

package = typer.Typer(no_args_is_help=True, help="A month's numbers for the county, signed.")
app.add_typer(package, name="package")

Packages = Annotated[list[Path], typer.Argument(help="the package, or several")]
CountyCode = Annotated[str | None, typer.Option("--county", help="行政区划码 of one county")]


@package.command("key")
def key(school: SchoolCode = None) -> None:
    """The public key that the school hands to its county once, and its fingerprint."""
    prepare()
    from qingshan.county.models import Destination
    from qingshan.county.package.making import public_text

    meant = _school(school)
    where = Destination.objects.filter(school=meant).first()
    text = public_text(meant, where.county_code) if where else None
    if text is None:
        stop("还没有写上报给哪个县区，请在“报给县里”一页写，或者用 package make --county。")
    typer.echo(str(text))
    say(f"指纹 {text.fingerprint}")


@package.command("make")
def make(
    out: Annotated[Path, typer.Option("-o", "--out", help="the .qsp to write")],
    school: SchoolCode = None,
    county: CountyCode = None,
    county_name: Annotated[str, typer.Option("--county-name", help="its name")] = "",
) -> None:
    """Signs the month that is over; `--county` says once where it goes."""
    prepare()
    from qingshan.county.package.making import NothingToSend, choose_county, make_package

    meant = _school(school)
    if county is not None:
        choose_county(school=meant, code=county, name=county_name or county, actor=None)
    try:
        made = make_package(school=meant, actor=None)
        out.write_bytes(bytes(made.content))
    except NothingToSend as nothing:
        stop(str(nothing))
    except OSError as error:
        stop(f"写不了 {out}：{error.strerror or error}")
    say(f"{made.of.as_of.year}年{made.of.as_of.month}月的数据包写好了：{out}")


@package.command("verify")
def verify(files: Packages, county: CountyCode = None, *, as_json: AsJson = False) -> None:
    """Whether the county would take them; nothing is written."""
    prepare()
    from qingshan.county.package.loading import verify as do_verify

    meant, today = _county(county), timezone.localdate()
    told = [_told(do_verify(raw, meant, today=today)) for raw in _read(files, meant)]
    if as_json:
        print_json({"packages": told})
        return
    for one in told:
        say(f"{one['name']} {one['as_of']} 第 {one['serial']} 份，签名对得上。")


@package.command("load")
def load(files: Packages, county: CountyCode = None) -> None:
    """Loads them, all or none; what was loaded before is not loaded again."""
    prepare()
    from django.db import transaction

    from qingshan.county.package.loading import Refused, load_package

    meant = _county(county)
    with transaction.atomic():
        for file, raw in zip(files, _read(files, meant), strict=True):
            try:
                done = load_package(raw, county=meant, actor=None)
            except Refused as refused:
                transaction.set_rollback(True)
                stop(f"{file.name}：{refused}")
            words = "收下了" if done.is_new else "以前收过，没有再收一次"
            say(f"{file.name}：{words}。")


def _read(files: list[Path], county: County) -> list[bytes]:
    """The packages' bytes, each found good; ends the command at the first that is not."""
    from qingshan.county.package.encoding import LARGEST
    from qingshan.county.package.loading import Refused
    from qingshan.county.package.loading import verify as do_verify

    found = []
    for file in files:
        try:
            with file.open("rb") as stream:
                raw = stream.read(LARGEST + 1)
            do_verify(raw, county, today=timezone.localdate())
        except OSError as error:
            stop(f"{file} 读不了：{error.strerror or error}", code=UNREADABLE)
        except Refused as refused:
            stop(f"{file.name}：{refused}")
        found.append(raw)
    return found


def _told(package: Verified) -> dict[str, object]:
    content = package.content
    return {
        "school": package.school.code,
        "name": package.school.name,
        "as_of": content.as_of.isoformat(),
        "serial": content.serial,
        "digest": package.digest,
        "figures": dict(content.figures),
    }


def _school(code: str | None) -> School:
    school = school_meant(code)
    if school is None:
        stop("这里还没有学校，请先载入工作簿。")
    return school


def _county(code: str | None) -> County:
    from qingshan.school.models import County

    counties = list(County.objects.order_by("code"))
    if code is not None:
        counties = [one for one in counties if one.code == code]
    if len(counties) != 1:
        known = "、".join(str(c) for c in County.objects.order_by("code")) or "没有"
        stop(f"请用 --county 说明是哪个县区。这里有：{known}。")
    return counties[0]
