"""Ready records: claims, sources and entities as texts (JSON) that one read gives back as they were."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from graph.model.claims import Claim, Dates, Triple, Value
from graph.model.dates import Span
from graph.model.entities import Entity, Label
from graph.model.sources import Publisher, Source
from graph.model.vocabulary import Certainty, Status

_TRIPLES = Claim._fields.index("triples")


def write_claim(claim: Claim) -> str:
    """Return a claim as text; its source is named only."""
    dates = {
        iri: ([_from_day(day) for day in told.bounds], told.texts, told.attested)
        for iri, told in claim.dates.items()
    }
    return dump(
        claim._replace(
            source=claim.source.iri,  # type: ignore[arg-type]
            certainty=int(claim.certainty),  # type: ignore[arg-type]
            reviewed=_from_day(claim.reviewed),  # type: ignore[arg-type]
            dates=dates,  # type: ignore[arg-type]
            statuses={iri: [status.value for status in said] for iri, said in claim.statuses.items()},  # type: ignore[misc]
        )
    )


def read_claim(text: str, source_of: Callable[[str], Source]) -> Claim:
    """Return the claim that a text stands for.

    Args:
        text: As `write_claim` wrote it.
        source_of: Gives the source with an IRI.
    """
    (
        iri, source, paragraph, locator, certainty, comment, denied, reported_by, reported_by_text, conditions,
        condition_text, as_of, alternatives, contradicts, withdrawn, reviewed, triples, dates, statuses,
    ) = json.loads(text)  # fmt: skip
    return Claim(
        iri, source_of(source), paragraph, locator, Certainty(certainty), comment, denied, tuple(reported_by),
        reported_by_text, tuple(conditions), condition_text, as_of, tuple(alternatives), tuple(contradicts),
        withdrawn,
        _to_day(reviewed),
        tuple([Triple(s, p, o if isinstance(o, str) else Value(*o)) for s, p, o in triples]),
        {
            thing: Dates(Span(*map(_to_day, bounds)), tuple(texts), tuple(attested))
            for thing, (bounds, texts, attested) in dates.items()
        },
        {thing: tuple(map(Status, said)) for thing, said in statuses.items()},
    )  # fmt: skip


def read_triples(text: str) -> list[Any]:
    """Return but the triples of the claim that a text stands for."""
    triples: list[Any] = json.loads(text)[_TRIPLES]
    return triples


def write_source(source: Source) -> str:
    """Return a source as text."""
    return dump(
        source._replace(
            written=_from_day(source.written),  # type: ignore[arg-type]
            read=_from_day(source.read),  # type: ignore[arg-type]
            known_from=_from_day(source.known_from),  # type: ignore[arg-type]
        )
    )


def read_source(text: str) -> Source:
    """Return the source that a text stands for."""
    source = Source(*json.loads(text))
    voice = Publisher(*source.voice) if source.voice else None
    written, read, known_from = map(_to_day, (source.written, source.read, source.known_from))  # type: ignore[arg-type]
    return source._replace(voice=voice, written=written, read=read, known_from=known_from or date.min)


def write_entity(entity: Entity) -> str:
    """Return an entity as text."""
    return dump(entity)


def read_entity(text: str) -> Entity:
    """Return the entity that a text stands for."""
    iri, kind, labels, aliases, forms, same_as, iso, single_holder = json.loads(text)
    return Entity(
        iri, kind, _as_labels(labels), _as_labels(aliases), _as_labels(forms), tuple(same_as), iso, single_holder
    )


def _as_labels(names: list[tuple[str, str]]) -> tuple[Label, ...]:
    return tuple([Label(*name) for name in names])


def dump(record: object) -> str:
    """Return a record as text."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))


def _from_day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _to_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
