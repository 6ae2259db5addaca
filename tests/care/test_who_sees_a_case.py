"""For each role and each way out of the house: what of a case can be seen. Anything else fails."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.urls import reverse
from openpyxl import load_workbook

from qingshan.care.models import Case, CaseMember
from qingshan.exchange.dumping import dump
from qingshan.people.models import Pairing
from qingshan.school import membership
from tests.care.cases_ground import CASES, FIRST, GOALS, NEXT, WHY, by, closing, opened, shown
from tests.cast import ROLES
from tests.routes import ROUTES, SIGNED_IN, nothing

WORDS = (WHY, GOALS, NEXT, "密语说明丁")
PLAN = {"concern": "suspected", "stage": "1", "goals": GOALS, "next_step": NEXT}
KNOWS = {"secretary": "state", "principal": "all", "student_affairs": "all", "homeroom": "all"}
"""Who sees what of a case the homeroom teacher answers for; nothing where nothing stands."""


@pytest.fixture(autouse=True)
def on_that_day(monkeypatch):
    monkeypatch.setattr(membership.timezone, "localdate", lambda: FIRST)


@pytest.fixture
def case(cast) -> Case:
    case = opened(cast)
    answer = by(cast, "homeroom").post(f"{CASES}{case.pk}/plan/", PLAN | {"words": WORDS[3]})
    assert answer.status_code == 302
    Pairing.objects.create(
        school=cast.school,
        kind=Pairing.Kind.CLASS_CONTACT,
        giver=cast.staff["group_head"],
        school_class=cast.class_31,
        starts_on=dt.date(2026, 9, 1),
    )
    return case


def words_in(text: str) -> list[str]:
    return [words for words in WORDS if words in text]


@pytest.mark.system("C1")
@pytest.mark.parametrize("who", ROLES)
def test_on_its_own_page(cast, case, who):
    answer = by(cast, who).get(f"{CASES}{case.pk}/")
    sees = KNOWS.get(who)
    assert (answer.status_code == 200) is (sees is not None)
    if sees:
        assert words_in(answer.content.decode()) == (list(WORDS) if sees == "all" else [])


@pytest.mark.system("C1")
@pytest.mark.parametrize("who", sorted(SIGNED_IN))
def test_no_other_page_says_a_word_of_it(cast, case, who):
    """Every page that takes no argument, the child's own, its class, its signs, and the search."""
    client = by(cast, who)
    addresses = [reverse(name) for name, route in ROUTES.items() if route.args is nothing]
    addresses += [
        f"/people/students/{cast.wang.pk}/",
        f"/people/classes/{cast.class_31.pk}/",
        f"/people/staff/{cast.staff['homeroom'].pk}/",
        f"/care/signs/{cast.wang.pk}/",
        f"/search/?q={cast.wang.name}",
        f"/search/?q={WHY}",
        f"{CASES}?q={WHY[2:]}",
        f"/records/?student={cast.wang.pk}",
        f"{CASES}ledgers/?rows=suspected",
    ]
    seen = 0
    for address in addresses:
        answer = client.get(address)
        if answer.streaming:
            assert b"".join(answer.streaming_content)  # a template: a zip of none of our words
            continue
        if answer.status_code != 200:
            continue
        seen += 1
        said = words_in(answer.content.decode(errors="ignore"))
        assert said == ([WHY] if WHY in address else []), address  # the search box says it back
    assert seen > 1


@pytest.mark.system("C1")
@pytest.mark.parametrize("who", ["secretary", "administrator", "group_head", "teacher"])
def test_whoever_may_not_read_it_cannot_change_it(cast, case, who):
    client = by(cast, who)
    sent = {
        "plan": PLAN,
        "hand-over": {"staff": cast.staff["teacher"].pk},
        "team": {"staff": cast.staff["teacher"].pk},
        "close": closing(shown(cast, FIRST)),
        "reopen": {"words": "要看"},
    }
    for page, told in sent.items():
        assert client.post(f"{CASES}{case.pk}/{page}/", told).status_code == 404, page
    assert not CaseMember.objects.exists()


@pytest.mark.system("C1")
def test_the_second_person_sees_ground_and_evidence_and_no_words(cast, case):
    record = shown(cast, FIRST)
    by(cast, "homeroom").post(f"{CASES}{case.pk}/close/", closing(record, words=WORDS[3]))
    secretary = by(cast, "secretary")
    page = secretary.get(f"{CASES}{case.pk}/").content.decode()
    assert "已经返校" in page
    assert f"/records/{record.pk}/" in page
    assert words_in(page) == []
    assert secretary.get(f"/records/{record.pk}/").status_code == 200


@pytest.mark.system("C1")
def test_nothing_that_is_kept_holds_its_words_in_the_clear(cast, case):
    """Not the tables of the database, the audit log and the letters of the week among them."""
    by(cast, "homeroom").post(
        f"{CASES}{case.pk}/close/", closing(shown(cast, FIRST), words=WORDS[3])
    )
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                assert words_in(repr(row)) == [], table


@pytest.mark.system("C1")
def test_the_workbook_of_the_school_knows_nothing_of_cases(cast, case, tmp_path):
    out = tmp_path / "school.xlsx"
    dump(cast.school, out)
    cells = [str(cell) for sheet in load_workbook(out) for row in sheet.values for cell in row]
    assert any(cast.wang.name in cell for cell in cells)
    assert words_in("\n".join(cells)) == []
    assert not any("个案" in cell for cell in cells)
