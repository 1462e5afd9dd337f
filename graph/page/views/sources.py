"""Who says so: of each source of a page whose words it gives, with the publisher's country and kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.conclusions.conclusions import Conclusions
from graph.model.sources import Publisher
from graph.model.vocabulary import LANGUAGES, local
from graph.page.model import Model


def data(model: Model, conclusions: Conclusions, numbers: Mapping[str, int]) -> dict[str, Any]:
    """Return the voices, and for each source, in the order of the page, the number of its voice or -1.

    Args:
        model: What the page holds.
        conclusions: Names publishers and their kinds.
        numbers: Not needed.
    """
    used = {claim.source.iri: claim.source for claim in model.claims}
    sources = sorted(used.values(), key=lambda source: (source.known_from, source.iri))
    voices = {source.voice.iri: source.voice for source in sources if source.voice}
    order = {iri: number for number, iri in enumerate(sorted(voices))}
    kinds = {voice.kind for voice in voices.values() if voice.kind} | {source.kind for source in sources}
    return {
        "voices": [_voice_record(voices[iri], conclusions) for iri in order],
        "of": [order[source.voice.iri] if source.voice else -1 for source in sources],
        "kinds": {
            local(kind): [conclusions.ontology.label(kind, language) for language in LANGUAGES]
            for kind in sorted(kinds)
        },
    }


def _voice_record(voice: Publisher, conclusions: Conclusions) -> dict[str, Any]:
    entity = conclusions.entity(voice.iri)
    record = {
        "slug": entity.slug,
        "names": [entity.label(language) for language in LANGUAGES],
        "short": voice.short_name,
        "country": voice.country,
        "kind": local(voice.kind) if voice.kind else None,
    }
    return {key: value for key, value in record.items() if value}
