"""What happens to an account leaves an audit row: signing in, passwords, the second step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.signals import password_changed, user_logged_in
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from auditlog.models import LogEntry
from django.contrib.auth.signals import user_login_failed
from django.db.models.signals import pre_save

from qingshan.access.audit import note
from qingshan.access.devices import keep_device
from qingshan.access.doing import name_the_deed
from qingshan.access.middleware import name_the_actor
from qingshan.access.models import Account

if TYPE_CHECKING:
    from django.dispatch import Signal


def follow() -> None:
    """Connects the receivers; called once, when the app is ready."""
    pre_save.connect(name_the_deed, sender=LogEntry, dispatch_uid="name_the_deed")
    pre_save.connect(name_the_actor, sender=LogEntry, dispatch_uid="name_the_actor")
    for signal, deed in DEEDS.items():
        signal.connect(_noting(deed), weak=False, dispatch_uid=deed)
    user_logged_in.connect(keep_device, dispatch_uid="keep_device")
    user_login_failed.connect(_note_failure, dispatch_uid="fail_sign_in")


DEEDS: dict[Signal, str] = {
    user_logged_in: "sign_in",
    password_changed: "change_password",
    authenticator_added: "add_second_step",
    authenticator_removed: "remove_second_step",
    authenticator_reset: "renew_recovery_codes",
}


def _noting(deed: str) -> Any:
    def receive(user: Account, **_: Any) -> None:
        action = LogEntry.Action.ACCESS if deed == "sign_in" else LogEntry.Action.UPDATE
        note(actor=user, deed=deed, subject=user, school_id=None, action=action)

    return receive


def _note_failure(credentials: dict[str, Any], **_: Any) -> None:
    """A wrong password for an account that there is; of names that are none nothing is kept."""
    tried = Account.objects.filter(username=credentials.get("username", "")).first()
    if tried is not None:
        access = LogEntry.Action.ACCESS
        note(actor=None, deed="fail_sign_in", subject=tried, school_id=None, action=access)
