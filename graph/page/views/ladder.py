"""Ladders: what was said of each event, step by step, from the first word of it to the last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.events import Event
from graph.model.claims import Claim
from graph.page.model import Model

DENIED = "Denied"
"""What stands in place of a status where a source denies that there was, or is to be, such an event."""


class Rung(NamedTuple):
    """One step.

    Attributes:
        day: The day on which it was said: that of the source or, where the source bears none, the first day for
            which it is said; else the day on which the source was read.
        claim: The claim.
        status: What it says of how far the event had come: the name of a status, `DENIED`, or nothing.
    """

    day: date
    claim: Claim
    status: str


def data(model: Model, conclusions: Conclusions, numbers: Mapping[str, int]) -> dict[int, list[list[Any]]]:
    """Return the ladder of each event that has one: for each rung its claim and its status.

    The day follows where it is another than that of the claim's source.

    Args:
        model: What the page holds.
        conclusions: Gives the events.
        numbers: The number of each thing, by its IRI.
    """
    claims = {claim.iri: number for number, claim in enumerate(model.claims)}
    found = {}
    for node in model.nodes:
        if event := conclusions.as_event(node.entity):
            rungs = [rung for rung in ladder(event, conclusions) if rung.claim.iri in claims]
            if len(rungs) > 1:
                found[numbers[node.entity.iri]] = [
                    [claims[claim.iri], status, *([] if day == claim.source.known_from else [day.isoformat()])]
                    for day, claim, status in rungs
                ]
    return found


def ladder(event: Event, conclusions: Conclusions) -> tuple[Rung, ...]:
    """Return the steps by which an event, and what it is part of, came to be known, by day.

    A step is a claim that says how far it had come, denies it, or dates it before its time. Those about its whole
    count as long as nothing is said of itself.

    Args:
        event: The event.
        conclusions: Gives the claims about it.
    """
    own = list(_rungs(event.entity.iri, event.day, conclusions))
    first = min((rung.day for rung in own), default=date.max)
    whole = [rung for one in event.wholes for rung in _rungs(one.iri, event.day, conclusions) if rung.day < first]
    once = {rung.claim.iri: rung for rung in (*whole, *own)}
    return tuple(sorted(once.values(), key=lambda rung: (rung.day, rung.claim.certainty, rung.claim.iri)))


def _rungs(iri: str, begins: date | None, conclusions: Conclusions) -> Iterator[Rung]:
    for claim in conclusions.heard(iri, date.max):
        day = _said(claim)
        statuses = claim.statuses.get(iri, ())
        if claim.denied and (statuses or _speaks_of_all(claim, iri)):
            yield Rung(day, claim, DENIED)
        elif not claim.denied and statuses:
            yield Rung(day, claim, statuses[0].value)
        elif not claim.denied and claim.dates_of(iri).texts and begins and day < begins:
            yield Rung(day, claim, "")


def _speaks_of_all(claim: Claim, iri: str) -> bool:
    """Tell whether a denial is of the event as such, and not only of somebody's part in it."""
    return all(triple.subject == iri for triple in claim.triples) and bool(claim.dates_of(iri).texts)


def _said(claim: Claim) -> date:
    undated = not claim.source.published and not claim.source.written
    return claim.first_said if claim.as_of and undated else claim.source.known_from
