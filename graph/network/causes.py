"""Why: what stands in the way of something, what it needs, and what would follow, to any depth."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.conclusions.events import Event
from graph.model.claims import Claim
from graph.model.entities import Entity
from graph.model.vocabulary import PAN
from graph.network.links import Link, links_of

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph

_BACK = (
    "<blocks <prohibits <caps <hinders <endangers <exempts >violates >despite >requires >inExchangeFor"
    " <wouldServe <ledTo <outcome >followed >inViewOf <realises <seeks <hopesFor <favours <offers <rejects"
    " <interestedIn >concerns >partOf >imposedBy >positionOf <locatedIn <place"
).split()
_ON = (
    ">blocks >prohibits >caps >hinders >endangers >exempts <violates <despite <requires <inExchangeFor"
    " >wouldServe >ledTo >outcome <followed <inViewOf >realises <partOf"
).split()
"""Relations to follow, the most telling first: `>` from subject to object, `<` from object to subject."""


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
    """

    entity: Entity
    event: Event | None
    causes: tuple[Branch, ...]
    effects: tuple[Branch, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim behind it, once."""
        branches = (*_all(self.causes), *_all(self.effects))
        return tuple({claim.iri: claim for branch in branches for claim in branch.link.claims}.values())


def explain(graph: KnowledgeGraph, entity: Entity) -> Explanation:
    """Follow causes and conditions back from an entity, and on from it; what was told once is not told again.

    What an event of change is about counts as behind it: a softening of sanctions leads back to the sanctions.
    Of a place the projects there are told.
    """
    links: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in links_of(graph):
        relation = link.triple.predicate.removeprefix(PAN)
        links[link.ends[0], f">{relation}"].append(link)
        links[link.ends[1], f"<{relation}"].append(link)
    event = graph.as_event(entity)
    trees = [_Tree(graph, links, order) for order in (_BACK, _ON)]
    return Explanation(entity, event, *(tree.grown_from(entity.iri) for tree in trees))


class _Tree:
    def __init__(
        self, graph: KnowledgeGraph, links: dict[tuple[str, str], list[Link]], order: Iterable[str]
    ) -> None:
        self._graph, self._links, self._order = graph, links, tuple(order)
        self._root = ""

    def grown_from(self, root: str) -> tuple[Branch, ...]:
        """Return the branches at a node; each other node is unfolded where it is nearest to it."""
        self._root = root
        unfolded: dict[str, Link | None] = {root: None}
        queue = deque([root])
        while queue:
            iri = queue.popleft()
            for link, other in self._behind(iri):
                if other not in unfolded:
                    unfolded[other] = link
                    queue.append(other)
        return self._branches(root, unfolded)

    def _branches(self, iri: str, unfolded: dict[str, Link | None]) -> tuple[Branch, ...]:
        branches = []
        for link, other in self._behind(iri):
            if link == unfolded[iri]:
                continue
            entity = self._graph.entity(other)
            here = unfolded[other] == link
            behind = self._branches(other, unfolded) if here else ()
            told = not here and any(following != link for following, _ in self._behind(other))
            event = self._graph.as_event(entity)
            branches.append(Branch(link, entity, event, told, behind))
        return tuple(branches)

    def _behind(self, iri: str) -> Iterator[tuple[Link, str]]:
        """Yield what lies behind a node, and the link that leads there."""
        kinds = self._graph.ontology.above(self._graph.entity(iri).kind)
        seen = {iri}
        for step in self._order:
            if step == ">concerns" and PAN + "Change" not in kinds:
                continue
            if step == ">partOf" and PAN + "Position" in kinds:
                continue
            at_place = step in {"<locatedIn", "<place"}
            if iri != self._root and (at_place or step == ">violates"):
                continue
            for link in self._links.get((iri, step), ()):
                other = link.ends[1] if step[0] == ">" else link.ends[0]
                if at_place and self._graph.entity(other).kind != PAN + "Project":
                    continue
                if other not in seen:
                    seen.add(other)
                    yield link, other


def _all(branches: Iterable[Branch]) -> Iterator[Branch]:
    for branch in branches:
        yield branch
        yield from _all(branch.branches)
