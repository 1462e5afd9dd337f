"""The links of a graph as the weighted graph that paths are sought in: made of the links, or read node by node."""

from __future__ import annotations

import json
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from graph.conclusions.conclusions import Conclusions
from graph.network.costs import LEAST, HopCost, hop_cost
from graph.network.links import Link, links_between
from graph.network.path_tables import has_path_graph, write_path_graph
from graph.network.weighted_graph import WeightedGraph
from graph.store.database import Database


class PathGraph:
    """The nodes of a graph with their numbers, and what it costs to go from one to another.

    Attributes:
        nodes: The IRIs of all that is linked, in order.
        index: The place of each in `nodes`, which is its number in the weighted graph.
        weighted: The graph as numbers.
        states: The numbers of the states.
        counts: How often each relation is found.
    """

    nodes: Sequence[str]
    index: Mapping[str, int]
    weighted: WeightedGraph
    states: frozenset[int]
    counts: Mapping[str, int]

    def __init__(self, conclusions: Conclusions) -> None:
        self.conclusions = conclusions

    def expect(self, iris: Iterable[str]) -> None:
        """Have ready what is known of some nodes, where reading one after the other is slow."""

    def links_between(self, one: str, other: str) -> tuple[Link, ...]:
        """Return the links between two neighbours, the cheapest first, which is the one that the cost is for."""
        links = links_between(self.conclusions, one, other)
        return tuple(sorted(links, key=lambda link: (self.cost(link).total, repr(link.triple))))

    def cost(self, link: Link) -> HopCost:
        """Return what a link costs."""
        return hop_cost(link.triple.predicate, link.certainty, self.counts, self.conclusions.ontology.generic)


def path_graph(conclusions: Conclusions) -> PathGraph:
    """Return the path graph of all that is linked: from the reader's tables, where it is written once.

    Args:
        conclusions: Gives claims and entities.
    """
    reader = conclusions.reader
    connection = reader.tables if reader.whole is reader else Database()
    if not has_path_graph(connection):
        write_path_graph(conclusions, connection)
    return _Stored(conclusions, connection)


class NodeRecords(ABC):
    """What is known of the nodes of a path graph, read when it is asked for.

    Attributes:
        count: How many nodes there are.
    """

    count: int

    @abstractmethod
    def row(self, number: int) -> tuple[Any, ...]:
        """Return the IRI of a node, its toll, and its first and last day.

        Raises:
            IndexError: There is no such node, which ends an iteration.
        """

    @abstractmethod
    def arcs(self, number: int) -> dict[int, int]:
        """Return the neighbours of a node, with the costs of the edges."""

    @abstractmethod
    def number_of(self, iri: str) -> int | None:
        """Return the number of a node; None where there is no such node."""


class ReadPathGraph(PathGraph):
    """A path graph that is read node by node.

    Args:
        conclusions: Gives the claims behind the links.
        records: Gives the nodes.
        counts: How often each relation is found.
        excluded: For some edges those that cannot be true together with them.
    """

    def __init__(
        self, conclusions: Conclusions, records: NodeRecords, counts: Mapping[str, int],
        excluded: Iterable[tuple[Sequence[int], Iterable[Sequence[int]]]],
    ) -> None:  # fmt: skip
        super().__init__(conclusions)
        self.counts = counts
        self.nodes, self.index = _Iris(records), _Numbers(records)
        against = {(one[0], one[1]): frozenset((o[0], o[1]) for o in others) for one, others in excluded}
        self.weighted = WeightedGraph(_Arcs(records), _Tolls(records), _Times(records), against, LEAST)


class _Stored(ReadPathGraph):
    def __init__(self, conclusions: Conclusions, connection: sqlite3.Connection) -> None:
        self._connection = connection
        counts, excluded = self._connection.execute("SELECT counts, excluded FROM path_graph").fetchone()
        super().__init__(conclusions, _Rows(self._connection), json.loads(counts), json.loads(excluded))

    @cached_property
    def states(self) -> frozenset[int]:  # type: ignore[override]
        found = self._connection.execute("SELECT number FROM nodes WHERE state")
        return frozenset(number for (number,) in found)


class _Rows(NodeRecords):
    """Records in a database, each read once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._rows: dict[int, tuple[Any, ...]] = {}
        self._arcs: dict[int, dict[int, int]] = {}

    @cached_property
    def count(self) -> int:  # type: ignore[override]
        return int(self._connection.execute("SELECT count(*) FROM nodes").fetchone()[0])

    def row(self, number: int) -> tuple[Any, ...]:
        if number not in self._rows:
            query = "SELECT iri, toll, first, last FROM nodes WHERE number = ?"
            row = self._connection.execute(query, (number,)).fetchone()
            if row is None:
                raise IndexError(number)
            self._rows[number] = row
        return self._rows[number]

    def arcs(self, number: int) -> dict[int, int]:
        if number not in self._arcs:
            query = "SELECT other, cost FROM arcs WHERE node = ?"
            self._arcs[number] = dict(self._connection.execute(query, (number,)))
        return self._arcs[number]

    def number_of(self, iri: str) -> int | None:
        row = self._connection.execute("SELECT number FROM nodes WHERE iri = ?", (iri,)).fetchone()
        return row[0] if row else None


class _Column(Sequence[Any]):
    def __init__(self, records: NodeRecords) -> None:
        self._records = records

    def __len__(self) -> int:
        return self._records.count


class _Iris(_Column):
    def __getitem__(self, number: Any) -> Any:
        return self._records.row(number)[0]


class _Tolls(_Column):
    def __getitem__(self, number: Any) -> Any:
        return self._records.row(number)[1]


class _Arcs(_Column):
    def __getitem__(self, number: Any) -> Any:
        if number >= len(self):
            raise IndexError(number)  # where all of them are gone through, this ends it
        return self._records.arcs(number)


class _Times(Mapping[int, tuple[int, int]]):
    def __init__(self, records: NodeRecords) -> None:
        self._records = records

    def __getitem__(self, number: int) -> tuple[int, int]:
        _, _, first, last = self._records.row(number)
        if last is None:
            raise KeyError(number)
        return first, last

    def __iter__(self) -> Iterator[int]:
        return (number for number in range(self._records.count) if self._records.row(number)[3] is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class _Numbers(Mapping[str, int]):
    def __init__(self, records: NodeRecords) -> None:
        self._records = records

    def __getitem__(self, iri: str) -> int:
        number = self._records.number_of(iri)
        if number is None:
            raise KeyError(iri)
        return number

    def __iter__(self) -> Iterator[str]:
        return iter(_Iris(self._records))

    def __len__(self) -> int:
        return self._records.count
