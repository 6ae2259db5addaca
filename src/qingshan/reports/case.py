"""The case document: the template filled with live figures, for Word and for the page."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, Any, Protocol

from jinja2 import TemplateSyntaxError

from qingshan.character.models import Course
from qingshan.indicators.charts import CHARTS, charts_for
from qingshan.indicators.queries import answers_for
from qingshan.kit.charts import png
from qingshan.outcomes.models import Honour
from qingshan.reports.language import NotAllowed, TemplateLanguage, UnknownPlaceholder
from qingshan.reports.template import check_template, template_of
from qingshan.reports.words import Picture, Word, put

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from docxtpl import DocxTemplate

    from qingshan.kit.charts import Chart
    from qingshan.kit.counting import Answer, Answers
    from qingshan.school.models import School

NAMED_AT_MOST = 7
CHART_WIDTH = 480  # pixels of the drawing; printed at 130 mm
PRINTED_AT = 130


class Pen(Protocol):
    """How figures, charts and the way to a figure's rows are written."""

    def figure(self, answer: Answer) -> str: ...
    def chart(self, name: str, chart: Chart) -> Any: ...
    def way(self, answer: Answer) -> Any: ...


class WordPen:
    """Writes for Word: plain digits, pictures, and links where the site's address is known."""

    def __init__(self, template: DocxTemplate, *, site: str, as_of: date) -> None:
        self.template = template
        self.site = site
        self.as_of = as_of

    def figure(self, answer: Answer) -> str:
        return answer.text

    def chart(self, name: str, chart: Chart) -> Any:
        from docx.shared import Mm
        from docxtpl import InlineImage

        wide = replace(chart, width=CHART_WIDTH, height=CHART_WIDTH * 2 // 5)
        return InlineImage(self.template, BytesIO(png(wide)), width=Mm(PRINTED_AT))

    def way(self, answer: Answer) -> Any:
        from docxtpl import RichText

        key = answer.figure.key
        if not self.site:
            return RichText(key, size=21)
        address = f"{self.site}/indicators/{key}/?as_of={self.as_of.isoformat()}"
        link = self.template.build_url_id(address)
        return RichText(key, size=21, color="2c6650", underline=True, url_id=link)


def case_document(school: School | None, *, as_of: date, site: str = "") -> bytes:
    """The document as .docx. `site` is the address the figures' pages are reached under, if any.

    Raises `TemplateRefused` where the school's own template cannot be used.
    """
    written = BytesIO()
    filled(school, as_of=as_of, pen=lambda tpl: WordPen(tpl, site=site, as_of=as_of)).save(written)
    return written.getvalue()


def filled(school: School | None, *, as_of: date, pen: Any) -> DocxTemplate:
    """The school's template, filled. `pen` makes a `Pen` for the template it is given."""
    from docxtpl import DocxTemplate

    data = template_of(school)
    template = DocxTemplate(BytesIO(data))
    template.init_docx()
    context = case_context(school, as_of=as_of, pen=pen(template))
    try:
        template.render(context, jinja_env=TemplateLanguage(), autoescape=True)
    except (UnknownPlaceholder, NotAllowed, TemplateSyntaxError):
        check_template(data)  # says in a sentence what is wrong, and where
        raise
    return template


def case_context(school: School | None, *, as_of: date, pen: Pen) -> dict[str, Any]:
    """Everything a template may name, by the first part of its name."""
    answers = answers_for(school, as_of=as_of)
    root = Word()
    for key, answer in answers.items():
        put(root, key, _word(answer, pen))
    charts = charts_for(school, as_of=as_of, answers=answers) if school else {}
    for name in CHARTS:
        put(root, f"chart.{name}", Picture(charts.get(name), _drawn_by(pen, name)))
    put(root, "report.day", Word(f"{as_of.year}年{as_of.month}月{as_of.day}日", 1))
    put(root, "school.name", Word(school.name if school else "本校", 1))
    put(root, "school.honour_names", _named(_honours(school, as_of)))
    put(root, "courses.names", _named(_courses(school)[:NAMED_AT_MOST]))
    _put_latest(root, answers, pen)
    context = dict(root._inner)
    context["figures"] = [_figure_row(answer, pen) for answer in answers.values()]
    return context


def _drawn_by(pen: Pen, name: str) -> Any:
    return lambda chart: pen.chart(name, chart)


def _word(answer: Answer, pen: Pen) -> Word:
    return Word(pen.figure(answer), answer.value)


def _named(names: Iterable[str]) -> Word:
    listed = list(dict.fromkeys(names))
    return Word("、".join(listed), len(listed))


def _honours(school: School | None, as_of: date) -> list[str]:
    rows = Honour.objects.filter(
        school=school, recipient=Honour.Recipient.SCHOOL, date__lte=as_of
    ).order_by("date", "pk")
    return list(rows.values_list("name", flat=True))


def _courses(school: School | None) -> list[str]:
    own = Course.objects.filter(school=school, nature=Course.Nature.SCHOOL).order_by("pk")
    return list(own.values_list("name", flat=True))


def _put_latest(root: Word, answers: Answers, pen: Pen) -> None:
    """The years of the examination, the newest first, and the newest by itself."""
    years = sorted(
        (key.rpartition(".")[2] for key in answers if key.startswith("exam.promotion_rate.")),
        reverse=True,
    )
    rows = [
        {
            "year": year,
            **{
                name: _word(answers[f"exam.{name}.{year}"], pen)
                for name in ("promotion_rate", "entered", "full_marks")
            },
        }
        for year in years
    ]
    put(root, "exam.years", rows)
    newest = int(years[0]) if years else 0
    put(root, "exam.latest_year", Word(str(newest), newest))
    latest = rows[0]["promotion_rate"] if rows else Word("0%")
    put(root, "exam.latest_promotion_rate", latest)


def _figure_row(answer: Answer, pen: Pen) -> dict[str, Any]:
    figure = answer.figure
    return {
        "title": figure.title,
        "value": _word(answer, pen),
        "unit": figure.unit,
        "definition": figure.definition,
        "key": figure.key,
        "where": pen.way(answer),
    }
