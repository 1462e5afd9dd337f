"""Alternatives: claims of one source of which only one can be true."""

from __future__ import annotations

from contextlib import suppress

from graph.errors import UnknownNameError
from graph.model.claims import Claim
from graph.store.reader import Reader


def alternatives_of(claim: Claim, reader: Reader) -> tuple[Claim, ...]:
    """Return what may be so instead of a claim, as far as the lens lets it through."""
    found = []
    for iri in claim.alternatives:
        with suppress(UnknownNameError):
            other = reader.claim(iri)
            if not other.withdrawn:
                found.append(other)
    return tuple(found)
