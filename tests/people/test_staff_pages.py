"""The directory of the staff, the page of a colleague, and keeping the roster."""

from __future__ import annotations

import datetime as dt

import pytest
from auditlog.models import LogEntry
from django.db import IntegrityError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from qingshan.access.fields import lookup_hash
from qingshan.outcomes.models import Honour
from qingshan.people.models import Pairing, Staff
from qingshan.records.models import Record
from tests.cast import make_cast

LIST = "/people/staff/"
NEW = f"{LIST}new/"
SOUND = "220802199702039718"


def page_of(staff: Staff) -> str:
    return f"{LIST}{staff.pk}/"


def sheet(**changed: str) -> dict[str, str]:
    filled = {
        "number": "T101",
        "name": "曾老师",
        "gender": "female",
        "birth_date": "1997-02-03",
        "id_number": SOUND,
        "phone": "13900003333",
        "post": "special",
        "hired_on": "2026-08-20",
        "position": "",
        "subject": "",
        "group": "",
        "political_status": "共青团员",
        "applied_party_on": "",
        "joined_party_on": "",
    }
    return filled | changed


@pytest.mark.parametrize("who", ["group_head", "homeroom", "principal", "administrator"])
def test_everybody_finds_their_colleagues(client, cast, who):
    page = cast.sign_in(client, who).get(f"{LIST}?q=t006").content.decode()
    assert "周老师" in page
    assert "吴老师" not in page


def test_the_list_is_narrowed_by_group_subject_and_post(client, cast):
    cast.sign_in(client, "teacher")
    teacher = cast.staff["teacher"]
    Staff.objects.exclude(pk=teacher.pk).update(group=None, subject=None)
    for query in (f"group={teacher.group_id}", f"subject={teacher.subject_id}", "post=special"):
        page = client.get(f"{LIST}?{query}").content.decode()
        assert "吴老师" in page
        assert "周老师" not in page


def test_the_list_costs_the_same_for_few_and_for_many(client, cast):
    cast.sign_in(client, "teacher")
    client.get(LIST)
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for n in range(30):
        Staff.objects.create(
            school=cast.school, number=f"X{n}", name=f"老师{n}", hired_on=dt.date(2020, 1, 1)
        )
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)
    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("administrator", True),
        ("principal", True),
        ("secretary", True),
        ("teacher", True),
        ("student_affairs", False),
        ("homeroom", False),
    ],
)
def test_hiring_and_party_are_for_those_who_lead_and_for_oneself(client, cast, who, sees):
    page = cast.sign_in(client, who).get(page_of(cast.staff["teacher"])).content.decode()
    assert ("2024年8月20日" in page, "政治面貌" in page) == (sees, sees)


def test_the_secretary_sees_the_number_masked_without_a_way_to_it(client, cast):
    page = cast.sign_in(client, "secretary").get(page_of(cast.staff["teacher"])).content.decode()
    assert "151******15" in page
    assert "显示手机" not in page
    assert "/reveal/" not in page


def test_the_page_shows_classes_pairings_deeds_and_honours(client, cast):
    homeroom = cast.staff["homeroom"]
    day = dt.date(2026, 11, 2)
    school = cast.school
    Pairing.objects.create(
        school=school,
        kind=Pairing.Kind.MENTORING,
        giver=homeroom,
        mentee=cast.staff["teacher"],
        starts_on=day,
    )
    Honour.objects.create(
        school=school, recipient="staff", staff=homeroom, name="优秀班主任", level="city", date=day
    )
    Record.objects.create(
        school=school,
        number="R1",
        date=day,
        kind="news_reading",
        staff=homeroom,
        title="山里的小学",
    )
    page = cast.sign_in(client, "principal").get(page_of(homeroom)).content.decode()
    for told in ("三年级(1)班", "带徒弟", "吴老师", "优秀班主任", "山里的小学"):
        assert told in page
    page = cast.sign_in(client, "teacher").get(page_of(homeroom)).content.decode()
    assert "优秀班主任" in page
    assert "山里的小学" not in page


def test_the_page_costs_the_same_for_few_and_for_many(client, cast):
    homeroom = cast.staff["homeroom"]

    def fill(start: int, stop: int) -> None:
        for n in range(start, stop):
            day = dt.date(2026, 1, 1) + dt.timedelta(days=n)
            Pairing.objects.create(
                school=cast.school,
                kind=Pairing.Kind.STUDENT_SUPPORT,
                giver=homeroom,
                student=cast.wang,
                starts_on=day,
            )

    cast.sign_in(client, "principal")
    fill(0, 1)
    client.get(page_of(homeroom))
    with CaptureQueriesContext(connection) as few:
        client.get(page_of(homeroom))
    fill(1, 31)
    with CaptureQueriesContext(connection) as many:
        client.get(page_of(homeroom))
    assert len(many) == len(few)


@pytest.mark.parametrize("who", ["other_school", "county_officer"])
def test_a_colleague_does_not_exist_outside_the_school(client, cast, who):
    cast.sign_in(client, who)
    assert client.get(page_of(cast.staff["teacher"])).status_code == 404


@pytest.mark.parametrize("who", ["administrator", "principal"])
def test_a_colleague_is_added_and_found(client, cast, who):
    cast.sign_in(client, who)
    answer = client.post(NEW, sheet())
    added = Staff.objects.get(number="T101")
    assert answer["Location"] == page_of(added)
    assert (added.school, added.account, added.phone) == (cast.school, None, "13900003333")
    assert "曾老师" in client.get(f"{LIST}?q=zls").content.decode()
    [row] = LogEntry.objects.filter(additional_data__deed="add_staff")
    assert row.actor == cast.accounts[who]
    assert "13900003333" not in str(row.changes)


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"number": ""}, "请写工号。"),
        ({"number": "T007"}, "工号 T007 已经是吴老师的了"),
        ({"name": ""}, "请写姓名。"),
        ({"hired_on": ""}, "请写入职日期。"),
        ({"hired_on": "2026-02-30"}, "日历上没有"),
        ({"post": "king"}, "请从列表里选一个。"),
        ({"political_status": ""}, "请选政治面貌。"),
        ({"id_number": "220802199702039717"}, "对不上校验码"),
        ({"birth_date": "1997-02-04"}, "与身份证号里的 1997-02-03 不同"),
        ({"phone": "12"}, "不像电话号码"),
        ({"subject": "0"}, "请从列表里选一个。"),
        (
            {"applied_party_on": "2024-05-01", "joined_party_on": "2023-05-01"},
            "入党比申请（2024-05-01）还早",
        ),
    ],
)
def test_what_cannot_be_is_said_at_its_field(client, cast, changed, sentence):
    answer = cast.sign_in(client, "administrator").post(NEW, sheet(**changed))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert not Staff.objects.filter(number="T101").exists()


def test_one_identity_has_one_row(client, cast):
    Staff.objects.filter(number="T006").update(id_number_hash=lookup_hash(SOUND))
    page = cast.sign_in(client, "administrator").post(NEW, sheet()).content.decode()
    assert "已经登记在周老师名下" in page


def test_an_untouched_sheet_changes_nothing_sealed(client, cast):
    teacher = cast.staff["teacher"]
    client = cast.sign_in(client, "principal")
    filled = sheet(number="T007", name="吴老师", birth_date="", id_number="", phone="")
    assert (
        client.post(f"{page_of(teacher)}edit/", filled | {"position": "中层干部"}).status_code
        == 302
    )
    held = Staff.objects.get(pk=teacher.pk)
    assert held.position == "中层干部"
    assert (held.phone, held.id_number) == (teacher.phone, teacher.id_number)
    assert held.account == cast.accounts["teacher"]


def test_two_who_add_the_same_number_at_once_are_told(client, cast, monkeypatch):
    def clash(self: Staff, *args: object, **kwargs: object) -> None:
        raise IntegrityError

    monkeypatch.setattr(Staff, "save", clash)
    cast.sign_in(client, "administrator")
    assert "刚刚被登记过了" in client.post(NEW, sheet()).content.decode()
    edit = f"{page_of(cast.staff['teacher'])}edit/"
    answer = client.post(edit, sheet(number="T007", birth_date="", id_number=""))
    assert "刚刚被登记过了" in answer.content.decode()


@pytest.mark.parametrize("who", ["teacher", "secretary", "student_affairs", "county_officer"])
def test_only_the_keepers_add_and_change_staff(client, cast, who):
    cast.sign_in(client, who)
    for address in (NEW, f"{page_of(cast.staff['teacher'])}edit/"):
        assert client.get(address).status_code == 404
        assert client.post(address, sheet()).status_code == 404


class WildSheets(TestCase):
    """Whatever is sent, the form answers with a sentence or a colleague."""

    def setUp(self) -> None:
        self.cast = make_cast()
        self.client = self.cast.sign_in(Client(), "administrator")

    @settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.dictionaries(
            st.sampled_from(sorted(sheet())),
            st.one_of(
                st.text(max_size=60),
                st.integers().map(str),
                st.sampled_from(["无", "\0", "9" * 40, "²", "10000-01-01", "x" * 5000]),
            ),
        )
    )
    def test_never_an_error(self, wild: dict[str, str]) -> None:
        edit = f"{page_of(self.cast.staff['teacher'])}edit/"
        for address in (NEW, edit):
            assert self.client.post(address, sheet() | wild).status_code in {302, 422}
