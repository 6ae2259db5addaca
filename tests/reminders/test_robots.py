"""Robots of chat groups: kept by those who may, posted to once, never to anywhere else."""

from __future__ import annotations

import base64
import hashlib
import hmac
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection

from qingshan.people.models import Staff
from qingshan.reminders.models import Delivery, GroupRobot, Letter
from tests.reminders.ground import record, round_at

WECOM = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7aoc-4bc4-97a0"
DINGTALK = "https://oapi.dingtalk.com/robot/send?access_token=9eaa"
FEISHU = "https://open.feishu.cn/open-apis/bot/v2/hook/9eaa"


@pytest.mark.system("T3")
def test_a_group_reads_counts_once_and_never_a_name(week, robot, settings):
    settings.PUBLIC_ADDRESS = "https://qingshan.school.example/"
    robot.in_group(week)
    record(week.staff["teacher"], "paper_reading", "2026-11-18")
    assert round_at("2026-11-24 09:00").sent == 1
    assert round_at("2026-11-24 09:10").sent == 0
    (message,) = robot.heard
    assert message["msgtype"] == "text"
    text = message["text"]["content"]
    assert text.startswith("青山 · 青山镇学校 · 11月23日这一周\n")
    assert "教师读书“五个一”：该做的 35 件，到位 1 件。" in text
    assert "https://qingshan.school.example/" in text
    assert [one.name for one in week.staff.values() if one.name in text] == []
    assert GroupRobot.objects.get().last_outcome == "发出了。"


def test_what_binds_very_few_stays_out_of_a_group(week, robot):
    robot.in_group(week)
    assert Staff.objects.filter(political_status="中共党员").count() == 2
    round_at("2026-11-24 09:00")
    assert "党建" not in robot.heard[0]["text"]["content"]


@pytest.mark.parametrize(
    ("kind", "answer"),
    [
        ("dingtalk", {"errcode": 0, "errmsg": "ok"}),
        ("feishu", {"code": 0, "msg": "success", "StatusCode": 0}),
    ],
)
@pytest.mark.parametrize("secret", ["", "SEC10d6e79b42"])
def test_each_kind_is_spoken_to_as_it_asks_for(week, robot, kind, answer, secret):
    robot.answer = answer
    robot.in_group(week, kind, secret=secret)
    assert round_at("2026-11-24 09:00").sent == 1
    (message,), (path,) = robot.heard, robot.paths
    asked = parse_qs(urlsplit(path).query)
    if kind == "dingtalk":
        assert message["text"]["content"].startswith("青山")
        stamp, sign = (asked.get(name, [""])[0] for name in ("timestamp", "sign"))
        key, signed = secret.encode(), f"{stamp}\n{secret}".encode()
    else:
        assert message["msg_type"] == "text"
        assert message["content"]["text"].startswith("青山")
        assert asked == {}
        stamp, sign = (message.get(name, "") for name in ("timestamp", "sign"))
        key, signed = f"{stamp}\n{secret}".encode(), b""
    expected = base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
    assert sign == (expected if secret else "")
    assert len(stamp) == ((13 if kind == "dingtalk" else 10) if secret else 0)


@pytest.mark.system("T3")
def test_a_failing_robot_is_tried_five_times_and_given_up_while_others_get_theirs(week, robot):
    GroupRobot.objects.create(
        school=week.school, name="坏的", kind="wecom", url=f"{robot.origin[:-1]}/nowhere"
    )
    good = robot.in_group(week)
    bad = GroupRobot.objects.exclude(pk=good.pk).get()
    outcomes = []
    for when in ("23 09:00", "23 09:10", "23 09:40", "23 11:40", "23 19:40", "24 19:40"):
        done = round_at(f"2026-11-{when}")
        outcomes.append((done.sent, done.failed, done.given_up))
    assert outcomes == [(1, 1, 0), (0, 1, 0), (0, 1, 0), (0, 1, 0), (0, 0, 1), (0, 0, 0)]
    delivery = Delivery.objects.get(robot=bad)
    assert (delivery.state, delivery.tries) == ("given_up", 5)
    assert len(robot.heard) == 1


@pytest.mark.parametrize(
    ("status", "answer", "sentence"),
    [
        (200, {"errcode": 93000, "errmsg": "invalid webhook url"}, "invalid webhook url"),
        (200, {"code": 19021, "msg": "sign match fail"}, "sign match fail"),
        (200, {"fine": True}, "对方没有说收下了"),
        (500, {}, "回的是 500"),
        (302, {}, "回的是 302"),
    ],
)
def test_an_answer_that_is_no_yes_is_a_failure_in_words(week, robot, status, answer, sentence):
    robot.status, robot.answer = status, answer
    robot.headers = {"Location": f"{robot.origin}/elsewhere"}
    robot.in_group(week)
    assert round_at("2026-11-24 09:00").failed == 1
    assert sentence in GroupRobot.objects.get().last_outcome
    assert robot.paths == ["/send"]  # no redirect was followed
    robot.status, robot.answer = 200, {"errcode": 0}
    assert round_at("2026-11-24 09:10").sent == 1


def test_an_address_stays_out_of_what_is_written_down_about_it(client, week, settings):
    secret = "http://127.0.0.1:1/send?key=693a91f6"
    settings.ROBOT_ADDRESSES = frozenset({"http://127.0.0.1:1"})
    GroupRobot.objects.create(school=week.school, name="群", kind="wecom", url=secret)
    round_at("2026-11-24 09:00")
    assert "693a91f6" not in Delivery.objects.get().last_error
    assert "693a91f6" not in GroupRobot.objects.get().last_outcome
    page = week.sign_in(client, "principal").get("/reminders/robots/").content.decode()
    assert "693a91f6" not in page
    assert "91f6" in page


def test_quiet_hours_hold_a_robot_back(week, robot):
    robot.in_group(week)
    assert round_at("2026-11-23 20:00").held == 1
    assert round_at("2026-11-24 06:59").sent == 0
    assert round_at("2026-11-24 07:00").sent == 1


def test_a_robot_turned_off_hears_nothing(week, robot):
    robot.in_group(week, is_on=False)
    round_at("2026-11-24 09:00")
    assert robot.heard == []
    assert not Letter.objects.filter(audience="group").exists()


@pytest.mark.system("T3")
def test_the_principal_adds_tries_turns_off_and_removes_a_robot(client, week, robot):
    week.sign_in(client, "principal")
    filled = {"name": "教师群", "kind": "dingtalk", "url": robot.address, "secret": "SEC1"}
    assert client.post("/reminders/robots/new/", filled).status_code == 302
    kept = GroupRobot.objects.get()
    assert (kept.url, kept.secret, kept.school) == (robot.address, "SEC1", week.school)
    with connection.cursor() as cursor:
        cursor.execute("SELECT url, secret FROM reminders_grouprobot")
        assert not re.search(r"127\.0|SEC1", str(cursor.fetchall()))

    page = client.post(f"/reminders/robots/{kept.pk}/try/", follow=True).content.decode()
    assert "去教师群里看一眼" in page
    assert "试一试" in robot.heard[0]["text"]["content"]
    robot.answer = {"errcode": 310000, "errmsg": "sign not match"}
    page = client.post(f"/reminders/robots/{kept.pk}/try/", follow=True).content.decode()
    assert "sign not match" in page

    client.post(f"/reminders/robots/{kept.pk}/switch/")
    assert not GroupRobot.objects.get().is_on
    client.post(f"/reminders/robots/{kept.pk}/switch/", {"on": "yes"})
    assert GroupRobot.objects.get().is_on
    client.post(f"/reminders/robots/{kept.pk}/remove/")
    assert not GroupRobot.objects.exists()


def test_a_robot_of_another_school_is_not_theirs_to_try(client, week, robot):
    kept = robot.in_group(week)
    week.sign_in(client, "other_school")
    for deed in ("try", "switch", "remove"):
        assert client.post(f"/reminders/robots/{kept.pk}/{deed}/").status_code == 404
    assert robot.heard == []
    assert GroupRobot.objects.get().is_on


@pytest.mark.parametrize(
    ("kind", "url"), [("wecom", WECOM), ("dingtalk", DINGTALK), ("feishu", FEISHU)]
)
def test_an_address_of_its_kind_is_taken(client, week, kind, url):
    week.sign_in(client, "administrator")
    filled = {"name": "群", "kind": kind, "url": url}
    assert client.post("/reminders/robots/new/", filled).status_code == 302


@pytest.mark.parametrize(
    ("kind", "url", "sentence"),
    [
        ("dingtalk", WECOM, "请核对是哪一种"),
        ("wecom", WECOM.replace("https", "http"), "地址要以 https 开头"),
        ("wecom", "https://127.0.0.1/send", "请核对是哪一种"),
        ("wecom", "https://qyapi.weixin.qq.com.evil.example/send", "请核对是哪一种"),
        ("wecom", "https://qyapi.weixin.qq.com@evil.example/send", "请从群里整条复制"),
        ("wecom", "https://qyapi.weixin.qq.com:8443/send", "请核对是哪一种"),
        ("wecom", "https://qyapi.weixin.qq.com:port/send", "这不是一个网址"),
        ("wecom", "file:///etc/passwd", "请从群里整条复制"),
        ("wecom", "http://169.254.169.254/latest", "地址要以 https 开头"),
        ("wecom", "机器人", "请从群里整条复制"),
        ("wecom", "", "请把地址复制过来"),
        ("carrier pigeon", WECOM, "请选一样"),
    ],
)
def test_any_other_address_is_refused_in_words(client, week, kind, url, sentence):
    week.sign_in(client, "principal")
    filled = {"name": "群", "kind": kind, "url": url}
    answer = client.post("/reminders/robots/new/", filled)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not GroupRobot.objects.exists()


def test_an_address_that_is_allowed_no_more_is_not_posted_to(week, robot, settings):
    robot.in_group(week)
    settings.ROBOT_ADDRESSES = frozenset()
    assert round_at("2026-11-24 09:00").failed == 1
    assert robot.heard == []


def test_a_host_that_the_installation_allows_may_be_given_by_its_name(client, week, settings):
    settings.ROBOT_ADDRESSES = frozenset({"robots.county.example"})
    week.sign_in(client, "principal")
    filled = {"name": "群", "kind": "wecom", "url": "https://robots.county.example/send"}
    assert client.post("/reminders/robots/new/", filled).status_code == 302


def test_a_long_text_is_cut_to_what_the_shortest_of_the_three_takes(week):
    from qingshan.reminders.robots import group_text

    text = group_text("一周", ["很长的一句话" * 20] * 40)
    assert len(text.encode()) <= 2048
    assert text.count("很长的一句话" * 20) > 1
