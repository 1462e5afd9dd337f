"""Spark as an engine: begins where it is first needed, and measures what it is given."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from functools import cached_property
from os import PathLike
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from graph.errors import SparkError
from graph.network.measures import Scores
from graph.spark.network_table import NetworkTable

if TYPE_CHECKING:
    import networkx as nx
    from pyspark.sql import SparkSession

SAMPLE = 256
"""Closeness is measured from so many nodes, unless told otherwise; exact where there are no more."""

_QUIET = f"-Dlog4j2.configurationFile={Path(__file__).with_name('log4j2.properties').as_uri()}"


class Spark:
    """Measures networks, and writes tables, with Spark; `with` ends it.

    Args:
        master: Where: `local[*]` for all cores of this machine, or the `spark://…` of a cluster.
        sample: From how many nodes closeness is measured.

    Attributes:
        master: The same.
        sample: The same.
    """

    def __init__(self, master: str = "local[*]", *, sample: int = SAMPLE) -> None:
        self.master, self.sample = master, sample

    def __enter__(self) -> Spark:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End what was begun."""
        if "session" in self.__dict__:
            self.session.stop()
            del self.__dict__["session"]

    @cached_property
    def session(self) -> SparkSession:
        """The session, begun now.

        Raises:
            SparkError: Spark or Java is not installed, or the master does not answer.
        """
        try:
            from pyspark.sql import SparkSession
        except ImportError:
            raise SparkError("Spark is not installed; install panmunjom[spark]") from None
        if not shutil.which("java"):
            raise SparkError("Spark needs Java 17 or later, and there is none; install a JRE")
        builder = SparkSession.builder.master(self.master).appName("panmunjom")
        settings = {
            "spark.ui.enabled": "false",
            "spark.ui.showConsoleProgress": "false",
            "spark.driver.extraJavaOptions": _QUIET,
        }
        if self.master.startswith("local"):
            settings |= {
                "spark.driver.host": "127.0.0.1",
                "spark.driver.bindAddress": "127.0.0.1",
                "spark.sql.shuffle.partitions": "4",
            }
        for name, value in settings.items():
            builder = builder.config(name, value)
        try:
            session: SparkSession = builder.getOrCreate()
        except Exception as error:
            raise SparkError(f"Spark cannot begin at {self.master}: {str(error).splitlines()[0]}") from None
        return session

    def measure(self, network: nx.Graph, by: str) -> Scores:
        """Return a score for each node, as `graph.network.measures.measure` does.

        Args:
            network: One of the layers of `KnowledgeGraph.network`.
            by: One of `graph.spark.MEASURED`.

        Raises:
            SparkError: Spark does not measure that.
        """
        from graph.spark.scores import MEASURED, scores

        if by not in MEASURED:  # before it begins, which takes long
            raise SparkError(f"Spark does not measure {by}; choose {', '.join(MEASURED)}, or leave the engine out")
        return scores(self.session, NetworkTable.of(network), by, self.sample)

    def groups(self, network: nx.Graph, by: str) -> list[set[str]]:
        """Split a network, as `graph.network.communities.groups` does.

        Args:
            network: As for `measure`.
            by: One of `graph.spark.GROUPINGS`.

        Raises:
            SparkError: Spark does not split by that.
        """
        from graph.spark.groups import GROUPINGS, groups

        if by not in GROUPINGS:
            known = " or ".join(GROUPINGS)
            raise SparkError(f"Spark does not split by {by}; choose {known}, or leave the engine out")
        return groups(self.session, NetworkTable.of(network), by)

    def write_tables(self, exports: Iterable[str | PathLike[str]], folder: str | PathLike[str]) -> dict[str, int]:
        """Write an export as Parquet tables; see `graph.spark.tables`.

        Args:
            exports: Files that `export -f nq --derived --paths` wrote.
            folder: Where the tables are to be; it must not be there yet.

        Returns:
            How many rows each table has.

        Raises:
            SparkError: A file is no N-Quads, or the folder is there.
        """
        from graph.spark.tables import write_tables

        return write_tables(self.session, [str(path) for path in exports], str(folder))
