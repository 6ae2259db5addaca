"""Lesson designs: written phase by phase, shared, built upon with credit, counted by subject."""

from __future__ import annotations

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from qingshan.teaching.models import DesignFile, LessonDesign

pytestmark = [pytest.mark.django_db, pytest.mark.system("A2")]


def told(cast, **more):
    return {
        "subject": cast.staff["teacher"].subject_id,
        "grade_number": "3",
        "unit": "第三单元",
        "title": "草船借箭",
        "goals": "",
        "preview": "读两遍，圈出不懂的词。",
        "question": "为什么敢去？",
        "group": "",
        "activity": "",
        "reflect": "",
        "is_shared": "on",
    } | more


@pytest.fixture
def written(client, cast):
    cast.sign_in(client, "teacher")
    client.post(reverse("teaching:design_new"), told(cast))
    return LessonDesign.objects.get()


def page(client, name, *args):
    return client.get(reverse(f"teaching:{name}", args=args)).content.decode()


def test_one_writes_saves_and_finds_it_in_the_library(client, cast, written):
    assert written.author == cast.staff["teacher"]
    cast.sign_in(client, "homeroom")
    assert "草船借箭" in page(client, "design_list")
    shown = page(client, "design", written.pk)
    assert "为什么敢去？" in shown
    assert "还没写。" in shown
    assert reverse("teaching:design_edit", args=[written.pk]) not in shown


def test_a_wrong_field_is_told_and_what_was_typed_stays(client, cast):
    cast.sign_in(client, "teacher")
    answer = client.post(reverse("teaching:design_new"), told(cast, title="", grade_number="99"))
    assert answer.status_code == 422
    shown = answer.content.decode()
    assert "请写课题" in shown
    assert "为什么敢去？" in shown


def test_what_is_not_shared_is_its_authors_own(client, cast, written):
    client.post(
        reverse("teaching:design_edit", args=[written.pk]), told(cast, is_shared="", title="草稿")
    )
    assert "草稿" in page(client, "design_list")
    cast.sign_in(client, "principal")
    assert "草稿" not in page(client, "design_list")
    assert client.get(reverse("teaching:design", args=[written.pk])).status_code == 404


def test_a_copy_names_what_it_was_made_from_and_keeps_it_there(client, cast, written):
    cast.sign_in(client, "homeroom")
    client.post(reverse("teaching:design_fork", args=[written.pk]))
    copy = LessonDesign.objects.get(made_from=written)
    assert (copy.author, copy.question, copy.is_shared) == (
        cast.staff["homeroom"],
        "为什么敢去？",
        False,
    )
    assert "照着吴老师的" in page(client, "design", copy.pk)
    cast.sign_in(client, "teacher")
    client.post(reverse("teaching:design_remove", args=[written.pk]))
    assert LessonDesign.objects.filter(pk=written.pk).exists(), "somebody built on it"
    cast.sign_in(client, "homeroom")
    client.post(reverse("teaching:design_remove", args=[copy.pk]))
    assert not LessonDesign.objects.filter(pk=copy.pk).exists()


def test_nobody_changes_anothers(client, cast, written):
    cast.sign_in(client, "principal")
    for name in ("design_edit", "design_remove", "design_file_add"):
        assert client.post(reverse(f"teaching:{name}", args=[written.pk]), {}).status_code == 404


def test_attachments_are_looked_at_kept_and_taken_out(client, cast, written, settings, tmp_path):
    settings.QINGSHAN_HOME = tmp_path
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(drawn, "PNG")
    add = reverse("teaching:design_file_add", args=[written.pk])
    client.post(add, {"file": SimpleUploadedFile("板书.png", drawn.getvalue())})
    client.post(add, {"file": SimpleUploadedFile("坏的.exe", b"MZ" * 99)})
    kept = DesignFile.objects.get()
    answer = client.get(reverse("teaching:design_file", args=[kept.pk]))
    assert answer["Content-Type"] == "image/png"
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")
    cast.sign_in(client, "homeroom")
    taking = reverse("teaching:design_file_remove", args=[kept.pk])
    assert client.post(taking).status_code == 404
    cast.sign_in(client, "teacher")
    client.post(taking)
    assert not DesignFile.objects.exists()


def test_coverage_counts_what_is_taught_and_says_what_is_missing(client, cast):
    from tests.timetable.ground import make_ground

    ground = make_ground(cast)
    ground.lesson()
    ground.lesson(school_class=cast.class_41, slot="2")
    cast.sign_in(client, "teacher")
    full = dict.fromkeys(("preview", "question", "group", "activity", "reflect"), "写了")
    client.post(reverse("teaching:design_new"), told(cast, **full))
    shown = page(client, "design_coverage")
    assert "1 份" in shown
    assert "五环节写全 1 份" in shown
    assert "语文（四年级）" in shown


def test_the_library_costs_the_same_for_one_and_for_thirty(client, cast, written):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    counts = []
    for number in (0, 30):
        for n in range(number):
            written.pk, written.title = None, f"第{n}课"
            written.save()
        with CaptureQueriesContext(connection) as asked:
            page(client, "design_list")
            page(client, "design_coverage")
        counts.append(len(asked))
    assert counts[0] == counts[1]
