"""The links of a graph as the weighted graph that paths are sought in: made of the links, or read node by node."""

from __future__ import annotations

import json
import sqlite3
from abc import ABC, abstractmethod
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import Any

from graph.conclusions.conclusions import Conclusions
from graph.model.vocabulary import PAN
from graph.network.costs import LEAST, UNITS, HopCost, hop_cost, node_toll
from graph.network.layers import Layers
from graph.network.links import Link, links_of
from graph.network.weighted_graph import Edge, WeightedGraph, edge

_SCHEMA = """
CREATE TABLE nodes (number INTEGER PRIMARY KEY, iri TEXT UNIQUE, toll INTEGER, first INTEGER, last INTEGER,
    state INTEGER);
CREATE TABLE arcs (node INTEGER, other INTEGER, cost INTEGER, PRIMARY KEY (node, other)) WITHOUT ROWID;
CREATE TABLE path_graph (counts TEXT, excluded TEXT);
"""
_STATE = PAN + "State"


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
        links = links_of(self.conclusions, self.conclusions.reader.mentioning_both(one, other))
        return self._in_order([link for link in links if set(link.ends) == {one, other}])

    def cost(self, link: Link) -> HopCost:
        """Return what a link costs."""
        return hop_cost(link, self.counts, self.conclusions.ontology.generic)

    def _in_order(self, links: Sequence[Link]) -> tuple[Link, ...]:
        return tuple(sorted(links, key=lambda link: (self.cost(link).total, repr(link.triple))))


def path_graph(layers: Layers) -> PathGraph:
    """Return the path graph of the links: read from the reader's tables where it was written there."""
    reader = layers.conclusions.reader
    is_whole = reader.whole is reader
    if is_whole and reader.tables.execute("SELECT 1 FROM sqlite_master WHERE name = 'path_graph'").fetchone():
        return _Stored(layers.conclusions)
    return _Made(layers)


def write_path_graph(made: PathGraph, connection: sqlite3.Connection) -> None:
    """Write a path graph to a database."""
    graph = made.weighted
    connection.executescript(_SCHEMA)
    for number, iri in enumerate(made.nodes):
        first, last = graph.times.get(number, (None, None))
        row = (number, iri, graph.tolls[number], first, last, number in made.states)
        connection.execute("INSERT INTO nodes VALUES (?, ?, ?, ?, ?, ?)", row)
        arcs = ((number, other, cost) for other, cost in graph.arcs[number].items())
        connection.executemany("INSERT INTO arcs VALUES (?, ?, ?)", arcs)
    excluded = [(one, sorted(against)) for one, against in sorted(graph.excluded.items())]
    connection.execute("INSERT INTO path_graph VALUES (?, ?)", (json.dumps(made.counts), json.dumps(excluded)))
    connection.commit()


class _Made(PathGraph):
    def __init__(self, layers: Layers) -> None:
        super().__init__(layers.conclusions)
        links = layers.links
        self.counts = Counter(link.triple.predicate for link in links)
        self.nodes = sorted({end for link in links for end in link.ends})
        self.index = {iri: index for index, iri in enumerate(self.nodes)}
        between: dict[tuple[str, str], list[Link]] = defaultdict(list)
        for link in links:
            between[min(link.ends), max(link.ends)].append(link)
        self._between = {pair: self._in_order(found) for pair, found in between.items()}
        self._kinds = [self.conclusions.entity(iri).kind for iri in self.nodes]
        self.states = frozenset(node for node, kind in enumerate(self._kinds) if kind == _STATE)
        self.weighted = self._weighted()

    def links_between(self, one: str, other: str) -> tuple[Link, ...]:
        return self._between[min(one, other), max(one, other)]

    def _weighted(self) -> WeightedGraph:
        arcs: list[dict[int, int]] = [{} for _ in self.nodes]
        for (start, end), links in self._between.items():
            cost = round(self.cost(links[0]).total * UNITS)
            arcs[self.index[start]][self.index[end]] = cost
            arcs[self.index[end]][self.index[start]] = cost
        tolls, times = [], {}
        stage = self.conclusions.ontology.stage
        for number, (iri, kind) in enumerate(zip(self.nodes, self._kinds, strict=True)):
            event = self.conclusions.as_event(self.conclusions.entity(iri))
            toll = node_toll(kind, len(arcs[number]), stage(event.status) if event else None)
            tolls.append(round(toll * UNITS))
            if event:
                first, last = event.span
                times[number] = (first.toordinal() if first else 0, (last or date.max).toordinal())
        return WeightedGraph(arcs, tolls, times, self._excluded(), LEAST)

    def _excluded(self) -> dict[Edge, frozenset[Edge]]:
        """Return for each edge that only alternatives state those that cannot be true together with it."""
        open_ = {
            edge(*(self.index[iri] for iri in pair)): links
            for pair, links in self._between.items()
            if all(claim.alternatives for link in links for claim in link.claims)
        }
        found: dict[Edge, set[Edge]] = defaultdict(set)
        for (one, links), (other, others) in combinations(open_.items(), 2):
            if all(link.excludes(against) for link in links for against in others):
                found[one].add(other)
                found[other].add(one)
        return {pair: frozenset(against) for pair, against in found.items()}


class Records(ABC):
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
        self, conclusions: Conclusions, records: Records, counts: Mapping[str, int],
        excluded: Iterable[tuple[Sequence[int], Iterable[Sequence[int]]]],
    ) -> None:  # fmt: skip
        super().__init__(conclusions)
        self.counts = counts
        self.nodes, self.index = _Iris(records), _Numbers(records)
        against = {(one[0], one[1]): frozenset((o[0], o[1]) for o in others) for one, others in excluded}
        self.weighted = WeightedGraph(_Arcs(records), _Tolls(records), _Times(records), against, LEAST)


class _Stored(ReadPathGraph):
    def __init__(self, conclusions: Conclusions) -> None:
        self._connection = conclusions.reader.tables
        counts, excluded = self._connection.execute("SELECT counts, excluded FROM path_graph").fetchone()
        super().__init__(conclusions, _Rows(self._connection), json.loads(counts), json.loads(excluded))

    @cached_property
    def states(self) -> frozenset[int]:  # type: ignore[override]
        found = self._connection.execute("SELECT number FROM nodes WHERE state")
        return frozenset(number for (number,) in found)


class _Rows(Records):
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
    def __init__(self, records: Records) -> None:
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
    def __init__(self, records: Records) -> None:
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
    def __init__(self, records: Records) -> None:
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
