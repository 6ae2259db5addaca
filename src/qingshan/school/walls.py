"""Row-level security: which rows of each table the database shows to whom, made from the models.

A row belongs to the school it points to, or to that of the row it hangs on. A table that hangs on
none is the whole house's and stands in `OF_THE_HOUSE` with the reason. The policies go by what the
session is told of who asks (`access.scope`); where it is told nothing, nothing is shown.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import ForeignKey

from qingshan.access.scope import HOUSE, NOBODY, Scope
from qingshan.school.models import County, School

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import Model

    from qingshan.school.membership import Member

OF_THE_HOUSE = {
    "access_account": "a person may serve several schools, and signs in before one is known",
    "access_account_groups": "of an account",
    "access_account_user_permissions": "of an account",
    "access_counts": "tries by address, counted before anybody is known",
    "access_keycheck": "one word of the installation",
    "account_emailaddress": "of an account",
    "account_emailconfirmation": "of an account",
    "auth_group": "Django's own, empty",
    "auth_group_permissions": "Django's own, empty",
    "auth_permission": "Django's own",
    "django_content_type": "names of tables",
    "django_migrations": "the shape of the database",
    "django_session": "a browser, before it is known whose",
    "indicators_pin": "what an account likes to see first, at whichever school",
    "mfa_authenticator": "of an account, asked for while signing in",
    "programmes_edition": "the texts of programmes, the same for all",
    "reminders_preference": "how an account likes to be reminded",
    "school_county": "a county's code and name",
}
"""Table → why it is no school's."""

AT_SCHOOL = "(SELECT NULLIF(current_setting('qingshan.school', true), '')::bigint)"
IN_COUNTY = "(SELECT NULLIF(current_setting('qingshan.county', true), '')::bigint)"
FOR_THE_HOUSE = "(SELECT current_setting('qingshan.house', true) = 'on')"

_open_to_county: set[type[Model]] = set()


def open_to_county(*models: type[Model]) -> None:
    """Declares tables of which an officer works with the rows of the county's schools."""
    _open_to_county.update(models)


def scope_of(member: Member | None) -> Scope:
    """What a person's requests may touch: the school they are at, or their county."""
    if member is None:
        return NOBODY
    if member.school is not None:
        return Scope(school=member.school.pk)
    if member.county is not None and member.is_county_officer:
        return Scope(county=member.county.pk)
    return (
        HOUSE if member.account.is_superuser else NOBODY
    )  # who runs it brings in the first school


@cache
def walls() -> dict[str, str]:
    """Table → the condition under which a row of it may be seen and written."""
    models = apps.get_models(include_auto_created=True)
    found = {model._meta.db_table: _wall(model) for model in models}
    return {table: wall for table, wall in sorted(found.items()) if wall}


def _wall(model: type[Model]) -> str:
    told = _of_whom(model)
    if not told:
        return ""
    # Put so that the planner takes it for what lets nearly every row through: queries of the
    # application name the school themselves, and to count that twice would spoil its plans.
    return f"(CASE WHEN {FOR_THE_HOUSE} OR {told} THEN true END) IS NOT NULL"


def _of_whom(model: type[Model]) -> str:
    if model._meta.label == "auditlog.LogEntry":
        return _of_the_log()
    if model is School:
        return f"id = {AT_SCHOOL} OR county_id = {IN_COUNTY}"
    keys = _keys(model)
    ways = [f"{key.column} = {AT_SCHOOL}" for key in keys if key.related_model is School]
    ways += [f"{key.column} = {IN_COUNTY}" for key in keys if key.related_model is County]
    if ways:
        return " OR ".join(
            ways + [_of_a_school_in_county("school_id")] * (model in _open_to_county)
        )
    return _of_what_it_hangs_on(keys)


def _of_what_it_hangs_on(keys: Iterable[ForeignKey[Model]]) -> str:
    """Each row it hangs on must be shown, by its own table's policy."""
    above = [key for key in keys if not key.null and _of_whom(key.related_model)]
    return " AND ".join(map(_is_shown, above))


def _is_shown(key: ForeignKey[Model]) -> str:
    table, column = key.related_model._meta.db_table, key.target_field.column
    here = f"{key.model._meta.db_table}.{key.column}"
    return f"EXISTS (SELECT 1 FROM {table} above WHERE above.{column} = {here})"  # noqa: S608 - our own names


def _of_a_school_in_county(column: str) -> str:
    schools = School._meta.db_table
    return f"{column} IN (SELECT one.id FROM {schools} one WHERE one.county_id = {IN_COUNTY})"  # noqa: S608 - our own names


def _of_the_log() -> str:
    """A deed at a school names it; what somebody did to their own account names none."""
    noted = "additional_data ->> 'school'"
    in_county = _of_a_school_in_county(f"({noted})::bigint")
    return f"{noted} IS NULL OR ({noted})::bigint = {AT_SCHOOL} OR {in_county}"


def _keys(model: type[Model]) -> list[ForeignKey[Model]]:
    return [
        field
        for field in model._meta.local_concrete_fields
        if isinstance(field, ForeignKey) and field.related_model is not model
    ]
