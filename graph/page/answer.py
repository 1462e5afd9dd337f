"""Answers: what a command has found, to be shown as a page of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph.network.links import Link
from graph.render.tables import cell

if TYPE_CHECKING:
    from graph.model.entities import Entity
    from graph.network.causes import Branch, Explanation
    from graph.network.connections import Connection
    from graph.network.neighbourhood import Neighbour
    from graph.network.paths import Path
    from graph.network.ranks import Ranking
    from graph.sparql.results import Rows


@dataclass(frozen=True, slots=True)
class Told:
    """One statement of an answer.

    Attributes:
        link: What is stated.
        start: IRI of the end to begin with.
        depth: How deep it stands in a tree.
    """

    link: Link
    start: str
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What a page shows instead of the whole graph.

    Attributes:
        title: What was asked, in words.
        things: IRIs of what was found, the most important first.
        told: What was found, as statements.
        scores: What was found, as numbers by IRI, in order.
        columns: What was found, as a table: its columns.
        rows: The rows of the table.
        ends: The two things that a path was asked between, if it was.
        hops: How much of the surroundings to show.
    """

    title: str
    things: Sequence[str]
    told: Sequence[Told] = ()
    scores: Mapping[str, float] = field(default_factory=dict)
    columns: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    ends: tuple[str, str] | None = None
    hops: int = 0


def paths_answer(paths: Sequence[Path], language: str = "en") -> Answer:
    """Return some paths between two ends as an answer."""
    nodes = [node for path in paths for node in path.nodes]
    start, end = paths[0].nodes[0], paths[0].nodes[-1]
    return Answer(
        f"{start.label(language)} → {end.label(language)}", _iris(nodes), ends=(start.iri, end.iri)
    )  # fmt: skip


def connection_answer(connection: Connection, language: str = "en") -> Answer:
    """Return what connects three or more as an answer."""
    nodes = [*connection.ends, *(node for hop in connection.hops for node in (hop.start, hop.end))]
    told = [Told(hop.links[0], hop.start.iri) for hop in connection.hops]
    return Answer(" · ".join(end.label(language) for end in connection.ends), _iris(nodes), told)


def around_answer(entity: Entity, neighbours: Sequence[Neighbour], language: str = "en") -> Answer:
    """Return what lies around a node as an answer."""
    told = [Told(near.hop.links[0], near.hop.start.iri, near.distance - 1) for near in neighbours]
    return Answer(entity.label(language), _iris([entity, *(near.entity for near in neighbours)]), told)


def why_answer(explanation: Explanation, language: str = "en") -> Answer:
    """Return causes and consequences as an answer."""
    told = list(_each_told(explanation.entity.iri, (*explanation.causes, *explanation.effects), 0))
    ends = [end for one in told for end in one.link.ends]
    return Answer(explanation.entity.label(language), list(dict.fromkeys([explanation.entity.iri, *ends])), told)


def _each_told(above: str, branches: Iterable[Branch], depth: int) -> Iterator[Told]:
    for branch in branches:
        yield Told(branch.link, above, depth)
        yield from _each_told(branch.entity.iri, branch.branches, depth + 1)


def ranking_answer(ranking: Ranking, limit: int) -> Answer:
    """Return the first places of a ranking as an answer."""
    scores = {standing.entity.iri: standing.score for standing in ranking.standings[:limit]}
    return Answer(f"{ranking.by}: {ranking.meaning}", list(scores), scores=scores, hops=1)


def records_answer(
    title: str, things: Iterable[Entity], records: Iterable[Mapping[str, Any]], columns: Sequence[str]
) -> Answer:
    """Return records about some things as an answer: the things in their surroundings, the records as a table."""
    shown = [[cell(record.get(column)) for column in columns] for record in records]
    return Answer(title, _iris(things), columns=[c.replace("_", " ") for c in columns], rows=shown, hops=1)


def rows_answer(title: str, rows: Rows, limit: int | None = None) -> Answer:
    """Return the rows of a query as an answer."""
    found = list(rows)[:limit]
    things = dict.fromkeys(term.value for row in found for term in row.values() if term.is_iri)
    shown = [[row[column].label if column in row else "" for column in rows.variables] for row in found]
    return Answer(title, list(things), columns=rows.variables, rows=shown)


def _iris(entities: Iterable[Entity]) -> list[str]:
    return list(dict.fromkeys(entity.iri for entity in entities))
