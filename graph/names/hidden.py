"""Hidden: what the data has and a lens leaves out, which part of the lens does so, and what there is without it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from graph.conclusions.conclusions import Conclusions
from graph.errors import HiddenError
from graph.model.claims import Claim
from graph.model.entities import Entity
from graph.model.lens import Lens
from graph.model.vocabulary import local

_PARTS = ("known_by", "certainty", "sources", "dossiers", "span")
"""The parts of a lens, that first which is told if several can be left out."""


def hidden(name: str, things: Sequence[Entity], whole: Conclusions, lens: Lens) -> HiddenError | None:
    """Return what is to be said of things that a lens hides, or None where nothing is said of them at all.

    Args:
        name: What was asked for.
        things: What it may mean.
        whole: Knows all claims.
        lens: The lens.
    """
    said = {claim.iri: claim for thing in things for claim in whole.reader.mentioning(thing.iri)}
    meant = frozenset(thing.iri for thing in things)
    claims = sorted(  # of those of one day that first which speaks of more of what may be meant
        (claim for claim in said.values() if not claim.source.is_background),
        key=lambda claim: (claim.source.known_from, -len(meant & claim.mentions), claim.iri),
    )
    if not claims or _passing(claims, whole, lens):
        return None
    label = f'"{things[0].label() if len(things) == 1 else name}"'
    loosened = {part: _passing(claims, whole, _without_part(lens, part)) for part in _PARTS if getattr(lens, part)}
    enough = [part for part, left in loosened.items() if left]
    if enough:
        told = _WORDS[enough[0]](label, loosened[enough[0]], whole, lens)
        return HiddenError(name, told, loosen=enough)
    without = f"without it there are {_number_of(claims)}"
    return HiddenError(name, f"no claim about {label} passes the lens ({lens.describe()}); {without}")


def _passing(claims: Sequence[Claim], whole: Conclusions, lens: Lens) -> list[Claim]:
    found = [claim for claim in claims if lens.admits(claim)]
    if lens.span:
        found = [claim for claim in found if all(whole.may_lie_in(lens.span, iri) for iri in claim.mentions)]
    return found


def _without_part(lens: Lens, part: str) -> Lens:
    return replace(lens, since=None, until=None) if part == "span" else replace(lens, **{part: None})


# --- words, one for each part of a lens ---------------------------------------------------------------


def _too_early(label: str, left: Sequence[Claim], whole: Conclusions, lens: Lens) -> str:
    first = f"the first word is {left[0].source.known_from}, {_speaker(left[0], whole)} ({left[0].number})"
    return f"nothing about {label} was public by {lens.known_by} in these sources; {first}"


def _elsewhere(label: str, left: Sequence[Claim], whole: Conclusions, lens: Lens) -> str:
    given = ", ".join(sorted(map(local, lens.sources or ()))) or ", ".join(sorted(lens.dossiers or ()))
    first = f"{_speaker(left[0], whole)} ({left[0].number})"
    return f"nothing about {label} is said by {given}; elsewhere there are {_number_of(left)}, first {first}"


def _less_sure(label: str, left: Sequence[Claim], whole: Conclusions, lens: Lens) -> str:
    surest = max(left, key=lambda claim: claim.certainty)
    told = f"the surest is {surest.certainty}, {_speaker(surest, whole)} ({surest.number})"
    return f"no claim about {label} is {lens.certainty} or surer; {told}"


def _at_another_time(label: str, left: Sequence[Claim], whole: Conclusions, lens: Lens) -> str:
    span = " ".join(f"{name} {day}" for name, day in (("since", lens.since), ("until", lens.until)) if day)
    return (
        f"no claim about {label} may lie in the time asked for ({span}); outside of it there are {_number_of(left)}"
    )


_WORDS: dict[str, Callable[[str, Sequence[Claim], Conclusions, Lens], str]] = {
    "known_by": _too_early,
    "sources": _elsewhere,
    "dossiers": _elsewhere,
    "certainty": _less_sure,
    "span": _at_another_time,
}


def _number_of(claims: Sequence[Claim]) -> str:
    return f"{len(claims)} claim{'s' if len(claims) > 1 else ''}"


def _speaker(claim: Claim, whole: Conclusions) -> str:
    """Return who says it: whom the source cites, or else who publishes the source."""
    cited = [whole.entity(iri).label() for iri in claim.reported_by]
    if cited or claim.reported_by_text:
        return ", ".join(cited) or claim.reported_by_text or ""
    source = claim.source
    if source.voice:
        return source.voice.short_name or whole.entity(source.voice.iri).label()
    return whole.entity(source.publisher).label() if source.publisher else local(source.iri)
