"""The county registers a key and takes packages: whole, in time, once, and nothing else."""

from __future__ import annotations

import datetime as dt
import io
import json
import zipfile
from dataclasses import replace

import pytest
from auditlog.models import LogEntry
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingshan.access.roles import Role
from qingshan.county.models import Reported, Return, SchoolKey
from qingshan.county.package import encoding
from qingshan.county.package.encoding import LARGEST, NotAPackage, fingerprint_of, take_apart
from qingshan.county.package.keys import NotAKey, read_text
from qingshan.school.models import Appointment, County, School
from tests.cast import LONG_AGO, add_account
from tests.county.packages import FarSchool

ARRIVALS = reverse("county:arrivals")


def put_in(client, *packages):
    files = [SimpleUploadedFile(f"{n}.qsp", raw) for n, raw in enumerate(packages)]
    return client.post(ARRIVALS, {"packages": files}, follow=True)


def said(answer):
    return answer.content.decode()


@pytest.fixture
def known(officer, far):
    """黑水镇学校, whose key the county has."""
    assert far.hand_over_key(officer).status_code == 302
    return far


def test_a_package_is_taken_and_shown_like_a_school_that_lives_here(officer, known):
    assert "黑水镇学校2026年10月的数字收下了" in said(put_in(officer, known.package()))
    told = Return.objects.get(school__code="3122000555")
    assert told.digest
    page = said(officer.get(reverse("county:school", args=["3122000555"])))
    for words in ("小学", "212", "40 上下", "不到 5", "不单列", "2 处隐患过了期限没改好"):
        assert words in page
    listed = said(officer.get(reverse("county:overview")))
    assert "黑水镇学校" in listed
    assert "有孩子的个案过了下一步的日子（11月2日）" in listed


def test_the_same_package_twice_is_once(officer, known):
    put_in(officer, known.package())
    answer = put_in(officer, known.package())
    assert "以前收过，没有再收一次" in said(answer)
    assert Return.objects.count() == 1
    assert Reported.objects.count() == len(known.content.figures)


def test_several_packages_at_once_are_judged_each_for_itself(officer, known):
    earlier = known.package(as_of=dt.date(2026, 9, 30), made=dt.date(2026, 10, 8), serial=1)
    answer = said(put_in(officer, earlier, b"nonsense", known.package(serial=2)))
    assert answer.count("收下了") == 2
    assert "1.qsp：这不是青山的数据包" in answer
    refused = LogEntry.objects.get(additional_data__deed="refuse_package")
    assert refused.additional_data["file"] == "1.qsp"


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"county": "220881"}, "不是报给洮北区的"),
        ({"school": "3122000220"}, "签它的却是黑水镇学校的钥匙"),
        ({"as_of": dt.date(2099, 1, 31), "made": dt.date(2099, 2, 1)}, "在今天以后"),
        ({"as_of": dt.date(2026, 10, 30)}, "一个月的最后一天"),
        ({"made": dt.date(2026, 10, 31)}, "一个月的最后一天"),
        ({"figures": {"students.of_one_village": "9"}}, "不认识数据包里的"),
        ({"figures": {"students.total": "3"}}, "不是一个数"),
        ({"figures": {"courses.count": "~7"}}, "不是一个数"),
        ({"figures": {"courses.count": "٣"}}, "不是一个数"),
        ({"findings_late": -1}, "不是按约定写的"),
        ({"serial": 2**40}, "不是按约定写的"),
        ({"cases_late": 1}, "不是按约定写的"),
    ],
)
def test_a_package_that_is_signed_but_wrong_is_refused(officer, known, changes, sentence):
    assert sentence in said(put_in(officer, known.package(**changes)))
    assert not Return.objects.exists()


def test_an_older_package_or_another_for_the_same_month_is_refused(officer, known):
    put_in(officer, known.package(serial=5))
    older = known.package(as_of=dt.date(2026, 9, 30), made=dt.date(2026, 10, 8), serial=4)
    assert "比已经收到的旧" in said(put_in(officer, older))
    other = known.package(serial=6, figures={"students.total": "999"})
    assert "已经收到过另一份" in said(put_in(officer, other))
    assert Return.objects.get().serial == 5


def test_another_schools_key_signs_nothing_for_this_one(officer, known):
    other = FarSchool()
    other.content = known.content
    assert "没有登记过签这份数据包的公钥" in said(put_in(officer, other.package()))


def test_a_key_that_was_ended_signs_nothing_more(officer, known):
    put_in(officer, known.package())
    key = SchoolKey.objects.get()
    ending = reverse("county:key_end", args=[key.pk])
    assert "请写一句为什么停用" in said(officer.post(ending, {"reason": " "}))
    officer.post(ending, {"reason": "电脑丢了"})
    assert "已经停用了" in said(put_in(officer, known.package(serial=2)))
    assert Return.objects.count() == 1
    assert "停用过" in said(known.hand_over_key(officer))


def test_a_new_key_ends_the_one_before(officer, known):
    put_in(officer, known.package())
    old, known.key = known.key, Ed25519PrivateKey.generate()
    assert known.hand_over_key(officer).status_code == 302
    november = {"as_of": dt.date(2026, 9, 30), "made": dt.date(2026, 11, 3), "serial": 2}
    assert "收下了" in said(put_in(officer, known.package(**november)))
    known.key = old
    assert "已经停用了" in said(put_in(officer, known.package(serial=3)))


def test_a_key_is_registered_after_its_fingerprint_was_compared(officer, far):
    page = said(far.hand_over_key(officer, compared=""))
    assert far.text.fingerprint in page
    assert not SchoolKey.objects.exists()


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda text: "QS1-220802", "这不是学校的公钥"),
        (lambda text: text[:-1] + ("A" if text[-1] != "A" else "Q"), "公钥抄错了"),
        (lambda text: text.replace("3122000555", "3122000556"), "公钥抄错了"),
    ],
)
def test_a_mistyped_key_is_noticed(officer, far, spoil, sentence):
    page = said(far.hand_over_key(officer, text=spoil(str(far.text))))
    assert sentence in page
    assert "黑水镇学校" in page  # what was typed stays


def test_a_key_survives_line_breaks_and_small_letters(officer, far):
    text = str(far.text).lower()
    assert far.hand_over_key(officer, text=f" {text[:30]}\n{text[30:]} ").status_code == 302


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ({"county": "220881"}, "不是给洮北区"),
        ({"school": "3122000220"}, "青山镇学校的数据就在这里"),
    ],
)
def test_a_key_for_elsewhere_or_of_a_school_that_lives_here_is_refused(
    officer, far, content, sentence
):
    far.content = replace(far.content, **content)
    assert sentence in said(far.hand_over_key(officer))
    assert not SchoolKey.objects.exists()


def test_a_school_of_another_county_cannot_be_taken_over(officer, far):
    elsewhere = County.objects.create(code="220881", name="另一个县")
    School.objects.create(code=far.content.school, name="黑水镇学校", county=elsewhere)
    assert "不是洮北区的学校" in said(far.hand_over_key(officer))


def test_the_officer_of_another_county_sees_none_of_it(client, cast, officer, known):
    put_in(officer, known.package())
    elsewhere = County.objects.create(code="220881", name="另一个县")
    account = add_account(cast, "other_officer", "邻县的人")
    Appointment.objects.create(
        account=account, county=elsewhere, role=Role.COUNTY_OFFICER, since=LONG_AGO
    )
    cast.sign_in(client, "other_officer")
    for name in ("overview", "figures", "arrivals", "key_list"):
        assert "黑水镇学校" not in said(client.get(reverse(f"county:{name}")))
    assert client.get(reverse("county:school", args=["3122000555"])).status_code == 404
    key = reverse("county:key_end", args=[SchoolKey.objects.get().pk])
    assert client.post(key, {"reason": "不是我的"}).status_code == 404
    assert "没有登记过" in said(put_in(client, known.package()))


@given(data=st.data())
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_byte_can_be_changed_added_or_left_out(data):
    """By flips, cuts, doublings and insertions anywhere: not even taken apart, or not signed so."""
    far = FarSchool()
    raw = bytearray(far.package())
    place = data.draw(st.integers(0, len(raw) - 1))
    deed = data.draw(st.sampled_from(["flip", "cut", "end", "insert", "double"]))
    if deed == "flip":
        raw[place] ^= 1 << data.draw(st.integers(0, 7))
    elif deed == "cut":
        del raw[place]
    elif deed == "end":
        del raw[place:]
    elif deed == "insert":
        raw.insert(place, data.draw(st.integers(0, 255)))
    else:
        raw += raw[place:]
    assert not believed(bytes(raw), far)


def believed(raw, far):
    """What `verify` asks before it believes a word, without a database."""
    if raw == far.package():
        return False  # an insertion of the byte that stands there changes nothing
    public = far.key.public_key()
    try:
        sealed = take_apart(raw)
        if sealed.fingerprint != fingerprint_of(public.public_bytes_raw()):
            return False
        public.verify(sealed.signature, sealed.signed)
        sealed.content()
    except (NotAPackage, InvalidSignature):
        return False
    return True


def test_a_flipped_byte_is_refused_on_the_page(officer, known):
    raw = bytearray(known.package())
    for place in (0, 5, 60, 200, len(raw) - 100, len(raw) - 5):
        spoiled = bytearray(raw)
        spoiled[place] ^= 1
        put_in(officer, bytes(spoiled))
    assert not Return.objects.exists()
    put_in(officer, bytes(raw))
    assert Return.objects.count() == 1


def test_a_bomb_a_large_file_and_deep_json_are_refused(officer, known):
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("numbers.json", b"0" * 10**7)
    deep = b"qingshan-package 1\n" + b"[" * 60000 + b"\n" + b"0" * 64 + b"\n" + b"0" * 128 + b"\n"
    assert "这不是青山的数据包" in said(put_in(officer, bomb.getvalue()))
    assert "没有登记过" in said(put_in(officer, deep))
    assert "不是数据包" in said(put_in(officer, b"0" * (LARGEST + 1)))
    assert "请先选文件" in said(officer.post(ARRIVALS, {}))
    assert not Return.objects.exists()


def test_content_of_another_shape_is_refused_though_it_is_signed(officer, known):
    for line in ("[" * 20000, '{"a":1}', "null", json.dumps({"county": []}), "{"):
        assert "不是按约定写的" in said(put_in(officer, signed_line(known, line)))


def signed_line(far, line):
    mark = fingerprint_of(far.key.public_key().public_bytes_raw())
    signature = far.key.sign(encoding._signed(encoding.NEWEST, line, mark))
    return encoding._bytes(encoding.NEWEST, line, mark, signature)


@given(st.text(max_size=90))
def test_no_text_breaks_the_reading_of_a_key(text):
    with pytest.raises(NotAKey):
        read_text("QS1-" + text)
