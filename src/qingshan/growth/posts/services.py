"""Deeds on model posts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from qingshan.access.doing import doing
from qingshan.growth.models import ModelPost
from qingshan.growth.posts.visibility import may_keep

if TYPE_CHECKING:
    from qingshan.people.models import Staff
    from qingshan.school.membership import Member


class HasAPost(Exception):
    """The member has an open one."""


class NotYours(Exception):
    """This is for the member, or for who leads the branch."""


class NoMember(Exception):
    """Only a party member takes a model post."""


def take_post(*, actor: Member, staff: Staff, post: str, promise: str) -> ModelPost:
    """Raises `NoMember`, `HasAPost`."""
    if not staff.is_party_member:
        raise NoMember
    made = ModelPost(
        school_id=staff.school_id, staff=staff, post=post, promise=promise, since=actor.today
    )
    try:
        with transaction.atomic(), doing("take_post", actor=actor.account):
            made.save()
    except IntegrityError:
        raise HasAPost from None
    return made


@transaction.atomic
def leave_post(*, actor: Member, post: ModelPost) -> ModelPost:
    """From the day on; what was done meanwhile stays."""
    held = ModelPost.objects.select_for_update().get(pk=post.pk)
    if not may_keep(actor, held):
        raise NotYours
    if held.until is None:
        held.until = actor.today
        with doing("leave_post", actor=actor.account):
            held.save(update_fields=["until"])
    return held
