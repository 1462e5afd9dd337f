"""The records that `-f json` writes of what is linked: paths, surroundings, causes, ranks, communities."""

from __future__ import annotations

from typing import Annotated, TypedDict

from graph.render.schema import EvidenceRecord, OccurrenceRecord, ResolvedRecord


class LinkRecord(EvidenceRecord):
    """How two things are connected: a relation with its surest claim, as it stands in paths and explanations."""

    sentence: Annotated[str, "the relation as a sentence, read from the end one comes from"]
    relation: Annotated[str, "local name of the relation in the ontology"]
    date: Annotated[str | None, "of the event that the link has at one end"]
    status: Annotated[str | None, "of that event"]
    condition: Annotated[list[str], "what would have to be the case"]
    claims: Annotated[list[EvidenceRecord], "evidence of every claim, surest first"]


class CostRecord(TypedDict):
    """What a hop costs; the less, the more it tells."""

    hop: Annotated[float, "every hop"]
    generic: Annotated[float, "for a relation that says little"]
    common: Annotated[float, "for a relation that is found often"]
    unsure: Annotated[float, "for what is not asserted"]
    toll: Annotated[float, "for passing through what everything is linked with"]
    total: Annotated[float, "all of it"]


class HopRecord(LinkRecord):
    """A step of a path."""

    start: Annotated[str, "IRI of where it begins"]
    end: Annotated[str, "IRI of where it leads"]
    also: Annotated[list[LinkRecord], "a `link` for each further relation between the two"]
    cost: Annotated[CostRecord, "what it costs, and why: a `cost`"]


class PathRecord(TypedDict):
    """What `path` gives for two ends."""

    cost: Annotated[float, "sum of its hops"]
    certainty: Annotated[str, "of its weakest hop"]
    hops: Annotated[list[HopRecord], "a `hop` each"]
    resolved: Annotated[list[ResolvedRecord], "how names were understood that are not the entities' own"]


class ConnectionRecord(PathRecord):
    """What `path` gives for three ends or more."""

    ends: Annotated[list[str], "labels of the ends"]


class NeighbourRecord(HopRecord):
    """What `around` gives: the best way there, its last hop."""

    distance: Annotated[int, "hops away"]
    label: Annotated[str, "its name"]
    id: Annotated[str, "its IRI"]


class BranchRecord(LinkRecord):
    """A cause or an effect."""

    label: Annotated[str, "what is at its end"]
    id: Annotated[str, "its IRI"]
    told_elsewhere: Annotated[bool, "whether what is behind it stands at another branch"]
    branches: Annotated[list[BranchRecord], "a `branch` for each thing behind it"]


class ExplanationRecord(TypedDict):
    """What `why` gives."""

    label: Annotated[str, "what it is about"]
    id: Annotated[str, "its IRI"]
    resolved: Annotated[ResolvedRecord | None, "how the name was understood, where it is not the entity's own"]
    date: Annotated[str | None, "of an event"]
    status: Annotated[str | None, "of an event"]
    causes: Annotated[
        list[BranchRecord], "a `branch` each: what brought it about, stands in its way, is needed, who wants it"
    ]
    effects: Annotated[list[BranchRecord], "a `branch` each: what would follow, what waits for it"]
    accounts: Annotated[list[BranchRecord], "a `branch` each: what was said of what took place, who wanted what"]


class OccasionRecord(OccurrenceRecord):
    """An occasion behind a place in a ranking: an event with all that belongs to it."""

    parts: Annotated[list[str], "labels of the events that it holds, by time"]


class LossRecord(OccasionRecord):
    """An occasion without which a score would be lower."""

    value: Annotated[str, "for readers"]
    drop: Annotated[float, "by how much"]


class SourceLossRecord(TypedDict):
    """A source without which a score would be lower."""

    value: Annotated[str, "for readers"]
    source: Annotated[str, "its slug"]
    drop: Annotated[float, "by how much, without all that it alone tells"]


class FootingRecord(TypedDict):
    """What stands behind a place."""

    occasions: Annotated[int | None, "on how many occasions it met others; `null` in layers of links"]
    links: Annotated[int | None, "how many links it has; `null` among actors"]
    sources: Annotated[int, "how many sources tell of that"]
    single_source: Annotated[int, "how many of the occasions, or links, would not be known without one source"]
    main_source: Annotated[str | None, "slug of the source without which most would not be known"]
    main_source_share: Annotated[float, "how large a part that is, from 0 to 1"]


class StandingRecord(FootingRecord):
    """What `rank` gives."""

    rank: Annotated[int, "place, the same for equal scores"]
    label: Annotated[str, "who"]
    kind: Annotated[str, "label of its kind"]
    id: Annotated[str, "its IRI"]
    score: Annotated[float, "by the measure"]
    by: Annotated[str, "the measure"]
    layer: Annotated[str, "the network it was measured in"]
    effective_size: Annotated[
        float | None, "of constraint: how many contacts are left when those that know each other count once"
    ]
    drops_most_without: Annotated[list[LossRecord], "a `loss` each"]
    drops_most_without_source: Annotated[list[SourceLossRecord], "a `source loss` each"]


class MoveRecord(FootingRecord):
    """What `changes` gives."""

    label: Annotated[str, "whose rank moved"]
    id: Annotated[str, "its IRI"]
    before: Annotated[int | None, "place before"]
    after: Annotated[int | None, "place after"]
    rise: Annotated[float, "how far the score rose"]
    score_before: Annotated[float, "score before"]
    score_after: Annotated[float, "score after"]
    by: Annotated[str, "the measure"]
    at: Annotated[str, "the day"]
    on_the_day: Annotated[int, "at how many events of the day itself it was; who was there comes first"]
    behind: Annotated[
        list[OccasionRecord],
        "an `occasion` each: from the day on, but before it of those who fell and were not there on it; the keys on"
        " occasions and sources tell of these",
    ]


class CutRecord(TypedDict):
    """What `rank --by cut` gives."""

    removed: Annotated[str, "label of the node, or of both ends of the link"]
    ids: Annotated[list[str], "IRIs of these"]
    number: Annotated[int, "how many are cut off"]
    cut_off: Annotated[list[str], "labels of these"]


class CommunityRecord(TypedDict):
    """What `communities` gives."""

    community: Annotated[int, "its number"]
    name: Annotated[str, "its most central members"]
    size: Annotated[int, "how many members"]
    central: Annotated[list[str], "labels of the most central"]
    members: Annotated[list[str], "labels of all"]
    ids: Annotated[list[str], "IRIs of all"]
    modularity: Annotated[float, "of the whole division"]
