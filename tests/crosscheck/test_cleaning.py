"""Whole columns are cleaned at once; what comes out is what each cell gives alone."""

from __future__ import annotations

import pytest

from crosscheck.cleaning import clean
from crosscheck.columns import ROLL
from crosscheck.exact import match_exactly
from crosscheck.model import IDENTITY
from crosscheck.numbers import is_sound, plain_identity, plain_phones
from crosscheck.reading import read_register
from crosscheck.workspace import open_duckdb
from tests.crosscheck.ground import child, identity, write

SOUND = identity("22082120120101", "381")
TYPED = (
    SOUND,
    SOUND.lower(),
    f" {SOUND}",
    f"'{SOUND}",
    f"{SOUND[:6]} {SOUND[6:14]} {SOUND[14:]}",
    f"{SOUND}.0",
    "２２０８２１２０１２０１０１３８１Ｘ",
    SOUND[:9] + SOUND[10:],
    "220821120101381",
    "2208************11",
    "无",
    "",
)


@pytest.fixture
def con(tmp_path):
    con = open_duckdb(tmp_path)
    yield con
    con.close()


def cleaned(con, folder, rows):
    file = write(folder / "roll.csv", rows, home=False)
    clean(con, [read_register(con, ROLL, str(file), folder)])


@pytest.mark.parametrize("cell", TYPED)
def test_an_identity_number_is_cleaned_as_it_is_read_alone(con, tmp_path, cell):
    cleaned(con, tmp_path, [child(1, "王静", idn=cell)])
    [(idn, sound)] = con.execute("SELECT idn, id_ok FROM clean_roll").fetchall()
    assert (idn or "") == plain_identity(cell)
    assert sound == is_sound(plain_identity(cell))


@pytest.mark.parametrize("cell", ["13904312345", "+86 139-0431-2345／0439 3222222", "无", ""])
def test_a_telephone_is_cleaned_as_it_is_read_alone(con, tmp_path, cell):
    cleaned(con, tmp_path, [child(1, "王静", phone=cell)])
    [phones] = con.execute("SELECT phone, phone2 FROM clean_roll").fetchall()
    assert tuple(phone or "" for phone in phones) == plain_phones(cell)


def test_only_a_key_that_is_alone_on_both_sides_is_an_exact_match(con, tmp_path):
    twice = child(1, "王静")
    rows = [twice, {**twice, "编号": "2"}, child(3, "赵一鸣"), child(4, "钱多福", idn="")]
    cleaned(con, tmp_path, rows)
    assert match_exactly(con, "clean_roll", "clean_roll") == 2
    found = con.execute("SELECT l, r, rule FROM exact ORDER BY l").fetchall()
    assert found == [(3, 3, "id_name"), (4, 4, "name_born_phone")]
    assert con.execute("SELECT row FROM rest_l ORDER BY row").fetchall() == [(1,), (2,)]


@pytest.mark.parametrize(
    ("one", "other", "step"),
    [
        ("220821201508125447", "220822201508125466", "else"),
        ("220882201008038602", "22088201008036682", "else"),
        ("220821201508125447", "220823201508135447", "close"),
        ("220821201508125447", "22082321508125447", "close"),
        ("220821201508125447", "220821201508125443", "digit"),
    ],
)
def test_two_digits_off_is_close_only_where_the_end_agrees(con, one, other, step):
    """All numbers of a county and of one birthday begin alike, whoever's they are."""
    sides = {"l": (one, True), "r": (other, False)}
    cells = ", ".join(
        f"'{idn}' AS idn_{side}, {ok} AS id_ok_{side}, {sum(map(int, idn))} AS id_sum_{side}"
        for side, (idn, ok) in sides.items()
    )
    [(gamma,)] = con.execute(f"SELECT {IDENTITY.gamma_sql()} FROM (SELECT {cells})").fetchall()
    level = IDENTITY.level(gamma)
    assert level
    assert level.key == step
