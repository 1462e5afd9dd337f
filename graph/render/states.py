"""States: what became of a thing and how sure that is, in the language of a reader."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from graph.conclusions.events import Conclusion, Event
from graph.model.claims import Claim
from graph.model.ontology import Ontology
from graph.model.vocabulary import PAN, Certainty, Status
from graph.render.words import counted, words


def state_of(conclusion: Conclusion, kind: str, ontology: Ontology, language: str = "en") -> str:
    """Write what became of something of a kind, with what is to be known of it; empty where no claim says so.

    Args:
        conclusion: What the claims amount to.
        kind: IRI of its kind.
        ontology: Has the words for statuses.
        language: `"en"`, `"ru"` or `"ko"`.
    """
    if conclusion.status is None:
        return "" if conclusion.unsaid else words(language)["plan_denied"]
    said = _remarked(conclusion, ontology.status(conclusion.status, language, kind), ontology, language)
    if not conclusion.against:
        return said
    contrary: dict[Status, list[Claim]] = defaultdict(list)
    for step in conclusion.against:
        contrary[step.status].append(step.claim)
    behind = counted(_sources(conclusion.claims), "several_sources", language)
    denied = ", ".join(f"{ontology.status(s, language, kind)}, {_sources(by)}" for s, by in contrary.items())
    return f"{said}, {behind}; {denied}"


def state_of_event(event: Event, ontology: Ontology, language: str = "en") -> str:
    """Write what became of an event."""
    return state_of(event.conclusion, event.entity.kind, ontology, language)


def certainty_of(level: Certainty, ontology: Ontology, language: str = "en") -> str:
    """Write how sure something is."""
    return ontology.label(PAN + level.name.capitalize(), language)


def _remarked(conclusion: Conclusion, status: str, ontology: Ontology, language: str) -> str:
    if conclusion.was_under_way:
        form = words(language)["under_way_on" if conclusion.remark else "last_reported"]
        told = form.format(conclusion.last_reported)
        return f"{status}, {told}" if conclusion.remark else told
    return f"{status}; {ontology.label(PAN + conclusion.remark.value, language)}" if conclusion.remark else status


def _sources(claims: Iterable[Claim]) -> int:
    return len({claim.source.iri for claim in claims})
