"""Why: what stands in the way of something, what it needs, and what would follow, to any depth."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from graph.conclusions.events import Event
from graph.model.claims import Claim
from graph.model.entities import Entity
from graph.model.ontology import Way
from graph.model.vocabulary import PAN
from graph.network.layers import Layers
from graph.network.links import Link, links_of

_CHANGE, _POSITION, _PROJECT = PAN + "Change", PAN + "Position", PAN + "Project"
_AT_PLACE = frozenset({Way(PAN + "locatedIn", to_subject=True), Way(PAN + "place", to_subject=True)})
_ONLY_AT_ROOT = _AT_PLACE | {Way(PAN + "violates", to_subject=False)}
_SAID_OF = Way(PAN + "concerns", to_subject=True)
_DETAILS = tuple(
    Way(PAN + name, to_subject=False) for name in ("positionOf", "speaker", "seeks", "offers", "rejects")
)
_ACCOUNTS = {PAN + name for name in ("Position", "Statement", "PressConference")}
_Trail = tuple[Link, ...]
_ABOUT, _WITHIN = Way(PAN + "concerns", to_subject=False), Way(PAN + "partOf", to_subject=False)


@dataclass(frozen=True, slots=True)
class Branch:
    """One cause or consequence, with what is behind it.

    Attributes:
        link: How it hangs on what stands above it.
        entity: What the link leads to.
        event: The same as an event, where it is one.
        told: Whether what is behind it is told elsewhere in the tree, nearer to the root.
        branches: What is behind it.
    """

    link: Link
    entity: Entity
    event: Event | None
    told: bool
    branches: tuple[Branch, ...]

    @property
    def conditions(self) -> tuple[str, ...]:
        """IRIs of what would have to be the case, by the surest claim."""
        return self.link.claims[0].conditions


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why something is as it is, and what hangs on it.

    Attributes:
        entity: What is explained.
        event: The same as an event, where it is one.
        causes: What stands in its way, what it needs, what brought it about, who wants it.
        effects: What it blocks, serves, leads to, and what waits for it.
        accounts: Of what took place: what was said of it, and who wanted what there.
    """

    entity: Entity
    event: Event | None
    causes: tuple[Branch, ...]
    effects: tuple[Branch, ...]
    accounts: tuple[Branch, ...] = ()

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim behind it, once."""
        branches = (*_all(self.causes), *_all(self.effects), *_all(self.accounts))
        return tuple({claim.iri: claim for branch in branches for claim in branch.link.claims}.values())


def explain(layers: Layers, entity: Entity) -> Explanation:
    """Follow causes and conditions back from an entity, and on from it; what was told once is not told again.

    Which relations lead back and on, and which of them tells most, stands in the ontology. What an event of change
    is about counts as behind it: a softening of sanctions leads back to the sanctions. Of a place the projects
    there are told.
    """
    ontology = layers.conclusions.ontology
    event = layers.conclusions.as_event(entity)
    return Explanation(
        entity,
        event,
        causes=_Tree(layers, ontology.ways_back).grown_from(entity.iri),
        effects=_Tree(layers, ontology.ways_on).grown_from(entity.iri),
        accounts=_accounts(layers, entity) if event and event.took_place else (),
    )


def _accounts(layers: Layers, entity: Entity) -> tuple[Branch, ...]:
    """Return the positions and statements that concern an event, each with whose they are and what they ask for."""
    above = layers.conclusions.ontology.above
    said = _Tree(layers, (_SAID_OF,)).grown_from(entity.iri)
    told = (branch for branch in said if not _ACCOUNTS.isdisjoint(above(branch.entity.kind)))
    details = _Tree(layers, _DETAILS)
    return tuple(replace(branch, branches=details.grown_from(branch.entity.iri), told=False) for branch in told)


class _Tree:
    def __init__(self, layers: Layers, ways: Iterable[Way]) -> None:
        self._conclusions, self._ways = layers.conclusions, tuple(ways)
        self._found: dict[str, list[tuple[Way, Link, str]]] = {}
        self._root = ""

    def grown_from(self, root: str) -> tuple[Branch, ...]:
        """Return the branches at a node; each other node is unfolded where it is nearest to it."""
        self._root = root
        trails: dict[str, _Trail] = {root: ()}
        queue = deque([root])
        while queue:
            iri = queue.popleft()
            for link, other in self._behind(iri, trails[iri]):
                if other not in trails:
                    trails[other] = (*trails[iri], link)
                    queue.append(other)
        return self._branches(root, trails)

    def _branches(self, iri: str, trails: Mapping[str, _Trail]) -> tuple[Branch, ...]:
        branches = []
        for link, other in self._behind(iri, trails[iri]):
            if link in trails[iri][-1:]:
                continue
            entity = self._conclusions.entity(other)
            trail = (*trails[iri], link)
            here = trails[other] == trail
            behind = self._branches(other, trails) if here else ()
            told = not here and any(following != link for following, _ in self._behind(other, trail))
            branches.append(Branch(link, entity, self._conclusions.as_event(entity), told, behind))
        return tuple(branches)

    def _behind(self, iri: str, trail: _Trail) -> Iterator[tuple[Link, str]]:
        """Yield what lies behind a node, and the link that leads there; not what a link before it excludes."""
        if iri not in self._found:
            self._found[iri] = list(self._leading_from(iri))
        seen = {iri}
        for way, link, other in self._found[iri]:
            if way in _ONLY_AT_ROOT and iri != self._root:
                continue
            if other not in seen and not any(link.excludes(before) for before in trail):
                seen.add(other)
                yield link, other

    def _leading_from(self, iri: str) -> Iterator[tuple[Way, Link, str]]:
        """Yield the ways that lead on from a node, each with its link and where that leads."""
        conclusions = self._conclusions
        kinds = conclusions.ontology.above(conclusions.entity(iri).kind)
        ways = [way for way in self._ways if _is_open(way, kinds)]
        of, to = ({way.relation for way in ways if way.to_subject is there} for there in (False, True))
        links = links_of(conclusions, conclusions.reader.stating(iri, of, to), of | to)
        for way in ways:
            for link in links:
                if link.triple.predicate != way.relation or link.ends[way.to_subject] != iri:
                    continue
                other = link.ends[0] if way.to_subject else link.ends[1]
                if way not in _AT_PLACE or conclusions.entity(other).kind == _PROJECT:
                    yield way, link, other


def _is_open(way: Way, kinds: Collection[str]) -> bool:
    """Tell whether a way leads on from a thing of some kinds: what it is about, or part of, explains little."""
    return not ((way == _ABOUT and _CHANGE not in kinds) or (way == _WITHIN and _POSITION in kinds))


def _all(branches: Iterable[Branch]) -> Iterator[Branch]:
    for branch in branches:
        yield branch
        yield from _all(branch.branches)
