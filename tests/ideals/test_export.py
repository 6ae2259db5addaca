"""A published piece as a file: valid HTML on its own, and Word; whatever was typed is inert."""

from __future__ import annotations

import base64
import io
import shutil
import subprocess
import zipfile

import docx
import pytest
from django.core.files.base import ContentFile
from lxml import html
from PIL import Image

from qingshan.ideals.series.export import PICTURE, TAGS
from tests.gatherings.ground import by
from tests.ideals.ground import SERIES, WORDS, published
from tests.records.test_evidence import photograph

HOSTILE = (
    '<script>alert(1)</script><img src="http://evil.example/x.png" onerror="alert(2)">'
    '"><svg onload=alert(3)>{{ 7|add:"7" }}{% now "Y" %}=cmd|\u202egnp.exe\x07'
)


def exported(cast, piece, who: str = "principal") -> str:
    answer = by(cast, who).get(f"{SERIES}{piece.pk}/html/")
    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment;")
    return answer.content.decode()


def hostile(cast):
    return published(
        cast,
        {"kind": "heading", "text": HOSTILE[:40]},
        {"kind": "text", "text": HOSTILE},
        {"kind": "quote", "text": HOSTILE, "by": HOSTILE[:60]},
        {
            "kind": "picture",
            "by": HOSTILE[20:80],
            "file": ContentFile(photograph(place=True), name="a.jpg"),
        },
        title=HOSTILE[:60],
    )


def addresses(document: html.HtmlElement) -> list[str]:
    """Everything in the document that names a place: of links, pictures, scripts, styles."""
    found = [value for _, _, value, _ in document.iterlinks()]
    styles = [style for style in document.xpath("//@style") if "url" in style or "import" in style]
    return found + styles


@pytest.mark.system("B3")
@pytest.mark.parametrize("make", [published, hostile])
def test_the_file_is_valid_and_stands_on_its_own(cast, make):
    """The validator is Tidy (HTML5), where a warning counts as much as an error."""
    tidy = shutil.which("tidy")
    if tidy is None:
        pytest.skip("no tidy found on this machine")
    told = subprocess.run(
        [tidy, "-utf8", "-errors", "-quiet"],
        input=exported(cast, make(cast)).encode(),
        capture_output=True,
        check=False,
    )
    assert (told.returncode, told.stderr.decode()) == (0, "")


@pytest.mark.system("B3")
@pytest.mark.parametrize("make", [published, hostile])
def test_the_file_holds_no_script_and_leads_nowhere(cast, make):
    document = html.document_fromstring(exported(cast, make(cast)).encode())
    held = {element.tag for element in document.body.iterdescendants()}
    assert held <= TAGS
    assert {name for element in document.iter() for name in element.attrib} <= {
        "lang",
        "charset",
        "name",
        "content",
        "style",
        "src",
        "alt",
    }
    (picture,) = addresses(document)
    assert picture.startswith(PICTURE)


def test_a_picture_in_the_file_tells_no_place(cast):
    source = html.document_fromstring(exported(cast, published(cast)).encode()).xpath("//img/@src")
    drawn = Image.open(io.BytesIO(base64.b64decode(source[0].removeprefix(PICTURE))))
    assert drawn.size == (40, 30)
    assert not drawn.getexif()


def test_hostile_words_are_read_as_words(cast):
    piece = hostile(cast)
    body = html.document_fromstring(exported(cast, piece).encode()).body.text_content()
    assert "<script>alert(1)</script>" in body
    assert '{{ 7|add:"7" }}{% now "Y" %}' in body
    assert "\u202e" not in body
    for address in (f"{SERIES}{piece.pk}/", SERIES):
        page = by(cast, "teacher").get(address).content.decode()
        assert "<script>alert" not in page
        assert "onerror=&quot;" in page or "onerror" not in page
        assert "\u202e" not in page


@pytest.mark.parametrize("make", [published, hostile])
def test_the_word_file_holds_the_same_words_and_nothing_that_runs(cast, make):
    piece = make(cast)
    answer = by(cast, "teacher").get(f"{SERIES}{piece.pk}/word/")
    told = "\n".join(line.text for line in docx.Document(io.BytesIO(answer.content)).paragraphs)
    assert (WORDS if make is published else "<script>alert(1)</script>") in told
    assert "\u202e" not in told
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        names = packed.namelist()
        assert not any("vba" in name.lower() or "activex" in name.lower() for name in names)
        document = packed.read("word/document.xml").decode()
    assert "w:instrText" not in document
    assert "w:fldSimple" not in document


def test_only_what_is_published_is_a_file(cast):
    from tests.ideals.ground import written

    piece = written(cast)
    for what in ("html", "word"):
        assert by(cast, "homeroom").get(f"{SERIES}{piece.pk}/{what}/").status_code == 404
