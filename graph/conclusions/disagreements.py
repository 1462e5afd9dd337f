"""Where sources differ: on a value a thing has only once, on whether something is so, on a title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import NamedTuple

from graph.conclusions.datings import clashing, closest
from graph.conclusions.events import Conclusion
from graph.conclusions.status import HAPPENED
from graph.model.claims import Claim, Triple, Value
from graph.model.dates import edtf_span
from graph.model.entities import Entity
from graph.model.ontology import Ontology
from graph.model.vocabulary import EDTF, PAN, XSD, Certainty, Status

_AGAINST = PAN + "contradicts"
_STATUS, _HELD = PAN + "status", PAN + Status.HELD.value
_TOOK_PLACE = frozenset(PAN + status.value for status in HAPPENED)


class Reading(NamedTuple):
    """One side: what it says, and the claims that say it."""

    value: str | Value
    claims: tuple[Claim, ...]


class Disagreement(NamedTuple):
    """Two or more readings of one thing that cannot all be right.

    Attributes:
        subject: What they speak of.
        relation: IRI of the property they differ on, or `pan:contradicts` where one claim denies what another
            says, or curators marked the two as irreconcilable; the readings are then the claims' comments, of all
            claims that stand so against each other.
        readings: The sides, the earliest said first.
    """

    subject: Entity
    relation: str
    readings: tuple[Reading, ...]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The claims of all sides."""
        return tuple(claim for reading in self.readings for claim in reading.claims)


def disagreements_in(
    claims: Iterable[Claim], ontology: Ontology, entity_of: Callable[[str], Entity],
    conclusion_of: Callable[[str], Conclusion],
) -> tuple[Disagreement, ...]:  # fmt: skip
    """Find where the given claims differ, in the order of their subjects.

    Args:
        claims: Those to compare.
        ontology: Marks the properties that take one value.
        entity_of: Gives the entity behind an IRI.
        conclusion_of: Gives what is concluded of a thing: dates that stand, what is said against its status.
    """
    claims = tuple(claims)
    readings = [
        *_values_told(claims, ontology, conclusion_of),
        *_sightings(claims, conclusion_of),
        *_outcomes(claims, conclusion_of),
        *_contradictions(claims, conclusion_of),
    ]
    found = [
        Disagreement(entity_of(subject), relation, _earliest_known_first(sides))
        for subject, relation, sides in readings
        if len(sides) > 1 and len({c.source.iri for side in sides for c in side.claims}) > 1
    ]
    told = {(d.subject.iri, claim.iri) for d in found if d.relation == _STATUS for claim in d.claims}
    fresh = (
        d for d in found if d.relation != _AGAINST or any((d.subject.iri, c.iri) not in told for c in d.claims)
    )
    return tuple(sorted(fresh, key=lambda d: (d.subject.iri, d.relation)))


_Found = tuple[str, str, list[Reading]]
"""A thing, what sources differ on, and what they say."""


def _values_told(
    claims: Iterable[Claim], ontology: Ontology, conclusion_of: Callable[[str], Conclusion]
) -> Iterable[_Found]:
    said: dict[tuple[str, str, str], dict[str | Value, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        if not claim.denied:
            for subject, relation, thing in claim.triples:
                if relation in ontology.single_valued:
                    unit = _unit(thing) if relation in ontology.by_unit else ""
                    said[subject, relation, unit][thing].append(claim)
    for (subject, relation, _), by_value in said.items():
        if len(by_value) < 2:
            continue
        if relation == PAN + "date":
            yield subject, relation, _clashing_dates(conclusion_of(subject))
        else:
            yield subject, relation, [Reading(value, tuple(found)) for value, found in by_value.items()]


def _unit(thing: str | Value) -> str:
    """Return the last word of an amount."""
    return str(thing.text if isinstance(thing, Value) else thing).split(" ")[-1]


def _clashing_dates(conclusion: Conclusion) -> list[Reading]:
    """Keep the dates that another one contradicts; a plan that came otherwise is no disagreement."""
    clash = clashing(conclusion.when.datings)
    return [Reading(Value(dating.text, EDTF + "EDTF"), dating.claims) for dating in clash]


def _sightings(claims: Iterable[Claim], conclusion_of: Callable[[str], Conclusion]) -> Iterable[_Found]:
    """Set the dates of a term of office against the moments before or after them at which it was seen."""
    seen: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        for subject, relation, thing in claim.triples if not claim.denied else ():
            if relation == PAN + "attested" and isinstance(thing, Value):
                seen[subject][thing.text].append(claim)
    for subject, moments in seen.items():
        dated = closest(conclusion_of(subject).when.datings)
        apart = [text for text in moments if not any(one.span.overlaps(edtf_span(text)) for one in dated)]
        if dated and apart:
            readings = {one.text: one.claims for one in dated} | {text: tuple(moments[text]) for text in apart}
            yield subject, PAN + "date", [Reading(Value(text, EDTF + "EDTF"), by) for text, by in readings.items()]


def _outcomes(claims: Iterable[Claim], conclusion_of: Callable[[str], Conclusion]) -> Iterable[_Found]:
    """Set those who say that something took place against those who say that it did not."""
    said: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        for subject in claim.statuses if not claim.denied else ():
            said[subject].append(claim)
    for subject, found in said.items():
        against = [step for step in conclusion_of(subject).against if not step.claim.denied]
        if against:
            by_status: dict[str, list[Claim]] = defaultdict(list)
            for claim in found:
                for status in claim.statuses[subject]:
                    if status in HAPPENED or any(step.claim == claim for step in against):
                        by_status[PAN + status.value].append(claim)
            yield subject, PAN + "status", [Reading(status, tuple(by)) for status, by in by_status.items()]


def _contradictions(claims: tuple[Claim, ...], conclusion_of: Callable[[str], Conclusion]) -> Iterable[_Found]:
    """Set each claim beside those that deny what it says, and those that curators marked against it."""
    present = {claim.iri: claim for claim in claims}
    sides: dict[Triple, tuple[list[Claim], list[Claim]]] = defaultdict(lambda: ([], []))
    for claim in claims:
        for triple in claim.triples:
            sides[_matter(triple)][claim.denied].append(claim)
    denials = {
        (one.iri, other.iri): one
        for matter, (says, denies) in sides.items()
        for one in says
        for other in denies
        if _denial_counts(other, matter, conclusion_of)
    }
    marked = {
        (claim.iri, iri): claim
        for claim in claims
        for iri in claim.contradicts
        if iri in present and not _lies_ahead(claim) and not _lies_ahead(present[iri])
    }
    linked: dict[str, list[set[str]]] = defaultdict(list)
    for pair, claim in (denials | marked).items():
        _join(linked[claim.triples[0].subject], set(pair))
    for subject, groups in linked.items():
        for group in groups:
            told = [Reading(Value(present[iri].comment, XSD + "string"), (present[iri],)) for iri in sorted(group)]
            yield subject, _AGAINST, told


def _lies_ahead(claim: Claim) -> bool:
    """Tell whether a claim is but of what is to come, or would come: no fact can contradict that."""
    return not claim.denied and claim.certainty in {Certainty.CONDITIONAL, Certainty.EXPECTED}


def _join(groups: list[set[str]], pair: set[str]) -> None:
    """Put a pair of claims among the groups of those that are linked with each other."""
    met = [group for group in groups if group & pair]
    groups[:] = [group for group in groups if group not in met] + [pair.union(*met)]


def _matter(triple: Triple) -> Triple:
    """Return what a denial of a triple is about: that a thing was held, and that it was under way, are one."""
    if triple.predicate == _STATUS and triple.object in _TOOK_PLACE:
        return Triple(triple.subject, _STATUS, _HELD)
    return triple


def _denial_counts(denial: Claim, matter: Triple, conclusion_of: Callable[[str], Conclusion]) -> bool:
    """Tell whether a denial counts: that a thing took place cannot be denied before it did."""
    if (matter.predicate, matter.object) != (_STATUS, _HELD):
        return True
    found = conclusion_of(matter.subject)
    return found.status not in HAPPENED or any(step.claim == denial for step in found.against)


def _earliest_known_first(readings: list[Reading]) -> tuple[Reading, ...]:
    return tuple(sorted(readings, key=lambda reading: min((c.source.known_from, c.iri) for c in reading.claims)))
