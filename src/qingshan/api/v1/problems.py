"""What is amiss, as `application/problem+json` (RFC 9457) with sentences for people."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from ninja import Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError
from pydantic import Field

from qingshan.api.services import AskedTooOften, NoSuchToken

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from django.http import HttpRequest
    from ninja import NinjaAPI

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: "看不懂",
    401: "没有令牌",
    403: "令牌不能做这个",
    404: "没有找到",
    409: "现在不行",
    412: "已经改过了",
    422: "有一项填得不对",
    429: "问得太勤",
}
NOT_LET_IN = "没有带令牌，或者这个令牌已经收回、过期，或者密码改过了。请在“我的账号”里再要一个。"
UNREADABLE = "请求的正文读不懂。请按 application/json 发送，文字用 UTF-8。"
NOTHING = "没有这一行，或者它不归您看。"

SENTENCES = {
    "missing": "这一项要填。",
    "extra_forbidden": "没有这一项，请去掉。",
    "json_invalid": UNREADABLE,
    "string_too_long": "太长了。",
    "string_too_short": "太短了。",
    "list_too_long": "太多了。",
    "too_long": "太多了。",
    "string_type": "这一项要写成文字。",
    "enum": "请从列出的值里选。",
    "literal_error": "请从列出的值里选。",
    "none_required": "这一项请空着。",
}
KINDS = {
    "int_": "请写一个整数。",
    "date_": "请写一个有的日期，例如 2026-11-24。",
    "greater_than_equal": "这个值太小了。",
    "less_than_equal": "这个值太大了。",
    "list_": "这一项要写成一列。",
}
OTHERWISE = "这一项填得不对。"


class FieldProblem(Schema):
    """One field and what to do about it."""

    field: str
    message: str


class ProblemOut(Schema):
    """What is amiss. `errors` names fields where some of them are."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldProblem] = Field(default_factory=list)


class Problem(Exception):
    """An answer that is not what was asked for."""

    def __init__(
        self,
        status: int,
        detail: str,
        errors: Iterable[tuple[str, str]] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(status, detail)
        self.status, self.detail = status, detail
        self.errors, self.headers = list(errors), headers or {}


def refused(errors: Mapping[str, str] | Iterable[tuple[str, str]]) -> Problem:
    """Fields that cannot be so, each with its sentence."""
    listed = list(errors.items() if hasattr(errors, "items") else errors)
    return Problem(422, "、".join(dict.fromkeys(said for _, said in listed)), listed)


def as_answer(problem: Problem) -> HttpResponse:
    body = {
        "type": "about:blank",
        "title": TITLES[problem.status],
        "status": problem.status,
        "detail": problem.detail,
        "errors": [{"field": field, "message": said} for field, said in problem.errors],
    }
    text = json.dumps(body, ensure_ascii=False)
    return HttpResponse(
        text, status=problem.status, content_type=MEDIA_TYPE, headers=problem.headers
    )


@csrf_exempt
def nothing_here(request: HttpRequest) -> HttpResponse:
    """For addresses that the interface does not have."""
    return as_answer(Problem(404, "接口里没有这个地址。"))


def answer_problems(interface: NinjaAPI) -> None:
    """Lets the interface answer everything that is amiss in this form."""
    for exception, problem_of in _PROBLEMS.items():
        interface.add_exception_handler(exception, partial(_answer, problem_of))


def _answer(problem_of: Callable[[Any], Problem], request: HttpRequest, exc: Any) -> HttpResponse:
    return as_answer(problem_of(exc))


def _no_token(_: Any) -> Problem:
    return Problem(401, NOT_LET_IN, headers={"WWW-Authenticate": 'Bearer realm="qingshan"'})


def _too_often(asked: AskedTooOften) -> Problem:
    said = f"一分钟里问得太多了，请过 {asked.wait} 秒再问。"
    return Problem(429, said, headers={"Retry-After": str(asked.wait)})


def _invalid(invalid: ValidationError) -> Problem:
    return refused([(_field(one["loc"]), _sentence(one["type"])) for one in invalid.errors])


def _field(place: tuple[Any, ...]) -> str:
    """The last names of where it is: without the source and the model around it."""
    names = [str(part) for part in place[1:]]
    return ".".join(names[1:] if place[0] == "body" and len(names) > 1 else names)


def _sentence(kind: str) -> str:
    by_start = (said for start, said in KINDS.items() if kind.startswith(start))
    return SENTENCES.get(kind) or next(by_start, OTHERWISE)


_PROBLEMS: dict[type[Exception], Callable[[Any], Problem]] = {
    Problem: lambda problem: problem,
    Http404: lambda _: Problem(404, NOTHING),
    NoSuchToken: _no_token,
    AuthenticationError: _no_token,
    AskedTooOften: _too_often,
    ValidationError: _invalid,
    HttpError: lambda _: Problem(400, UNREADABLE),
}
