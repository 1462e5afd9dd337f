"""GraphX, which is inside of Spark and has no Python of its own: what is called of it by the gateway to the JVM."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

RESTART = 0.15
"""How often the walker of PageRank begins anew."""

_TOLERANCE = 1e-7
"""PageRank ends when no score, of which the mean is 1, changes by more."""


def pagerank(session: SparkSession, arcs: DataFrame) -> dict[int, float]:
    """Return the PageRank of each node that has an arc, the mean being 1 as far as the walker is not lost."""
    jvm, tag = _jvm(session), _tag(session)
    ranked = jvm.org.apache.spark.graphx.lib.PageRank.runUntilConvergence(
        _graph(session, arcs), _TOLERANCE, RESTART, tag, tag
    )
    return _vertices(session, ranked, jvm.org.apache.spark.sql.Encoders.DOUBLE())


def components(session: SparkSession, arcs: DataFrame) -> dict[int, int]:
    """Return for each node that has an arc the least of all nodes that it hangs together with."""
    jvm, tag = _jvm(session), _tag(session)
    found = jvm.org.apache.spark.graphx.lib.ConnectedComponents.run(_graph(session, arcs), tag, tag)
    return _vertices(session, found, jvm.org.apache.spark.sql.Encoders.LONG())


def _graph(session: SparkSession, arcs: DataFrame) -> Any:
    jvm = _jvm(session)
    encoders = jvm.org.apache.spark.sql.Encoders
    pairs = getattr(arcs.select("start", "end")._jdf, "as")(encoders.tuple(encoders.LONG(), encoders.LONG())).rdd()
    kept = jvm.org.apache.spark.storage.StorageLevel.MEMORY_AND_DISK()
    nothing = jvm.scala.Option.empty()
    return jvm.org.apache.spark.graphx.Graph.fromEdgeTuples(pairs, 1, nothing, kept, kept, _tag(session))


def _vertices(session: SparkSession, graph: Any, value: Any) -> dict[int, Any]:
    from pyspark.sql import DataFrame

    encoders = _jvm(session).org.apache.spark.sql.Encoders
    pair = encoders.tuple(encoders.LONG(), value)
    rows = DataFrame(session._jsparkSession.createDataset(graph.vertices(), pair).toDF(), session).collect()
    return {row[0]: row[1] for row in rows}


def _tag(session: SparkSession) -> Any:
    return _jvm(session).scala.reflect.ClassTag.Int()


def _jvm(session: SparkSession) -> Any:
    return session._jvm
