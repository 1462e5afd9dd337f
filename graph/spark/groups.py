"""Groups of nodes by Spark: the same as those of `graph.network.grouping`."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from graph.network.grouping import ROUNDS, ranked_by_degree
from graph.spark import graphx
from graph.spark.network_table import NetworkTable

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

GROUPINGS = ("labels", "components")
"""What Spark splits a network by."""


def groups(session: SparkSession, network: NetworkTable, by: str) -> list[set[str]]:
    """Split a network.

    Args:
        session: Where.
        network: The network.
        by: One of `GROUPINGS`.
    """
    found: dict[int, int] = {}
    if network.links:
        found = _propagated_labels(session, network) if by == "labels" else _components(session, network)
    members: dict[int, set[str]] = defaultdict(set)
    for place, node in enumerate(network.nodes):
        members[found.get(place, -1 - place)].add(node)
    return list(members.values())


def _components(session: SparkSession, network: NetworkTable) -> dict[int, int]:
    return graphx.components(session, network.arcs(session, both_ways=True))


def _propagated_labels(session: SparkSession, network: NetworkTable) -> dict[int, int]:
    """Let labels spread: each node takes the one that most of its neighbours and it have, of equals the first."""
    from pyspark.sql import Window
    from pyspark.sql import functions as f

    arcs = network.arcs(session, both_ways=True).select("start", "end").distinct()
    own = session.createDataFrame([(place, place) for place in range(len(network.nodes))], "start long, end long")
    heard = arcs.union(own).cache()
    order = ranked_by_degree(network.nodes, network.links)
    labels = session.createDataFrame(list(order.items()), "end long, label long")
    best = Window.partitionBy("start").orderBy(f.desc("count"), "label")
    for _ in range(ROUNDS):
        votes = heard.join(labels, "end").groupBy("start", "label").count()
        taken = votes.withColumn("place", f.row_number().over(best)).where("place = 1")
        after = taken.select(f.col("start").alias("end"), "label").localCheckpoint()
        moved = after.exceptAll(labels).limit(1).count()
        labels = after
        if not moved:
            break
    return {row["end"]: row["label"] for row in labels.collect()}
