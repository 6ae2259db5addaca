"""The rows because of which a published figure is another one today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_GET

from qingshan.indicators.models import PublishedFigure
from qingshan.indicators.publishing import Then, figure_behind, is_for
from qingshan.kit.tables import Column, Filter, Table, table_page
from qingshan.kit.words import tr
from qingshan.school.doors import MemberRequest, member_required, school_of

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpResponse, QueryDict

    from qingshan.indicators.publishing import Difference
    from qingshan.kit.figures import Figure

WHAT = (("added", tr("新增的")), ("changed", tr("改动的")), ("gone", tr("不再算进来的")))


@require_GET
@member_required
def published_rows(request: MemberRequest, pk: int) -> HttpResponse:
    """New, changed and gone rows, as far as the person may open them."""
    held = PublishedFigure.objects.select_related("document__school", "school")
    frozen = get_object_or_404(held, pk=pk, school=school_of(request))
    figure = figure_behind(frozen)
    then = Then(frozen, figure, is_for(request.member, frozen.document))
    context: dict[str, Any] = {"then": then, "frozen": frozen}
    if figure is None:
        rows, counted = PublishedFigure.objects.none(), 0
        table: Table = Table(rows, request.GET)
    else:
        rows = figure.source.visible(request.member).filter(pk__in=then.difference.keys)
        counted = rows.count()
        table = _table(figure, rows, then.difference, request.GET)
    context["out_of_sight"] = len(then.difference.keys) - counted
    return table_page(request, "indicators/published_rows.html", table, context)


def _table(figure: Figure, rows: QuerySet[Any], difference: Difference, asked: QueryDict) -> Table:
    source = figure.source
    keys = {"added": difference.added, "changed": difference.changed, "gone": difference.gone}
    words = {key: word.removesuffix("的") for key, word in WHAT}

    def told(cells: Any) -> str:
        page, label = source.page(cells), source.label(cells)
        if page is None:
            return label
        return format_html('<a href="{}">{}</a>', reverse(page.name, args=[page.key]), label)

    def became(key: int) -> str:
        return next((words[name] for name, held in keys.items() if key in held), "")

    def of_kind(rows: QuerySet[Any], name: str) -> QuerySet[Any]:
        return rows.filter(pk__in=keys[name])

    needs = tuple(dict.fromkeys(("pk", source.number, *source.reads)))
    shown = [
        Column("pk", source.title, sort=False, needs=needs, show=told),
        Column("pk", tr("怎么了"), sort=False, show=became),
    ]
    if source.date:
        shown.insert(1, Column(source.date, tr("日期")))

    class Rows(Table):
        name = "published"
        caption = tr("变了的记录")
        columns = tuple(shown)
        search = source.search
        filters = (Filter("what", tr("怎么了"), choices=WHAT, apply=of_kind),)
        default_sort = (f"-{source.date}",) if source.date else ("pk",)
        empty_title = tr("没有你能打开的记录")

    return Rows(rows, asked)
