"""Visits and rounds: what they found is mended by one and seen again by another."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from qingshan.outcomes.models import Finding, FindingStep, Inspection
from qingshan.records.models import Record
from tests.records.test_evidence import photograph
from tests.routes_outcomes import a_hazard, a_mended_hazard, a_round, a_visit

TODAY = timezone.localdate()
SOON = (TODAY + dt.timedelta(days=5)).isoformat()
LIST = "/outcomes/findings/"
HOSTILE = "<script>alert(1)</script>{{ 7|add:1 }}=1+1\u202e"


def by(cast, who: str) -> Client:
    return cast.sign_in(Client(), who)


def found(cast, **changed) -> dict:
    start = {"words": "灶台边没有灭火毯", "place": "食堂", "due_on": SOON}
    return start | {"responsible": cast.staff["homeroom"].pk} | changed


def test_a_visit_is_written_down_with_its_result(cast):
    sheet = {"content": "消防检查", "level": "区级", "date": "2026-11-03", "result": "good"}
    page = by(cast, "principal").post("/outcomes/inspections/new/", sheet, follow=True)
    assert "消防检查" in page.content.decode()
    assert Inspection.objects.get().result == "good"
    wrong = sheet | {"date": (TODAY + dt.timedelta(days=3)).isoformat(), "result": ""}
    page = by(cast, "principal").post("/outcomes/inspections/new/", wrong)
    assert page.status_code == 422
    assert "请选结果。" in page.content.decode()
    assert "消防检查" in page.content.decode()


def test_what_a_visit_found_is_mended_with_a_picture_and_seen_again_by_another(cast):
    (visit,) = a_visit(cast)
    office = by(cast, "student_affairs")
    office.post(f"/outcomes/inspections/{visit}/found/", found(cast))
    finding = Finding.objects.get()
    assert "有 1 处问题要你整改" in by(cast, "homeroom").get("/").content.decode()
    picture = SimpleUploadedFile("a.jpg", photograph(), "image/jpeg")
    mended = {"words": "装好了", "file": picture}
    by(cast, "homeroom").post(f"{LIST}{finding.pk}/mend/", mended)
    assert "等你复查" in office.get("/").content.decode()
    office.post(f"{LIST}{finding.pk}/again/", {"passed": "yes"})
    finding.refresh_from_db()
    assert finding.state == "settled"
    assert finding.mended_by != finding.seen_by
    kinds = list(FindingStep.objects.order_by("pk").values_list("kind", flat=True))
    assert kinds == ["found", "mended", "settled"]
    step = FindingStep.objects.get(kind="mended")
    photo = by(cast, "teacher").get(f"{LIST}photos/{step.pk}/")
    assert b"".join(photo.streaming_content)[:2] == b"\xff\xd8"


def test_whoever_mended_it_does_not_see_it_again(cast):
    (pk,) = a_hazard(cast)
    office = by(cast, "principal")
    office.post(f"{LIST}{pk}/mend/", {"words": "拧紧了"})
    assert office.get(f"{LIST}{pk}/again/").status_code == 404
    assert by(cast, "teacher").get(f"{LIST}{pk}/again/").status_code == 200
    with pytest.raises(IntegrityError), transaction.atomic():
        Finding.objects.update(
            state="settled", seen_by=cast.accounts["principal"], settled_on=TODAY
        )


def test_what_is_not_mended_goes_back_with_a_word(cast):
    (pk,) = a_mended_hazard(cast)
    teacher = by(cast, "teacher")
    assert "还差什么" in teacher.post(f"{LIST}{pk}/again/", {"passed": "no"}).content.decode()
    teacher.post(f"{LIST}{pk}/again/", {"passed": "no", "words": "还是晃"})
    assert Finding.objects.get().state == "open"


def test_a_round_is_a_record_and_its_hazards_hang_on_it(cast):
    client = by(cast, "teacher")
    sheet = {"content": "走了一遍", "parts": ["canteen", "fire"], "date": TODAY.isoformat()}
    page = client.post("/records/new/safety_round/", sheet, follow=True).content.decode()
    assert "有隐患在这里写" in page
    made = Record.objects.get()
    client.post(f"/outcomes/rounds/{made.pk}/found/", found(cast))
    assert Finding.objects.get().record == made
    client.post(f"/records/{made.pk}/withdraw/")
    assert Record.objects.filter(pk=made.pk).exists()
    assert by(cast, "homeroom").get(f"/outcomes/rounds/{made.pk}/found/").status_code == 404


def test_the_epidemic_is_looked_after_the_same_way(cast):
    sheet = {"content": "", "parts": ["air"], "date": TODAY.isoformat()}
    page = by(cast, "teacher").post("/records/new/epidemic_round/", sheet, follow=True)
    assert page.status_code in {200, 422}
    sheet["content"] = "三楼没有开窗"
    by(cast, "teacher").post("/records/new/epidemic_round/", sheet)
    assert "三楼没有开窗" in by(cast, "homeroom").get("/outcomes/rounds/").content.decode()


def test_the_overdue_stand_first(cast):
    (first,) = a_hazard(cast)
    Finding.objects.filter(pk=first).update(due_on=SOON, words="不急的")
    record = Finding.objects.get(pk=first).record
    for words, due, state in (("过期的", "2026-11-03", "open"), ("销了的", "2026-11-02", "mended")):
        Finding.objects.create(
            school=cast.school,
            record=record,
            words=words,
            found_on="2026-11-02",
            due_on=due,
            responsible=cast.staff["homeroom"],
            state=state,
        )
    page = by(cast, "homeroom").get(LIST).content.decode()
    assert page.index("过期的</a>") < page.index("不急的</a>") < page.index("销了的</a>")
    late = by(cast, "homeroom").get(f"{LIST}?state=overdue").content.decode()
    assert "共 1 处" in late


def test_another_person_and_another_day_are_noted(cast):
    (pk,) = a_hazard(cast)
    sheet = {"responsible": cast.staff["teacher"].pk, "due_on": SOON, "words": "周老师外出"}
    by(cast, "teacher").post(f"{LIST}{pk}/hand/", sheet)
    assert Finding.objects.get().responsible == cast.staff["teacher"]
    assert "周老师外出" in FindingStep.objects.get(kind="handed").words
    past = sheet | {"due_on": "2026-01-01"}
    assert by(cast, "teacher").post(f"{LIST}{pk}/hand/", past).status_code == 422


def test_hostile_words_are_only_words(cast):
    (pk,) = a_round(cast)
    sheet = found(cast, words=HOSTILE, place=HOSTILE[:60])
    by(cast, "teacher").post(f"/outcomes/rounds/{pk}/found/", sheet)
    finding = Finding.objects.get()
    for page in (LIST, f"{LIST}{finding.pk}/", f"/outcomes/rounds/{pk}/"):
        told = by(cast, "homeroom").get(page).content.decode()
        assert "<script>alert" not in told


def test_the_list_costs_the_same_for_one_hazard_and_for_thirty(cast):
    (pk,) = a_hazard(cast)
    client = by(cast, "principal")

    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(LIST).status_code == 200
        return len(asked)

    client.get(LIST)
    one = cost()
    held = Finding.objects.get(pk=pk)
    for _ in range(29):
        held.pk = None
        held.save()
    assert cost() == one
