"""Value objects as plain records with stable keys, for JSON and CSV; `schema` says what they hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from graph.conclusions.alternatives import alternatives_of
from graph.conclusions.cards import Card
from graph.conclusions.concerned import concerned_in
from graph.conclusions.conclusions import Conclusions
from graph.conclusions.disagreements import Disagreement
from graph.conclusions.events import Event
from graph.conclusions.fates import Text, Turn
from graph.conclusions.particulars import Provision, date_of
from graph.conclusions.tenures import Tenure
from graph.model.claims import Claim, Statement, Value
from graph.model.entities import Entity
from graph.model.sources import Source
from graph.model.vocabulary import PAN, local, slug
from graph.names.finding import Resolution
from graph.names.part_matches import Hit
from graph.render.evidence import cite_place, claim_number, conditions, reporters, said_when
from graph.render.schema import (
    CardRecord,
    ClaimRecord,
    DisagreementRecord,
    EntityRecord,
    EventRecord,
    EvidenceRecord,
    HitRecord,
    OccurrenceRecord,
    ProvisionRecord,
    QueryRecord,
    ResolvedRecord,
    RowRecord,
    SourceRecord,
    StatementRecord,
    TenureRecord,
    TextRecord,
    TurnRecord,
)
from graph.render.sentences import sentence, show_object
from graph.render.states import state_of_event

if TYPE_CHECKING:
    from graph.sparql.named import Query


class Recorder:
    """Makes records of what one graph answers, in one language.

    Args:
        conclusions: Names the entities.
        language: `"en"`, `"ru"` or `"ko"`.
    """

    def __init__(self, conclusions: Conclusions, language: str = "en") -> None:
        self._conclusions, self._language = conclusions, language

    def entity(self, entity: Entity) -> EntityRecord:
        """Return an entity as a record."""
        aliases = [label.text for label in (*entity.labels, *entity.aliases)]
        label = entity.label(self._language)
        return {
            "id": entity.iri,
            "kind": self._label(entity.kind),
            "label": label,
            "aliases": [alias for alias in dict.fromkeys(aliases) if alias != label],
            "same_as": list(entity.same_as),
        }

    def hit(self, hit: Hit) -> HitRecord:
        """Return what a search found as a record."""
        thing = hit.thing
        if isinstance(thing, Entity):
            entity, date = self.entity(thing), date_of(thing.iri, self._conclusions) or None
        else:
            is_claim = isinstance(thing, Claim)
            label = thing.comment if isinstance(thing, Claim) else thing.title
            date = said_when(thing) if isinstance(thing, Claim) else thing.published
            kind = PAN + "Claim" if is_claim else PAN + "Source"
            entity = {"id": thing.iri, "kind": self._label(kind), "label": label, "aliases": [], "same_as": []}
        return {**entity, "slug": slug(thing.iri), "date": date, "why": hit.why}

    def source(self, source: Source, claims: int) -> SourceRecord:
        """Return a source, which makes so many claims, as a record."""
        voice = source.voice
        return {
            "source": local(source.iri),
            "kind": self._label(source.kind),
            "title": source.title,
            "publisher": self._name(source.publisher) if source.publisher else None,
            "creator": self._name(source.creator) if source.creator else None,
            "country": voice.country if voice else None,
            "publisher_kind": self._label(voice.kind) if voice and voice.kind else None,
            "short_name": voice.short_name if voice else None,
            "published": source.published,
            "written": _day_text(source.written),
            "read": _day_text(source.read),
            "known_from": _day_text(source.known_from),
            "language": source.language,
            "url": source.url,
            "claims": claims,
        }

    def claim(self, claim: Claim) -> ClaimRecord:
        """Return a claim as a record."""
        return {
            **self.evidence(claim),
            "comment": claim.comment,
            "condition": conditions(claim, self._conclusions, self._language),
            "as_of": claim.as_of,
            "alternatives": [claim_number(other) for other in alternatives_of(claim, self._conclusions.reader)],
            "published": _day_text(claim.source.known_from),
            "statements": [
                self.sentence(Statement(triple, (claim,))) for triple in claim.triples if _telling(triple)
            ],
        }

    def evidence(self, claim: Claim) -> EvidenceRecord:
        """Return where a claim stands and how sure it is."""
        return {
            "claim": claim_number(claim),
            "certainty": str(claim.certainty),
            "denied": claim.denied,
            "reported_by": reporters(claim, self._conclusions, self._language),
            "or_else": [other.comment for other in alternatives_of(claim, self._conclusions.reader)],
            "source": local(claim.source.iri),
            "paragraph": claim.paragraph,
            "locator": claim.locator,
        }

    def event(self, event: Event) -> EventRecord:
        """Return an event as a record."""
        return {
            "event": event.entity.iri,
            "kind": self._label(event.entity.kind),
            "label": event.entity.label(self._language),
            "date": event.when,
            "earliest": _day_text(event.span.earliest),
            "latest": _day_text(event.span.latest),
            "status": str(event.status) if event.status else None,
            "conclusion": self._label(PAN + remark.value) if (remark := event.conclusion.remark) else None,
            "last_reported": _day_text(event.conclusion.last_reported),
            "dated_by": event.conclusion.when.basis.value,
            "sides": [self._name(iri) for iri in sorted(self._conclusions.sides_at(event))],
            "certainty": str(event.certainty) if event.certainty else None,
            "participants": [
                {
                    "role": self._label(part.role),
                    "actor": part.actor.label(self._language),
                    "id": part.actor.iri,
                    "claims": [self.evidence(claim) for claim in part.claims],
                }
                for part in event.participations
            ],
            "concerned": [one.label(self._language) for one in concerned_in(event, self._conclusions)],
            "evidence": self._backing(event.claims),
            "places": [placing.place.label(self._language) for placing in event.placings],
            "history": [
                {**self.evidence(step.claim), "status": str(step.status), "said": step.claim.said}
                for step in event.history
            ],
            "claims": [self.evidence(claim) for claim in event.claims],
        }

    def tenure(self, tenure: Tenure) -> TenureRecord:
        """Return a term in an office as a record."""
        return {
            "holder": tenure.holder.label(self._language) if tenure.holder else None,
            "office": tenure.office.label(self._language) if tenure.office else None,
            "of": tenure.of.label(self._language) if tenure.of else None,
            "date": tenure.when,
            "came_after": tenure.before.label(self._language) if tenure.before else None,
            "gave_way_to": tenure.after.label(self._language) if tenure.after else None,
            "last_known": _day_text(tenure.last_known),
            "claims": [self.evidence(claim) for claim in tenure.claims],
        }

    def statement(self, statement: Statement, start: str = "") -> StatementRecord:
        """Return a statement, read from the end with the IRI `start`, as a record."""
        subject, relation, thing = statement.triple
        return {
            "sentence": self.sentence(statement, start),
            "subject": subject,
            "relation": local(relation),
            "object": thing.text if isinstance(thing, Value) else thing,
            "certainty": str(statement.certainty),
            "claims": [self.evidence(claim) for claim in statement.claims],
        }

    def disagreement(self, disagreement: Disagreement) -> DisagreementRecord:
        """Return what sources say differently as a record."""
        return {
            "subject": disagreement.subject.label(self._language),
            "id": disagreement.subject.iri,
            "on": self._label(disagreement.relation),
            "readings": [
                {"value": self.value(r.value), "claims": [self.evidence(c) for c in r.claims]}
                for r in disagreement.readings
            ],
        }

    def occurrence(self, event: Event, claims: Sequence[Claim] | None = None) -> OccurrenceRecord:
        """Return an event in short as a record, backed by all claims about it or by some."""
        return {
            "label": event.entity.label(self._language),
            "event": event.entity.iri,
            "date": event.when,
            "claims": [self.evidence(claim) for claim in (event.claims if claims is None else claims)],
        }

    def resolved(self, asked: str, resolution: Resolution) -> ResolvedRecord:
        """Return what a name was taken for as a record."""
        others = [other.iri for other in resolution.others]
        return {"asked": asked, "id": resolution.entity.iri, "how": resolution.how, "others": others}

    def card(self, card: Card, resolved: ResolvedRecord | None = None) -> CardRecord:
        """Return a card as a record."""
        start, status = card.entity.iri, card.conclusion.status
        return {
            "entity": self.entity(card.entity),
            "resolved": resolved,
            "event": self.event(card.event) if card.event else None,
            "status": str(status) if status else None,
            "date": card.conclusion.when.text,
            "origins": [self.occurrence(event) for event in card.origins],
            "fate": list(map(self._turn, card.fate)),
            "done": list(map(self._turn, card.done)),
            "texts": list(map(self._text, card.texts)),
            "provisions": [self._provision(provision) for provision in card.provisions],
            "rounds": list(map(self.event, card.rounds)),
            "speakers": [{**self.tenure(holding.tenure), "how": holding.text} for holding in card.speakers],
            "offices": [self.tenure(tenure) for tenure in card.offices],
            "events": [
                {**self.event(attendance.event), "roles": [self._label(role) for role in attendance.roles]}
                for attendance in card.attendances
            ],
            "happenings": [self.occurrence(each.event, each.claims) for each in card.happenings],
            "statements": [self.statement(s, start) for s in card.statements],
            "denied": [self.statement(s, start) for s in card.denied],
            "disagreements": [self.disagreement(d) for d in card.disagreements],
        }

    def _turn(self, turn: Turn) -> TurnRecord:
        told = self.occurrence(turn.event, turn.claims)
        because = [event.entity.iri for event in turn.because]
        return {**told, "how": self._label(turn.relation), "of": turn.of.iri, "because": because}

    def _text(self, text: Text) -> TextRecord:
        return {
            "label": text.entity.label(self._language),
            "id": text.entity.iri,
            "date": text.when,
            "origins": [self.occurrence(event) for event in text.origins],
            "happenings": [self.occurrence(each.event, each.claims) for each in text.happenings],
            "fate": list(map(self._turn, text.fate)),
            "replaced": [self.statement(s, text.entity.iri) for s in text.replaced],
        }

    def _provision(self, provision: Provision) -> ProvisionRecord:
        return {
            "label": provision.entity.label(self._language),
            "id": provision.entity.iri,
            "date": provision.when,
            "statements": [self.statement(s, provision.entity.iri) for s in provision.statements],
            "claims": [self.evidence(claim) for claim in provision.claims],
        }

    def card_rows(self, card: Card) -> Iterator[RowRecord]:
        """Yield a card flat, a row for each claim; keys: section, date, statement and those of `evidence`."""
        for tenure in card.offices:
            holder = tenure.holder.label(self._language) if tenure.holder else ""
            yield from self._rows("office", tenure.when, f"{holder}: {tenure.title(self._language)}", tenure.claims)
        for attendance in card.attendances:
            event = attendance.event
            roles = ", ".join(map(self._label, attendance.roles))
            state = state_of_event(event, self._conclusions.ontology, self._language) or "status not said"
            told = f"{event.entity.label(self._language)} ({roles}; {state})"
            yield from self._rows("event", event.when, told, attendance.claims)
        for event in (*card.origins, *card.rounds):
            yield from self._rows("round", event.when, event.entity.label(self._language), event.claims)
        for provision in card.provisions:
            yield from self._rows(
                "provision", provision.when, provision.entity.label(self._language), provision.claims
            )
        for happening in card.happenings:
            label = happening.event.entity.label(self._language)
            yield from self._rows("chronology", happening.event.when, label, happening.claims)
        for step in card.event.history if card.event else ():
            yield from self._rows("status", step.claim.said, str(step.status), (step.claim,))
        for section, statements in (("statement", card.statements), ("denied", card.denied)):
            for statement in statements:
                yield from self._rows(section, "", self.sentence(statement, card.entity.iri), statement.claims)

    def _rows(self, section: str, date: str, statement: str, claims: Sequence[Claim]) -> Iterator[RowRecord]:
        for claim in claims:
            yield {**self.evidence(claim), "section": section, "date": date, "statement": statement}

    def sentence(self, statement: Statement, start: str = "") -> str:
        """Return a statement as a sentence, read from the end with the IRI `start`."""
        return sentence(
            statement.triple, self._conclusions, self._conclusions.ontology, self._language, start=start
        )

    def value(self, thing: str | Value) -> str:
        """Return an object for readers."""
        return show_object(thing, self._conclusions, self._language)

    def _backing(self, claims: Sequence[Claim]) -> str:
        if not claims:
            return ""
        best = max(claims, key=lambda claim: claim.certainty)
        return cite_place(best) + (f" +{len(claims) - 1}" if len(claims) > 1 else "")

    def _name(self, iri: str) -> str:
        return self._conclusions.entity(iri).label(self._language)

    def _label(self, iri: str) -> str:
        return self._conclusions.ontology.label(iri, self._language)


def _telling(triple: tuple[str, str, str | Value]) -> bool:
    return triple[1] not in {PAN + "earliest", PAN + "latest"}


def _day_text(day: date | None) -> str | None:
    return day.isoformat() if day and day != date.min else None


def query_record(query: Query) -> QueryRecord:
    """Return a named query as a record."""
    return {
        "query": query.name,
        "title": query.title,
        "description": query.description,
        "parameters": [str(parameter) for parameter in query.parameters],
        "example": query.example,
    }
