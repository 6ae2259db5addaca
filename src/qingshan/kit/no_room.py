"""A full disk is told in a sentence: nothing of the deed was written, and what to do."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

from django.db import DatabaseError
from django.shortcuts import render

from qingshan.kit.words import tr

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

NO_ROOM = {errno.ENOSPC, errno.EFBIG, getattr(errno, "EDQUOT", errno.ENOSPC)}
SAID_BY_DATABASES = ("disk is full", "disk I/O error", "No space left on device")
INSUFFICIENT_STORAGE = 507
SENTENCE = tr("磁盘满了，或者写不进去：什么都没有记下。请腾出地方再试。")


def is_no_room(error: BaseException | None) -> bool:
    """Whether `error`, or what led to it, is a disk that takes no more."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if isinstance(error, OSError) and error.errno in NO_ROOM:
            return True
        if isinstance(error, DatabaseError) and any(
            words in str(error) for words in SAID_BY_DATABASES
        ):
            return True
        error = error.__cause__ or error.__context__
    return False


class NoRoomMiddleware:
    """Answers with a page that says so, instead of the one for what nobody foresaw."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not is_no_room(error):
            return None
        return render(request, "kit/no_room.html", status=INSUFFICIENT_STORAGE)
