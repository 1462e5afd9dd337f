"""Questions about paths, as people ask them: the ends, the filters, and what to say where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from graph.errors import NoPathError, PathError
from graph.model.entities import Entity
from graph.network.costs import UNITS
from graph.network.paths import Filters, Linkage, Path, Paths
from graph.network.steiner_tree import MOST_ENDS, cheapest_connection


@dataclass(frozen=True, slots=True)
class Connection(Linkage):
    """The cheapest tree that connects several nodes, from the first of them outwards; exact.

    It costs what the hops cost and, once each, the tolls of the nodes that are no ends.

    Attributes:
        ends: The nodes asked for.
    """

    ends: tuple[Entity, ...]


def paths_between(paths: Paths, ends: tuple[Entity, Entity], filters: Filters, limit: int) -> tuple[Path, ...]:
    """Return the best paths between two nodes.

    Raises:
        PathError: The ends are the same, or one of them is to be avoided.
        NoPathError: There is no path; with the filter to loosen.
        SearchLimitError: The filters leave too many dead ends.
    """
    _check_ends(paths, ends, filters)
    found = paths.best(ends[0].iri, ends[1].iri, filters, limit)
    if not found:
        raise NoPathError(_nothing(paths, ends, filters))
    return found


def connection_between(paths: Paths, ends: Sequence[Entity], filters: Filters) -> Connection:
    """Return the cheapest connection of three or more nodes; of the filters, only what to avoid and states count.

    Raises:
        PathError: Two ends are the same, one is to be avoided, or there are too many.
        NoPathError: There is no connection; with the filter to loosen.
    """
    _check_ends(paths, ends, filters)
    if len(ends) > MOST_ENDS:
        raise PathError(f"{len(ends)} ends are too many for an exact answer; name at most {MOST_ENDS}")
    iris = [end.iri for end in ends]
    found = cheapest_connection(paths.terrain, [paths.index[iri] for iri in iris], paths.closed(filters, iris))
    if found is None:
        raise NoPathError(_nothing(paths, ends, filters))
    cost, edges = found
    reached: set[int] = {paths.index[iri] for iri in iris}
    hops = []
    for one, other in edges:
        hops.append(paths.hop(paths.nodes[one], paths.nodes[other], ends=other in reached))
        reached.add(other)
    return Connection(tuple(hops), cost / UNITS, tuple(ends))


def _check_ends(paths: Paths, ends: Sequence[Entity], filters: Filters) -> None:
    for end in ends:
        if ends.count(end) > 1:
            raise PathError(f"{end.label()} is named twice as an end; name different ones")
        if end.iri in filters.avoid:
            raise PathError(f"{end.label()} is an end and to be avoided; leave out one of the two")
    for node in (*ends, *map(paths.graph.entity, filters.through)):
        if node.iri not in paths:
            lens = f" (the lens: {paths.graph.lens.describe()})" if paths.graph.lens else ""
            raise NoPathError(
                f"{node.label()} is linked with nothing here{lens}; `panmunjom show` tells what it is"
            )


def _nothing(paths: Paths, ends: Sequence[Entity], filters: Filters) -> str:
    names = " and ".join(end.label() for end in ends)
    helps = [name for name, looser in filters.loosened() if _reachable(paths, ends, looser)]
    if helps:
        return f"no path between {names} under these filters; without {' or without '.join(helps)} there is one"
    if paths.graph.lens:
        return f"no path between {names} in what the lens lets through ({paths.graph.lens.describe()}); widen it"
    return f"no path between {names}: nothing links the parts of the graph in which they lie"


def _reachable(paths: Paths, ends: Sequence[Entity], filters: Filters) -> bool:
    first, *others = ends
    return all(next(paths.cheapest(first.iri, other.iri, filters), None) for other in others)
