"""Sides: who stands for a state or an organisation."""

from __future__ import annotations

from graph.model.claims import Claim
from graph.model.vocabulary import PAN
from graph.store.reader import Records


def side_of(iri: str, records: Records) -> frozenset[str]:
    """Return an actor, its bodies and theirs, and all who hold or held office for or belong to one of them.

    Args:
        iri: The actor.
        records: Where the claims are read.
    """
    side, front = {iri}, [iri]
    while front:
        actor = front.pop()
        for claim in records.mentioning(actor):
            for member in _members(claim, actor) - side:
                side.add(member)
                front.append(member)
    return frozenset(side)


def _members(claim: Claim, actor: str) -> set[str]:
    if claim.denied:
        return set()
    found = set()
    for subject, predicate, thing in claim.triples:
        if thing != actor:
            continue
        if predicate in {PAN + "belongsTo", PAN + "memberOf"}:
            found.add(subject)
        elif predicate == PAN + "of":
            found |= {holder for holder in claim.about(subject, PAN + "holder") if isinstance(holder, str)}
    return found
