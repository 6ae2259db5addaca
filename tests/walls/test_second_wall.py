"""PostgreSQL keeps the schools apart by itself: tried with SQL under the application's account.

In each table one school has a row; the head of the other, an officer and nobody try to reach it.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from qingshan.access.scope import HOUSE, NOBODY, Scope, seen_as
from qingshan.reminders.models import CalendarFeed
from qingshan.school.models import Appointment
from qingshan.school.walling import missing_walls, put_up_walls
from qingshan.school.walls import OF_THE_HOUSE, walls
from tests.cast import LONG_AGO
from tests.walls.ground import make_ground
from tests.walls.walled import ask, do, number, on_postgresql, ordinary_account

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = [pytest.mark.django_db, pytest.mark.trust("second-wall")]

OPEN_TO_COUNTY = {
    "county_reported",
    "county_return",
    "county_schoolkey",
    "school_school",
    "voice_complaint",
    "voice_complaintstep",
    "voice_incident",
    "voice_incidentstep",
}
LOG = "auditlog_logentry"
REFUSED = "42501"  # insufficient privilege: the row is not one that may be written


@pytest.fixture
def ground() -> Iterator[Ground]:
    made = Ground()
    with ordinary_account():
        yield made


class Ground:
    """A row of each walled table in one school, by table and key; `there` and `elsewhere`."""

    def __init__(self) -> None:
        made = make_ground()
        gathering = made.rows_of("gatherings.Gathering")
        gathering.named.add(made.cast.staff["teacher"])
        gathering.groups.add(made.cast.staff["teacher"].group)
        self.cast = made.cast
        self.there = Scope(school=made.cast.school.pk)
        self.elsewhere = Scope(school=made.cast.other_school.pk)
        self.county = Scope(county=made.cast.county.pk)
        self.keys = {model._meta.db_table: row.pk for model, row in made.rows.items()}
        for table in walls().keys() - self.keys.keys() - {LOG}:
            self.keys[table] = number(f"SELECT max(id) FROM {table}")
        self.keys[LOG] = number(
            f"SELECT max(id) FROM {LOG} WHERE additional_data ->> 'school' = %s",
            str(made.cast.school.pk),
        )
        self.keys = {table: key for table, key in self.keys.items() if table in walls()}

    def seen(self, scope: Scope) -> set[str]:
        """The tables whose row is shown."""
        with seen_as(scope):
            return {
                table
                for table, key in self.keys.items()
                if number(f"SELECT count(*) FROM {table} WHERE id = %s", key)
            }


def test_a_table_is_a_schools_or_is_named_as_the_whole_houses():
    """Of the tables that are there, and of the models: a new one must be either."""
    with connection.cursor() as cursor:
        there = set(connection.introspection.table_names(cursor))
    models = {m._meta.db_table for m in apps.get_models(include_auto_created=True)}
    assert there | models == walls().keys() | OF_THE_HOUSE.keys()
    assert walls().keys() & OF_THE_HOUSE.keys() == set()


@on_postgresql
def test_every_wall_stands_and_a_lost_one_is_put_up_again():
    assert missing_walls() == []
    do("ALTER TABLE people_student NO FORCE ROW LEVEL SECURITY")
    do("DROP POLICY qingshan_rows ON care_case")
    assert missing_walls() == ["care_case", "people_student"]
    put_up_walls()
    assert missing_walls() == []


@on_postgresql
def test_in_no_table_a_row_of_another_school_is_seen(ground):
    every = set(walls())
    assert set(ground.keys) == every
    assert ground.seen(ground.there) == every
    assert ground.seen(HOUSE) == every
    assert ground.seen(ground.elsewhere) == set()


@on_postgresql
def test_who_is_not_said_to_be_anybody_sees_nothing_at_all(ground):
    with seen_as(NOBODY):
        counted = {table: number(f"SELECT count(*) FROM {table}") for table in walls()}
    counted[LOG] -= number(f"SELECT count(*) FROM {LOG} WHERE additional_data ->> 'school' IS NULL")
    assert {table for table, rows in counted.items() if rows} == set()


@on_postgresql
def test_an_officer_of_the_county_reaches_what_schools_have_told_it(ground):
    assert ground.seen(ground.county) == OPEN_TO_COUNTY | {LOG}
    assert ground.seen(Scope(county=ground.cast.county.pk + 1)) == set()


@on_postgresql
def test_in_no_table_a_row_of_another_school_is_changed_or_taken_away(ground):
    touched = set()
    with seen_as(ground.elsewhere):
        for table, key in ground.keys.items():
            if do(f"UPDATE {table} SET id = id WHERE id = %s", key):
                touched.add(table)
            if do(f"DELETE FROM {table} WHERE id = %s", key):
                touched.add(table)
    assert touched == set()
    assert ground.seen(HOUSE) == set(walls())


@on_postgresql
def test_into_no_table_a_row_is_written_for_another_school(ground):
    """A copy of the row, all but its key."""
    let_in = {}
    for table, key in ground.keys.items():
        names = columns(table)
        (row,) = ask(f"SELECT {', '.join(names)} FROM {table} WHERE id = %s", key)
        with seen_as(ground.elsewhere):
            found = refusal(written, table, names, row)
        if found != REFUSED:
            let_in[table] = found
    assert let_in == {}


@on_postgresql
def test_no_row_of_ones_own_is_moved_to_another_school(ground):
    moved = {}
    other = ground.cast.other_school.pk
    for table, key in ground.keys.items():
        if "school_id" not in columns(table):
            continue
        with seen_as(ground.there):
            found = refusal(do, f"UPDATE {table} SET school_id = %s WHERE id = %s", other, key)
        if found not in {REFUSED, *BY_TRIGGER.get(table, ())}:
            moved[table] = found
    assert moved == {}


BY_TRIGGER = dict.fromkeys(
    ("voice_complaint", "voice_complaintstep", "voice_incident", "voice_incidentstep"), ("23000",)
)
"""Words of families cannot be changed whoever asks."""


@on_postgresql
def test_a_connection_that_was_one_schools_is_the_next_ones_and_then_nobodys(ground):
    names = {}
    for scope in (ground.there, ground.elsewhere, ground.there, NOBODY, ground.elsewhere):
        with seen_as(scope):
            names.setdefault(scope, []).append(
                {name for (name,) in ask("SELECT name FROM people_student")}
            )
    assert names == {
        ground.there: [{"王同学", "冯同学"}] * 2,
        ground.elsewhere: [{"褚同学"}] * 2,
        NOBODY: [set()],
    }


@on_postgresql
def test_pages_of_two_schools_take_turns_on_one_connection(ground, client):
    children = {"principal": "王同学", "other_school": "褚同学"}
    for who in ("principal", "other_school", "principal", "county_officer", "other_school"):
        ground.cast.sign_in(client, who)
        told = client.get("/people/students/").content.decode()
        assert [name for name in children.values() if name in told] == (
            [children[who]] if who in children else []
        )


@on_postgresql
def test_who_serves_two_schools_has_one_calendar_wherever_it_was_made(ground, client):
    account, cast = ground.cast.accounts["homeroom"], ground.cast
    with seen_as(HOUSE):
        Appointment.objects.create(
            account=account, school=cast.other_school, role="teacher", since=LONG_AGO
        )
    cast.sign_in(client, "homeroom")
    for school in (cast.school, cast.other_school):
        client.post(reverse("access:choose_school"), {"school": school.pk})
        answer = client.post(reverse("reminders:calendar"), {"do": "make"})
        assert answer.status_code == 200
    with seen_as(HOUSE):
        (feed,) = CalendarFeed.objects.filter(account=account)
    assert feed.school == cast.other_school


@on_postgresql
@pytest.mark.parametrize("fails_by", ["python", "sql"])
def test_after_a_rollback_it_is_told_anew_for_whom_one_asks(fails_by):
    first, second = Scope(school=1), Scope(school=2)
    with seen_as(first):
        assert school_told() == "1"
        with pytest.raises(FAILURES):
            fail(fails_by, as_if=second)
        assert school_told() == "1"
    with seen_as(second), transaction.atomic():
        with pytest.raises(FAILURES):
            fail(fails_by, as_if=HOUSE)
        assert school_told() == "2"
    with seen_as(NOBODY):
        assert school_told() == ""


FAILURES = (ZeroDivisionError, DatabaseError)


@transaction.atomic
def fail(how: str, *, as_if: Scope) -> None:
    with seen_as(as_if):
        assert house_told() == ("on" if as_if.house else "")
        if how == "sql":
            ask("SELECT 1 / 0")
        raise ZeroDivisionError


@on_postgresql
def test_a_thread_knows_nobody_until_it_is_told():
    heard: list[str] = []

    def listen() -> None:
        heard.append(school_told() or house_told())
        with seen_as(Scope(school=7)):
            heard.append(school_told())
        heard.append(school_told())
        connection.close()

    with seen_as(Scope(school=5)):
        thread = threading.Thread(target=listen)
        thread.start()
        thread.join()
        assert (heard, school_told()) == (["", "7", ""], "5")


def columns(table: str) -> list[str]:
    found = ask(
        "SELECT quote_ident(column_name) FROM information_schema.columns"
        " WHERE table_name = %s AND is_generated = 'NEVER' AND column_name <> 'id'"
        " ORDER BY ordinal_position",
        table,
    )
    return [name for (name,) in found]


def written(table: str, names: list[str], row: tuple[Any, ...]) -> int:
    marks = ", ".join(["%s"] * len(names))
    return do(f"INSERT INTO {table} ({', '.join(names)}) VALUES ({marks})", *row)


def refusal(deed: Any, *words: Any) -> str:
    """By which of its codes the database refused; nothing stays done."""
    try:
        with transaction.atomic():
            deed(*words)
            transaction.set_rollback(True)
    except DatabaseError as error:
        return str(getattr(error.__cause__, "sqlstate", error))
    return "done"


def school_told() -> str:
    return str(ask("SELECT current_setting('qingshan.school', true)")[0][0])


def house_told() -> str:
    return str(ask("SELECT current_setting('qingshan.house', true)")[0][0])
