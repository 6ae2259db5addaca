"""A school's own template: edited in Word, held against the known placeholders, taken back."""

from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from auditlog.models import LogEntry
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from qingshan.documents.checking import TemplateRefused, check_template
from qingshan.documents.store import keep_template, own_template
from qingshan.reports.case import CASE, case_document
from tests.indicators.small_school import DAY
from tests.reports.conftest import saved, template_with, text_of


def upload(client, data, name="模板.docx"):
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("reports:template_upload", args=["case"]), {"file": file})


def test_the_shipped_template_is_sound():
    check_template(CASE, CASE.shipped())


def test_every_placeholder_of_the_list_is_known():
    chains = list(CASE.words().plain)
    check_template(CASE, template_with(*(f"{{{{ {chain} }}}}" for chain in chains)))


@pytest.mark.system("R9")
def test_a_school_writes_its_own_words_around_the_figures(client, filled_cast):
    filled_cast.sign_in(client, "principal")
    answer = upload(client, template_with("我们走访了{{ care.visits }}次。"))
    assert answer.status_code == 302
    assert "我们走访了4次。" in text_of(case_document(filled_cast.school, as_of=DAY))
    assert LogEntry.objects.latest("pk").additional_data["deed"] == "keep_template"


def test_one_schools_template_is_not_anothers(client, filled_cast):
    keep_template(
        document=CASE,
        school=filled_cast.school,
        data=template_with("只属于青山镇"),
        actor=filled_cast.accounts["principal"],
    )
    assert "只属于青山镇" not in text_of(case_document(filled_cast.other_school, as_of=DAY))
    assert own_template(CASE, filled_cast.other_school) is None


def test_the_shipped_template_comes_back(client, filled_cast):
    filled_cast.sign_in(client, "principal")
    upload(client, template_with("我们自己的话"))
    client.post(reverse("reports:template_revert", args=["case"]))
    assert "我们自己的话" not in text_of(case_document(filled_cast.school, as_of=DAY))


def test_a_placeholder_that_word_cut_into_pieces_is_read_whole(filled_cast):
    document = docx.Document(BytesIO(CASE.shipped()))
    paragraph = document.add_paragraph()
    for piece in ("走访", "{{ ca", "re.vis", "its }", "}次"):
        paragraph.add_run(piece)
    keep_template(
        document=CASE,
        school=filled_cast.school,
        data=saved(document),
        actor=filled_cast.accounts["principal"],
    )
    assert "走访4次" in text_of(case_document(filled_cast.school, as_of=DAY))


def test_an_unknown_placeholder_is_named_with_its_paragraph_and_the_nearest(client, filled_cast):
    filled_cast.sign_in(client, "principal")
    answer = upload(client, template_with("我们一共走访了{{ care.vists }}次。"))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "{{ care.vists }}" in text
    assert "我们一共走访了" in text
    assert "是不是想写 {{ care.visits }}" in text
    assert own_template(CASE, filled_cast.school) is None


@pytest.mark.parametrize(
    ("paragraph", "says"),
    [
        ("{{ nobody }}", "不认识占位符"),
        ("{{ care }}", "不认识占位符"),
        ("{% for one in people %}{{ one.name }}{% endfor %}", "不认识占位符"),
        ("{% for one in figures %}{{ one.secret }}{% endfor %}", "不认识占位符"),
        ("{{ care.visits.__class__ }}", "不认识占位符"),
        ("{{ care.visits * 1000000000 }}", "只能用占位符"),
        ("{{ range(10) }}", "只能用占位符"),
        ("{{ school.name|upper }}", "只能用占位符"),
        ("{% set a = 1 %}", "只能用占位符"),
        ("{% include 'x' %}", "只能用占位符"),
        (
            "{% for a in figures %}{% for b in figures %}{{ b.key }}{% endfor %}{% endfor %}",
            "只能用占位符",
        ),
        ("{% if care.visits %}没有结尾", "没配好对"),
        ("{{ care visits }}", "这里写得不对"),
    ],
)
def test_a_template_says_only_what_it_may(paragraph, says):
    with pytest.raises(TemplateRefused, match=says):
        check_template(CASE, template_with(paragraph))


def test_a_placeholder_in_the_foot_is_held_against_the_list_too():
    document = docx.Document(BytesIO(CASE.shipped()))
    document.sections[0].footer.paragraphs[0].add_run("{{ nobody }}")
    with pytest.raises(TemplateRefused, match="nobody"):
        check_template(CASE, saved(document))


def test_a_property_of_the_file_is_held_against_the_list_too():
    document = docx.Document(BytesIO(CASE.shipped()))
    document.core_properties.title = "{{ nobody }}"
    with pytest.raises(TemplateRefused, match="nobody"):
        check_template(CASE, saved(document))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"not a file of Word", "不是 Word"),
        (b"PK\x03\x04 broken", "不是 Word"),
        (b"\0" * (5 * 2**20 + 1), "太大"),
    ],
)
def test_another_kind_of_file_is_refused_with_a_sentence(data, says):
    with pytest.raises(TemplateRefused, match=says):
        check_template(CASE, data)


@pytest.mark.parametrize(
    ("part", "content", "says"),
    [
        ("word/vbaProject.bin", b"macro", "宏"),
        ("word/media/bomb.bin", b"\0" * (45 * 2**20), "展开以后太大"),
        ("word/document.xml", b"<not xml", "打不开"),
    ],
)
def test_a_file_with_something_odd_in_it_is_refused(part, content, says):
    with pytest.raises(TemplateRefused, match=says):
        check_template(CASE, with_part(CASE.shipped(), part, content))


def test_a_workbook_is_no_template():
    book = BytesIO()
    with ZipFile(book, "w") as parts:
        parts.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(TemplateRefused, match="不是 Word"):
        check_template(CASE, book.getvalue())


def test_nothing_chosen_is_told(client, filled_cast):
    filled_cast.sign_in(client, "principal")
    answer = client.post(reverse("reports:template_upload", args=["case"]))
    assert answer.status_code == 422
    assert "请先选一个文件" in answer.content.decode()


@pytest.mark.parametrize("who", ["student_affairs", "teacher", "county_officer", "other_school"])
def test_who_does_not_lead_the_school_changes_no_template(client, filled_cast, who):
    filled_cast.sign_in(client, who)
    answer = upload(client, template_with("别人的话"))
    assert answer.status_code in {302, 404}
    assert own_template(CASE, filled_cast.school) is None


def test_a_kept_template_that_has_gone_bad_is_told_and_not_run(client, filled_cast, own_home):
    keep_template(
        document=CASE,
        school=filled_cast.school,
        data=template_with("好的"),
        actor=filled_cast.accounts["principal"],
    )
    own_template(CASE, filled_cast.school).write_bytes(template_with("{{ nobody }}"))
    filled_cast.sign_in(client, "principal")
    answer = client.get(reverse("reports:document", args=["case"]), follow=True)
    assert "学校自己的模板用不了" in answer.content.decode()


def test_the_template_in_use_is_downloaded(client, filled_cast):
    filled_cast.sign_in(client, "secretary")
    shipped = client.get(reverse("reports:template_download", args=["case"]))
    assert "{{ care.visits }}" in text_of(shipped.content)


def test_the_page_lists_the_placeholders_with_what_they_print_now(client, filled_cast):
    filled_cast.sign_in(client, "student_affairs")
    text = client.get(
        reverse("reports:template", args=["case"]), {"as_of": "2026-07-15"}
    ).content.decode()
    assert "<code>{{ care.funds_yuan }}</code>" in text
    assert "43.34" in text
    assert "用这份模板" not in text


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The file with one part put in or replaced."""
    made = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(made, "w", compression=8) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part.filename))
        new.writestr(name, content)
    return made.getvalue()
