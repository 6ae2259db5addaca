"""Deeds on accounts."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from django.db import transaction

from qingshan.access.audit import note
from qingshan.access.models import Account

if TYPE_CHECKING:
    from collections.abc import Iterable

# Without what is misread on paper: 0 O o, 1 l I i, 2 z Z, 5 s S, 8 B, 9 g q, u v w.
CONSONANTS = "bcdfhjkmnprt"
VOWELS = "ae"
DIGITS = "3467"


def one_time_password() -> str:
    """Seventeen signs to read aloud and type on a phone, such as "bade-kama-tepa-674": 33 bits.

    The sign-in's limit of five tries in five minutes makes these bits enough for a password that
    lives until the first sign-in.
    """
    syllables = [secrets.choice(CONSONANTS) + secrets.choice(VOWELS) for _ in range(6)]
    words = ["".join(syllables[n : n + 2]) for n in (0, 2, 4)]
    return "-".join([*words, "".join(secrets.choice(DIGITS) for _ in range(3))])


def make_account_rows(people: Iterable[tuple[str, str]]) -> list[tuple[Account, str]]:
    """Unsaved accounts for (username, name), each with its one-time password, which nothing keeps.

    The hashes take some 30 ms each: make the rows before a transaction, save them in it.
    """
    made = []
    for username, name in people:
        password = one_time_password()
        account = Account(username=username, name=name, must_change_password=True)
        account.set_password(password)
        made.append((account, password))
    return made


@transaction.atomic
def set_own_password(*, actor: Account, password: str) -> None:
    """The person's own password instead of the one made for them."""
    actor.set_password(password)
    actor.must_change_password = False
    actor.save(update_fields=["password", "must_change_password"])
    note(actor=actor, deed="set_own_password", subject=actor, school_id=None)


@transaction.atomic
def reset_password(*, actor: Account | None, account: Account, school_id: int | None) -> str:
    """A new one-time password; the old one and every open session are void. Returned, not kept."""
    password = one_time_password()
    account.set_password(password)
    account.must_change_password = True
    account.save(update_fields=["password", "must_change_password"])
    note(actor=actor, deed="reset_password", subject=account, school_id=school_id)
    return password


@transaction.atomic
def remove_second_step(*, actor: Account, account: Account, school_id: int) -> None:
    """For someone whose telephone is gone: signing in takes the password alone again."""
    Authenticator.objects.filter(user=account).delete()
    note(actor=actor, deed="remove_second_step", subject=account, school_id=school_id)


@transaction.atomic
def set_open(*, actor: Account, account: Account, opened: bool, school_id: int) -> None:
    """Closes an account, or opens it again. A closed one cannot sign in; its rows stay."""
    account.is_active = opened
    account.save(update_fields=["is_active"])
    deed = "reopen_account" if opened else "close_account"
    note(actor=actor, deed=deed, subject=account, school_id=school_id)
