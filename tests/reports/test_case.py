"""The case document: what stands in the file and on the page."""

import re
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from django.urls import reverse
from typer.testing import CliRunner

from qingshan.config.cli import reporting  # noqa: F401  (registers the commands)
from qingshan.config.cli.app import app
from qingshan.indicators.queries import answers_for
from qingshan.reports.case import case_document
from tests.indicators.small_school import DAY, EXPECTED, LONG_BEFORE
from tests.reports.conftest import text_of, xml_of

ASKED = {"as_of": DAY.isoformat()}


@pytest.mark.system("R9")
def test_every_figure_stands_in_the_appendix_with_its_definition_and_rows(filled_cast):
    data = case_document(filled_cast.school, as_of=DAY, site="https://school.example")
    table = docx.Document(BytesIO(data)).tables[-1]
    answers = answers_for(filled_cast.school, as_of=DAY)
    assert [tuple(cell.text for cell in row.cells) for row in table.rows[1:]] == [
        (a.figure.title, a.text + a.figure.unit, a.figure.definition, key)
        for key, a in answers.items()
    ]
    links = ZipFile(BytesIO(data)).read("word/_rels/document.xml.rels").decode()
    for key in EXPECTED:
        assert f"https://school.example/indicators/{key}/?as_of=2026-07-15" in links


@pytest.mark.system("R9")
def test_the_document_follows_its_chapters_and_holds_live_figures(filled_cast):
    text = text_of(case_document(filled_cast.school, as_of=DAY))
    for heading in (
        "一、背景",
        "二、做法",
        "三、成效",
        "（一）聚焦崇学向上",
        "（五）学校声誉明显提升",
    ):
        assert heading in text
    for sentence in (
        "青山镇学校党建工作创新案例",
        "有特岗教师4名，担任中层干部1人",
        "有1人光荣加入中国共产党，2人向党组织递交了入党申请书",
        "先后接受上级检查4次，其中2次获得优秀或良好",
        "活动奖项2项",
        "升学率连续3年保持100%",
        "累计走访家庭4次，走到2名学生家中",
        "帮扶资金43.34元",
        "送教上门1次",
        "安全事故1起，家长投诉2起，舆情无苗头",
        "学校荣誉",
    ):
        assert sentence in text


def test_a_number_stands_whole_in_the_file(filled_cast):
    runs = re.findall(
        r"<w:t[^>]*>([^<]*)</w:t>", xml_of(case_document(filled_cast.school, as_of=DAY))
    )
    assert any("累计走访家庭4次" in run for run in runs)


def test_nothing_is_left_unfilled(filled_cast):
    xml = xml_of(case_document(filled_cast.school, as_of=DAY))
    assert "{{" not in xml
    assert "{%" not in xml


def test_what_there_is_not_is_not_claimed(filled_cast):
    text = text_of(case_document(filled_cast.school, as_of=LONG_BEFORE))
    body = text[: text.rindex("附表")]
    for claim in (
        "走访家庭",
        "保持100%",
        "历史新高",
        "递交了入党申请书",
        "各类表彰",
        "送教上门",
        "系列报道",
    ):
        assert claim not in body
    assert "特岗教师4名" in body


def test_a_school_whose_last_year_was_not_full_says_the_rate(filled_cast):
    from qingshan.outcomes.models import Examination

    Examination.objects.filter(school=filled_cast.school, year=2026).update(entered=57)
    text = text_of(case_document(filled_cast.school, as_of=DAY))
    assert "2026年升学率为95%" in text
    assert "升入高中人数最多的是2025年" in text


def test_all_quiet_is_said_with_its_number(filled_cast):
    # Incidents cannot be taken away: this is the day before the first one.
    text = text_of(case_document(filled_cast.school, as_of=LONG_BEFORE))
    assert "安全事故0起、家长投诉0起、舆情0起、三乱0起，保持“学生无事故" in text


def test_no_school_at_all_still_gives_a_document(db):
    assert "本校" in text_of(case_document(None, as_of=DAY))


def test_a_name_with_markup_in_it_stays_a_name(filled_cast):
    filled_cast.school.name = "<青山>&镇学校"
    filled_cast.school.save()
    assert "<青山>&镇学校党建工作创新案例" in text_of(case_document(filled_cast.school, as_of=DAY))


def test_charts_are_pictures_in_the_file(filled_cast):
    names = ZipFile(BytesIO(case_document(filled_cast.school, as_of=DAY))).namelist()
    assert len([name for name in names if name.startswith("word/media/")]) == 3


@pytest.mark.system("R9")
def test_the_page_says_what_the_file_says_and_links_each_figure(client, filled_cast):
    filled_cast.sign_in(client, "principal")
    page = client.get(reverse("reports:document", args=["case"]), ASKED).content.decode()
    assert '走访家庭<a href="/indicators/care.visits/?as_of=2026-07-15">4</a>次' in page
    assert '<img src="/reports/case/chart/chart.promotion.svg?as_of=2026-07-15" alt="' in page
    words = "".join(re.sub(r"<[^>]+>", "", page).split())
    for line in text_of(case_document(filled_cast.school, as_of=DAY)).split("\n"):
        assert "".join(line.replace("&", "&amp;").split()) in words


@pytest.mark.system("R9")
def test_the_file_is_downloaded_with_links_to_this_site(client, filled_cast):
    filled_cast.sign_in(client, "secretary")
    answer = client.get(reverse("reports:document_file", args=["case"]), ASKED)
    assert "docx" in answer["Content-Disposition"]
    links = ZipFile(BytesIO(answer.content)).read("word/_rels/document.xml.rels").decode()
    assert "http://testserver/indicators/care.visits/" in links


def test_the_command_writes_the_file(filled_cast, tmp_path):
    out = tmp_path / "case.docx"
    words = ["report", "case", "--as-of", "2026-07-15", "-o", str(out)]
    answer = CliRunner().invoke(app, [*words, "--school", filled_cast.school.code])
    assert answer.exit_code == 0
    assert "累计走访家庭4次" in text_of(out.read_bytes())


def test_the_command_says_where_it_could_not_write(filled_cast, tmp_path):
    words = ["report", "case", "--as-of", "2026-07-15", "-o", str(tmp_path / "no" / "case.docx")]
    answer = CliRunner().invoke(app, [*words, "--school", filled_cast.school.code])
    assert answer.exit_code == 2
    assert "写不了" in answer.stderr
