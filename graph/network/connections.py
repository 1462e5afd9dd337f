"""Connections as people ask for them: the ends, the filters, and what to say where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import NoPathError, PathError
from graph.model.entities import Entity
from graph.network.costs import UNITS
from graph.network.paths import Filters, Path, PathFinder, Subgraph
from graph.network.steiner_tree import MOST_ENDS, cheapest_connection


@dataclass(frozen=True, slots=True)
class Connection(Subgraph):
    """The cheapest tree that connects several nodes, from the first of them outwards; exact.

    It costs what the hops cost and, once each, the tolls of the nodes that are no ends.

    Attributes:
        ends: The nodes asked for.
    """

    ends: tuple[Entity, ...]


def paths_between(
    finder: PathFinder, ends: tuple[Entity, Entity], filters: Filters, limit: int
) -> tuple[Path, ...]:
    """Return the best paths between two nodes.

    Raises:
        PathError: The ends are the same, or one of them is to be avoided.
        NoPathError: There is no path; with the filter to loosen.
        SearchLimitError: The filters leave too many dead ends.
    """
    _check_ends(finder, ends, filters)
    found = finder.best(ends[0].iri, ends[1].iri, filters, limit)
    if not found:
        raise _nothing(finder, ends, filters)
    return found


def connection_between(finder: PathFinder, ends: Sequence[Entity], filters: Filters) -> Connection:
    """Return the cheapest connection of three or more nodes; of the filters, only what to avoid and states count.

    Raises:
        PathError: Two ends are the same, one is to be avoided, or there are too many.
        NoPathError: There is no connection; with the filter to loosen.
    """
    _check_ends(finder, ends, filters)
    if len(ends) > MOST_ENDS:
        raise PathError(f"{len(ends)} ends are too many for an exact answer; name at most {MOST_ENDS}")
    iris = [end.iri for end in ends]
    found = cheapest_connection(finder.weighted, [finder.index[iri] for iri in iris], finder.closed(filters, iris))
    if found is None:
        raise _nothing(finder, ends, filters)
    cost, edges = found
    reached: set[int] = {finder.index[iri] for iri in iris}
    hops = []
    for one, other in edges:
        hops.append(finder.hop(finder.nodes[one], finder.nodes[other], ends=other in reached))
        reached.add(other)
    return Connection(tuple(hops), cost / UNITS, tuple(ends))


def _check_ends(finder: PathFinder, ends: Sequence[Entity], filters: Filters) -> None:
    for end in ends:
        if ends.count(end) > 1:
            raise PathError(f"{end.label()} is named twice as an end; name different ones")
        if end.iri in filters.avoid:
            raise PathError(f"{end.label()} is an end and to be avoided; leave out one of the two")
    finder.expect([*(end.iri for end in ends), *filters.through])
    for node in (*ends, *map(finder.conclusions.entity, filters.through)):
        if node.iri not in finder:
            seen = finder.conclusions.lens.describe()
            raise NoPathError(
                f"{node.label()} is linked with nothing here" + (f" (the lens: {seen})" if seen else "")
            )


def _nothing(finder: PathFinder, ends: Sequence[Entity], filters: Filters) -> NoPathError:
    names = " and ".join(end.label() for end in ends)
    helps = [name for name, looser in filters.loosened() if _reachable(finder, ends, looser)]
    if helps:
        return NoPathError(f"no path between {names} under these filters", loosen=helps)
    if seen := finder.conclusions.lens.describe():
        return NoPathError(f"no path between {names} in what the lens lets through ({seen}); widen it")
    return NoPathError(f"no path between {names}: nothing links the parts of the graph in which they lie")


def _reachable(finder: PathFinder, ends: Sequence[Entity], filters: Filters) -> bool:
    first, *others = ends
    return all(next(finder.cheapest(first.iri, other.iri, filters), None) for other in others)
