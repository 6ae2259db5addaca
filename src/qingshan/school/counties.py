"""A county on this server: registered by whoever runs it, with the schools of it that are here."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.db import transaction

from qingshan.access.audit import note
from qingshan.kit.words import tr
from qingshan.school.models import County, School

if TYPE_CHECKING:
    from collections.abc import Iterable

CODE = re.compile(r"[0-9A-Z]{2,12}")  # 行政区划码, as a package has it
LONGEST_NAME = 50


class CannotRegister(Exception):
    """Says in a sentence why, and what to do instead."""


@transaction.atomic
def register_county(*, code: str, name: str, schools: Iterable[str] = ()) -> County:
    """Registers a county, or renames it, and puts schools under it by their codes.

    Raises `CannotRegister`; nothing is written then.
    """
    code, name = code.strip().upper(), name.strip()
    if not CODE.fullmatch(code):
        raise CannotRegister(
            tr("行政区划码写成了 {code}，请只写数字，例如 220802。").format(code=code)
        )
    if len(name) > LONGEST_NAME:
        raise CannotRegister(
            tr("县区的名称不超过 {longest_name} 个字。").format(longest_name=LONGEST_NAME)
        )
    county = County.objects.filter(code=code).first() or County(code=code)
    if not name and county.pk is None:
        raise CannotRegister(tr("这里还没有这个县区，请用 --name 写它的名称。"))
    county.name = name or county.name
    county.save()
    note(actor=None, deed="register_county", subject=county, school_id=None)
    for school in _all_of(schools):
        school.county = county
        school.save(update_fields=["county"])
        note(actor=None, deed="put_under_county", subject=school, school_id=school.pk)
    return county


def _all_of(codes: Iterable[str]) -> list[School]:
    wanted = list(dict.fromkeys(codes))
    found = {school.code: school for school in School.objects.filter(code__in=wanted)}
    if missing := [code for code in wanted if code not in found]:
        raise CannotRegister(
            tr("没有学校标识码为 {missing} 的学校。").format(missing=tr("、").join(missing))
        )
    return [found[code] for code in wanted]
