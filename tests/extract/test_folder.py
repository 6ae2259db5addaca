"""One that is not whole, or not ours, is refused with a sentence; its place is kept clean."""

from __future__ import annotations

import json
import shutil

import pytest

from qingshan.extract.folder import NotThere, put_in_place
from qingshan.extract.manifest import FILES, MANIFEST, NotAnExtract, sum_of
from qingshan.extract.opening import opened
from qingshan.extract.writing import extract


@pytest.fixture
def data(filled_cast, tmp_path):
    extract(tmp_path / "data", [filled_cast.school])
    return tmp_path / "data"


def some_file(data):
    return next(iter(sorted(data.glob("tables/records_record/**/*.parquet"))))


def change(file, **cells):
    held = json.loads(file.read_text("utf-8"))
    file.write_text(json.dumps(held | cells), "utf-8")


def flip_a_byte(data):
    held = bytearray(some_file(data).read_bytes())
    held[len(held) // 2] ^= 1
    some_file(data).write_bytes(held)


def older(data):
    """As a version wrote it that did not know a column yet."""
    schema = json.loads((data / "schema.json").read_text("utf-8"))
    columns = schema["tables"]["records_record"]["columns"]
    schema["tables"]["records_record"]["columns"] = [c for c in columns if c["name"] != "kind"]
    relisted(data, schema)


def without_a_word(data):
    schema = json.loads((data / "schema.json").read_text("utf-8"))
    for column in schema["tables"]["growth_title"]["columns"]:
        if column["name"] == "title":
            column["kept"] = []
    relisted(data, schema)


def relisted(data, schema):
    file = data / "schema.json"
    size, digest = file.stat().st_size, sum_of(file)
    file.write_text(json.dumps(schema), "utf-8")
    listed = (data / FILES).read_text("utf-8")
    listed = listed.replace(f"{size},{digest}", f"{file.stat().st_size},{sum_of(file)}")
    (data / FILES).write_text(listed, "utf-8")
    change(data / MANIFEST, files_sha256=sum_of(data / FILES))


DAMAGE = {
    "no manifest": lambda data: (data / MANIFEST).unlink(),
    "another's manifest": lambda data: change(data / MANIFEST, format="something else"),
    "a manifest that is no JSON": lambda data: (data / MANIFEST).write_bytes(b"\xff{"),
    "a later format": lambda data: change(data / MANIFEST, format_version=99),
    "a file gone": lambda data: some_file(data).unlink(),
    "a file too many": lambda data: shutil.copy(some_file(data), data / "tables/more.parquet"),
    "a byte changed": flip_a_byte,
    "a file cut short": lambda data: some_file(data).write_bytes(b"PAR1"),
    "the list changed": lambda data: (data / FILES).write_text("path,rows\n"),
    "no list": lambda data: (data / FILES).unlink(),
    "a column not there yet": older,
    "a word not kept yet": without_a_word,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_it_is_refused_with_a_sentence(data, damage):
    opened(data)
    damage(data)
    with pytest.raises(NotAnExtract) as refused:
        opened(data)
    assert str(refused.value).endswith("。")


def test_a_folder_of_something_else_is_left_alone(tmp_path):
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters/one.txt").write_text("一封信")
    with pytest.raises(NotThere, match="没有动它"), put_in_place(tmp_path / "letters"):
        pass
    assert (tmp_path / "letters/one.txt").read_text() == "一封信"


def test_a_file_in_the_place_is_left_alone(tmp_path):
    (tmp_path / "data").write_text("一封信")
    with pytest.raises(NotThere, match="文件"), put_in_place(tmp_path / "data"):
        pass
    assert (tmp_path / "data").read_text() == "一封信"


def test_a_place_without_a_folder_around_it_is_told(tmp_path):
    with pytest.raises(NotThere, match="建好"), put_in_place(tmp_path / "no" / "data"):
        pass


def test_an_older_data_set_is_replaced_by_a_whole_one(data, filled_cast):
    before = (data / FILES).read_text("utf-8")
    extract(data, [filled_cast.school, filled_cast.other_school])
    assert (data / FILES).read_text("utf-8") != before
    assert len(opened(data).schools) == 2
    assert [place.name for place in data.parent.iterdir()] == ["data"]


def test_one_that_breaks_off_leaves_the_older_one_as_it_was(data, filled_cast):
    before = (data / FILES).read_text("utf-8")

    def stop(*_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        extract(data, [filled_cast.school], tell=stop)
    assert (data / FILES).read_text("utf-8") == before
    assert [place.name for place in data.parent.iterdir()] == ["data"]


def test_a_run_that_goes_on_is_left_alone_by_another(tmp_path):
    with put_in_place(tmp_path / "data") as slow:
        with put_in_place(tmp_path / "data") as quick:
            (quick / "one.txt").write_text("先写好的")
        assert slow.is_dir()
        (tmp_path / "data" / MANIFEST).write_text("{}")
        (slow / "two.txt").write_text("后写好的")
    assert (tmp_path / "data/two.txt").exists()
    assert [place.name for place in tmp_path.iterdir()] == ["data"]


def test_the_older_one_comes_back_where_a_run_was_killed_between_two_renames(tmp_path):
    room = tmp_path / ".data.abc.part"
    (room / "before").mkdir(parents=True)
    (room / "before" / MANIFEST).write_text('{"format": "qingshan-extract", "format_version": 1}')
    (room / "lock").touch()
    with pytest.raises(KeyboardInterrupt), put_in_place(tmp_path / "data"):
        raise KeyboardInterrupt
    assert (tmp_path / "data" / MANIFEST).exists()
    assert [place.name for place in tmp_path.iterdir()] == ["data"]
