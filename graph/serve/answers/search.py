"""Search: what words may mean, and what may be meant by what is typed so far."""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from graph.model.claims import Claim
from graph.model.entities import Entity
from graph.model.vocabulary import PAN, PREFIXES
from graph.names.labels import prefixed
from graph.names.spelling import fold
from graph.render.listings import list_hits
from graph.serve.pages import html_page, json_reply, lines_reply, page_words
from graph.serve.reply import Reply
from graph.serve.writing import path_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from graph.knowledge import KnowledgeGraph
    from graph.serve.visit import Visit

_SHOWN = 50
_OFFERED = 10


def search(visit: Visit) -> Reply:
    """Answer with what words may mean: things, then claims and sources that have them."""
    question = visit.question
    text, kind = question.value("text") or "", question.value("kind")
    hits = visit.graph.search(text, kind=kind) if text else ()
    if visit.form == "json":
        return json_reply(list(map(visit.recorder.hit, hits)))
    if visit.form == "txt":
        return lines_reply(list_hits(map(visit.recorder.hit, hits[:_SHOWN])))
    return html_page(
        visit, "search.html", sought=text, hits=[(hit, visit.recorder.hit(hit)) for hit in hits[:_SHOWN]],
        total=len(hits), is_claim=lambda thing: isinstance(thing, Claim),
    )  # fmt: skip


def names(visit: Visit) -> Reply:
    """Answer with the things that a name, typed in part, may become: the most spoken of first."""
    found = beginning(visit.graph, visit.question.value("text") or "")
    ontology, link = visit.graph.ontology, visit.question.link
    return json_reply([
        {
            "label": entity.label(visit.language), "kind": ontology.label(entity.kind, visit.language),
            "slug": entity.slug, "address": link(path_of(entity.iri)),
        }
        for entity in found
    ])  # fmt: skip


def completions(visit: Visit) -> Reply:
    """Answer with what may stand in a query where a word begins: prefixes, terms, things by their names."""
    text = (visit.question.value("text") or "").strip()
    prefix, colon, name = text.partition(":")
    offers: Iterable[tuple[str, str]]
    if not colon:
        offers = [(f"{known}:", iri) for known, iri in PREFIXES.items() if known.startswith(text)]
        things = beginning(visit.graph, text) if len(text) > 1 else ()
        offers = [*offers, *((prefixed(thing.iri), thing.label(visit.language)) for thing in things)]
    elif prefix == "pan":
        offers = _terms(visit, name)
    else:
        offers = _slugs(visit.graph, PREFIXES.get(prefix, "\0"), name)
    return json_reply([{"text": word, "note": note} for word, note in list(offers)[: 2 * _OFFERED]])


def opensearch(visit: Visit) -> Reply:
    """Describe the search to browsers."""
    base, title = escape(visit.question.base), page_words()[visit.language]["hero"]
    return Reply(
        f"""<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>Panmunjom</ShortName>
<Description>{escape(title)}</Description>
<InputEncoding>UTF-8</InputEncoding>
<Image width="16" height="16" type="image/svg+xml">{base}/static/icon.svg</Image>
<Url type="text/html" template="{base}/search?text={{searchTerms}}"/>
</OpenSearchDescription>
""".encode(),
        "application/opensearchdescription+xml",
    )


def beginning(graph: KnowledgeGraph, text: str) -> list[Entity]:
    """Return the things in one of whose names a word begins like this, by preference the first, or that the text
    names otherwise."""
    start = f" {fold(text)}"
    if not start.strip():
        return []
    reader = graph.conclusions.reader
    found: dict[str, bool] = {}
    for name, iri in _folded_names(graph):
        if start in name:
            found[iri] = found.get(iri, False) or name.startswith(start)
    ordered = sorted(found, key=lambda iri: (not found[iri], -reader.weight(iri), iri))
    others = [entity.iri for entity in graph.find(text)] if len(ordered) < _OFFERED else []
    return [graph.conclusions.entity(iri) for iri in list(dict.fromkeys([*ordered, *others]))[:_OFFERED]]


@lru_cache(maxsize=5)
def _folded_names(graph: KnowledgeGraph) -> tuple[tuple[str, str], ...]:
    """Return every name of a graph, folded, with whose it is; claims speak of all of them."""
    reader = graph.conclusions.reader
    return tuple((f" {fold(label.text)}", iri) for iri, label, _ in graph.labels() if reader.weight(iri))


def _terms(visit: Visit, start: str) -> Iterator[tuple[str, str]]:
    folded, ontology = start.casefold(), visit.graph.ontology
    for iri in sorted(ontology.terms):
        name = iri.removeprefix(PAN)
        if name.casefold().startswith(folded):
            yield f"pan:{name}", ontology.label(iri, visit.language)


def _slugs(graph: KnowledgeGraph, namespace: str, start: str) -> Iterator[tuple[str, str]]:
    if namespace.endswith("source/"):
        found = [(source.iri, source.title) for source in graph.sources()]
    else:
        found = [(thing.iri, thing.label()) for thing in graph.entities()]
    for iri, label in found:
        if iri.startswith(namespace + start):
            yield prefixed(iri), label
