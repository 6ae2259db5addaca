"""Where one is signed in, and ending it from afar: a telephone is lost, a computer was shared.

What a device is, is kept in its session and goes with it: nothing is kept of who used what when.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from qingshan.access.audit import note
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

    from qingshan.access.models import Account

KEPT_AS = "device"
IN_WECHAT = "MicroMessenger"
KINDS = {
    "iPhone": tr("苹果手机"),
    "iPad": tr("苹果平板"),
    "OpenHarmony": tr("鸿蒙手机"),
    "Android": tr("安卓手机"),
    "Windows": tr("Windows 电脑"),
    "Macintosh": tr("苹果电脑"),
    "Linux": tr("Linux 电脑"),
}
"""What a browser calls its machine, the more telling first: an Android says Linux, too."""


LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Device:
    """A place where one is signed in. `key` is a hash: the session's own key opens the account."""

    key: str
    what: str
    since: datetime | None
    here: bool


def keep_device(request: HttpRequest, **_: Any) -> None:
    """Receiver of a sign-in."""
    told = request.headers.get("User-Agent", "")
    request.session[KEPT_AS] = {
        "kind": next((kind for kind in KINDS if kind in told), ""),
        "in_wechat": IN_WECHAT in told,
        "since": timezone.now().isoformat(timespec="seconds"),
    }


def devices_of(account: Account, here: str) -> list[Device]:
    """This one first, then the latest; `here` is the key of the session that asks."""
    found = [_device(key, kept, here) for key, kept in _sessions_of(account)]
    return sorted(found, key=lambda one: (one.here, one.since or LONG_AGO), reverse=True)


@transaction.atomic
def sign_out_elsewhere(*, actor: Account, here: str, which: str = "") -> int:
    """Ends the session of the device called `which`, or all but this; how many they were."""
    ended = [
        key
        for key, _ in _sessions_of(actor)
        if key != here and (not which or constant_time_compare(_called(key), which))
    ]
    Session.objects.filter(session_key__in=ended).delete()
    if ended:
        note(actor=actor, deed="sign_out_device", subject=actor, school_id=None)
    return len(ended)


def _sessions_of(account: Account) -> Iterator[tuple[str, dict[str, Any]]]:
    """The open ones; of whom a session is stands inside it, so all of the house are looked at."""
    reader, hashed = SessionStore(), account.get_session_auth_hash()
    for row in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        kept = reader.decode(row.session_data)
        is_theirs = kept.get(SESSION_KEY) == str(account.pk)
        if is_theirs and constant_time_compare(kept.get(HASH_SESSION_KEY, ""), hashed):
            yield row.session_key, kept.get(KEPT_AS, {})


def _device(key: str, kept: dict[str, Any], here: str) -> Device:
    what = KINDS.get(kept.get("kind", ""), tr("别的设备"))
    if kept.get("in_wechat"):
        what = tr("{device}，在微信里").format(device=what)
    since = datetime.fromisoformat(kept["since"]) if "since" in kept else None
    return Device(_called(key), what, since, key == here)


def _called(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()[:16]
