"""Spark: the same measures and tables by an engine that spreads over machines. What is linked is concluded here."""

from graph.spark.engine import Spark
from graph.spark.groups import GROUPINGS
from graph.spark.scores import MEASURED

__all__ = ["GROUPINGS", "MEASURED", "Spark"]
