"""Wholes and parts: which events are part of which, as told by a day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from graph.model.claims import Claim
from graph.model.vocabulary import PAN
from graph.store.reader import Reader

_PART_OF = PAN + "partOf"


class Wholes:
    """Knows what is part of what.

    Args:
        reader: Gives claims and entities.
    """

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def is_event(self, iri: str) -> bool:
        """Tell whether a thing is of a kind of event."""
        return self._reader.entity(iri).kind in self._reader.ontology.events

    def is_linked(self, iri: str, day: date) -> bool:
        """Tell whether a thing is part of something, or has parts."""
        return any(self.linked(iri, day, to_whole=to_whole) for to_whole in (True, False))

    def linked(self, iri: str, day: date, *, to_whole: bool) -> dict[str, tuple[Claim, ...]]:
        """Return what a thing is part of, or its parts, each with the claims that say so, the surest first."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in self._reader.mentioning(iri):
            if claim.denied or claim.source.known_from > day:
                continue
            for subject, predicate, thing in claim.triples:
                if predicate == _PART_OF and isinstance(thing, str) and (subject if to_whole else thing) == iri:
                    found[thing if to_whole else subject].append(claim)
        return {other: tuple(claims) for other, claims in found.items()}

    def parts_below(self, iri: str, day: date) -> dict[str, tuple[Claim, ...]]:
        """Return the events that are part of a thing, and the parts of these, each with the claims that say so."""
        found: dict[str, tuple[Claim, ...]] = {}
        front = [iri]
        while front:
            for part, claims in self.linked(front.pop(), day, to_whole=False).items():
                if part not in found and part != iri and self.is_event(part):
                    found[part] = claims
                    front.append(part)
        return found

    def kin(self, iri: str, day: date) -> frozenset[str]:
        """Return the IRIs of the events whose claims may bear on a thing: its wholes and parts, and theirs."""
        if not self.is_event(iri):
            return frozenset()
        found: set[str] = set(self.parts_below(iri, day))
        front = [iri]
        while front:
            above = {w for w in self.linked(front.pop(), day, to_whole=True) if self.is_event(w)} - found
            found |= above
            front += above - {iri}
        return frozenset(found - {iri})
