"""Scores of nodes by Spark: the same as those of `graph.network.measures`, but closeness, which is sampled."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from graph.network.measures import Scores
from graph.spark import graphx
from graph.spark.network_table import NetworkTable

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

MEASURED = ("degree", "strength", "pagerank", "closeness")
"""The measures that Spark takes."""

_SEED = 2019


def scores(session: SparkSession, network: NetworkTable, by: str, sample: int) -> Scores:
    """Return a score for each node.

    Args:
        session: Where.
        network: The network.
        by: One of `MEASURED`.
        sample: From how many nodes closeness is measured.
    """
    if not network.links:
        return network.by_name({})
    if by == "degree":
        return network.by_name(_degree(session, network))
    if by == "strength":
        return network.by_name(_strength(session, network))
    return _pagerank(session, network) if by == "pagerank" else _closeness(session, network, sample)


def _degree(session: SparkSession, network: NetworkTable) -> dict[int, float]:
    arcs = network.arcs(session, both_ways=True).where("start != end")
    counted = arcs.select("start", "end").distinct().groupBy("start").count().collect()
    return {row["start"]: float(row["count"]) for row in counted}


def _strength(session: SparkSession, network: NetworkTable) -> dict[int, float]:
    if network.occasions is not None:
        attended = session.createDataFrame(list(network.occasions), "node long, occasion long")
        counted = attended.distinct().groupBy("node").count().collect()
    else:
        counted = network.arcs(session, both_ways=True).groupBy("start").sum("links").collect()
    return {row[0]: float(row[1]) for row in counted}


def _pagerank(session: SparkSession, network: NetworkTable) -> Scores:
    """Nodes without links get what every node gets; where the walker is lost, all is scaled up alike."""
    found = graphx.pagerank(session, network.arcs(session, both_ways=False))
    named = network.by_name(found, missing=graphx.RESTART)
    total = sum(named.values())
    return {node: score / total for node, score in named.items()}


def _closeness(session: SparkSession, network: NetworkTable, sample: int) -> Scores:
    """Search from some nodes, step by step, and take their mean for that of all (Eppstein and Wang 2004)."""
    from pyspark.sql import functions as f

    size = len(network.nodes)
    pivots = sorted(random.Random(_SEED).sample(range(size), min(sample, size)))
    arcs = network.arcs(session, both_ways=False).select("start", "end")
    rim = session.createDataFrame([(pivot, pivot) for pivot in pivots], "pivot long, node long")
    seen, distance = rim, 0
    sums: dict[int, float] = {}
    while True:
        distance += 1
        reached = rim.join(arcs, rim["node"] == arcs["start"]).select("pivot", f.col("end").alias("node"))
        rim = reached.distinct().join(seen, ["pivot", "node"], "left_anti").localCheckpoint()
        counted = rim.groupBy("node").count().collect()
        if not counted:
            break
        for row in counted:
            sums[row["node"]] = sums.get(row["node"], 0.0) + row["count"] / distance
        seen = seen.union(rim).localCheckpoint()
    drawn = set(pivots)
    others = {node: len(pivots) - (node in drawn) for node in range(size)}
    return network.by_name({node: total / others[node] for node, total in sums.items() if others[node]})
