"""The addresses of figures and of reports."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.route import (
    EVERYBODY,
    HEADS,
    HEADS_ANYWHERE,
    OFFICES,
    POST_ONLY,
    SCHOOL,
    SERVING,
    Route,
    first_term,
    named,
)

if TYPE_CHECKING:
    from tests.cast import Cast


def two_examinations(cast: Cast) -> list[Any]:
    from qingshan.outcomes.models import Examination

    for year in (2025, 2026):
        Examination.objects.create(
            school=cast.school, year=year, graduates=9, entered=9, sat=9, full_marks=1
        )
    return ["promotion"]


def two_examinations_of_the_case(cast: Cast) -> list[Any]:
    two_examinations(cast)
    return ["case", "chart.promotion"]


def an_issued_case(cast: Cast) -> list[Any]:
    from tests.reports.issued import issued_case

    return [issued_case(cast).pk]


def an_inspection_file(cast: Cast) -> list[Any]:
    from qingshan.reports.bundling import place_of
    from qingshan.reports.models import InspectionFile

    made = InspectionFile.objects.create(
        school=cast.school,
        account=cast.accounts["secretary"],
        term=first_term(cast)[0],
        words="上学期",
        reason="督导",
        state="ready",
        file="routes",
    )
    place_of("routes").write_bytes(b"PK")
    return [made.pk]


def a_published_figure(cast: Cast) -> list[Any]:
    from tests.reports.issued import issued_case

    return [issued_case(cast).figures.get(key="students.total").pk]


def one_of_two_examinations(cast: Cast) -> list[Any]:
    two_examinations(cast)
    return ["exam.entered.2026"]


ROWS: dict[str, Route] = {
    "indicators:indicator_list": Route(SERVING),
    "indicators:indicator": Route(SERVING, named("care.visits")),
    "indicators:published_rows": Route(SCHOOL, a_published_figure),
    "indicators:indicator_rows": Route(EVERYBODY, named("care.visits"), **POST_ONLY),
    "indicators:chart": Route(SCHOOL, two_examinations),
    "indicators:figure_chart": Route(SCHOOL, one_of_two_examinations),
    "indicators:pinned": Route(SERVING),
    "indicators:pin": Route(EVERYBODY, named("care.visits"), **POST_ONLY),
    "reports:report_list": Route(OFFICES | {"other_school"}),
    "reports:document": Route(OFFICES | {"other_school"}, named("case")),
    "reports:document_file": Route(OFFICES | {"other_school"}, named("case")),
    "reports:document_file_why": Route(EVERYBODY, named("dropout-ledgers"), **POST_ONLY),
    "reports:document_chart": Route(OFFICES, two_examinations_of_the_case),
    "reports:document_publish": Route(EVERYBODY, named("case"), **POST_ONLY),
    "reports:number": Route(OFFICES, named("term-summary", "term.home_visit")),
    "reports:inspection": Route(HEADS_ANYWHERE | {"secretary"}),
    "reports:inspection_file": Route(HEADS | {"secretary"}, an_inspection_file),
    "reports:inspection_download": Route(HEADS | {"secretary"}, an_inspection_file),
    "reports:issued_list": Route(OFFICES | {"other_school"}),
    "reports:issued": Route(OFFICES, an_issued_case),
    "reports:issued_file": Route(OFFICES, an_issued_case),
    "reports:template": Route(OFFICES | {"other_school"}, named("case")),
    "reports:template_download": Route(OFFICES | {"other_school"}, named("case")),
    "reports:template_upload": Route(EVERYBODY, named("case"), **POST_ONLY),
    "reports:template_revert": Route(EVERYBODY, named("case"), **POST_ONLY),
}
