"""Paths and connections as lines and as records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graph.conclusions.conclusions import Conclusions
from graph.network.connections import Connection
from graph.network.neighbourhood import Neighbour
from graph.network.paths import Hop, Path, Subgraph
from graph.render.lines import Line, Run, line
from graph.render.links import LinkWriter
from graph.render.network_schema import ConnectionRecord, HopRecord, NeighbourRecord, PathRecord
from graph.render.schema import ResolvedRecord
from graph.render.states import certainty_of
from graph.render.words import counted, words

_ALSO = 2


class PathWriter:
    """Writes the paths of one graph in one language.

    Args:
        conclusions: Names the entities.
        language: `"en"`, `"ru"` or `"ko"`.
        explain: Show what each hop costs, and why.
    """

    def __init__(self, conclusions: Conclusions, language: str = "en", *, explain: bool = False) -> None:
        self._links, self._explain = LinkWriter(conclusions, language), explain
        self._ontology, self._language, self._words = conclusions.ontology, language, words(language)

    def paths(self, paths: Sequence[Path]) -> Iterator[Line]:
        """Yield the lines of several paths, numbered."""
        for number, path in enumerate(paths, 1):
            if number > 1:
                yield Line()
            ends = f"{self._links.name(path.nodes[0])} → {self._links.name(path.nodes[-1])}"
            yield self._head(f"{number}  {ends}", path)
            yield from self._hops(path.hops)

    def connection(self, connection: Connection) -> Iterator[Line]:
        """Yield the lines of a connection."""
        yield self._head(" · ".join(map(self._links.name, connection.ends)), connection)
        yield from self._hops(connection.hops)

    def around(self, neighbours: Iterable[Neighbour]) -> Iterator[Line]:
        """Yield the lines of what is around a node, ring by ring."""
        ring = 0
        for neighbour in neighbours:
            if neighbour.distance != ring:
                if ring:
                    yield Line()
                ring = neighbour.distance
                yield line(Run(counted(ring, "hops_away", self._language), "heading"))
            yield from self._hop(neighbour.hop)

    def records(self, paths: Iterable[Path], resolved: Sequence[ResolvedRecord] = ()) -> list[PathRecord]:
        """Return paths as records."""
        return [self._record(path, resolved) for path in paths]

    def connection_record(
        self, connection: Connection, resolved: Sequence[ResolvedRecord] = ()
    ) -> ConnectionRecord:
        """Return a connection as a record."""
        return {**self._record(connection, resolved), "ends": [self._links.name(end) for end in connection.ends]}

    def rows(self, paths: Iterable[Subgraph]) -> list[dict[str, object]]:
        """One record for each hop, with the number of its path, for tables."""
        return [
            {"path": number, "hop": step, **self.hop_record(hop)}
            for number, path in enumerate(paths, 1)
            for step, hop in enumerate(path.hops, 1)
        ]

    def around_records(self, neighbours: Iterable[Neighbour]) -> list[NeighbourRecord]:
        """Return what is around a node as records."""
        return [
            {
                **self.hop_record(neighbour.hop),
                "distance": neighbour.distance,
                "label": self._links.name(neighbour.entity),
                "id": neighbour.entity.iri,
            }
            for neighbour in neighbours
        ]

    def hop_record(self, hop: Hop) -> HopRecord:
        """Return a hop as a record."""
        cost = hop.cost
        return {
            **self._links.record(hop.links[0], hop.start.iri, hop.event),
            "start": hop.start.iri,
            "end": hop.end.iri,
            "also": [self._links.record(link, hop.start.iri, None) for link in hop.links[1:]],
            "cost": {
                "hop": cost.hop, "generic": cost.generic, "common": cost.common, "unsure": cost.unsure,
                "toll": cost.toll, "total": cost.total,
            },
        }  # fmt: skip

    def _record(self, path: Subgraph, resolved: Sequence[ResolvedRecord]) -> PathRecord:
        return {
            "cost": path.cost,
            "certainty": str(path.certainty),
            "hops": [self.hop_record(hop) for hop in path.hops],
            "resolved": list(resolved),
        }

    def _head(self, title: str, path: Subgraph) -> Line:
        sure = certainty_of(path.certainty, self._ontology, self._language)
        told = [counted(len(path.hops), "hops", self._language), f"{self._words['weakest']}: {sure}"]
        told += [self._words["cost"].format(path.cost)] if self._explain else []
        return line(Run(title, "title"), Run(f"  {' · '.join(told)}", "dim"))

    def _hops(self, hops: Iterable[Hop]) -> Iterator[Line]:
        for hop in hops:
            yield from self._hop(hop)

    def _hop(self, hop: Hop) -> Iterator[Line]:
        first, *others = hop.links
        yield line(self._links.sentence(first, hop.start.iri), indent=3)
        yield line(Run(self._links.backing(first, hop.event), "dim"), indent=7)
        for link in others[:_ALSO]:
            also = f"{self._links.sentence(link, hop.start.iri)} · {self._links.backing(link, None)}"
            yield line(Run(self._words["also"].format(also), "dim"), indent=7)
        if len(others) > _ALSO:
            yield line(Run(self._words["more_claims"].format(len(others) - _ALSO), "dim"), indent=7)
        if self._explain:
            yield line(Run(self._cost(hop), "date"), indent=7)

    def _cost(self, hop: Hop) -> str:
        cost = hop.cost
        parts = [
            f"{value:.2f} {name}"
            for name, value in (
                ("a hop", cost.hop),
                ("a relation that says little", cost.generic),
                ("a common relation", cost.common),
                ("not asserted", cost.unsure),
                (f"passing through {self._links.name(hop.end)}", cost.toll),
            )
            if value
        ]
        return f"{cost.total:.2f} = {' + '.join(parts)}"
