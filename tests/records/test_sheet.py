"""What the entry sheet knows already, and what it asks first."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from qingshan.people.models import HomeroomTeacher, Pairing
from qingshan.records.models import Evidence, Record
from tests.cast import add_student
from tests.records.test_evidence import photograph


def sheet(kind: str) -> str:
    return reverse("records:record_new_of_kind", args=[kind])


def written(cast, who: str, kind: str, **more) -> Record:
    number = f"R{Record.objects.count()}"
    fields = {"date": timezone.localdate(), "kind": kind, "number": number} | more
    return Record.objects.create(school=cast.school, staff=cast.staff[who], **fields)


def shown(client, address: str) -> str:
    return client.get(address).content.decode()


def first_shown(page: str) -> list[str]:
    """The names of the fields above “日期和更多”, without what is hidden."""
    form = page.split("<form class=", 1)[1].split("<details", 1)[0]
    tags = re.findall(r"<(?:input|select|textarea)\b[^>]*>", form)
    names = [re.search(r'name="(\w+)"', tag)[1] for tag in tags if 'type="hidden"' not in tag]
    return list(dict.fromkeys(names))


def chosen(page: str, name: str) -> str:
    """The value that a list begins with."""
    options = page.split(f'<select name="{name}"', 1)[1].split("</select>")[0]
    found = re.search(r'value="(\d*)" selected', options)
    return found[1] if found else ""


@pytest.fixture
def visitor(client, cast):
    """周老师, who has two children to visit."""
    cast.zhang = add_student(cast.school, cast.class_31, "G2003", "张同学")
    return cast.sign_in(client, "homeroom")


def visit(client, cast, **more):
    fields = {"student": cast.wang.pk, "content": "谈了", "date": timezone.localdate().isoformat()}
    return client.post(sheet("home_visit"), fields | more)


@pytest.mark.system("T3", "C5")
@pytest.mark.parametrize(
    ("kind", "first"),
    [
        ("news_reading", ["title"]),
        ("reading_notes", ["title", "content"]),
        ("home_visit", ["student", "content", "parts", "evidence"]),
        ("moral_drop", ["school_class", "title", "evidence"]),
        ("lesson_observation", ["school_class", "title", "evidence"]),
    ],
)
def test_only_the_first_things_are_shown_first(client, cast, kind, first):
    assert first_shown(shown(cast.sign_in(client, "homeroom"), sheet(kind))) == first


def test_what_a_visit_was_is_ticked_and_kept_in_the_order_of_the_kind(client, cast, visitor):
    visit(client, cast, parts=["talk", "help"])
    record = Record.objects.get()
    assert record.parts == "help talk"
    assert "解决实事、沟通" in shown(client, reverse("records:record", args=[record.pk]))


def test_nothing_need_be_ticked(client, cast, visitor):
    visit(client, cast)
    assert Record.objects.get().parts == ""


def test_a_text_that_names_its_parts_needs_no_ticks(client, cast, visitor):
    visit(client, cast, content="沟通：学习情况；解决实事：联系校车")
    assert Record.objects.get().parts == "help talk"


def test_what_was_ticked_can_be_corrected(client, cast, visitor):
    visit(client, cast, parts=["talk"])
    record = Record.objects.get()
    edit = reverse("records:record_edit", args=[record.pk])
    assert re.search(r'value="talk"[^>]*checked', shown(client, edit))
    fields = {"student": cast.wang.pk, "content": "谈了", "date": record.date.isoformat()}
    client.post(edit, fields | {"parts": ["policy"]})
    record.refresh_from_db()
    assert record.parts == "policy"
    client.post(edit, fields)
    record.refresh_from_db()
    assert record.parts == ""


def test_a_part_that_is_none_of_the_kind_is_refused(client, cast, visitor):
    answer = visit(client, cast, parts=["sing"])
    assert answer.status_code == 422
    assert "请从列出的几样里勾选" in answer.content.decode()


def test_it_begins_with_the_child_of_the_last_time(client, cast, visitor):
    written(cast, "homeroom", "home_visit", student=cast.zhang, content="谈了")
    written(cast, "homeroom", "heart_talk", student=cast.wang, content="谈了")
    assert chosen(shown(client, sheet("home_visit")), "student") == str(cast.zhang.pk)
    address = f"{sheet('home_visit')}?student={cast.wang.pk}"
    assert chosen(shown(client, address), "student") == str(cast.wang.pk)


def test_a_child_that_left_ones_circle_is_not_named_again(client, cast, visitor):
    written(cast, "homeroom", "home_visit", student=cast.feng, content="谈了")
    page = shown(client, sheet("home_visit"))
    assert chosen(page, "student") == ""
    assert "冯同学" not in page


def test_it_begins_with_the_class_of_the_last_time(client, cast):
    cast.sign_in(client, "teacher")
    assert chosen(shown(client, sheet("lesson_observation")), "school_class") == ""
    written(cast, "teacher", "lesson_observation", school_class=cast.class_41, title="分数")
    page = shown(client, sheet("lesson_observation"))
    assert chosen(page, "school_class") == str(cast.class_41.pk)
    assert "分数" not in page


def test_who_has_one_child_or_class_is_not_asked_which(client, cast):
    cast.sign_in(client, "homeroom")
    assert chosen(shown(client, sheet("home_visit")), "student") == str(cast.wang.pk)
    assert chosen(shown(client, sheet("moral_drop")), "school_class") == str(cast.class_31.pk)
    HomeroomTeacher.objects.create(
        school=cast.school, school_class=cast.class_41, staff=cast.staff["homeroom"]
    )
    assert chosen(shown(client, sheet("home_visit")), "student") == ""
    assert chosen(shown(client, sheet("moral_drop")), "school_class") == ""


def test_the_same_again_takes_all_but_the_day_and_the_text(client, cast, visitor):
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    more = {"title": "走访", "content": "老话", "minutes": 35, "parts": "policy"}
    written(cast, "homeroom", "home_visit", student=cast.zhang, date=yesterday, **more)
    plain = shown(client, sheet("home_visit"))
    assert 'value="35"' not in plain
    assert 'href="?like=last"' in plain
    page = shown(client, sheet("home_visit") + "?like=last")
    assert 'value="35"' in page
    assert re.search(r'value="policy"[^>]*checked', page)
    assert chosen(page, "student") == str(cast.zhang.pk)
    assert f'value="{timezone.localdate()}"' in page
    assert "老话" not in page
    assert 'href="?like=last"' not in page


def test_the_same_again_keeps_the_child_of_the_address(client, cast, visitor):
    written(cast, "homeroom", "home_visit", student=cast.zhang, minutes=35, content="谈了")
    page = shown(client, f"{sheet('home_visit')}?student={cast.wang.pk}")
    assert f'href="?student={cast.wang.pk}&amp;like=last"' in page
    page = shown(client, f"{sheet('home_visit')}?student={cast.wang.pk}&like=last")
    assert chosen(page, "student") == str(cast.wang.pk)
    assert 'value="35"' in page


def test_there_is_no_same_again_the_first_time(client, cast, visitor):
    written(cast, "teacher", "home_visit", student=cast.wang, minutes=35, content="谈了")
    assert "like=last" not in shown(client, sheet("home_visit"))
    assert 'value="35"' not in shown(client, sheet("home_visit") + "?like=last")


def test_the_sheet_costs_the_same_after_one_record_and_after_thirty(client, cast, visitor):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            client.get(sheet("home_visit"))
        return len(queries)

    written(cast, "homeroom", "home_visit", student=cast.wang, content="谈了")
    cost()
    one = cost()
    for _ in range(29):
        written(cast, "homeroom", "home_visit", student=cast.zhang, content="谈了")
    assert cost() == one


@pytest.mark.system("C5")
def test_photographs_are_saved_with_the_visit(client, cast, visitor):
    files = [SimpleUploadedFile(f"{n}.jpg", photograph()) for n in range(2)]
    answer = visit(client, cast, evidence=files)
    assert answer.status_code == 302
    kept = Evidence.objects.filter(record=Record.objects.get())
    assert sorted(kept.values_list("name", flat=True)) == ["0.jpg", "1.jpg"]


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ([("坏.jpg", photograph()[:200])], "“坏.jpg”没有收下。这张照片打不开"),
        ([("空.jpg", b"")], "空的"),
        ([("好.jpg", photograph()), ("坏.exe", b"MZ program")], "“坏.exe”没有收下"),
        ([(f"{n}.jpg", photograph()) for n in range(10)], "最多放 9 张"),
    ],
)
def test_a_refused_photograph_is_told_at_its_field_and_nothing_typed_is_lost(
    client, cast, visitor, files, sentence
):
    files = [SimpleUploadedFile(name, content) for name, content in files]
    answer = visit(client, cast, content="谈了校车的事", parts=["talk"], evidence=files)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page.split('name="evidence"')[1].split("<details")[0]
    assert "谈了校车的事" in page
    assert re.search(r'value="talk"[^>]*checked', page)
    assert not Record.objects.exists()
    assert not Evidence.objects.exists()


def test_photographs_of_a_sheet_that_comes_back_are_to_be_chosen_again(client, cast, visitor):
    picture = SimpleUploadedFile("a.jpg", photograph())
    answer = visit(client, cast, content="", evidence=[picture])
    assert answer.status_code == 422
    assert "请再选一次" in answer.content.decode()
    assert "请再选一次" not in visit(client, cast, content="").content.decode()


def test_a_sheet_that_corrects_asks_for_no_photographs(client, cast, visitor):
    record = written(cast, "homeroom", "home_visit", student=cast.wang, content="谈了")
    page = shown(client, reverse("records:record_edit", args=[record.pk]))
    assert 'type="file"' not in page
    assert "data-draft" not in page


def test_a_draft_bears_the_name_of_its_writer_and_sheet(client, cast, visitor):
    account = cast.accounts["homeroom"].pk
    assert f'data-draft="{account}:home_visit"' in shown(client, sheet("home_visit"))
    of_a_child = shown(client, f"{sheet('home_visit')}?student={cast.wang.pk}")
    assert f'data-draft="{account}:home_visit:{cast.wang.pk}"' in of_a_child


def test_what_one_writes_most_these_weeks_stands_first(client, cast):
    cast.sign_in(client, "teacher")
    new = reverse("records:record_new")
    assert "你常记的" not in shown(client, new)
    today = timezone.localdate()
    for kind, times, age in (
        ("paper_reading", 3, 5),
        ("suggestion", 2, 5),
        ("news_reading", 9, 90),
        ("party_lesson", 1, 5),
        ("portrait", 1, 5),
        ("online_study", 1, 5),
    ):
        for _ in range(times):
            written(cast, "teacher", kind, date=today - dt.timedelta(days=age))
    for _ in range(5):
        written(cast, "homeroom", "monograph_reading")
    page = shown(client, new)
    usual = page.split("你常记的")[1].split("</ul>")[0]
    assert re.findall(r"/records/new/(\w+)/", usual) == [
        "paper_reading",
        "suggestion",
        "online_study",
        "party_lesson",
    ]


def test_kinds_stand_in_their_groups(client, cast):
    page = shown(cast.sign_in(client, "teacher"), reverse("records:record_new"))
    of_children = page.split("<h2>孩子</h2>")[1].split("</ul>")[0]
    assert "家访" in of_children
    assert "新闻阅读" not in of_children


def test_a_draft_dies_with_the_sign_in(client, cast):
    """The script that forgets listens for forms that say so."""
    page = shown(cast.sign_in(client, "teacher"), reverse("access:my_account"))
    form = page.split(f'action="{reverse("account_logout")}"')[1].split(">")[0]
    assert "data-forget" in form


def test_a_support_may_end_and_its_child_is_named_no_more(client, cast):
    cast.sign_in(client, "teacher")
    pairing = Pairing.objects.create(
        school=cast.school,
        kind=Pairing.Kind.STUDENT_SUPPORT,
        giver=cast.staff["teacher"],
        student=cast.feng,
        starts_on=dt.date(2024, 9, 1),
    )
    written(cast, "teacher", "home_visit", student=cast.feng, content="谈了")
    assert chosen(shown(client, sheet("home_visit")), "student") == str(cast.feng.pk)
    pairing.ends_on = dt.date(2024, 9, 30)
    pairing.save()
    assert "冯同学" not in shown(client, sheet("home_visit"))
