"""The school's side: choose a county, make the month's package, renew the key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from qingshan.access.audit import note
from qingshan.county.closing import close_months, last_month_end
from qingshan.county.models import Destination, Package, Return
from qingshan.county.package.encoding import Content, digest_of, write
from qingshan.county.package.keys import PublicText, new_signing_key, signing_key_of
from qingshan.school.models import School

if TYPE_CHECKING:
    from datetime import date

    from qingshan.access.models import Account


class NothingToSend(Exception):
    """The text says why, in a sentence."""


@transaction.atomic
def choose_county(*, school: School, code: str, name: str, actor: Account | None) -> Destination:
    """Where packages go from now on; the key is made here the first time."""
    told, _ = Destination.objects.update_or_create(
        school=school, defaults={"county_code": code.upper(), "county_name": name}
    )
    note(actor=actor, deed="choose_county", subject=told, school_id=school.pk, county=code)
    if signing_key_of(school) is None:
        new_signing_key(school)
    return told


@transaction.atomic
def renew_key(*, school: School, actor: Account | None) -> None:
    """A new key: the county refuses packages until its text is handed over again."""
    note(actor=actor, deed="renew_package_key", subject=school, school_id=school.pk)
    new_signing_key(school)


def public_text(school: School, county_code: str) -> PublicText | None:
    key = signing_key_of(school)
    if key is None:
        return None
    return PublicText(county_code, school.code.upper(), key.public_key().public_bytes_raw())


def month_to_send(school: School, today: date) -> Return | None:
    """The month that is over, closed; None where the school has nobody to count."""
    end = last_month_end(today)
    held = Return.objects.filter(school=school, as_of=end).prefetch_related("figures")
    if not held.exists():
        close_months(today)
    return held.first()


@transaction.atomic
def make_package(*, school: School, actor: Account | None) -> Package:
    """The package of the month that is over, signed and kept. Raises `NothingToSend`.

    Made again it has the same numbers and a later serial: for a county that lost one, or after the
    key was renewed.
    """
    today = timezone.localdate()
    school = School.objects.select_for_update().get(pk=school.pk)
    where = Destination.objects.filter(school=school).first()
    key = signing_key_of(school)
    if where is None or key is None:
        raise NothingToSend("请先写上报给哪个县区。")
    told = month_to_send(school, today)
    if told is None:
        raise NothingToSend("学校还没有孩子的名册，没有数字可以报。")
    made = Package.objects.filter(school=school).aggregate(last=Max("serial"))["last"] or 0
    raw = write(_content(school, where, told, made + 1, today), key)
    package = Package.objects.create(
        school=school,
        of=told,
        serial=made + 1,
        made_by=actor,
        county_code=where.county_code,
        digest=digest_of(raw),
        content=raw,
    )
    note(
        actor=actor,
        deed="make_package",
        subject=package,
        school_id=school.pk,
        month=told.as_of.isoformat(),
        serial=package.serial,
    )
    return package


def _content(school: School, where: Destination, told: Return, serial: int, today: date) -> Content:
    grades = None
    if told.first_grade is not None and told.last_grade is not None:
        grades = (told.first_grade, told.last_grade)
    return Content(
        county=where.county_code,
        school=school.code.upper(),
        name=school.name,
        as_of=told.as_of,
        made=today,
        serial=serial,
        figures={row.key: row.cell.written for row in told.figures.all()},
        grades=grades,
        findings_late=told.findings_late or 0,
        cases_late=bool(told.cases_late),
    )
