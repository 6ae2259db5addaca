"""Spark over a data set: the same statements on a cluster, for what one machine cannot hold.

On a cluster of more than one machine the data set must lie where all of them see it.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from typing import TYPE_CHECKING, Any

from qingshan.extract.engines import CannotAnswer, nothing_of
from qingshan.extract.translating import Asked, said_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qingshan.extract.opening import DataSet
    from qingshan.extract.translating import Statement

DIALECT = "spark"
MEMORY = "2g"
OPENING = 256 * 1024  # what opening a file costs, in bytes read: a school has many small files


class Spark:
    """Each table a view of the files that hold rows of the schools in question."""

    def __init__(self, session: Any, data: DataSet, codes: tuple[str, ...]) -> None:
        self.session = session
        keys = [(key,) for key in data.asked(codes).schools]
        session.createDataFrame(keys, "school_id BIGINT").createOrReplaceTempView(Asked.TABLE)
        for name in data.plan.tables:
            columns = data.columns(name)
            files = data.files(name, codes)
            if files:
                schema = ", ".join(f"`{column}` {_type(t)}" for column, t in columns.items())
                rows = session.read.schema(schema).parquet(*files)
            else:
                rows = session.sql(nothing_of({c: _type(t) for c, t in columns.items()}))
            rows.createOrReplaceTempView(name)

    def ask(self, tree: Statement) -> Sequence[Sequence[Any]]:
        from pyspark.errors import PySparkException

        try:
            rows: Sequence[Sequence[Any]] = self.session.sql(said_in(tree, DIALECT)).collect()
        except PySparkException as error:
            line = (str(error).splitlines() or [""])[0]
            raise CannotAnswer(f"Spark 读不了这份数据集：{line}") from error
        return rows


@contextlib.contextmanager
def session_of(master: str) -> Iterator[Any]:
    """A session of Spark on `master`: `local[*]`, or `spark://host:7077`."""
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        sentence = "这里没有装 Spark（pip install 'qingshan[spark]'，还要 Java 17）。"
        raise CannotAnswer(sentence) from error
    here = master.startswith("local")
    with tempfile.TemporaryDirectory(prefix="qingshan-spark-") as folder:
        settings = {
            "spark.ui.enabled": "false",
            "spark.driver.memory": MEMORY,
            "spark.local.dir": folder,
            "spark.sql.warehouse.dir": f"{folder}/warehouse",
            "spark.sql.sources.parallelPartitionDiscovery.threshold": "100000",
            "spark.sql.files.openCostInBytes": str(OPENING),
            **({"spark.driver.bindAddress": "127.0.0.1"} if here else {}),
            **({"spark.driver.host": "127.0.0.1"} if here else {}),
            **({"spark.sql.shuffle.partitions": str(os.cpu_count() or 2)} if here else {}),
        }
        builder = SparkSession.builder.master(master).appName("qingshan figures")
        for key, value in settings.items():
            builder = builder.config(key, value)
        session = _started(builder)
        session.sparkContext.setLogLevel("ERROR")
        try:
            yield session
        finally:
            session.stop()


@contextlib.contextmanager
def spark_over(data: DataSet, codes: tuple[str, ...], *, master: str) -> Iterator[Spark]:
    with session_of(master) as session:
        yield Spark(session, data, codes)


def _started(builder: Any) -> Any:
    from pyspark.errors import PySparkRuntimeError

    try:
        return builder.getOrCreate()
    except PySparkRuntimeError as error:
        raise CannotAnswer("Spark 没有起来，请看看有没有装 Java 17。") from error


def _type(type_: str) -> str:
    return {"VARCHAR": "STRING", "TIMESTAMP": "TIMESTAMP_NTZ"}.get(type_, type_)
