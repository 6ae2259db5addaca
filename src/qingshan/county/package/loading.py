"""The county's side: register a school's key, end it, verify a package, load it once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from qingshan.access.audit import note
from qingshan.access.scope import whole_house
from qingshan.county.asked import asked_named
from qingshan.county.closing import is_month_end, numbers_of
from qingshan.county.models import Return, SchoolKey
from qingshan.county.package.encoding import Content, NotAPackage, fingerprint_of, take_apart
from qingshan.county.package.keys import public_key
from qingshan.county.suppression import Cell, NotACell, Said, read
from qingshan.kit.words import as_written
from qingshan.people.models import Student
from qingshan.school.models import School

if TYPE_CHECKING:
    from datetime import date

    from qingshan.access.models import Account
    from qingshan.county.package.keys import PublicText
    from qingshan.school.models import County

CLOCKS_APART = timedelta(days=1)
_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")


class Refused(Exception):
    """A package or a key that is not taken; the text says why, in a sentence."""


@dataclass(frozen=True, slots=True)
class Verified:
    """A package that is what it says: from this school, whole, for this county."""

    school: School
    content: Content
    cells: dict[str, Cell]
    digest: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """`is_new` is False where exactly this package was loaded before."""

    told: Return
    is_new: bool


@transaction.atomic
def register_key(*, text: PublicText, name: str, county: County, actor: Account) -> SchoolKey:
    """The key by which packages of a school are known from now on; the one before is ended.

    Raises `Refused` where the school is another county's or has its rows here.
    """
    if text.county != county.code.upper():
        raise Refused(f"这把公钥是给 {text.county} 的，不是给{county.name}（{county.code}）的。")
    with whole_house():  # it may be another county's, and has rows here where it is no sender
        school = School.objects.filter(code__iexact=text.school).select_for_update().first()
        if school is None:
            school = School.objects.create(code=text.school, name=name, county=county)
        _may_send(school, county)
        held = SchoolKey.objects.filter(public=text.public.hex()).first()
    if held is not None:
        said = "已经登记过" if held.ended_at is None else "停用过，请学校换一把新的"
        raise Refused(f"这把公钥{said}。")
    SchoolKey.objects.filter(school=school, ended_at=None).update(
        ended_at=timezone.now(), ended_because="换成了新的"
    )
    key = SchoolKey.objects.create(school=school, public=text.public.hex(), registered_by=actor)
    note(actor=actor, deed="register_school_key", subject=key, school_id=school.pk)
    return key


@transaction.atomic
def end_key(*, key: SchoolKey, reason: str, actor: Account) -> None:
    """From now on nothing signed with it is taken; what was loaded stays."""
    key = SchoolKey.objects.select_for_update().get(pk=key.pk)
    if key.ended_at is not None:
        return
    key.ended_at, key.ended_because = timezone.now(), reason
    key.save(update_fields=["ended_at", "ended_because"])
    note(actor=actor, deed="end_school_key", subject=key, school_id=key.school_id)


def verify(raw: bytes, county: County, *, today: date) -> Verified:
    """Whether the county may take it. Raises `Refused` with a sentence; writes nothing."""
    try:
        sealed = take_apart(raw)
        key = _key_of(sealed.fingerprint, county)
        public_key(key.public).verify(sealed.signature, sealed.signed)
        content = sealed.content()
    except NotAPackage as refused:
        raise Refused(str(refused)) from refused
    except InvalidSignature as error:
        raise Refused("签名对不上：数据包被改过，或者没有传完整。请学校重新发一份。") from error
    if key.ended_at is not None:
        raise Refused("签它的钥匙已经停用了。请学校把新的公钥交过来，再做一份。")
    _is_for(content, key, county)
    _is_in_time(content, today)
    return Verified(key.school, content, _cells(content, sealed.version), sealed.digest)


@transaction.atomic
def load_package(raw: bytes, *, county: County, actor: Account | None) -> Loaded:
    """Verifies a package and makes it the school's return of its month; the same twice is once.

    Raises `Refused`, also for one that is older than what was loaded.
    """
    package = verify(raw, county, today=timezone.localdate())
    school = School.objects.select_for_update().get(pk=package.school.pk)
    content = package.content
    held = Return.objects.filter(school=school)
    same = held.filter(as_of=content.as_of).first()
    if same is not None and same.digest == package.digest:
        return Loaded(same, is_new=False)
    if content.serial <= (held.aggregate(last=Max("serial"))["last"] or 0):
        raise Refused("这份比已经收到的旧，没有收。")
    if same is not None:
        month = f"{content.as_of.year}年{content.as_of.month}月"
        raise Refused(f"{month}的数字已经收到过另一份，没有收这一份。")
    told = Return.objects.create(
        school=school,
        as_of=content.as_of,
        made_on=content.made,
        serial=content.serial,
        digest=package.digest,
        loaded_by=actor,
        first_grade=content.grades[0] if content.grades else None,
        last_grade=content.grades[1] if content.grades else None,
        findings_late=content.findings_late,
        cases_late=content.cases_late,
    )
    told.figures.bulk_create(numbers_of(told, package.cells))
    note(
        actor=actor,
        deed="load_package",
        subject=told,
        school_id=school.pk,
        month=content.as_of.isoformat(),
        serial=content.serial,
    )
    return Loaded(told, is_new=True)


def _may_send(school: School, county: County) -> None:
    if school.county_id != county.pk:
        raise Refused(f"{school.name}不是{county.name}的学校。")
    if Student.objects.filter(school=school).exists():
        raise Refused(f"{school.name}的数据就在这里，每月自动汇总，不用寄数据包。")


def _key_of(fingerprint: str, county: County) -> SchoolKey:
    keys = SchoolKey.objects.filter(school__county=county).select_related("school")
    for key in keys:
        if fingerprint_of(bytes.fromhex(key.public)) == fingerprint:
            return key
    raise Refused("没有登记过签这份数据包的公钥。请先请学校把公钥交过来。")


def _is_for(content: Content, key: SchoolKey, county: County) -> None:
    if content.county.upper() != county.code.upper():
        raise Refused(f"这份数据包是报给 {content.county} 的，不是报给{county.name}的。")
    if content.school.upper() != key.school.code.upper():
        raise Refused(f"这份数据包写的是 {content.school}，签它的却是{key.school.name}的钥匙。")


def _is_in_time(content: Content, today: date) -> None:
    if content.as_of >= today or content.made > today + CLOCKS_APART:
        raise Refused("这份数据包的日子在今天以后，请学校核对电脑的时钟。")
    if not is_month_end(content.as_of) or content.made <= content.as_of:
        raise Refused("数据包不是统计到一个月的最后一天的，没有收。")


def _cells(content: Content, version: int) -> dict[str, Cell]:
    found: dict[str, Cell] = {}
    for name, written in content.figures.items():
        asked = asked_named(name)
        if asked is None or asked.since > version:
            raise Refused(f"这里不认识数据包里的“{name}”，没有收。两边的青山版本可能不一样。")
        try:
            found[name] = _plain(written) if asked.of_things else read(written)
        except NotACell as error:
            title = as_written(asked.title)
            raise Refused(f"数据包里“{title}”写的“{written}”不是一个数，没有收。") from error
    return found


def _plain(written: str) -> Cell:
    """A number of things, which is said as it is, however small."""
    if not _NUMBER.fullmatch(written):
        raise NotACell(written)
    return Cell(Said.EXACT, int(written))
