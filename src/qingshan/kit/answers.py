"""Answers that several pages give alike: a chart, and text made small for a thin line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import get_conditional_response

from qingshan.kit.charts import svg

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from qingshan.kit.charts import Chart

SMALLER = ("text/", "application/json", "image/svg+xml", "application/problem+json")


class SmallerTextMiddleware(GZipMiddleware):
    """Django's own compression, for text alone: pictures and workbooks are compressed already."""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        if not response.get("Content-Type", "").startswith(SMALLER):
            return response
        return super().process_response(request, response)


def chart_answer(request: HttpRequest, chart: Chart, *, kept_for: int = 0) -> HttpResponse:
    """The chart as SVG, drawn only where the browser does not hold it; for this person alone.

    `kept_for` are the seconds a browser may show it without asking again.
    """
    mark = f'"{chart.mark}"'
    unchanged: HttpResponse | None = get_conditional_response(request, etag=mark)
    if unchanged is not None:
        return unchanged
    answer = HttpResponse(svg(chart), content_type="image/svg+xml")
    answer["ETag"] = mark
    answer["Cache-Control"] = f"private, max-age={kept_for}" if kept_for else "private, no-cache"
    return answer
