"""Scoring pairs with Splink, on DuckDB in this process."""

from __future__ import annotations

import logging
import warnings
from typing import TYPE_CHECKING, Any

from crosscheck.model import ALWAYS, COLUMNS, SOMETIMES, Comparison

if TYPE_CHECKING:
    import duckdb

logging.getLogger("splink").setLevel(logging.ERROR)

SMALLEST_SHARE = 0.000002
GAMMA = "gamma_"
LEAST_WEIGHT = -20.0
"""Pairs that weigh less are nobody's nearest and are forgotten at once."""


def comparisons_for(left: set[str], right: set[str]) -> tuple[Comparison, ...]:
    """Those that both registers have columns for; `left` and `right` are their filled columns."""
    both = left & right
    return ALWAYS + tuple(c for c in SOMETIMES if c.needs in both)


def splink_settings(comparisons: tuple[Comparison, ...], prior: float) -> dict[str, Any]:
    """The model as Splink takes it."""
    return {
        "link_type": "link_only",
        "unique_id_column_name": "row",
        "comparisons": [_as_splink(c) for c in comparisons],
        "blocking_rules_to_generate_predictions": [{"blocking_rule": "l.row = r.row"}],
        "probability_two_random_records_match": prior,
        "retain_intermediate_calculation_columns": False,
        "retain_matching_columns": False,
        "additional_columns_to_retain": [],
    }


def _as_splink(comparison: Comparison) -> dict[str, Any]:
    levels: list[dict[str, Any]] = [
        {"sql_condition": comparison.missing, "label_for_charts": "missing", "is_null_level": True}
    ]
    for level in comparison.levels:
        given: dict[str, Any] = {
            "sql_condition": level.sql,
            "label_for_charts": level.key,
            "m_probability": level.m,
            "u_probability": level.u,
        }
        if level.share:
            given |= {
                "tf_adjustment_column": level.share,
                "tf_adjustment_weight": 1.0,
                "tf_minimum_u_value": SMALLEST_SHARE,
            }
        levels.append(given)
    return {"output_column_name": comparison.key, "comparison_levels": levels}


def score_pairs(
    con: duckdb.DuckDBPyConnection,
    left: str,
    right: str,
    pairs: str,
    out: str,
    *,
    comparisons: tuple[Comparison, ...],
    prior: float,
) -> None:
    """The table `out (l, r, weight)`: the weight in bits of the pairs `pairs (l, r)`."""
    from splink import DuckDBAPI, Linker

    api = DuckDBAPI(connection=con)
    listed = ", ".join(["row", *COLUMNS])
    for view, table, side in (("a", left, "l"), ("b", right, "r")):  # only rows that have a pair
        con.execute(
            f"CREATE OR REPLACE VIEW splink_{view} AS SELECT {listed} FROM {table} "
            f"WHERE row IN (SELECT {side} FROM {pairs})"
        )
    con.execute(
        "CREATE OR REPLACE VIEW splink_pairs AS SELECT 'a-__-' || l AS join_key_l, "
        f"'b-__-' || r AS join_key_r, '0' AS match_key FROM {pairs}"
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sides = [
            api.register("splink_a", dataset_display_name="a"),
            api.register("splink_b", dataset_display_name="b"),
        ]
        linker = Linker(
            sides, splink_settings(comparisons, prior), log_level=None, validate_settings=False
        )
        linker.table_management.register_blocked_pairs_for_predict(api.register("splink_pairs"))
        scored = linker.inference.predict(threshold_match_weight=LEAST_WEIGHT, warning_mode="never")
    con.execute(
        f"CREATE OR REPLACE TABLE {out} AS SELECT row_l AS l, row_r AS r, match_weight AS weight "
        f"FROM {scored.physical_name}"
    )
    api.delete_tables_created_by_splink_from_db()  # type: ignore[no-untyped-call]


def add_steps(
    con: duckdb.DuckDBPyConnection,
    left: str,
    right: str,
    pairs: str,
    out: str,
    comparisons: tuple[Comparison, ...],
) -> None:
    """The table `out`: the pairs with the step of each comparison, for the words of the reasons."""
    sides = {
        side: ", ".join(f"{column} AS {column}_{side}" for column in ("row", *COLUMNS))
        for side in ("l", "r")
    }
    steps = ", ".join(f"{c.gamma_sql()} AS {GAMMA}{c.key}" for c in comparisons)
    con.execute(
        f"CREATE OR REPLACE TABLE {out} AS SELECT p.*, {steps} FROM {pairs} AS p "
        f"JOIN (SELECT {sides['l']} FROM {left}) AS a ON a.row_l = p.l "
        f"JOIN (SELECT {sides['r']} FROM {right}) AS b ON b.row_r = p.r"
    )
