"""A figure whose SQL cannot run on an extract is named with its reason, never dropped or wrong."""

from __future__ import annotations

import dataclasses

import pytest
from django.db.models import Avg, Count, F, IntegerField, Q
from django.db.models.functions import Length, TruncMonth

from qingshan.care.figures import FUND
from qingshan.extract import planning
from qingshan.extract.answering import answers_from, engine_over
from qingshan.extract.asking import asked_of
from qingshan.extract.opening import opened
from qingshan.extract.planning import Notes, plan_of
from qingshan.extract.translating import NotCarried, said_in, statement, written
from qingshan.extract.writing import extract
from qingshan.growth.figures import TITLES
from qingshan.kit.counting import count
from qingshan.kit.figures import Figure, Scope
from qingshan.kit.measures import Distinct, HowMany
from qingshan.people.figures import STUDENTS
from qingshan.people.models import Student
from qingshan.records.figures import RECORDS
from qingshan.records.models import Record
from tests.indicators import small_school


def figure(source=RECORDS, **more):
    return Figure(
        key="tried.figure",
        title="试",
        unit="条",
        definition="试",
        chapter="四无",
        **{"source": source, "measure": HowMany(), **more},
    )


def asked(day):
    """A condition that looks into the house's own tables while it is made."""
    return Q(student__in=list(Student.objects.values_list("pk", flat=True)))


@pytest.mark.parametrize(
    ("tried", "reason"),
    [
        (figure(TITLES, where=Q(title__contains="骨干")), "growth_title.title"),
        (figure(TITLES, where=Q(staff__name="王老师")), "认得出人"),
        (figure(STUDENTS, where=Q(birth_date__year=2015)), "birth_date"),
        (figure(where=Q(once__isnull=True)), "UUIDField"),
        (figure(where=asked), "本校的数据库"),
    ],
    ids=["part of a text", "a name", "a birthday", "a field of another kind", "another question"],
)
def test_it_is_named_with_the_reason(db, tried, reason):
    assert reason in plan_of([tried]).left_out["tried.figure"]


def test_the_others_go_on_without_it(db):
    found = plan_of([figure(TITLES, where=Q(title__contains="骨干")), figure()])
    assert set(found.left_out) == {"tried.figure"}
    assert set(found.tables) == {"records_record"}


@pytest.mark.parametrize(
    "asked_for",
    [
        Record.objects.values("school").annotate(x=F("words") / F("minutes")),
        Record.objects.values("school").annotate(x=Length("title", output_field=IntegerField())),
    ],
    ids=["whole numbers divided", "the length of a text"],
)
def test_what_each_engine_would_answer_otherwise_is_refused(asked_for):
    with asked_of(Notes()) as database, pytest.raises(NotCarried):
        list(asked_for.using(database))


def test_a_figure_left_out_is_in_the_manifest_and_on_the_page(filled_cast, tmp_path, monkeypatch):
    left = dataclasses.replace(planning.plan(), left_out={"care.visits": "说不出"})
    monkeypatch.setattr("qingshan.extract.writing.plan", lambda: left)
    extract(tmp_path / "data", [filled_cast.school])
    assert "`care.visits`：说不出" in (tmp_path / "data/README.md").read_text("utf-8")
    assert "说不出" in (tmp_path / "data/manifest.json").read_text("utf-8")


@pytest.mark.parametrize(
    "tried",
    [
        figure(measure=Distinct("staff__subject")),
        figure(where=Q(student__school_class__grade_number__gte=3)),
        figure(where=Q(date__month=3)),
        figure(where=Q(words__gt=100) | Q(minutes__isnull=True)),
        figure(where=~Q(kind="home_visit")),
        figure(FUND, where=Q(net__gt="33.00")),
    ],
    ids=["two tables on", "a number two tables on", "a month", "or", "not", "an amount"],
)
def test_new_figures_need_nothing(filled_cast, tmp_path, monkeypatch, tried):
    """Columns and tables that no figure reads today are found and written."""
    new = plan_of([tried])
    assert new.left_out == {}
    monkeypatch.setattr(new.__class__, "carried", lambda _: [tried])
    monkeypatch.setattr("qingshan.extract.writing.plan", lambda: new)
    monkeypatch.setattr("qingshan.extract.opening.plan", lambda: new)
    extract(tmp_path / "data", [filled_cast.school])
    data = opened(tmp_path / "data")
    scope = Scope((filled_cast.school.pk,), small_school.DAY)
    [expected] = count([tried], scope).values()
    with engine_over(data, list(data.schools)) as engine:
        [found] = answers_from(engine, data, list(data.schools), as_of=small_school.DAY).values()
    assert found["tried.figure"].value == expected["tried.figure"].value
    assert expected["tried.figure"].value > 0


def test_groups_by_month_and_sums_mean_the_same():
    rows = Record.objects.values(month=TruncMonth("date")).annotate(n=Count("pk"), m=Avg("words"))
    notes = Notes()
    with asked_of(notes) as database:
        list(rows.using(database))
    assert set(notes.read) == {("records_record", "date"), ("records_record", "words")}


def test_a_text_is_the_same_in_every_dialect():
    odd = 'It\'s 100% \\ "quoted" `so` ~ $1\n'
    tree = statement(f"SELECT {written(odd)} AS x", ())
    assert said_in(tree, "duckdb") == "SELECT 'It''s 100% \\ \"quoted\" `so` ~ $1\n' AS x"
    assert "\\\\" in said_in(tree, "spark")


def test_nothing_but_a_question_is_asked():
    with pytest.raises(NotCarried):
        statement('DELETE FROM "records_record"', ())
