"""The same model on Spark: pairs and their weights on a cluster, everything else as on DuckDB.

Reading, cleaning and exact matches are linear work and stay in this process; so does what is learnt
of the registers. What exact matches leave goes to Spark as Parquet, is blocked and weighed there by
the same keys and conditions, and comes back as Parquet. On a cluster of more than one machine the
private folder must lie where all of them see it (`Question.private`).
"""

from __future__ import annotations

import contextlib
import os
import warnings
from typing import TYPE_CHECKING, Any

import sqlglot

from crosscheck.blocking import KEYS, MOST_PAIRS_IN_ALL, MOST_PAIRS_OF_A_KEY, Key, Left
from crosscheck.model import COLUMNS, Comparison
from crosscheck.problems import EngineMissing
from crosscheck.scoring import LEAST_WEIGHT, splink_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import duckdb

    from crosscheck.engines import Engine

MEMORY = "2g"
SIDES = ("l", "r")
SHARES = ("name", "sound", "guardian")
"""Shares that Splink on Spark takes as tables; on DuckDB they stand in the rows."""


class SparkEngine:
    """Weighs pairs on the Spark of `master`: `local[*]`, or `spark://host:7077`."""

    name = "spark"

    def __init__(self, master: str) -> None:
        self.master = master
        self.session: Any = None
        self.home: Path
        self.folder: Path
        self.turn = 0

    @contextlib.contextmanager
    def opened(self, folder: Path) -> Iterator[Engine]:
        try:
            from pyspark.sql import SparkSession
        except ImportError as error:
            sentence = "这里没有装 Spark（pip install 'qingshan[spark]'，还要 Java 17）。"
            raise EngineMissing(sentence) from error
        self.home = folder
        settings = {
            "spark.ui.enabled": "false",
            "spark.driver.bindAddress": "127.0.0.1" if self.master.startswith("local") else "",
            "spark.driver.host": "127.0.0.1" if self.master.startswith("local") else "",
            "spark.driver.memory": MEMORY,
            "spark.local.dir": str(folder / "spark"),
            "spark.sql.warehouse.dir": str(folder / "warehouse"),
            "spark.sql.shuffle.partitions": str(2 * (os.cpu_count() or 2)),
            "spark.sql.ansi.enabled": "false",
        }
        builder = SparkSession.builder.master(self.master).appName("crosscheck")
        for key, value in settings.items():
            if value:
                builder = builder.config(key, value)
        self.session = builder.getOrCreate()
        self.session.sparkContext.setLogLevel("ERROR")
        self.session.sparkContext.setCheckpointDir(str(folder / "checkpoint"))
        try:
            yield self
        finally:
            self.session.stop()

    def score(
        self, con: duckdb.DuckDBPyConnection, comparisons: tuple[Comparison, ...], prior: float
    ) -> list[Left]:
        self._turn_over()
        for side in SIDES:
            file = self.folder / f"rest_{side}.parquet"
            listed = ", ".join(("row", *(c for c in COLUMNS if not c.startswith("tf_"))))
            con.execute(f"COPY (SELECT {listed} FROM rest_{side}) TO '{file}' (FORMAT parquet)")
            self.session.read.parquet(str(file)).createOrReplaceTempView(f"rest_{side}")
        for column in SHARES:
            file = self.folder / f"share_{column}.parquet"
            con.execute(
                f"COPY (SELECT value AS {column}, share AS tf_{column} FROM share_{column}) "
                f"TO '{file}' (FORMAT parquet)"
            )
        left_out = self._block()
        self._weigh(comparisons, prior)
        scored = self.folder / "scored.parquet"
        con.execute(
            "CREATE OR REPLACE TABLE scored AS SELECT l, r, weight "
            f"FROM read_parquet('{scored}/*.parquet')"
        )
        return left_out

    def _turn_over(self) -> None:
        """A folder of its own for each comparison, and nothing kept of the one before.

        Spark knows what it keeps by the query and the path. Under the same names it would answer
        with the rows of the registers compared before.
        """
        self.session.catalog.clearCache()
        self.turn += 1
        self.folder = self.home / f"turn-{self.turn}"
        self.folder.mkdir()

    def _block(self) -> list[Left]:
        """The view `pairs (join_key_l, join_key_r, match_key)`, by the keys of `blocking`."""
        for side in SIDES:
            parts = [
                f"SELECT '{key.rule}' AS rule, {_joined(key)} AS key, row FROM rest_{side}"
                for key in KEYS
            ]
            self._view(
                f"keys_{side}",
                f"SELECT DISTINCT rule, key, row FROM ({' UNION ALL '.join(parts)}) "
                "WHERE key IS NOT NULL AND key <> ''",
            )
        self._view(
            "sizes",
            "SELECT l.rule, l.key, l.n * r.n AS pairs FROM "
            "(SELECT rule, key, count(*) AS n FROM keys_l GROUP BY rule, key) l JOIN "
            "(SELECT rule, key, count(*) AS n FROM keys_r GROUP BY rule, key) r "
            "ON l.rule = r.rule AND l.key = r.key",
        )
        limit = self._limit()
        words = {key.rule: key.words for key in KEYS}
        heavy = self.session.sql(
            "SELECT rule, count(*), sum(pairs) FROM sizes "
            f"WHERE pairs > {limit} GROUP BY rule ORDER BY rule"
        ).collect()
        self._view(
            "pairs",
            "SELECT DISTINCT concat('a-__-', l.row) AS join_key_l, "
            "concat('b-__-', r.row) AS join_key_r, '0' AS match_key FROM keys_l l "
            f"JOIN (SELECT rule, key FROM sizes WHERE pairs <= {limit}) s "
            "ON l.rule = s.rule AND l.key = s.key "
            "JOIN keys_r r ON r.rule = s.rule AND r.key = s.key",
        )
        return [Left(rule, words[rule], int(keys), int(pairs)) for rule, keys, pairs in heavy]

    def _limit(self) -> int:
        cap = MOST_PAIRS_OF_A_KEY
        while cap > 1:
            [[total]] = self.session.sql(
                f"SELECT coalesce(sum(pairs), 0) FROM sizes WHERE pairs <= {cap}"
            ).collect()
            if int(total) <= MOST_PAIRS_IN_ALL:
                break
            cap //= 2
        return cap

    def _weigh(self, comparisons: tuple[Comparison, ...], prior: float) -> None:
        from splink import Linker, SparkAPI

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            api = SparkAPI(  # type: ignore[no-untyped-call]
                spark_session=self.session,
                break_lineage_method="persist",
                register_udfs_automatically=False,
            )
            for name in ("a", "b"):  # of the comparison before
                self.session.catalog.dropTempView(name)
            sides = [
                api.register(self.session.table("rest_l"), dataset_display_name="a"),
                api.register(self.session.table("rest_r"), dataset_display_name="b"),
            ]
            linker = Linker(
                sides, _settings(comparisons, prior), log_level=None, validate_settings=False
            )
            for column in SHARES:
                shares = self.session.read.parquet(str(self.folder / f"share_{column}.parquet"))
                linker.table_management.register_term_frequency_lookup(api.register(shares), column)
            pairs = api.register(self.session.table("pairs"))
            linker.table_management.register_blocked_pairs_for_predict(pairs)
            found = linker.inference.predict(
                threshold_match_weight=LEAST_WEIGHT, warning_mode="never"
            )
            self.session.sql(
                f"SELECT row_l AS l, row_r AS r, match_weight AS weight FROM {found.physical_name}"
            ).write.mode("overwrite").parquet(str(self.folder / "scored.parquet"))

    def _view(self, name: str, sql: str) -> None:
        self.session.sql(sql).persist().createOrReplaceTempView(name)


def _settings(comparisons: tuple[Comparison, ...], prior: float) -> dict[str, Any]:
    """The model with its conditions as Spark reads them."""
    settings = splink_settings(comparisons, prior)
    for comparison in settings["comparisons"]:
        for level in comparison["comparison_levels"]:
            if level["sql_condition"] != "ELSE":
                level["sql_condition"] = _in_spark(level["sql_condition"])
    return settings


def _joined(key: Key) -> str:
    """A key as one text; NULL where any part is."""
    parts = [f"nullif({_in_spark(part)}, '')" for part in key.parts]
    return "concat(" + ", '|', ".join(parts) + ")"


def _in_spark(sql: str) -> str:
    return sqlglot.transpile(sql, read="duckdb", write="spark")[0]
