"""Where a statement stands: certainty, source and place, on one line."""

from __future__ import annotations

from collections.abc import Iterable

from graph.claims import Claim
from graph.vocabulary import local, slug


def cite_place(claim: Claim) -> str:
    """Return source and place of a claim, such as `valdai-2019-04-20 ¶8`."""
    place = f"¶{claim.paragraph}" if claim.paragraph is not None else claim.locator or ""
    return f"{local(claim.source.iri)} {place}".strip()


def evidence(claims: Iterable[Claim], *, most: int = 3) -> str:
    """Return what backs a statement, the surest first, long lists folded.

    Args:
        claims: The claims that state it.
        most: How many to write out.
    """
    claims = sorted(claims, key=lambda claim: (-claim.certainty, claim.source.known_from, claim.iri))
    shown = [f"{_qualified(claim)} · {cite_place(claim)} [{claim_number(claim)}]" for claim in claims[:most]]
    rest = len(claims) - len(shown)
    return "; ".join(shown) + (f"; and {rest} more" if rest else "")


def claim_number(claim: Claim) -> str:
    """Return the claim's name as commands take it, such as `valdai-2019-04-20/23`."""
    return slug(claim.iri).removeprefix("claim/")


def _qualified(claim: Claim) -> str:
    words = str(claim.certainty)
    if claim.denied:
        words = f"denied ({words})"
    if claim.as_of:
        words += f" as of {claim.as_of}"
    return words
