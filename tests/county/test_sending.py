"""A school on its own machine: what leaves is shown before it does, signed, kept, and taken."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from auditlog.models import LogEntry
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from qingshan.county.asked import BY_KEY
from qingshan.county.models import Package
from qingshan.county.package.encoding import take_apart
from qingshan.county.package.keys import read_text
from qingshan.people.models import Student
from qingshan.school.models import School

PAGE = reverse("county:package")
MAKE = reverse("county:package_make")
RENEW = reverse("county:package_key_renew")


@pytest.fixture(autouse=True)
def own_home(settings, tmp_path):
    settings.QINGSHAN_HOME = tmp_path


@pytest.fixture
def principal(client, cast):
    """Of a school that belongs to no county on this machine."""
    School.objects.update(county=None)
    return cast.sign_in(client, "principal")


def choose(client, **typed):
    return client.post(PAGE, {"name": "洮北区", "code": "220802"} | typed, follow=True)


def told(client):
    return client.get(PAGE).content.decode()


def test_what_leaves_is_shown_before_it_does(principal):
    page = told(principal)
    assert "就这些，别的都不出去" in page
    assert "不到 5" in page  # two children
    assert "王同学" not in page
    assert "QS1-" not in page
    assert "请先写上报给哪个县区" in principal.post(MAKE, follow=True).content.decode()


def test_the_first_time_a_key_is_made_and_its_text_shown(principal, cast):
    page = choose(principal).content.decode()
    found = page[page.index("QS1-") :].split("<")[0]
    text = read_text(found)
    assert (text.county, text.school) == ("220802", cast.school.code)
    assert text.fingerprint in page
    files = list((Path(settings.QINGSHAN_HOME) / "signing").iterdir())
    assert [stat.S_IMODE(file.stat().st_mode) for file in files] == [0o600]


def test_a_package_holds_nothing_but_what_the_page_showed(principal, cast):
    choose(principal)
    raw = principal.post(MAKE).content
    content = take_apart(raw).content()
    assert set(content.figures) == set(BY_KEY)
    assert content.figures["students.total"] == "<"
    assert (content.school, content.county, content.serial) == (cast.school.code, "220802", 1)
    for word in ("王同学", "G2001", "吴老师", "T007", "C31"):
        assert word not in raw.decode().encode().decode("unicode_escape")


def test_what_was_made_can_be_taken_again_to_its_last_byte(principal):
    choose(principal)
    first = principal.post(MAKE).content
    kept = Package.objects.get()
    assert principal.get(reverse("county:package_file", args=[kept.pk])).content == first
    assert "做过的数据包" in told(principal)
    assert take_apart(principal.post(MAKE).content).content().serial == 2


def test_a_new_key_has_another_fingerprint_and_is_noted(principal):
    choose(principal)
    before = take_apart(principal.post(MAKE).content).fingerprint
    assert "请把新的公钥交给县里" in principal.post(RENEW, follow=True).content.decode()
    assert take_apart(principal.post(MAKE).content).fingerprint != before
    deeds = LogEntry.objects.values_list("additional_data__deed", flat=True)
    assert {"choose_county", "make_package", "renew_package_key"} <= set(deeds)


def test_a_slip_in_the_county_keeps_what_was_typed(principal):
    answer = choose(principal, code="22")
    assert answer.status_code == 422
    assert "行政区划码是 6 到 12 位数字" in answer.content.decode()
    assert 'value="洮北区"' in answer.content.decode()


def test_a_school_without_children_is_told_what_to_do(principal, cast):
    Student.objects.all().delete()
    assert "还没有数字可以报" in choose(principal).content.decode()
    assert "没有数字可以报" in principal.post(MAKE, follow=True).content.decode()


def test_a_school_that_lives_in_the_countys_system_sends_nothing(client, cast):
    page = told(cast.sign_in(client, "principal"))
    assert "每月自动汇总，不用寄" in page
    assert "不到 5" in page
    assert "报给哪个县区" not in page


@pytest.mark.parametrize("who", ["teacher", "homeroom", "secretary", "county_officer"])
def test_nobody_else_makes_one_or_takes_one_away(client, cast, principal, who):
    choose(principal)
    principal.post(MAKE)
    kept = reverse("county:package_file", args=[Package.objects.get().pk])
    cast.sign_in(client, who)
    assert client.get(kept).status_code == 404
    for address in (MAKE, RENEW, PAGE):
        assert client.post(address, {"name": "别处", "code": "220899"}).status_code == 404
    assert Package.objects.count() == 1


def test_a_package_from_here_is_taken_there(principal, client, cast):
    """The rows leave with their machine; what comes back is the package alone."""
    from django.core.files.uploadedfile import SimpleUploadedFile

    page = choose(principal).content.decode()
    text = page[page.index("QS1-") :].split("<")[0]
    raw = principal.post(MAKE).content
    School.objects.filter(pk=cast.other_school.pk).update(county=cast.county)
    Package.objects.all().delete()
    moved_out(cast)
    cast.sign_in(client, "county_officer")
    client.post(reverse("county:key_list"), {"name": "青山镇学校", "text": text, "compared": "on"})
    file = SimpleUploadedFile("青山.qsp", raw)
    answer = client.post(reverse("county:arrivals"), {"packages": [file]}, follow=True)
    month = timezone.localdate().replace(day=1) - timezone.timedelta(days=1)
    assert f"青山镇学校{month.year}年{month.month}月的数字收下了" in answer.content.decode()


def moved_out(cast):
    """The school as the county knows it before it ever heard of it: not at all."""
    from qingshan.county.models import Return

    Return.objects.filter(school=cast.school).delete()
    Student.objects.filter(school=cast.school).delete()
    School.objects.filter(pk=cast.school.pk).update(county=cast.county)
