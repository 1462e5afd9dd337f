"""The path graph as tables: filled claim by claim, so that memory does not grow with what is linked."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any

from graph.conclusions.conclusions import Conclusions
from graph.model.vocabulary import PAN, Certainty
from graph.network.costs import UNITS, hop_cost, node_toll
from graph.network.links import Link, claims_behind, links_between, statements_of
from graph.network.weighted_graph import Edge, edge

_STATE = PAN + "State"

_SCHEMA = """
DROP TABLE IF EXISTS nodes;
DROP TABLE IF EXISTS arcs;
DROP TABLE IF EXISTS links;
CREATE TABLE nodes (number INTEGER PRIMARY KEY, iri TEXT UNIQUE, toll INTEGER, first INTEGER, last INTEGER,
    state INTEGER);
CREATE TABLE arcs (node INTEGER, other INTEGER, cost INTEGER, PRIMARY KEY (node, other)) WITHOUT ROWID;
CREATE TABLE links (one TEXT, other TEXT, relation TEXT, office TEXT, certainty INTEGER, settled INTEGER,
    PRIMARY KEY (one, other, relation, office)) WITHOUT ROWID;
"""
_LINK = """
INSERT INTO links VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE
SET certainty = max(certainty, excluded.certainty), settled = max(settled, excluded.settled)
"""
"""Each link once: how sure its surest claim is, and whether one of its claims has no alternative."""

_NODES = """
INSERT INTO nodes (number, iri) SELECT row_number() OVER (ORDER BY iri) - 1, iri
FROM (SELECT one AS iri FROM links UNION SELECT other FROM links)
"""
_ARCS = """
INSERT INTO arcs SELECT {0}.number, {1}.number, cost(relation, certainty)
FROM links JOIN nodes AS start ON start.iri = one JOIN nodes AS end ON end.iri = other WHERE true
ON CONFLICT DO UPDATE SET cost = min(cost, excluded.cost)
"""
_SOME_NODES = """
SELECT number, iri, (SELECT count(*) FROM arcs WHERE node = number) FROM nodes
WHERE number >= ? ORDER BY number LIMIT 1000
"""
_NODE = "UPDATE nodes SET toll = ?, first = ?, last = ?, state = ? WHERE number = ?"
_OPEN = """
SELECT DISTINCT min(one, other), max(one, other) FROM links AS link WHERE NOT settled AND NOT EXISTS
(SELECT 1 FROM links AS said WHERE settled AND one = link.one AND other = link.other) AND NOT EXISTS
(SELECT 1 FROM links AS said WHERE settled AND one = link.other AND other = link.one)
"""
"""The pairs between which there are only alternatives."""


def has_path_graph(connection: sqlite3.Connection) -> bool:
    """Tell whether a database has a path graph."""
    return bool(connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'path_graph'").fetchone())


def write_path_graph(conclusions: Conclusions, connection: sqlite3.Connection) -> None:
    """Fill a database with the path graph of all that is linked.

    Args:
        conclusions: Gives the claims, and what became of the nodes.
        connection: The database.
    """
    connection.executescript(_SCHEMA)
    connection.executemany(_LINK, _statement_rows(conclusions))
    counts: dict[str, int] = dict(connection.execute("SELECT relation, count(*) FROM links GROUP BY relation"))
    generic = conclusions.ontology.generic

    @cache
    def cost(relation: str, certainty: int) -> int:
        return round(hop_cost(relation, Certainty(certainty), counts, generic).total * UNITS)

    connection.create_function("cost", 2, cost, deterministic=True)
    connection.execute(_NODES)
    for direction in (("start", "end"), ("end", "start")):
        connection.execute(_ARCS.format(*direction))
    connection.executemany(_NODE, _weighed(conclusions, _node_rows(connection)))
    excluded = _excluded(conclusions, connection)
    connection.execute("DROP TABLE links")
    connection.execute("CREATE TABLE path_graph (counts TEXT, excluded TEXT)")  # last: it says that all is there
    connection.execute("INSERT INTO path_graph VALUES (?, ?)", (json.dumps(counts), json.dumps(excluded)))
    connection.commit()


def _statement_rows(conclusions: Conclusions) -> Iterator[tuple[Any, ...]]:
    claims = conclusions.in_turn(conclusions.reader.each_claim())
    for claim, triple, office in statements_of(conclusions, claims):
        subject, relation, thing = triple
        yield subject, thing, relation, office or "", claim.certainty, not claim.alternatives


def _node_rows(connection: sqlite3.Connection) -> Iterator[tuple[int, str, int]]:
    """Yield the number, the IRI and the degree of each node; some are read at once, as they change meanwhile."""
    number = 0
    while nodes := connection.execute(_SOME_NODES, (number,)).fetchall():
        yield from nodes
        number += len(nodes)


def _weighed(conclusions: Conclusions, nodes: Iterable[tuple[int, str, int]]) -> Iterator[tuple[Any, ...]]:
    """Yield what it costs to pass through each node, when it was, whether it is a state, and its number."""
    for number, iri, degree in conclusions.in_turn(nodes):
        entity, first, last, stage = conclusions.entity(iri), None, None, None
        if conclusions.is_event(entity):
            found = conclusions.conclusion(iri)
            stage, span = conclusions.ontology.stage(found.status), found.when.span
            first = span.earliest.toordinal() if span.earliest else 0
            last = (span.latest or date.max).toordinal()
        toll = round(node_toll(entity.kind, degree, stage) * UNITS)
        yield toll, first, last, entity.kind == _STATE, number


def _excluded(conclusions: Conclusions, connection: sqlite3.Connection) -> list[tuple[Edge, list[Edge]]]:
    """Return for each edge that only alternatives state those that cannot be true together with it."""
    between: dict[Edge, tuple[Link, ...]] = {}
    stated_by: dict[str, set[Edge]] = defaultdict(set)
    for one, other in connection.execute(_OPEN).fetchall():
        numbers = [
            connection.execute("SELECT number FROM nodes WHERE iri = ?", (iri,)).fetchone()[0]
            for iri in (one, other)
        ]
        pair = edge(*numbers)
        between[pair] = links_between(conclusions, one, other)
        for claim in claims_behind(between[pair]):
            stated_by[claim.iri].add(pair)
    found: dict[Edge, set[Edge]] = defaultdict(set)
    for pair, links in between.items():
        alternatives = {iri for claim in claims_behind(links) for iri in claim.alternatives}
        for against in {other for iri in alternatives for other in stated_by.get(iri, ())} - {pair}:
            if all(link.excludes(other) for link in links for other in between[against]):
                found[pair].add(against)
                found[against].add(pair)
    return [(pair, sorted(against)) for pair, against in sorted(found.items())]
