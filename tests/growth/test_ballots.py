"""Nothing tells who rated how; whoever alters a ballot is noticed; a recount is exact."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from qingshan.config.doctor import examine
from qingshan.exchange.dumping import dump
from qingshan.growth.elections.recounting import recount
from qingshan.growth.elections.tally import tally
from qingshan.growth.elections.urn import opened, put_in
from qingshan.growth.models import Ballot, Candidate, HandedIn
from qingshan.school import membership
from tests.cast import ROLES
from tests.growth.elections_ground import (
    ELECTIONS,
    FIRST,
    RATE,
    by,
    candidate,
    hand_in,
    published,
    rating,
)
from tests.routes import ROUTES, nothing

TOUCHED = "封存的评议表被动过"


@pytest.fixture(autouse=True)
def on(monkeypatch):
    def turn(day: dt.date) -> None:
        monkeypatch.setattr(membership.timezone, "localdate", lambda: day)

    turn(FIRST)
    return turn


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def give_to_another(cast, election):
    mine, theirs = (candidate(cast, election, who) for who in ("teacher", "group_head"))
    row = Ballot.objects.filter(candidate=theirs).values_list("pk", flat=True)[0]
    sql("UPDATE growth_ballot SET candidate_id = %s WHERE id = %s", mine.pk, row)


def copy_the_marks_of_another(cast, election):
    """Both are sealed with the installation's own key: only the chain tells."""
    best, worst = (candidate(cast, election, who) for who in ("teacher", "group_head"))
    row = Ballot.objects.filter(candidate=worst).values_list("pk", flat=True)[0]
    other = Ballot.objects.filter(candidate=best).values_list("pk", flat=True)[0]
    sql(
        "UPDATE growth_ballot SET marks = (SELECT marks FROM growth_ballot WHERE id = %s)"
        " WHERE id = %s",
        other,
        row,
    )


def write_nonsense(cast, election):
    row = Ballot.objects.values_list("pk", flat=True)[0]
    sql("UPDATE growth_ballot SET marks = 'xyz' WHERE id = %s", row)


def take_the_last_away(cast, election):
    row = Ballot.objects.order_by("-place").values_list("pk", flat=True)[0]
    sql("DELETE FROM growth_ballot WHERE id = %s", row)


def take_all_away(cast, election):
    sql("DELETE FROM growth_ballot WHERE election_id = %s", election.pk)


ALTERATIONS = (
    give_to_another,
    copy_the_marks_of_another,
    write_nonsense,
    take_the_last_away,
    take_all_away,
)


@pytest.mark.system("T5")
@pytest.mark.parametrize("alter", ALTERATIONS, ids=lambda one: one.__name__)
def test_altering_one_stored_ballot_is_noticed_by_the_page_and_the_doctor(cast, on, alter):
    election = published(cast, on)
    assert all(finding.ok for finding in examine() if finding.check == "elections")
    alter(cast, election)
    for who in ("secretary", "teacher", "administrator"):
        assert TOUCHED in by(cast, who).get(f"{ELECTIONS}{election.pk}/").content.decode()
    (finding,) = [one for one in examine() if one.check == "elections"]
    assert not finding.ok
    assert election.title in finding.sentence


@pytest.mark.system("T5")
def test_a_changed_result_is_noticed_too(cast, on):
    election = published(cast, on)
    sql("UPDATE growth_candidate SET points = points + 1, elected = TRUE")
    assert (
        "和公布的不一致" in by(cast, "homeroom").get(f"{ELECTIONS}{election.pk}/").content.decode()
    )
    (finding,) = [one for one in examine() if one.check == "elections"]
    assert not finding.ok


@pytest.mark.system("T5")
def test_nothing_more_is_put_into_an_urn_that_was_opened(cast, on):
    election = rating(cast, on)
    hand_in(cast, election, RATE[0])
    give_to_another(cast, election)
    election.refresh_from_db()
    assert "现在不能交" in hand_in(cast, election, RATE[1]).content.decode()
    assert HandedIn.objects.count() == 1  # they may hand in once it is cleared up
    assert TOUCHED in recount(election).sentence


@pytest.mark.system("T5")
def test_a_recount_gives_the_published_result(cast, on):
    election = published(cast, on)
    ballots = opened(election)
    found = tally(
        ballots,
        candidates=[one.pk for one in Candidate.objects.all()],
        seats=election.seats,
    )
    for one in Candidate.objects.all():
        assert found.counts[one.pk].points == one.points
        assert (one.pk in found.elected) is one.elected
    assert recount(election).ok


@pytest.mark.system("T5")
def test_no_row_ties_a_ballot_to_a_colleague_and_its_place_says_nothing(cast, on):
    election = rating(cast, on)
    names = {field.name for field in Ballot._meta.get_fields()}
    assert names == {"id", "school", "election", "place", "candidate", "marks", "link"}
    teacher = candidate(cast, election, "teacher")
    orders = set()
    for n, who in enumerate(RATE, start=1):
        hand_in(cast, election, who, teacher=n)
        election.refresh_from_db()
        held = [marks["ideals"] for key, marks in opened(election) if key == teacher.pk]
        assert sorted(held) == list(range(1, n + 1))
        assert list(Ballot.objects.order_by("pk").values_list("place", flat=True)) == list(
            range(1, 3 * n + 1)
        )
        orders.add(tuple(held))
    for _ in range(12):  # the urn is shaken whenever something is put in
        put_in(election, [])
        orders.add(tuple(m["ideals"] for key, m in opened(election) if key == teacher.pk))
    assert len(orders) > 6
    told = LogEntry.objects.filter(additional_data__deed="rate_candidates")
    assert [dict(row.changes or {}) for row in told] == [{}] * len(RATE)
    assert not LogEntry.objects.filter(content_type__model__in=("ballot", "handedin")).exists()


@pytest.mark.system("T5")
@pytest.mark.parametrize("who", sorted(set(ROLES) - {"stranger"}))
def test_no_page_says_how_anyone_rated(cast, on, who):
    """No mark of a ballot, and no count before it is published."""
    election = rating(cast, on)
    for rater in RATE:
        hand_in(cast, election, rater)
    client = by(cast, who)
    addresses = [reverse(name) for name, route in ROUTES.items() if route.args is nothing]
    addresses += [f"{ELECTIONS}{election.pk}/", f"{ELECTIONS}{election.pk}/rate/", "/audit/"]
    for address in addresses:
        answer = client.get(address, follow=True)
        text = (b"".join(answer.streaming_content) if answer.streaming else answer.content).decode(
            errors="ignore"
        )
        assert '"ideals":' not in text
        assert "张评议表，共" not in text, address  # no count before it is published


@pytest.mark.system("T5")
def test_the_workbook_holds_no_ballot(cast, on, tmp_path):
    published(cast, on)
    file = tmp_path / "out.xlsx"
    with file.open("wb") as out:
        dump(cast.school, out)
    cells = {str(cell) for sheet in load_workbook(file) for row in sheet.values for cell in row}
    assert not any("评议" in cell for cell in cells)


MARKS = st.dictionaries(
    st.sampled_from(["ideals", "morals", "learning"]), st.integers(1, 4), min_size=3
)
BALLOTS = st.lists(st.tuples(st.integers(1, 5), MARKS), max_size=40)


@pytest.mark.system("T5")
@given(ballots=BALLOTS, seats=st.integers(1, 4), data=st.data())
def test_the_tally_is_exact_fair_and_knows_no_order(ballots, seats, data):
    found = tally(ballots, candidates=range(1, 6), seats=seats)
    again = tally(data.draw(st.permutations(ballots)), candidates=range(1, 6), seats=seats)
    assert found == again
    rated = {key for key, _ in ballots}
    for key in range(1, 6):
        mine = [sum(marks.values()) for one, marks in ballots if one == key]
        assert (found.counts[key].points, found.counts[key].ballots) == (sum(mine), len(mine))
    assert found.elected <= rated
    assert len(found.elected) >= min(seats, len(rated))
    means = {key: Fraction(found.counts[key].points, found.counts[key].ballots) for key in rated}
    for key in found.elected:  # whoever is elected has fewer than `seats` before them
        assert sum(other > means[key] for other in means.values()) < seats
    for key in rated - found.elected:  # and whoever is not, has that many
        assert sum(other > means[key] for other in means.values()) >= seats
    if ballots:
        key = data.draw(st.sampled_from(sorted(rated)))
        best = dict.fromkeys(("ideals", "morals", "learning"), 4)
        more = tally([*ballots, (key, best)], candidates=range(1, 6), seats=seats)
        assert more.counts[key].mean >= found.counts[key].mean
        if key in found.elected:  # one more ballot at its best takes nobody's seat away
            assert key in more.elected
