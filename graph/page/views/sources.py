"""Who says so: for each source of a page whose words it gives, with that publisher's country and kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.conclusions.conclusions import Conclusions
from graph.model.claims import Value
from graph.model.sources import Source
from graph.model.vocabulary import LANGUAGES, PAN, local
from graph.page.model import Model


def data(model: Model, conclusions: Conclusions, numbers: Mapping[str, int]) -> dict[str, Any]:
    """Return the voices, and for each source, in the order of the page, the number of its voice or -1.

    Args:
        model: What the page holds.
        conclusions: Gives the claims about publishers.
        numbers: The number of each thing, by its IRI.
    """
    used = {claim.source.iri: claim.source for claim in model.claims}
    sources = sorted(used.values(), key=lambda source: (source.known_from, source.iri))
    speakers = [_voice(source, conclusions) for source in sources]
    voices = {iri: number for number, iri in enumerate(sorted({iri for iri in speakers if iri}))}
    kinds = {iri: _said(iri, "publisherKind", conclusions) for iri in voices}
    return {
        "voices": [_record(iri, kinds[iri], conclusions) for iri in voices],
        "of": [voices[iri] if iri else -1 for iri in speakers],
        "kinds": {
            local(kind): [conclusions.ontology.label(kind, language) for language in LANGUAGES]
            for kind in sorted({kind for kind in kinds.values() if kind} | {source.kind for source in sources})
        },
    }


def _voice(source: Source, conclusions: Conclusions) -> str | None:
    """Return whose words a source gives: its creator's, if that is a publisher itself, else its publisher's."""
    if source.creator and _said(source.creator, "publisherKind", conclusions):
        return source.creator
    return source.publisher


def _record(iri: str, kind: str | None, conclusions: Conclusions) -> dict[str, Any]:
    entity = conclusions.entity(iri)
    names = [entity.label(language) for language in LANGUAGES]
    while len(names) > 1 and names[-1] == names[0]:
        names.pop()
    record = {
        "slug": entity.slug,
        "names": names,
        "short": _said(iri, "shortName", conclusions),
        "country": _said(iri, "country", conclusions),
        "kind": local(kind) if kind else None,
    }
    return {key: value for key, value in record.items() if value}


def _said(iri: str, relation: str, conclusions: Conclusions) -> str | None:
    """Return what claims say of a publisher."""
    for claim in conclusions.reader.about(iri):
        for value in claim.about(iri, PAN + relation) if not claim.denied else ():
            return value.text if isinstance(value, Value) else value
    return None
