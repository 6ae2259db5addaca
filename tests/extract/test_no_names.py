"""Nobody can be read out of a data set, and it says of each column what it is."""

from __future__ import annotations

import csv
import json
import stat

import duckdb
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingshan.extract.columns import OPEN_WORDS, tables
from qingshan.extract.planning import plan
from qingshan.extract.pseudonyms import MARK, school_key
from qingshan.extract.writing import extract
from qingshan.people.models import Staff, Student
from tests.indicators.small_school import DAY, record


@pytest.fixture
def data(filled_cast, tmp_path):
    folder = tmp_path / "data"
    Staff.objects.filter(number="T008").update(position="照看王同学")
    extract(folder, [filled_cast.school, filled_cast.other_school])
    return folder


def rows(folder, table, columns="*"):
    if not (folder / "tables" / table).exists():  # no school has any
        return []
    files = f"read_parquet('{folder}/tables/{table}/**/*.parquet', hive_partitioning = true)"
    return duckdb.sql(f"SELECT {columns} FROM {files}").fetchall()


def texts(folder):
    for table in plan().tables:
        for row in rows(folder, table):
            for cell in row:
                if isinstance(cell, str):
                    yield cell


def test_every_text_is_a_word_of_a_closed_list_or_a_pseudonym(data):
    known = {"home_visit", "home_teaching", "portrait", "news_reading", ""}
    for table in plan().tables.values():
        for column in table.columns:
            known |= {key for key, _ in column.words}
            known |= plan().words.get((table.name, column.name), frozenset())
    found = set(texts(data))
    assert "home_visit" in found
    assert {text for text in found if not text.startswith(MARK)} <= known


def test_no_name_and_no_number_of_a_person_is_in_any_file(data):
    everything = b"".join(file.read_bytes() for file in data.rglob("*") if file.is_file())
    for person in (*Staff.objects.all(), *Student.objects.all()):
        for word in (person.name, person.id_number, person.phone, person.number):
            if len(word) > 3:
                assert word.encode() not in everything, word
    assert "王同学".encode() not in everything


def test_what_tells_who_somebody_is_is_no_column(data):
    schema = json.loads((data / "schema.json").read_text("utf-8"))["tables"]
    columns = {column["name"] for table in schema.values() for column in table["columns"]}
    assert columns & {"number", "birth_date", "id_number", "phone", "address"} == set()
    assert {"name"}.isdisjoint(c["name"] for c in schema["people_staff"]["columns"])
    assert {"name"}.isdisjoint(c["name"] for c in schema["people_student"]["columns"])
    assert {kind for _, kind in OPEN_WORDS} == {"kind"}


def test_a_row_points_at_the_same_row_by_another_key(data):
    keys = {key for (key,) in rows(data, "people_staff", "id")}
    pointed = {key for (key,) in rows(data, "growth_title", "staff_id")}
    assert pointed <= keys
    assert keys.isdisjoint(Staff.objects.values_list("pk", flat=True))


def test_two_extracts_cannot_be_laid_side_by_side(data, filled_cast, tmp_path):
    extract(tmp_path / "again", [filled_cast.school])
    for table, column in (("people_staff", "id"), ("people_staff", "position")):
        one, other = (
            {cell for (cell,) in rows(folder, table, column) if cell not in {"", "中层干部"}}
            for folder in (data, tmp_path / "again")
        )
        assert one
        assert other
        assert one.isdisjoint(other)


def test_rows_lie_under_their_school_and_year(data, filled_cast):
    found = rows(data, "records_record", "DISTINCT school, year, year(date), school_id")
    own = filled_cast.school.code
    assert found == [(int(own), 2026, 2026, school_key(own))]


def test_every_column_is_told_to_programs_and_to_people(data):
    schema = json.loads((data / "schema.json").read_text("utf-8"))["tables"]
    page = (data / "README.md").read_text("utf-8")
    assert set(schema) == set(plan().tables)
    for name, table in schema.items():
        assert f"## {name} {tables()[name]._meta.verbose_name}" in page
        for column in table["columns"]:
            assert column["text"]
            assert f"| {column['name']} | {column['type']} |" in page
    assert schema["people_student"]["columns"][1]["words"]["boarding"] == "住校"


def test_the_manifest_counts_what_is_there(data):
    manifest = json.loads((data / "manifest.json").read_text("utf-8"))
    for name, number in manifest["tables"].items():
        assert number == tables()[name]._base_manager.count()
        assert number == len(rows(data, name))
    assert sum(school["rows"] for school in manifest["schools"]) == sum(manifest["tables"].values())
    with (data / "files.csv").open(encoding="utf-8") as file:
        assert manifest["files"] == len(list(csv.DictReader(file)))
    assert manifest["made_by"] == "qingshan extract"
    assert manifest["version"]
    assert manifest["made_at"]


def test_it_is_for_its_owner_alone(data):
    assert stat.S_IMODE(data.stat().st_mode) == 0o700


def test_a_school_with_thirty_times_the_rows_costs_no_more_queries(filled_cast, tmp_path):
    def cost(name):
        with CaptureQueriesContext(connection) as asked:
            extract(tmp_path / name, [filled_cast.school])
        return len(asked)

    one = cost("one")
    for n in range(30):
        record(filled_cast.school, filled_cast.staff["homeroom"], f"X{n}", "home_visit", None, DAY)
    assert cost("thirty") == one
