"""The records that `-f json` writes, key by key; `docs/json.md` is written from them.

A key that does not apply is there with `None`, `False` or an empty list. Days are `YYYY-MM-DD`.
"""

from __future__ import annotations

from typing import Annotated, TypedDict


class EvidenceRecord(TypedDict):
    """Stands wherever something is claimed: in `claims` of every other record."""

    claim: Annotated[str, "file and number of the claim, as `cite` takes it: `valdai-2019-04-20/23`"]
    certainty: Annotated[
        str, "`asserted`, `apparent`, `reported`, `expected`, `possible`, `conditional` or `rumoured`"
    ]
    denied: Annotated[bool, "whether the source denies it"]
    reported_by: Annotated[list[str], "labels of those whom the source cites; the certainty is how sure they are"]
    or_else: Annotated[list[str], "what may be so instead, by the same source, in the curators' words"]
    source: Annotated[str, "slug of the source"]
    paragraph: Annotated[int | None, "number of the paragraph, or `null`"]
    locator: Annotated[str | None, "the place in the source where paragraphs do not serve, or `null`"]


class ClaimRecord(EvidenceRecord):
    """One claim."""

    comment: Annotated[str, "what is claimed, in the curators' words"]
    condition: Annotated[list[str], "what would have to be the case; of several, any one"]
    as_of: Annotated[str | None, "the moment (EDTF) for which it is said, where that is not the day of the source"]
    alternatives: Annotated[list[str], "claims of the same source of which only one can be true"]
    published: Annotated[str | None, "the day since which the source was surely public"]
    statements: Annotated[list[str], "what the claim's graph says, each triple as a sentence"]


class SourceRecord(TypedDict):
    """A source."""

    source: Annotated[str, "its slug"]
    kind: Annotated[str, "kind of source"]
    title: Annotated[str, "its title"]
    publisher: Annotated[str | None, "label of the publisher"]
    creator: Annotated[str | None, "label of who wrote it, where others print it"]
    country: Annotated[str | None, "two-letter code of the country of whose words it gives"]
    publisher_kind: Annotated[str | None, "kind of publisher of whose words it gives, such as news agency"]
    short_name: Annotated[str | None, "short name of whose words it gives"]
    published: Annotated[str | None, "as exactly as it says: day, month or year"]
    written: Annotated[str | None, "the day on which it says it was written"]
    read: Annotated[str | None, "the day on which the curators read it"]
    known_from: Annotated[str | None, "the first day on which it was surely public"]
    language: Annotated[str | None, "language tag"]
    url: Annotated[str | None, "its address"]
    claims: Annotated[int, "how many claims it makes"]


class EntityRecord(TypedDict):
    """Somebody or something."""

    id: Annotated[str, "its IRI"]
    kind: Annotated[str, "label of its kind"]
    label: Annotated[str, "its name"]
    aliases: Annotated[list[str], "its other names, in all languages"]
    same_as: Annotated[list[str], "IRIs elsewhere that name the same thing"]


class HitRecord(EntityRecord):
    """What `find` gives: an entity, or a claim or source that has the words."""

    slug: Annotated[str, "how commands take it: `person/kim-jong-un`, `claim/inter-korean/7`, `source/…`"]
    date: Annotated[str | None, "for readers, where it has one"]
    why: Annotated[str, "how it matched, and the name that did"]


class ParticipantRecord(TypedDict):
    """A part in an event."""

    role: Annotated[str, "label of the role"]
    actor: Annotated[str, "label of who takes part"]
    id: Annotated[str, "its IRI"]
    claims: Annotated[list[EvidenceRecord], "evidence"]


class StepRecord(EvidenceRecord):
    """What one claim says of how far an event had come."""

    status: Annotated[str, "what the claim says of the status"]
    said: Annotated[str, "for which moment"]


class EventRecord(TypedDict):
    """An event, with what the claims about it amount to."""

    event: Annotated[str, "its IRI"]
    kind: Annotated[str, "label of its kind"]
    label: Annotated[str, "its name"]
    date: Annotated[
        str, "for readers; `… or …` where sources differ, in brackets what is not said of the event itself"
    ]
    earliest: Annotated[str | None, "first day of the dates that stand"]
    latest: Annotated[str | None, "last day of the dates that stand"]
    dated_by: Annotated[
        str,
        "what the dates rest on: `own`, `end as planned`, `as planned`, `unconfirmed`, `whole`, `parts`,"
        " `sighted` or `none`",
    ]
    status: Annotated[
        str | None,
        "`held`, `ongoing`, `planned`, `proposed`, `cancelled`, `not held`, `unrealised` or `unknown`",
    ]
    conclusion: Annotated[
        str | None,
        "why the status says more or less than a source does: `under way when last reported`, `a part of it was"
        " held`, `no later word`, `not said what became of it`",
    ]
    last_reported: Annotated[str | None, "of what was under way, the last day for which that was said"]
    sides: Annotated[list[str], "states and international bodies that took part, themselves or by somebody"]
    certainty: Annotated[str | None, "how sure the status is; null where claims only name the event"]
    participants: Annotated[list[ParticipantRecord], "one `participant` for each role"]
    concerned: Annotated[list[str], "names of the persons whom it concerns and who take no part in it"]
    evidence: Annotated[str, "the best source and place, and how many more claims there are, for readers"]
    places: Annotated[list[str], "labels of where it happened"]
    history: Annotated[list[StepRecord], "one `step` for each claim about its status, as they were said"]
    claims: Annotated[list[EvidenceRecord], "evidence of every claim about it"]


class AttendanceRecord(EventRecord):
    """An event on the card of one who took part in it."""

    roles: Annotated[list[str], "labels of the roles"]


class TenureRecord(TypedDict):
    """A term in an office."""

    holder: Annotated[str | None, "label of the person"]
    office: Annotated[str | None, "label of the post"]
    of: Annotated[str | None, "label of the state or body"]
    date: Annotated[str, "for readers"]
    came_after: Annotated[str | None, "label of the one whose end is its beginning, where that is how it is known"]
    gave_way_to: Annotated[str | None, "label of the one whose beginning is its end, likewise"]
    last_known: Annotated[str | None, "of what no source ends, the last day for which one vouches"]
    claims: Annotated[list[EvidenceRecord], "evidence"]


class StatementRecord(TypedDict):
    """A statement, with all who make it."""

    sentence: Annotated[str, "the statement as a sentence"]
    subject: Annotated[str, "IRI"]
    relation: Annotated[str, "local name of the relation in the ontology"]
    object: Annotated[str, "IRI, or the text of a literal"]
    certainty: Annotated[str, "of its surest claim"]
    claims: Annotated[list[EvidenceRecord], "evidence, surest first"]


class ReadingRecord(TypedDict):
    """One of the things that sources say where they differ."""

    value: Annotated[str, "what is said"]
    claims: Annotated[list[EvidenceRecord], "evidence of who says so"]


class DisagreementRecord(TypedDict):
    """What sources say differently."""

    subject: Annotated[str, "label of what sources differ on"]
    id: Annotated[str, "its IRI"]
    on: Annotated[str, "label of the relation"]
    readings: Annotated[list[ReadingRecord], "a `reading` for each thing that is said"]


class OccurrenceRecord(TypedDict):
    """An event, in short."""

    label: Annotated[str, "name of the event"]
    event: Annotated[str, "its IRI"]
    date: Annotated[str, "for readers"]
    claims: Annotated[list[EvidenceRecord], "evidence"]


class TurnRecord(OccurrenceRecord):
    """An event that undid something, broke or endangered it, or carried it out."""

    how: Annotated[str, "label of the relation, such as `suspends`"]
    of: Annotated[str, "IRI of what it bears on: the thing itself, or a provision of it"]
    because: Annotated[list[str], "IRIs of the events that led to it"]


class ResolvedRecord(TypedDict):
    """What a name was taken for, where it is not the entity's own name."""

    asked: Annotated[str, "the name as it was written"]
    id: Annotated[str, "IRI of what it was taken for"]
    how: Annotated[str, "why: `romanised`, `part`, `initials`, in words for a title or descriptor"]
    others: Annotated[list[str], "IRIs of what it may mean besides, spoken of much less"]


class HoldingRecord(TenureRecord):
    """Somebody in an office on the day of knowledge."""

    how: Annotated[str, "how that is known: `in office`, `seen`, `possibly …`, `last known …`"]


class ProvisionRecord(TypedDict):
    """A commitment of an agreement, or a part of a measure."""

    label: Annotated[str, "its name"]
    id: Annotated[str, "its IRI"]
    date: Annotated[str, "for readers, or empty"]
    statements: Annotated[list[StatementRecord], "a `statement` each: for whom, of what, how much"]
    claims: Annotated[list[EvidenceRecord], "evidence that it is part of the text"]


class TextRecord(TypedDict):
    """An agreement or measure one step from what a card is about."""

    label: Annotated[str, "its name"]
    id: Annotated[str, "its IRI"]
    date: Annotated[str, "for readers, or empty"]
    origins: Annotated[list[OccurrenceRecord], "an `occurrence` for each event that it came of"]
    happenings: Annotated[list[OccurrenceRecord], "an `occurrence` for each other event linked with it"]
    fate: Annotated[list[TurnRecord], "a `turn` for each event that undid it, by time"]
    replaced: Annotated[list[StatementRecord], "a `statement` for what took its place"]


class CardRecord(TypedDict):
    """All that is known of somebody or something."""

    entity: Annotated[EntityRecord, "an `entity`"]
    resolved: Annotated[ResolvedRecord | None, "how the name was understood, where it is not the entity's own"]
    event: Annotated[EventRecord | None, "an `event`, where it is one"]
    status: Annotated[str | None, "what became of it, where claims tell"]
    date: Annotated[str, "for readers, or empty"]
    origins: Annotated[list[OccurrenceRecord], "of a text or measure: an `occurrence` for each event it came of"]
    fate: Annotated[
        list[TurnRecord], "of a text, measure or project: a `turn` for each event that undid it, by time"
    ]
    done: Annotated[list[TurnRecord], "of an agreement or measure: a `turn` for what was done about it"]
    texts: Annotated[list[TextRecord], "a `text` for each that came out of an event, or that has a commitment"]
    provisions: Annotated[list[ProvisionRecord], "of an agreement or measure: a `provision` each"]
    rounds: Annotated[list[EventRecord], "of a process or event: an `event` for each that is part of it"]
    speakers: Annotated[list[HoldingRecord], "of a state or body: a `holding` for each office of one holder"]
    offices: Annotated[list[TenureRecord], "a `tenure` each"]
    events: Annotated[list[AttendanceRecord], "an `attendance` each"]
    happenings: Annotated[list[OccurrenceRecord], "an `occurrence` for each other event linked with it"]
    statements: Annotated[list[StatementRecord], "a `statement` each, those of `happenings` included"]
    denied: Annotated[list[StatementRecord], "a `statement` each that a source denies"]
    disagreements: Annotated[list[DisagreementRecord], "a `disagreement` each"]


class RowRecord(EvidenceRecord):
    """A row of a card that is written as CSV or Markdown."""

    section: Annotated[str, "what it is of: `office`, `event`, `round`, `provision`, `chronology`, `status` …"]
    date: Annotated[str, "for readers"]
    statement: Annotated[str, "what is said"]


class TermRecord(TypedDict):
    """What `ontology` gives."""

    term: Annotated[str, "as queries write it, such as `pan:visitor`"]
    iri: Annotated[str, "its IRI"]
    sort: Annotated[str, "`class`, `relation`, `property`, `annotation`, `scheme` or `value`"]
    label: Annotated[str, "its name"]
    definition: Annotated[str, "what it means"]
    examples: Annotated[list[str], "things or sentences of the shipped data"]
    above: Annotated[list[str], "the terms right above it"]
    below: Annotated[list[str], "the terms right below it"]
    domain: Annotated[str | None, "the class that a relation starts from"]
    range: Annotated[str | None, "the class or datatype that a relation leads to"]
    phrase: Annotated[str | None, "what stands between subject and object"]
    inverse_phrase: Annotated[str | None, "what stands between object and subject"]
    marks: Annotated[dict[str, str], "what rules must know of it"]
    matches: Annotated[list[str], "terms of other vocabularies, each after the relation to it"]


class QueryRecord(TypedDict):
    """What `queries` gives. `query -f json` writes the W3C's SPARQL results format instead."""

    query: Annotated[str, "its name"]
    title: Annotated[str, "its title"]
    description: Annotated[str, "what it answers"]
    parameters: Annotated[list[str], "what it lets one choose"]
    example: Annotated[str, "a command"]
