"""The list of mentors and mentees, and their agreement on paper."""

from __future__ import annotations

import datetime as dt
import zipfile
from io import BytesIO
from urllib.parse import unquote

import docx
import pytest

from qingshan.growth.mentoring import agreement
from qingshan.people.models import Pairing
from qingshan.programmes.packs import all_packs

pytestmark = pytest.mark.system("T7")
LIST = "/growth/mentoring/"


@pytest.fixture
def pairing(mentors) -> Pairing:
    """郑组长 and 吴老师, since September."""
    return Pairing.objects.create(
        school=mentors.school,
        kind="mentoring",
        giver=mentors.staff["group_head"],
        mentee=mentors.staff["teacher"],
        starts_on=dt.date(2026, 9, 1),
    )


def agreement_of(client, pairing: Pairing):
    return client.get(f"{LIST}{pairing.pk}/agreement/")


def words(answer) -> str:
    """The text of a Word file, a line for each paragraph and cell."""
    document = docx.Document(BytesIO(answer.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("who", ["group_head", "teacher", "secretary", "principal"])
def test_both_and_those_who_pair_see_them(client, mentors, pairing, who):
    mentors.sign_in(client, who)
    page = client.get(LIST).content.decode()
    assert "郑组长 → 吴老师" in page
    assert "第一年" in page
    assert f"{LIST}{pairing.pk}/agreement/" in page


def test_a_colleague_sees_nothing_of_it(client, mentors, pairing):
    mentors.sign_in(client, "homeroom")
    assert "郑组长 → 吴老师" not in client.get(LIST).content.decode()
    assert agreement_of(client, pairing).status_code == 404


def test_only_mentors_are_listed_not_classes_or_children(client, mentors):
    other = Pairing.objects.create(
        school=mentors.school,
        kind="student_support",
        giver=mentors.staff["teacher"],
        student=mentors.wang,
        starts_on=dt.date(2026, 9, 1),
    )
    mentors.sign_in(client, "secretary")
    assert "王同学" not in client.get(LIST).content.decode()
    assert agreement_of(client, other).status_code == 404


@pytest.mark.parametrize(
    ("starts", "ends", "told", "state"),
    [
        ((2025, 9, 1), None, "第二年", "open"),
        ((2024, 9, 1), (2026, 7, 1), "已经结束", "over"),
        ((2026, 12, 1), None, "还没开始", "ahead"),
    ],
)
def test_how_far_they_are_is_told_and_can_be_filtered(
    client, mentors, pairing, starts, ends, told, state
):
    Pairing.objects.filter(pk=pairing.pk).update(
        starts_on=dt.date(*starts), ends_on=dt.date(*ends) if ends else None
    )
    mentors.sign_in(client, "secretary")
    assert told in client.get(LIST).content.decode()
    for asked in ("open", "over", "ahead"):
        page = client.get(LIST, {"state": asked}).content.decode()
        assert ("郑组长 → 吴老师" in page) is (asked == state)


def test_only_those_who_pair_are_led_to_the_proposal(client, mentors):
    for who, led in (("secretary", True), ("student_affairs", False), ("teacher", False)):
        page = mentors.sign_in(client, who).get(LIST).content.decode()
        assert ("/growth/mentoring/proposal/" in page) is led
        assert "/growth/mentoring/wish/" in page


def test_the_agreement_names_both_the_day_and_what_each_does(client, mentors, pairing):
    answer = agreement_of(mentors.sign_in(client, "teacher"), pairing)
    assert "师徒协议-郑组长-吴老师.docx" in unquote(answer["Content-Disposition"])
    told = words(answer)
    for part in ("青山镇学校", "郑组长", "吴老师", "语文教研组", "自2026年9月1日起", "签名"):
        assert part in told
    asked = all_packs()["blue-green"].duties
    assert asked
    for duty in asked:
        assert duty.title in told
    assert "{" not in told


def test_each_side_is_asked_for_its_own(client, mentors, pairing):
    told = words(agreement_of(mentors.sign_in(client, "teacher"), pairing))
    mentor_part, mentee_part = told.split("二、徒弟做这些")
    for title, here, there in (
        ("每月听徒弟一节课", mentor_part, mentee_part),
        ("每月听师傅两节课", mentee_part, mentor_part),
    ):
        assert title in here
        assert title not in there


def test_without_the_programme_there_is_still_something_to_do(
    client, mentors, pairing, monkeypatch
):
    monkeypatch.setattr(agreement, "all_packs", dict)
    told = words(agreement_of(mentors.sign_in(client, "teacher"), pairing))
    assert "每学期给徒弟上一节示范课" in told
    assert "每学期上一节汇报课" in told


def test_a_name_with_odd_signs_breaks_nothing(client, mentors, pairing):
    mentors.staff["teacher"].name = "吴<&{{老师"
    mentors.staff["teacher"].save()
    assert "吴<&{{老师" in words(agreement_of(mentors.sign_in(client, "teacher"), pairing))


def test_the_agreement_says_its_last_day_where_there_is_one(client, mentors, pairing):
    Pairing.objects.update(ends_on=dt.date(2027, 7, 9))
    assert "到2027年7月9日止" in words(agreement_of(mentors.sign_in(client, "teacher"), pairing))


def test_the_paper_is_a4_and_the_faces_are_chinese(client, mentors, pairing):
    answer = agreement_of(mentors.sign_in(client, "teacher"), pairing)
    section = docx.Document(BytesIO(answer.content)).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    with zipfile.ZipFile(BytesIO(answer.content)) as packed:
        styles = packed.read("word/styles.xml").decode()
    for face in ("仿宋", "黑体", "方正小标宋简体"):
        assert f'w:eastAsia="{face}"' in styles
