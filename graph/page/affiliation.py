"""Affiliation: the one state in whose colour a thing is shown."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.conclusions.conclusions import Conclusions
from graph.model.claims import Claim
from graph.model.vocabulary import PAN

_OWN = frozenset(PAN + name for name in ("positionOf", "belongsTo", "imposedBy"))


def affiliations(conclusions: Conclusions, claims: Iterable[Claim]) -> dict[str, str]:
    """Return for each thing that stands on one state's side alone the IRI of that state.

    Those are the state itself, who holds or held office for it, its bodies, and the positions and other things
    that belong to one of these.
    """
    sides: dict[str, set[str]] = defaultdict(set)
    for state in conclusions.entities(PAN + "State"):
        for member in conclusions.sides.members(state.iri):
            sides[member].add(state.iri)
    for state in conclusions.entities(PAN + "State"):
        sides[state.iri] = {state.iri}
    owned: dict[str, set[str]] = defaultdict(set)
    for claim in claims:
        for subject, predicate, owner in claim.triples:
            if predicate in _OWN and isinstance(owner, str) and not claim.denied and subject not in sides:
                owned[subject] |= sides.get(owner, set())
    return {thing: min(states) for thing, states in {**owned, **sides}.items() if len(states) == 1}
