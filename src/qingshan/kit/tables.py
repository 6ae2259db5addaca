"""Tables that page, filter, search and sort in the database.

A table is declared once::

    class StudentTable(Table):
        caption = "孩子"
        columns = (
            Column("name", "姓名", link="people:student"),
            Column("school_class__name", "班级", sort=("school_class__code",)),
        )
        search = ("search_key",)
        default_sort = ("number",)

and used in a view::

    table = StudentTable(
        students_visible_to(request.member),
        request.GET,
        filters=(Filter("class", "班级", "school_class", choices=[(3, "三年级(1)班")]),),
    )
    return table_page(request, "people/student_list.html", table)

with `{% include "kit/table.html" %}` in the template, or `<c-table>` with what to do next in its
slot for when there is nothing. Whatever stands in the query string, the table shows something: a
parameter it does not know is passed over. A page costs two queries: count and rows.
"""

from __future__ import annotations

from functools import cached_property
from operator import itemgetter
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlencode

from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django_htmx.http import push_url

from qingshan.kit.columns import Column, row_maker
from qingshan.kit.narrowing import Filter, any_of, narrowed, ordering
from qingshan.kit.table_parts import Choice, Heading, Option, PageLink
from qingshan.kit.words import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.db.models import QuerySet
    from django.http import HttpResponse, QueryDict

    from qingshan.kit.http import HttpRequest

__all__ = ["Column", "Filter", "Table", "table_page"]

PER_PAGE = (50, 100, 200, 1000)
LONGEST_SEARCH = 50


class Table:
    """Base of a declared table; see the module's text."""

    name: ClassVar[str] = "rows"
    """Begins the ids on the page: two tables on one page need two names and a `prefix`."""
    caption: ClassVar[str] = ""
    columns: ClassVar[tuple[Column, ...]] = ()
    search: ClassVar[tuple[str, ...]] = ()
    search_label: ClassVar[str] = tr("找一找")
    search_hint: ClassVar[str] = tr("姓名、拼音首字母或编号")
    filters: ClassVar[tuple[Filter, ...]] = ()
    default_sort: ClassVar[tuple[str, ...]] = ("pk",)
    per_page: ClassVar[int] = 50
    unit: ClassVar[str] = tr("条")
    path: str = "?"
    empty_title: str = tr("这里还没有内容")
    empty_hint: str = ""
    nothing_found: ClassVar[str] = tr("没有找到。换个词，或者去掉筛选再看看。")

    def __init__(
        self,
        queryset: QuerySet[Any],
        asked: QueryDict,
        *,
        filters: Sequence[Filter] = (),
        kept: Mapping[str, str] | None = None,
    ) -> None:
        """`filters` join the declared ones; `kept` stays in every address of the table."""
        self._everything = queryset
        self._asked = asked
        self.kept = kept or {}
        self.choices = tuple(self._choice(f) for f in (*self.filters, *filters))

    # What was asked for, made sound

    @cached_property
    def query(self) -> str:
        """The words searched for; "" for none."""
        if not self.search:
            return ""
        return " ".join(self._asked.get("q", "").replace("\0", " ")[:LONGEST_SEARCH].split())

    @cached_property
    def sort(self) -> str:
        """The key of the column sorted by, with "-" for downwards; "" for the table's own order."""
        wanted = self._asked.get("sort", "")
        known = {column.key for column in self.columns if column.sort}
        return wanted if wanted.removeprefix("-") in known else ""

    @cached_property
    def per(self) -> int:
        """Rows on a page: at most 1,000."""
        wanted = _whole(self._asked.get("per", ""), self.per_page)
        return min(wanted, PER_PAGE[-1]) if wanted > 0 else self.per_page

    @cached_property
    def page(self) -> int:
        """The page shown, from 1; the last one for a number beyond it."""
        return max(1, min(_whole(self._asked.get("page", ""), 1), self.pages))

    def _choice(self, filter_: Filter) -> Choice:
        asked = self._asked.get(filter_.name, "")
        options = tuple(
            Option(str(value), str(word), chosen=str(value) == asked != "")
            for value, word in filter_.choices
        )
        value = asked if any(option.chosen for option in options) else ""
        return Choice(filter_, options, value)

    # Rows

    @cached_property
    def queryset(self) -> QuerySet[Any]:
        """All rows asked for, unsorted, on whatever page."""
        found = self._everything
        for choice in self.choices:
            if choice.value:
                found = narrowed(found, choice.filter, choice.value)
        for word in self.query.split():
            found = found.filter(any_of(self.search, word))
        return found

    @cached_property
    def total(self) -> int:
        return self.queryset.order_by().count()

    @cached_property
    def pages(self) -> int:
        return max(1, -(-self.total // self.per))

    @cached_property
    def rows(self) -> list[tuple[Any, ...]]:
        """The rows of this page, their values in the order of `fields`."""
        first = (self.page - 1) * self.per
        ordered = self.queryset.order_by(*self._order())
        if ordered._fields is None:  # type: ignore[attr-defined]
            return list(ordered.values_list(*self.fields)[first : first + self.per])
        if len(self.fields) == 1:
            return [(row[self.fields[0]],) for row in ordered[first : first + self.per]]
        return list(map(itemgetter(*self.fields), ordered[first : first + self.per]))

    @cached_property
    def fields(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(field for column in self.columns for field in column.fields))

    @property
    def body(self) -> SafeString:
        return row_maker(self.columns, self.fields)(self.rows)

    def _order(self) -> list[Any]:
        model = self._everything.model
        if not self.sort:
            return [ordering(model, field) for field in (*self.default_sort, "pk")]
        key = self.sort.removeprefix("-")
        fields = next(column.sort for column in self.columns if column.key == key)
        down = "-" if self.sort.startswith("-") else ""
        return [*(ordering(model, down + field) for field in fields), "pk"]

    # What the template asks for

    @property
    def region(self) -> str:
        """The id of the part that is swapped in place."""
        return f"{self.name}-table"

    @property
    def form(self) -> str:
        return f"{self.name}-tools"

    @property
    def has_tools(self) -> bool:
        return bool(self.search or self.choices)

    @property
    def is_narrowed(self) -> bool:
        return bool(self.query or self.is_chosen)

    @property
    def is_chosen(self) -> bool:
        return any(choice.value for choice in self.choices)

    @property
    def first_shown(self) -> int:
        return (self.page - 1) * self.per + 1

    @property
    def last_shown(self) -> int:
        return self.first_shown + len(self.rows) - 1

    @property
    def sizes(self) -> list[PageLink]:
        """How many rows a page may hold; more than the last of them are never asked for."""
        offered = [n for n in PER_PAGE if n < self.total] + [PER_PAGE[-1]]
        stem = self.address()
        joint = "&" if len(stem) > 1 else ""
        return [
            PageLink(
                tr("全部") if n == PER_PAGE[-1] else tr("每页 {n}").format(n=n),
                f"{stem}{joint}per={n}",  # of two values in an address the last one counts
                current=n == self.per,
            )
            for n in offered
        ]

    @property
    def headings(self) -> list[Heading]:
        made = []
        for n, column in enumerate(self.columns):
            order = ""
            if self.sort.removeprefix("-") == column.key:
                order = "descending" if self.sort.startswith("-") else "ascending"
            then = f"-{column.key}" if order == "ascending" else column.key
            href = self.address(sort=then) if column.sort else ""
            made.append(Heading(column, href, order, f"{self.name}-sort-{n}"))
        return made

    @property
    def page_links(self) -> list[PageLink]:
        near = {1, self.pages, *range(self.page - 1, self.page + 2)}
        links, before = [], 0
        for number in sorted(n for n in near if 1 <= n <= self.pages):
            if number - before > 1:
                links.append(PageLink("…", ""))
            links.append(
                PageLink(str(number), self.address(page=number), current=number == self.page)
            )
            before = number
        return links

    @property
    def previous_page(self) -> str:
        return self.address(page=self.page - 1) if self.page > 1 else ""

    @property
    def next_page(self) -> str:
        return self.address(page=self.page + 1) if self.page < self.pages else ""

    def address(self, *, sort: str | None = None, page: int = 1) -> str:
        """The query string of this table with another order or page."""
        stands = {choice.filter.name: choice.value for choice in self.choices}
        stands |= {"q": self.query, "sort": self.sort if sort is None else sort}
        stands |= {"per": str(self.per) if self.per != self.per_page else ""}
        stands |= {"page": str(page) if page > 1 else "", **self.kept}
        return "?" + urlencode({name: value for name, value in stands.items() if value})

    def render(self) -> SafeString:
        """The whole table with its tools, as `{% include "kit/table.html" %}` has it."""
        return render_to_string("kit/table.html", {"table": self})


def table_page(
    request: HttpRequest, template: str, table: Table, context: dict[str, Any] | None = None
) -> HttpResponse:
    """The page that shows `table`, or only the table's rows where only they were asked for."""
    table.path = request.path
    context = {"table": table, **(context or {})}
    if request.htmx.target != table.region:
        return render(request, template, context)
    answer = render(request, "kit/table_region.html", context)
    return push_url(answer, request.path + table.address(page=table.page).removesuffix("?"))


def _whole(text: str, otherwise: int) -> int:
    """The number in `text`, if it is a plain one of a bearable length."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else otherwise
