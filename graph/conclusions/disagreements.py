"""Where sources differ: on a value a thing has only once, on whether something is so, on a title."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from graph.conclusions.datings import clashing
from graph.conclusions.events import build_event
from graph.model.claims import Claim, Triple, Value
from graph.model.entities import Entity
from graph.model.ontology import Ontology
from graph.model.vocabulary import EDTF, PAN, XSD
from graph.store.reader import Records


class Reading(NamedTuple):
    """One side: what it says, and the claims that say it."""

    value: str | Value
    claims: tuple[Claim, ...]


class Disagreement(NamedTuple):
    """Two or more readings of one thing that cannot all be right.

    Attributes:
        subject: What they speak of.
        relation: IRI of the property they differ on, or `pan:contradicts` where one claim denies what another
            says, or curators marked the two as irreconcilable; the readings are then the claims' comments.
        readings: The sides, the earliest said first.
    """

    subject: Entity
    relation: str
    readings: tuple[Reading, ...]


def disagreements_in(claims: Iterable[Claim], records: Records, ontology: Ontology) -> tuple[Disagreement, ...]:
    """Find where the given claims differ, in the order of their subjects.

    Args:
        claims: Those to compare.
        records: Where entities and events are read.
        ontology: Marks the properties that take one value.
    """
    claims = tuple(claims)
    found = [*_values(claims, records, ontology), *_contradictions(claims, records)]
    return tuple(sorted(found, key=lambda d: (d.subject.iri, d.relation)))


def _values(claims: tuple[Claim, ...], records: Records, ontology: Ontology) -> Iterable[Disagreement]:
    said: dict[tuple[str, str], dict[str | Value, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        if claim.denied:
            continue
        for triple in claim.triples:
            if triple.predicate in ontology.single_valued:
                said[triple.subject, triple.predicate][triple.object].append(claim)
    for (subject, relation), by_value in said.items():
        if len(by_value) < 2:
            continue
        if relation == PAN + "date":
            readings = _clashing_dates(subject, records, ontology)
        else:
            readings = [Reading(value, tuple(said_by)) for value, said_by in by_value.items()]
        if len(readings) > 1 and len({c.source.iri for reading in readings for c in reading.claims}) > 1:
            yield Disagreement(records.entity(subject), relation, _ordered(readings))


def _clashing_dates(subject: str, records: Records, ontology: Ontology) -> list[Reading]:
    """Keep the dates that another one contradicts; a plan that came otherwise is no disagreement."""
    clash = clashing(build_event(subject, records, ontology).best_datings)
    return [Reading(Value(dating.text, EDTF + "EDTF"), dating.claims) for dating in clash]


def _contradictions(claims: tuple[Claim, ...], records: Records) -> Iterable[Disagreement]:
    """Pair each claim with those that deny what it says, and with those that curators marked against it."""
    present = {claim.iri: claim for claim in claims}
    sides: dict[Triple, tuple[list[Claim], list[Claim]]] = defaultdict(lambda: ([], []))
    for claim in claims:
        for triple in claim.triples:
            sides[triple][claim.denied].append(claim)
    denials = {(one.iri, other.iri): one for says, denies in sides.values() for one in says for other in denies}
    marked = {(claim.iri, iri): claim for claim in claims for iri in claim.contradicts if iri in present}
    seen: set[frozenset[str]] = set()
    for (one, other), claim in (denials | marked).items():
        pair = frozenset({one, other})
        if pair not in seen:
            seen.add(pair)
            readings = [
                Reading(Value(present[iri].comment, XSD + "string"), (present[iri],)) for iri in sorted(pair)
            ]
            yield Disagreement(records.entity(claim.triples[0].subject), PAN + "contradicts", _ordered(readings))


def _ordered(readings: list[Reading]) -> tuple[Reading, ...]:
    return tuple(sorted(readings, key=lambda reading: min((c.source.known_from, c.iri) for c in reading.claims)))
