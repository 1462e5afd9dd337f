"""Importance: which things a page draws first."""

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


def most_important(links: Collection[Link], *, most: int, first: Iterable[str] = ()) -> frozenset[str]:
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
    beside = _neighbourhoods(links)
    chosen = {thing for thing in chosen if thing in wanted or not chosen.isdisjoint(beside[thing])}
    for thing in wanted[:most]:
        if chosen.isdisjoint(beside[thing]) and len(chosen) < most:
            chosen |= set(sorted(beside[thing], key=lambda other: (-weights[other], other))[:1])
    return frozenset(chosen)


def _neighbourhoods(links: Iterable[Link]) -> dict[str, set[str]]:
    beside: dict[str, set[str]] = defaultdict(set)
    for link in links:
        one, other = link.ends
        beside[one].add(other)
        beside[other].add(one)
    return beside


def within_hops(links: Collection[Link], centres: Iterable[str], hops: int) -> list[str]:
    """Return what lies within some hops of given things, nearest first, then by importance."""
    beside = _neighbourhoods(links)
    weights = importance(links)
    found = list(dict.fromkeys(centres))
    front = list(found)
    for _ in range(hops):
        rim = {other for thing in front for other in beside[thing]} - set(found)
        front = sorted(rim, key=lambda thing: (-weights[thing], thing))
        found += front
    return found
