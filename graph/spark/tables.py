"""Parquet tables of an export: what claims say, the view, and the network that paths are sought in.

| table | a row is | columns |
|---|---|---|
| `claims` | a triple in the graph of a claim | claim, subject, predicate, object, is_iri, datatype, language |
| `view` | a triple of the view | subject, predicate, object, is_iri, datatype, language |
| `nodes` | a node of the network | node, number, toll, first_day, last_day (ordinals; 0: not known) |
| `arcs` | a way from a node to a neighbour | start, end, cost (in thousandths) |
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import SparkError
from graph.store.remote_queries import COST, NETWORK, RECORD, TOLL

if TYPE_CHECKING:
    from pyspark.sql import Column, DataFrame, SparkSession

_IRI = r"<([^<>\"{}|^`\\\x00-\x20]*)>"
_LITERAL = r'"((?:[^"\\\n\r]|\\[tbnrf"\'\\]|\\u[0-9A-Fa-f]{4})*)"(?:\^\^' + _IRI + r"|@([A-Za-z0-9-]+))?"
_LINE = rf"^\s*{_IRI}\s*{_IRI}\s*(?:{_IRI}|{_LITERAL})\s*(?:{_IRI})?\s*\.\s*(?:#.*)?$"
_PASSED_OVER = r"^\s*(?:#.*)?$"
_TRIPLE = ("subject", "predicate", "object", "is_iri", "datatype", "language")


def write_tables(session: SparkSession, exports: list[str], folder: str) -> dict[str, int]:
    """Write the tables of an export.

    Args:
        session: Where.
        exports: Files that `export -f nq --derived --paths` wrote; packed by gzip or not.
        folder: Where the tables are to be: a folder each.

    Returns:
        How many rows each table has.

    Raises:
        SparkError: A line is no N-Quads, the export has no view, or the folder cannot be written.
    """
    try:
        quads = _quads(session, exports).cache()
        _refuse_broken(quads)
        tables = _tables(quads)
        if tables["view"].limit(1).count() == 0:
            raise SparkError("the export has no view; write it by: panmunjom export -f nq --derived --paths")
        for name, table in tables.items():
            table.write.parquet(f"{folder}/{name}")  # refused where it is there
        return {name: session.read.parquet(f"{folder}/{name}").count() for name in tables}
    except SparkError:
        raise
    except Exception as error:
        raise SparkError(f"Spark cannot write the tables: {str(error).splitlines()[0]}") from None


def _quads(session: SparkSession, exports: list[str]) -> DataFrame:
    """Return each line in its parts; `is_quad` tells whether it has them."""
    from pyspark.sql import functions as f

    lines = session.read.text(exports).where(~f.col("value").rlike(_PASSED_OVER))

    def part(group: int) -> Column:
        return f.regexp_extract("value", _LINE, group)

    written = f.concat(f.lit('{"text":"'), part(4), f.lit('"}'))
    spelt_out = f.from_json(written, "text string", {"allowBackslashEscapingAnyCharacter": "true"})["text"]
    return lines.select(
        "value",
        f.col("value").rlike(_LINE).alias("is_quad"),
        part(1).alias("subject"),
        part(2).alias("predicate"),
        f.when(part(3) != "", part(3)).otherwise(spelt_out).alias("object"),
        (part(3) != "").alias("is_iri"),
        f.nullif(part(5), f.lit("")).alias("datatype"),
        f.nullif(part(6), f.lit("")).alias("language"),
        part(7).alias("graph"),
    )


def _refuse_broken(quads: DataFrame) -> None:
    broken = quads.where("not is_quad or (not is_iri and object is null)").select("value").first()
    if broken is not None:
        line = broken["value"][:120]
        raise SparkError(f"a line is no quad of an export: {line!r}; export the graph anew")


def _tables(quads: DataFrame) -> dict[str, DataFrame]:
    from pyspark.sql import functions as f

    network = quads.where(f.col("graph") == NETWORK).where(f.col("subject") != NETWORK)
    tolls = network.where(f.col("predicate") == TOLL).select("subject", f.col("object").cast("long").alias("toll"))
    records = network.where(f.col("predicate") == RECORD).withColumn("record", f.from_json("object", "array<long>"))
    ways = network.where(f.col("predicate").startswith(COST))
    return {
        "claims": quads.where(~f.col("graph").isin("", NETWORK)).select(f.col("graph").alias("claim"), *_TRIPLE),
        "view": quads.where(f.col("graph") == "").select(*_TRIPLE),
        "nodes": records.join(tolls, "subject").select(
            f.col("subject").alias("node"),
            f.col("record")[0].alias("number"),
            "toll",
            f.try_element_at("record", f.lit(3)).alias("first_day"),
            f.try_element_at("record", f.lit(4)).alias("last_day"),
        ),
        "arcs": ways.select(
            f.col("subject").alias("start"),
            f.col("object").alias("end"),
            f.expr(f"cast(substring(predicate, {len(COST) + 1}) as long)").alias("cost"),
        ),
    }
