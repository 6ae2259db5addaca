"""A document made final keeps its figures; a figure's page says why the present differs."""

import datetime as dt
from io import BytesIO

import docx
import pytest
from auditlog.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from qingshan.indicators.models import PublishedDocument, PublishedFigure
from qingshan.indicators.retention import published, published_names
from qingshan.records.models import Record
from tests.indicators.small_school import DAY
from tests.reports.issued import issued_case

VISITS = "/indicators/care.visits/?as_of=2026-07-15"


def visit(cast, number: str, **more) -> Record:
    return Record.objects.create(
        **{
            "school": cast.school,
            "number": number,
            "date": DAY,
            "kind": "home_visit",
            "staff": cast.staff["homeroom"],
            "student": cast.wang,
            **more,
        }
    )


@pytest.mark.system("R9")
def test_publishing_keeps_the_file_and_the_figures_of_that_day(client, filled_cast):
    filled_cast.sign_in(client, "secretary")
    address = reverse("reports:document_publish", args=["case"]) + "?as_of=2026-07-15"
    answer = client.post(address, {"remark": "报县教育局"}, follow=True)
    page = answer.content.decode()
    assert "报县教育局" in page
    held = PublishedDocument.objects.get()
    frozen = PublishedFigure.objects.get(document=held, key="care.visits")
    assert (frozen.text, frozen.number_of_rows) == ("4", 4)
    visit(filled_cast, "N1")
    file = client.get(reverse("reports:issued_file", args=[held.pk]))
    kept = docx.Document(BytesIO(b"".join(file.streaming_content)))
    assert any("累计走访家庭" in line.text for line in kept.paragraphs)
    assert LogEntry.objects.latest("pk").additional_data["deed"] == "publish_document"


@pytest.mark.system("R9")
def test_the_figures_page_says_what_was_published_and_why_it_is_another_now(client, filled_cast):
    issued_case(filled_cast, DAY)
    old = Record.objects.filter(school=filled_cast.school, kind="home_visit", date__lte=DAY)
    changed, gone = old.order_by("pk")[:2]
    for number in ("N1", "N2", "N3"):
        visit(filled_cast, number)
    Record.objects.filter(pk=changed.pk).update(title="改过的标题")
    Record.objects.filter(pk=gone.pk).update(kind="heart_talk")
    filled_cast.sign_in(client, "principal")
    page = client.get(VISITS).content.decode()
    words = "现在同一天数出来是 6次，因为新增 3 条、改动 1 条、删去 1 条"
    assert "里发布过：<b>4次</b>" in page
    assert words in page
    frozen = PublishedFigure.objects.get(key="care.visits")
    rows = client.get(reverse("indicators:published_rows", args=[frozen.pk])).content.decode()
    assert "改过的标题" in rows
    assert f'href="/records/{gone.pk}/"' in rows
    only = client.get(reverse("indicators:published_rows", args=[frozen.pk]), {"what": "gone"})
    assert "改过的标题" not in only.content.decode()


def test_what_has_not_changed_is_said_to_be_so(client, filled_cast):
    issued_case(filled_cast, DAY)
    filled_cast.sign_in(client, "principal")
    assert "背后的记录一条没变" in client.get(VISITS).content.decode()


def test_rows_that_a_teacher_may_not_open_are_only_counted(client, filled_cast):
    issued_case(filled_cast, DAY)
    visit(filled_cast, "N1", student=filled_cast.feng, title="别人看不到的")
    filled_cast.sign_in(client, "teacher")
    frozen = PublishedFigure.objects.get(key="care.visits")
    page = client.get(reverse("indicators:published_rows", args=[frozen.pk])).content.decode()
    assert "别人看不到的" not in page
    assert "其中 1 条已经删掉了，或者不在你的可见范围内" in page
    assert "《" in client.get(VISITS).content.decode()


@pytest.mark.parametrize("who", ["student_affairs", "teacher", "other_school"])
def test_who_does_not_lead_the_school_publishes_nothing(client, filled_cast, who):
    filled_cast.sign_in(client, who)
    client.post(reverse("reports:document_publish", args=["case"]))
    assert not PublishedDocument.objects.filter(school=filled_cast.school).exists()


def test_the_page_of_a_figure_costs_the_same_for_one_row_and_thirty(client, filled_cast):
    issued_case(filled_cast, DAY)
    filled_cast.sign_in(client, "principal")
    client.get(VISITS)
    costs = []
    for more in (1, 29):
        for number in range(more):
            visit(filled_cast, f"M{more}-{number}")
        with CaptureQueriesContext(
            connection,
        ) as asked:
            client.get(VISITS)
        costs.append(len(asked))
    assert costs[0] == costs[1]


def test_a_document_of_a_month_is_held_against_the_same_month_again(client, filled_cast):
    from tests.care.cases_ground import opened

    case = opened(filled_cast)
    filled_cast.sign_in(client, "principal")
    month = f"?month={case.opened_on:%Y-%m}"
    client.post(reverse("reports:document_publish", args=["dropout-month"]) + month)
    frozen = PublishedFigure.objects.get(key="care.ledger.suspected")
    assert frozen.text == "1"
    page = client.get(reverse("indicators:published_rows", args=[frozen.pk])).content.decode()
    assert "背后的记录一条没变" in page


def test_files_with_childrens_names_leave_after_three_years_and_all_after_ten(filled_cast):
    held = issued_case(filled_cast, DAY)
    PublishedDocument.objects.update(names_children=True)
    tomorrow, school = dt.date(2100, 1, 1), filled_cast.school.pk
    assert published_names(school, tomorrow, dry_run=True) == 1
    assert published_names(school, tomorrow, dry_run=False) == 1
    held.refresh_from_db()
    assert not held.file
    assert held.figures.exists()
    assert published(school, tomorrow, dry_run=False) == 1
    assert not PublishedFigure.objects.exists()
