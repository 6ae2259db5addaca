"""Letters by mail: what is in them, when they go, and stopping them without signing in."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from auditlog.models import LogEntry
from django.core import mail
from django.db import connection
from django.test import Client

from qingshan.reminders.models import Delivery, Preference
from tests.reminders.ground import at, letter_of, prefers, round_at

pytestmark = pytest.mark.usefixtures("by_mail")
ADDRESS = "wu@school.example"


@pytest.fixture
def reader(week) -> Preference:
    return prefers(week, "teacher", address=ADDRESS)


def link_off() -> str:
    (message,) = mail.outbox
    return urlsplit(message.extra_headers["List-Unsubscribe"].strip("<>")).path


@pytest.mark.system("T3")
def test_a_letter_goes_by_mail_as_text_and_html_with_whole_links(week, reader):
    done = round_at("2026-11-24 09:00")
    assert (done.letters, done.sent) == (10, 1)
    (message,) = mail.outbox
    assert message.to == [ADDRESS]
    assert message.from_email == "qingshan@school.example"
    assert "11月23日这一周" in message.subject
    html = message.alternatives[0].content
    for line in letter_of(week, "teacher").lines:
        for part in (message.body, html):
            assert line["text"] in part
            assert f"https://qingshan.school.example{line['href']}" in part
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message.extra_headers["List-Unsubscribe"].startswith("<https://qingshan.school.example/")


def test_nobody_who_gave_no_address_is_mailed(week):
    prefers(week, "teacher")
    assert round_at("2026-11-24 09:00").sent == 0


def test_without_a_mail_server_nothing_waits_and_the_page_says_so(client, week, reader, settings):
    settings.REMINDERS_BY_EMAIL = False
    round_at("2026-11-24 09:00")
    assert not Delivery.objects.exists()
    page = week.sign_in(client, "teacher").get("/reminders/preferences/").content.decode()
    assert "学校还没有设好发信的邮箱" in page
    assert 'name="address"' not in page


def test_whoever_wants_mail_alone_is_not_told_on_the_home_page(client, week):
    prefers(week, "teacher", address=ADDRESS, in_app=False)
    assert round_at("2026-11-24 09:00").sent == 1
    assert "来了一封信" not in week.sign_in(client, "teacher").get("/").content.decode()


@pytest.mark.system("T3")
def test_the_link_in_a_mail_stops_it_without_signing_in_and_there_is_a_way_back(week, reader):
    round_at("2026-11-24 09:00")
    address = link_off()
    stranger = Client(enforce_csrf_checks=True)
    looked = stranger.get(address).content.decode()
    assert looked.count('<button class="button') == 1
    reader.refresh_from_db()
    assert reader.by_email  # looking does nothing
    assert "不再寄了" in stranger.post(address).content.decode()
    reader.refresh_from_db()
    assert not reader.by_email
    assert reader.in_app
    assert round_at("2026-11-30 09:00").sent == 0
    stranger.post(address, {"on": "yes"})
    assert round_at("2026-12-07 09:00").sent == 1


@pytest.mark.system("T3")
def test_a_mail_program_stops_it_by_one_post(week, reader):
    round_at("2026-11-24 09:00")
    program = Client(enforce_csrf_checks=True)
    answer = program.post(
        link_off(), "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code == 200
    reader.refresh_from_db()
    assert not reader.by_email
    entry = LogEntry.objects.filter(additional_data__deed="turn_off_reminders").get()
    assert entry.actor == week.accounts["teacher"]


def begun_otherwise(text: str) -> str:
    """The same text but for its first letter, whichever letter that is."""
    return ("y" if text[0] == "x" else "x") + text[1:]


def test_a_link_that_nobody_signed_stops_nothing(week, reader):
    round_at("2026-11-24 09:00")
    address = link_off()
    token, _, signature = address.strip("/").rpartition("/")[2].partition(".")
    forged, lent = f"{token}.{begun_otherwise(signature)}", f"{begun_otherwise(token)}.{signature}"
    for wrong in (token, f"{token}.", forged, lent):
        assert Client().post(f"/reminders/mail/{wrong}/").status_code == 404
    reader.refresh_from_db()
    assert reader.by_email


def test_what_waits_is_not_sent_to_somebody_who_has_turned_it_off(week):
    preference = prefers(week, "teacher", address=ADDRESS, hour=21)
    assert round_at("2026-11-24 21:00").held == 1
    preference.by_email = False
    preference.save()
    assert round_at("2026-11-25 08:00").given_up == 1
    assert mail.outbox == []


@pytest.mark.system("T3")
@pytest.mark.parametrize(
    ("quiet", "written", "held_at", "sent_at"),
    [
        ((20, 7), 6, "2026-11-23 06:59", "2026-11-23 07:00"),
        ((20, 7), 20, "2026-11-23 23:30", "2026-11-24 07:00"),
        ((12, 14), 12, "2026-11-23 13:59", "2026-11-23 14:00"),
        ((0, 9), 0, "2026-11-23 00:00", "2026-11-23 09:00"),
    ],
)
def test_quiet_hours_hold_a_mail_back_until_they_end(week, quiet, written, held_at, sent_at):
    prefers(
        week,
        "teacher",
        address=ADDRESS,
        hour=written,
        quiet_from=quiet[0],
        quiet_until=quiet[1],
    )
    assert round_at(held_at).held == 1
    assert Delivery.objects.get().next_try == at(sent_at)
    assert mail.outbox == []
    assert round_at(sent_at).sent == 1


def test_the_same_hour_twice_means_no_hour_is_quiet(week):
    prefers(week, "teacher", address=ADDRESS, hour=0, quiet_from=8, quiet_until=8)
    assert round_at("2026-11-23 00:00").sent == 1


def test_a_mail_that_was_not_sent_in_its_week_is_sent_no_more(week):
    prefers(week, "teacher", address=ADDRESS, weekday=4, hour=21)
    assert round_at("2026-11-27 21:00").held == 1
    assert round_at("2026-11-30 06:00").given_up == 1


def test_one_refused_reader_stops_no_other_and_is_tried_again(week, monkeypatch):
    from qingshan.reminders.mail import EmailMultiAlternatives

    prefers(week, "teacher", address=ADDRESS)
    prefers(week, "homeroom", address="zhou@school.example")
    sound = EmailMultiAlternatives.send

    def refusing(self, *given):
        if self.to == [ADDRESS]:
            raise ConnectionRefusedError
        return sound(self, *given)

    monkeypatch.setattr(EmailMultiAlternatives, "send", refusing)
    done = round_at("2026-11-24 09:00")
    assert (done.sent, done.failed) == (1, 1)
    monkeypatch.setattr(EmailMultiAlternatives, "send", sound)
    assert round_at("2026-11-24 09:09").sent == 0
    assert round_at("2026-11-24 09:10").sent == 1
    assert sorted(m.to[0] for m in mail.outbox) == [ADDRESS, "zhou@school.example"]


def test_an_address_is_sealed_in_the_database(reader):
    with connection.cursor() as cursor:
        cursor.execute("SELECT address FROM reminders_preference")
        ((kept,),) = cursor.fetchall()
    assert "school" not in kept


@pytest.mark.system("T3")
def test_everybody_sets_their_own_channels_and_hours(client, week):
    week.sign_in(client, "teacher")
    wishes = {
        "in_app": "on",
        "by_email": "on",
        "address": ADDRESS,
        "weekday": "2",
        "hour": "12",
        "quiet_from": "21",
        "quiet_until": "6",
    }
    assert client.post("/reminders/preferences/", wishes).status_code == 302
    kept = Preference.objects.get(account=week.accounts["teacher"])
    assert (kept.weekday, kept.hour, kept.quiet_from, kept.quiet_until) == (2, 12, 21, 6)
    assert kept.address == ADDRESS
    entry = LogEntry.objects.get(additional_data__deed="change_reminders")
    assert ADDRESS not in f"{entry.additional_data} {entry.changes} {entry.object_repr}"
    page = client.get("/reminders/preferences/").content.decode()
    assert ADDRESS in page
    assert re.search(r'<option value="12" selected>12 点', page)


@pytest.mark.parametrize(
    ("wish", "sentence"),
    [
        ({"address": ""}, "要收邮件，请写上邮箱。"),
        ({"address": "wu在学校"}, "这不像一个邮箱地址，请核对"),
        ({"hour": "24"}, "请从列表里选。"),
        ({"weekday": "6"}, "请从列表里选。"),
        ({"quiet_from": ""}, "请选一样。"),
    ],
)
def test_a_wish_that_cannot_be_is_said_at_its_field_and_what_was_typed_stays(
    client, week, wish, sentence
):
    week.sign_in(client, "teacher")
    wishes = {
        "by_email": "on",
        "address": ADDRESS,
        "weekday": "0",
        "hour": "7",
        "quiet_from": "20",
        "quiet_until": "7",
    } | wish
    answer = client.post("/reminders/preferences/", wishes)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert sentence in page
    assert wishes["address"] in page
    assert not Preference.objects.exists()


@pytest.mark.system("T3")
@pytest.mark.parametrize("channel", ["in_app", "by_email"])
def test_a_button_in_the_letter_turns_a_channel_off_and_the_page_on_again(
    client, week, reader, channel
):
    round_at("2026-11-24 09:00")
    week.sign_in(client, "teacher")
    page = client.get(f"/reminders/{letter_of(week, 'teacher').pk}/").content.decode()
    assert f'value="{channel}"' in page
    assert client.post("/reminders/turn/", {"channel": channel}).status_code == 302
    reader.refresh_from_db()
    assert not getattr(reader, channel)
    client.post("/reminders/turn/", {"channel": channel, "on": "yes"})
    reader.refresh_from_db()
    assert getattr(reader, channel)
