"""States: what became of a thing and how sure that is, in the language of a reader."""

from __future__ import annotations

from collections import defaultdict

from graph.conclusions.events import Conclusion
from graph.model.ontology import Ontology
from graph.model.vocabulary import PAN, Certainty, Status
from graph.render.words import words


def state_of(conclusion: Conclusion, ontology: Ontology, language: str = "en") -> str:
    """Write what became of something, with what is to be known of it; empty where no claim gives a status."""
    if language == "en" or conclusion.status is None:
        return conclusion.text
    said = _remarked(conclusion, status_of(conclusion.status, ontology, language), ontology, language)
    if not conclusion.against:
        return said
    contrary: dict[Status, set[str]] = defaultdict(set)
    for step in conclusion.against:
        contrary[step.status].add(step.claim.source.iri)
    behind = words(language)["so_many_sources"].format(len({claim.source.iri for claim in conclusion.claims}))
    denied = ", ".join(f"{status_of(s, ontology, language)} ({len(by)})" for s, by in contrary.items())
    return f"{said} ({behind}); {denied}"


def _remarked(conclusion: Conclusion, status: str, ontology: Ontology, language: str) -> str:
    if conclusion.was_under_way:
        form = words(language)["under_way_on" if conclusion.remark else "last_reported"]
        told = form.format(conclusion.last_reported)
        return f"{status}, {told}" if conclusion.remark else told
    return f"{status}; {ontology.label(PAN + conclusion.remark.value, language)}" if conclusion.remark else status


def status_of(status: Status, ontology: Ontology, language: str = "en") -> str:
    """Write a status."""
    return str(status) if language == "en" else ontology.label(PAN + status.value, language)


def certainty_of(level: Certainty, ontology: Ontology, language: str = "en") -> str:
    """Write how sure something is."""
    return str(level) if language == "en" else ontology.label(PAN + level.name.capitalize(), language)
