"""Doors and yes-or-no policies say the same, whatever the school, the offices and the relations."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from qingshan.gatherings.models import Gathering
from qingshan.gatherings.visibility import called_to, calls
from qingshan.people.models import Leave, Staff
from qingshan.people.visibility import can_see_kind_of_leave
from qingshan.school import membership
from tests.walls.policies import answers, doors, doors_to
from tests.walls.random_school import TODAY, random_schools

if TYPE_CHECKING:
    from django.db.models import Model

    from qingshan.school.membership import Member
    from tests.walls.policies import Policy
    from tests.walls.random_school import RandomSchools

pytestmark = pytest.mark.django_db
OF_THE_COUNTY = {
    "county.keys_seen_by",
    "county.returns_seen_by",
    "county.schools_seen_by",
    "voice.complaints.complaints_handled_by",
}
"""What opens to an officer of the county; every other door is shut to one."""

SAME = {
    "people.can_reveal_student": "people.students_visible_to",
    "people.can_see_service": "people.service_visible_to",
    "outcomes.honours.may_keep": "outcomes.honours.honours_kept_by",
    "teaching.trips.can_see_cost": "teaching.trips.trips_kept_by",
}
"""A yes or no that is a door asked of one row."""

WIDEST = {
    "access.Account": "people.accounts.accounts_visible_to",
    "care.Case": "care.cases.cases_known_to",
    "care.HomePlan": "care.home_teaching.plans_visible_to",
    "character.Offering": "character.courses.offerings_visible_to",
    "character.ThemeSession": "character.themes.theme_sessions_visible_to",
    "outcomes.Honour": "outcomes.honours_visible_to",
    "people.Pairing": "people.pairings_visible_to",
    "people.Staff": "people.staff_visible_to",
    "people.Student": "people.students_visible_to",
    "school.SchoolClass": "people.classes_visible_to",
    "teaching.LessonDesign": "teaching.designs.designs_visible_to",
    "teaching.Observation": "teaching.observation.observations_visible_to",
    "teaching.Trip": "teaching.trips.trips_visible_to",
}
"""Of several doors to the same rows the one that holds what every other holds."""

SEVERAL_OPEN = {"records.Record", "school.TeachingGroup"}
"""Doors to different rows of one table: rounds and suggestions are records that all may read."""

ABOUT_ANOTHER = {
    "voice.suggestions.may_answer": lambda row: row.record,
    "care.home_teaching.may_steer": lambda row: row,
}


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch):
    monkeypatch.setattr(membership.timezone, "localdate", lambda *_: TODAY)


@settings(
    max_examples=5,
    derandomize=True,  # what fails here fails for everybody
    phases=(Phase.explicit, Phase.generate),  # a smaller number is no smaller school
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(seed=st.integers(0, 2**32))
def test_doors_and_answers_agree_whatever_the_school(seed):
    """Each rule below, for each person of two schools, an officer and one without office."""
    wrong: set[str] = set()
    with random_schools(seed) as made:
        assert sum(map(len, made.rows.values())) > 150
        for member in made.members:
            seen = Seen(member)
            for rule in RULES:
                wrong |= {f"{name}: {rule.__doc__}" for name in rule(made, seen)}
        wrong |= called_from_both_sides(made)
    assert wrong == set()


class Seen:
    """What the doors hold for one person; each is asked once."""

    def __init__(self, member: Member) -> None:
        self.member = member
        self.at = member.school.pk if member.school is not None else None
        self._held: dict[str, dict[int, int | None]] = {}

    def behind(self, door: Policy) -> dict[int, int | None]:
        """Key of each row → its school."""
        if door.short not in self._held:
            owned = any(of.name == "school" for of in door.model._meta.concrete_fields)
            wanted = ("pk", "school_id") if owned else ("pk", "pk")
            rows = door.ask(self.member).order_by().values_list(*wanted)
            self._held[door.short] = {pk: at if owned else None for pk, at in rows}
        return self._held[door.short]

    def anywhere(self, row: Model) -> bool:
        return any(row.pk in self.behind(door) for door in doors_to(type(row)))


def doors_stay_at_home(made: RandomSchools, seen: Seen) -> set[str]:
    """leads out of one's school, or opens to the county"""
    wrong = set()
    for door in doors():
        behind = seen.behind(door)
        if seen.at is None and behind and door.short not in OF_THE_COUNTY:
            wrong.add(door.short)
        if seen.at is not None and set(behind.values()) - {None, seen.at}:
            wrong.add(door.short)
    return wrong


def who_may_act_may_see(made: RandomSchools, seen: Seen) -> set[str]:
    """lets do something with a row that no door shows"""
    return {
        answer.short
        for answer in answers()
        for row in made.rows.get(answer.model, [])
        if answer.ask(seen.member, row) and not seen.anywhere(shown(answer, row))
    }


def shown(answer: Policy, row: Model) -> Model:
    return ABOUT_ANOTHER.get(answer.short, lambda same: same)(row)


def one_says_what_all_say(made: RandomSchools, seen: Seen) -> set[str]:
    """says of a row what its door does not say"""
    return {
        short
        for short, door in SAME.items()
        for row in made.rows[named(short).model]
        if named(short).ask(seen.member, row) != (row.pk in seen.behind(named(door)))
    }


def the_narrow_is_in_the_wide(made: RandomSchools, seen: Seen) -> set[str]:
    """holds what the widest door to these rows does not"""
    wide = {label: set(seen.behind(named(short))) for label, short in WIDEST.items()}
    return {
        door.short
        for door in doors()
        if door.model._meta.label in wide
        and not set(seen.behind(door)) <= wide[door.model._meta.label]
    }


def why_away_only_where_away(made: RandomSchools, seen: Seen) -> set[str]:
    """tells why somebody is away of whom one does not see that they are"""
    leaves = seen.behind(named("people.leaves_visible_to"))
    return {
        "people.can_see_kind_of_leave"
        for leave in made.rows.get(Leave, [])
        if can_see_kind_of_leave(seen.member, leave.staff) and leave.pk not in leaves
    }


RULES = (
    doors_stay_at_home,
    who_may_act_may_see,
    one_says_what_all_say,
    the_narrow_is_in_the_wide,
    why_away_only_where_away,
)


def called_from_both_sides(made: RandomSchools) -> set[str]:
    wrong = set()
    for gathering in made.rows.get(Gathering, []):
        called = set(called_to(gathering).values_list("pk", flat=True))
        for staff in made.of(Staff, gathering.school):
            calling = Gathering.objects.filter(calls(staff), pk=gathering.pk).exists()
            if calling != (staff.pk in called):
                wrong.add("gatherings.calls: is not the other side of called_to")
    return wrong


@cache
def named(short: str) -> Policy:
    (found,) = (one for one in (*doors(), *answers()) if one.short == short)
    return found


def test_of_several_doors_to_one_table_it_is_known_which_is_the_widest():
    doubled = {door.model._meta.label for door in doors() if len(doors_to(door.model)) > 1}
    assert doubled - SEVERAL_OPEN <= set(WIDEST)
