"""Importance: which things a page of limited size shows first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from graph.network.links import Link


def importance(links: Iterable[Link]) -> dict[str, int]:
    """Return for each thing how many others it is linked with, plus the number of claims behind its links."""
    neighbours: dict[str, set[str]] = defaultdict(set)
    claims: dict[str, set[str]] = defaultdict(set)
    for link in links:
        for end in link.ends:
            neighbours[end].update(link.ends)
            claims[end].update(claim.iri for claim in link.claims)
    return {thing: len(others) - 1 + len(claims[thing]) for thing, others in neighbours.items()}


def choose(links: Collection[Link], *, most: int, first: Iterable[str] = ()) -> frozenset[str]:
    """Return the things to show: the given ones, then the most important, each linked with another one shown.

    Args:
        links: What joins them.
        most: How many things at most.
        first: Things that are shown in any case, the most wanted first.
    """
    weights = importance(links)
    wanted = list(dict.fromkeys(first))
    ranked = wanted + sorted(weights.keys() - set(wanted), key=lambda thing: (-weights[thing], thing))
    chosen = set(ranked[:most])
    linked = {end for link in links if chosen.issuperset(link.ends) for end in link.ends}
    return frozenset((chosen & linked) | set(wanted[:most]))


def around(links: Collection[Link], centres: Iterable[str], hops: int) -> list[str]:
    """Return what lies within some hops of given things, nearest first, then by importance."""
    beside: dict[str, set[str]] = defaultdict(set)
    for link in links:
        one, other = link.ends
        beside[one].add(other)
        beside[other].add(one)
    weights = importance(links)
    found = list(dict.fromkeys(centres))
    front = list(found)
    for _ in range(hops):
        rim = {other for thing in front for other in beside[thing]} - set(found)
        front = sorted(rim, key=lambda thing: (-weights[thing], thing))
        found += front
    return found
