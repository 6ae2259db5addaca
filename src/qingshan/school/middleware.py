from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.functional import SimpleLazyObject

from qingshan.access.scope import NOBODY, narrow_to, seen_as
from qingshan.school.membership import Member, member_for
from qingshan.school.walls import scope_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


class MemberMiddleware:
    """Puts `request.member` on every request: found when first asked for, None for a stranger.

    Until then the database shows nobody's rows, and from then on those of the member's school.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        def member() -> Member | None:
            if not request.user.is_authenticated:
                return None
            found = member_for(request.user, school_id=request.session.get("school"))
            narrow_to(scope_of(found))
            return found

        request.member = SimpleLazyObject(member)  # type: ignore[attr-defined]
        with seen_as(NOBODY):
            answer = self.get_response(request)
        if request.user.is_authenticated and not answer.has_header("Cache-Control"):
            # On the staff room's computer, Back after signing out must not show the last child.
            answer["Cache-Control"] = "private, no-store"
        return answer
