"""A deed that a program sends again, after a lost answer or by two of its parts, is done once."""

from __future__ import annotations

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import IntegrityError, transaction

from qingshan.api.models import AnsweredDeed

if TYPE_CHECKING:
    from collections.abc import Callable

    from qingshan.api.services import Caller


class KeyUsedOtherwise(Exception):
    """Under this name something else was asked before."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is answered; `again` where it was done before and is only repeated."""

    status: int
    body: Any
    again: bool = False


def done_once(
    *, caller: Caller, key: str, told: bytes, deed: Callable[[UUID], tuple[int, Any]]
) -> Answer:
    """Does `deed` and keeps its answer under `key`, or gives the answer that is kept.

    `told` is what was asked. The deed gets a name made from the key, which records keep for good:
    they are written once even after the answer has left. Raises `KeyUsedOtherwise`; whatever the
    deed raises leaves the key free. Two at once wait for each other in the database.
    """
    fingerprint = sha256(told).hexdigest()
    with transaction.atomic():
        own = {"account": caller.member.account, "school_id": caller.token.school_id, "key": key}
        try:
            with transaction.atomic():
                held = AnsweredDeed.objects.create(told=fingerprint, **own)
        except IntegrityError:
            return _kept(AnsweredDeed.objects.get(**own), fingerprint)
        status, body = deed(_name(caller, key))
        sealed = json.dumps(body, ensure_ascii=False)
        AnsweredDeed.objects.filter(pk=held.pk).update(status=status, answer=sealed)
    return Answer(status, body)


def _kept(held: AnsweredDeed, fingerprint: str) -> Answer:
    if held.told != fingerprint:
        raise KeyUsedOtherwise
    return Answer(held.status, json.loads(held.answer), again=True)


def _name(caller: Caller, key: str) -> UUID:
    return uuid5(
        NAMESPACE_URL, f"qingshan:{caller.token.school_id}:{caller.token.account_id}:{key}"
    )
