"""What is read from outside, each with files to begin from and the refusals that are answers.

A target takes any bytes. It returns, or raises one of its refusals; whatever else it raises is a
defect.
"""

from __future__ import annotations

import io
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

ROOM = Path(tempfile.mkdtemp(prefix="qingshan-fuzz-"))


@dataclass(frozen=True)
class Target:
    read: Callable[[bytes], object]
    seeds: list[bytes]
    refusals: tuple[type[Exception], ...]


def workbook() -> Target:
    """The first byte chooses the part of a sound workbook that the rest takes the place of."""
    from qingshan.exchange.problems import Unreadable
    from qingshan.exchange.reading import read_book
    from tests.exchange.books import SCHOOL, write

    sound = ROOM / "sound.xlsx"
    write(sound, SCHOOL)
    parts = parts_of(sound.read_bytes())

    def read(data: bytes) -> object:
        made = ROOM / "made.xlsx"
        made.write_bytes(spoiled(parts, data))
        return read_book(made)

    return Target(read, seeds_of(parts), (Unreadable,))


def pack() -> Target:
    from qingshan.programmes.packs import PackProblems, packs_in
    from tests.programmes.test_packs import GOOD

    folder = ROOM / "packs"
    folder.mkdir(exist_ok=True)

    def read(data: bytes) -> object:
        (folder / "one.yaml").write_bytes(data)
        return packs_in(folder)

    return Target(read, [GOOD.encode()], (PackProblems,))


def register() -> Target:
    import duckdb

    from crosscheck.columns import POPULATION
    from crosscheck.problems import RegisterRefused, RegisterUnreadable
    from crosscheck.reading import read_register

    file = ROOM / "population.csv"
    text = "编号,姓名,性别,出生日期,身份证件号\nP1,王小明,男,2015-03-02,22080220150302001X\n"

    def read(data: bytes) -> object:
        file.write_bytes(data)
        with duckdb.connect() as con:
            return read_register(con, POPULATION, str(file), ROOM)

    seeds = [text.encode(), text.encode("gb18030"), text.encode("utf-8-sig")]
    return Target(read, seeds, (RegisterRefused, RegisterUnreadable))


def timetable() -> Target:
    from qingshan.timetable.importing.files import read_file
    from qingshan.timetable.importing.found import Unreadable
    from tests.timetable.files import ASC, FET_DATA, FET_TABLE, FET_TEACHERS

    seeds = [text.encode() for text in (ASC, FET_DATA, FET_TABLE, FET_TEACHERS)]
    return Target(read_file, seeds, (Unreadable,))


def package() -> Target:
    from qingshan.county.package.encoding import NotAPackage, take_apart
    from tests.county.packages import FarSchool

    return Target(
        lambda data: take_apart(data).content(),
        [FarSchool().package()],
        (NotAPackage,),
    )


def evidence() -> Target:
    from django.core.files.uploadedfile import SimpleUploadedFile
    from PIL import Image

    from qingshan.records.uploads import EvidenceRefused, checked

    seeds = [b"%PDF-1.4\n%%EOF"]
    for form in ("JPEG", "PNG", "WEBP"):
        made = io.BytesIO()
        Image.new("RGB", (9, 7), "green").save(made, form)
        seeds.append(made.getvalue())

    def read(data: bytes) -> object:
        return checked(SimpleUploadedFile("照片.jpg", data))

    return Target(read, seeds, (EvidenceRefused,))


TARGETS: dict[str, Callable[[], Target]] = {
    "workbook": workbook,
    "pack": pack,
    "register": register,
    "timetable": timetable,
    "package": package,
    "evidence": evidence,
}


def parts_of(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def seeds_of(parts: dict[str, bytes]) -> list[bytes]:
    return [bytes([at]) + part for at, part in enumerate(parts.values())]


def spoiled(parts: dict[str, bytes], data: bytes) -> bytes:
    """The archive with one part replaced; past their number, the data are the whole file."""
    at, rest = data[:1], data[1:]
    if not at or at[0] >= len(parts):
        return rest
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for place, (name, part) in enumerate(parts.items()):
            archive.writestr(name, rest if place == at[0] else part)
    return made.getvalue()
