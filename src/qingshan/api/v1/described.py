"""The interface with its OpenAPI file, which says exactly what is answered."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, HttpResponseNotModified
from ninja import NinjaAPI

from qingshan.api.v1.problems import MEDIA_TYPE, TITLES, ProblemOut

if TYPE_CHECKING:
    from django.http import HttpRequest
    from ninja.operation import Operation

DESCRIPTION = (
    "程序凭令牌替一位老师读和记，看得到的和这位老师在页面上看到的一样多。"
    "v1 里只会添字段和地址，不会改名、改意思或拿掉；要那样改，就另开 v2，两版并行至少一个学年。"
)
UNCHANGED = {"description": "和 If-None-Match 里的 ETag 一样，没有正文"}
ALWAYS = (400, 401, 422, 429)
"""What any operation may answer instead."""


class Interface(NinjaAPI):
    """NinjaAPI with an ETag for each answer to a reading, and problems in the OpenAPI file."""

    def create_response(self, request: HttpRequest, data: Any, **told: Any) -> HttpResponse:
        answer = super().create_response(request, data, **told)
        if request.method != "GET" or answer.status_code != 200:
            return answer
        answer["ETag"] = answer.get("ETag") or tag_of(answer.content)
        if answer["ETag"] in request.headers.get("If-None-Match", ""):
            return HttpResponseNotModified(headers={"ETag": answer["ETag"]})
        return answer

    def get_openapi_operation_id(self, operation: Operation) -> str:
        return operation.view_func.__name__

    def get_openapi_schema(self, **told: Any) -> Any:
        schema = super().get_openapi_schema(**told)
        schema["components"]["schemas"]["Problem"] = ProblemOut.model_json_schema(
            ref_template="#/components/schemas/{model}"
        )
        problem = schema["components"]["schemas"]["Problem"]
        schema["components"]["schemas"] |= problem.pop("$defs", {})
        for path, operations in schema["paths"].items():
            for method, operation in operations.items():
                _describe_problems(operation, reads=method == "get", names_a_row="{" in path)
        return schema


def tag_of(content: bytes) -> str:
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def _describe_problems(operation: dict[str, Any], *, reads: bool, names_a_row: bool) -> None:
    answers: dict[Any, Any] = operation["responses"]
    extra = (404,) if names_a_row else ()
    for status in (*ALWAYS, *extra, *(() if reads else (403, 409, 412))):
        answers[status] = {
            "description": TITLES[status],
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
    if reads:
        answers[304] = UNCHANGED
    operation["responses"] = {str(code): answers[code] for code in sorted(answers, key=int)}
