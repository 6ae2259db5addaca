"""What is compared between two rows, in which steps, and how much each step weighs to begin with.

One description serves Splink on DuckDB, Splink on Spark, the counting of shares in training and the
words of the reasons. `m` is how often a step is seen between two rows of one child, `u` between
rows of two children; both are only where a run begins, `training` counts them in the registers
at hand. Conditions are written in SQL that DuckDB and Spark both read.
"""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Level:
    """A step of likeness: `key`, condition, words of the reason ("" where it needs none), m and u.

    `share`: the column by whose rarity an agreement weighs more. `known`: m is not counted in the
    registers, where most such pairs are twins.
    """

    key: str
    sql: str
    words: str
    m: float
    u: float
    share: str = ""
    known: bool = False


@dataclass(frozen=True)
class Comparison:
    """Levels from the most alike to the least; `missing` is when one side says nothing."""

    key: str
    missing: str
    levels: tuple[Level, ...]
    needs: str = ""

    def gamma_sql(self) -> str:
        """The step of a pair as a number: -1 for missing, 0 for the least alike, and up."""
        top = len(self.levels) - 1
        cases = " ".join(
            f"WHEN {level.sql} THEN {top - place}"
            for place, level in enumerate(self.levels)
            if level.sql != "ELSE"
        )
        return f"CASE WHEN {self.missing} THEN -1 {cases} ELSE 0 END"

    def level(self, gamma: int) -> Level | None:
        return None if gamma < 0 else self.levels[len(self.levels) - 1 - gamma]


def _same(column: str) -> str:
    return f"{column}_l = {column}_r"


def _null(column: str) -> str:
    return f"{column}_l IS NULL OR {column}_r IS NULL"


def _holds(one: str, other: str) -> str:
    return f"strpos({one}, concat('|', {other}, '|')) > 0"


_WRONG = "NOT (id_ok_l AND id_ok_r)"
_CLOSE_ENDS = "levenshtein(right(idn_l, 4), right(idn_r, 4)) <= 1"
"""Numbers of a county begin alike, and those of one birthday, which is weighed already, go on
alike: only the last four digits tell children apart."""
_ALIKE = " + ".join(
    f"(CASE WHEN substr(name_l, {i}, 1) = substr(name_r, {i}, 1) AND substr(name_l, {i}, 1) <> '' "
    "THEN 1 ELSE 0 END)"
    for i in range(1, 5)
)

NAME = Comparison(
    "name",
    _null("name"),
    (
        Level("same", _same("name"), "姓名相同", 0.70, 0.0008, "name"),
        Level("sound", _same("sound"), "姓名同音", 0.12, 0.0015, "sound"),
        Level("shape", _same("shape"), "姓名字形相近", 0.04, 0.0015),
        Level(
            "shorter",
            f"{_holds('shorter_l', 'name_r')} OR {_holds('shorter_r', 'name_l')}",
            "姓名少一个字",
            0.05,
            0.003,
        ),
        Level("near", _same("near"), "姓名读音相近", 0.01, 0.002),
        Level(
            "one",
            f"length(name_l) = length(name_r) AND length(name_l) > 2 "
            f"AND ({_ALIKE}) = length(name_l) - 1",
            "姓名差一个字",
            0.03,
            0.006,
        ),
        Level("surname", _same("surname"), "只有姓相同", 0.03, 0.04),
        Level("else", "ELSE", "姓名不同", 0.02, 0.94),
    ),
)
BIRTH = Comparison(
    "birth",
    "born_l IS NULL OR born_r IS NULL",
    (
        Level("same", _same("birth"), "生日相同", 0.80, 0.00028),
        Level(
            "by_id",
            "birth_l = id_birth_r OR id_birth_l = birth_r OR id_birth_l = id_birth_r",
            "证号里的生日相同",
            0.05,
            0.0003,
        ),
        Level("turned", "turned_l = birth_r", "生日的月和日颠倒", 0.03, 0.0001),
        Level("lunar", "lunar_l = birth_r OR birth_l = lunar_r", "一边像是农历生日", 0.04, 0.0006),
        Level(
            "about_lunar",
            "abs(day_l - day_r) BETWEEN 17 AND 52",
            "生日相差一个来月，像农历",
            0.02,
            0.022,
        ),
        Level("digit", "levenshtein(birth_l, birth_r) = 1", "生日差一个数字", 0.03, 0.006),
        Level("month", "substr(born_l, 1, 7) = substr(born_r, 1, 7)", "出生年月相同", 0.02, 0.007),
        Level("year", "substr(born_l, 1, 4) = substr(born_r, 1, 4)", "只有出生年相同", 0.01, 0.083),
        Level("else", "ELSE", "生日不同", 0.01, 0.88),
    ),
)
IDENTITY = Comparison(
    "identity",
    _null("idn"),
    (
        Level("same", _same("idn"), "证号相同", 0.60, 0.000001),
        Level("digit", f"{_WRONG} AND levenshtein(idn_l, idn_r) = 1", "证号差一位", 0.20, 0.000003),
        Level(
            "swapped",
            f"{_WRONG} AND id_sum_l = id_sum_r AND levenshtein(idn_l, idn_r) = 2",
            "证号有两位颠倒",
            0.12,
            0.000003,
        ),
        Level(
            "close",
            f"{_WRONG} AND levenshtein(idn_l, idn_r) <= 3 AND {_CLOSE_ENDS}",
            "证号差两三位",
            0.04,
            0.00001,
        ),
        Level(
            "other",
            "id_ok_l AND id_ok_r",
            "两边的证号都有效却不同",
            0.000005,
            0.95,
            known=True,
        ),
        Level("else", "ELSE", "证号不同", 0.03, 0.05),
    ),
)
TELEPHONE = Comparison(
    "phone",
    _null("phone"),
    (
        Level(
            "same",
            f"{_same('phone')} OR phone_l = phone2_r OR phone2_l = phone_r",
            "电话相同",
            0.60,
            0.00001,
        ),
        Level("digit", "levenshtein(phone_l, phone_r) = 1", "电话差一位", 0.03, 0.00001),
        Level("else", "ELSE", "电话不同", 0.37, 0.9999),
    ),
)
GUARDIAN = Comparison(
    "guardian",
    _null("guardian"),
    (
        Level("same", _same("guardian"), "监护人相同", 0.72, 0.0008, "guardian"),
        Level(
            "sound",
            f"{_same('g_sound')} OR {_same('g_shape')}",
            "监护人姓名同音或形近",
            0.05,
            0.001,
        ),
        Level("surname", _same("g_surname"), "监护人只有姓相同", 0.12, 0.04),
        Level("else", "ELSE", "监护人不同", 0.11, 0.95),
    ),
)
SEX = Comparison(
    "sex",
    _null("sex"),
    (
        Level("same", _same("sex"), "", 0.985, 0.5),
        Level("else", "ELSE", "性别不同", 0.015, 0.5),
    ),
)
PLACE = Comparison(
    "place",
    _null("school"),
    (
        Level("class", f"{_same('school')} AND {_same('class')}", "学校班级相同", 0.30, 0.01),
        Level("school", _same("school"), "学校相同", 0.20, 0.03),
        Level("else", "ELSE", "", 0.50, 0.96),
    ),
    needs="school",
)
HOME = Comparison(
    "home",
    _null("address"),
    (
        Level("same", _same("address"), "住址相同", 0.60, 0.0005),
        Level("village", "substr(address_l, 1, 3) = substr(address_r, 1, 3)", "", 0.20, 0.02),
        Level("else", "ELSE", "", 0.20, 0.98),
    ),
    needs="address",
)

ALWAYS = (NAME, BIRTH, IDENTITY, TELEPHONE, GUARDIAN, SEX)
SOMETIMES = (PLACE, HOME)
COLUMNS = tuple(
    "name surname sound near shape shorter sex birth day turned lunar born "  # noqa: SIM905
    "idn id_ok id_sum id_birth phone phone2 guardian g_surname g_sound g_shape "
    "school class address tf_name tf_sound tf_guardian".split()
)
"""Columns of a clean table that comparing needs."""


def with_weights(
    comparison: Comparison, m: list[float] | None, u: list[float] | None
) -> Comparison:
    """The comparison with other weights, listed as its levels are."""
    levels = tuple(
        replace(level, m=m[i] if m and not level.known else level.m, u=u[i] if u else level.u)
        for i, level in enumerate(comparison.levels)
    )
    return replace(comparison, levels=levels)
