"""Linked data: the page of each thing, each claim, each source, and what RDF says of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pyoxigraph as ox

from graph.conclusions.cards import build_card
from graph.errors import UnknownNameError
from graph.model.vocabulary import BASE
from graph.serve.pages import html_page, json_reply, lines_reply
from graph.serve.reply import Reply, redirect
from graph.serve.schema_org import of_card, of_claim, of_source
from graph.serve.serialisation import rdf

if TYPE_CHECKING:
    from graph.model.claims import Claim
    from graph.model.entities import Entity
    from graph.serve.visit import Visit

_DEFAULT = ox.DefaultGraph()
_FOLD = 12
"""So many lines of a section a card in text has."""


def thing(visit: Visit) -> Reply:
    """Answer what is known of somebody or something; the thing itself is elsewhere, so its address leads on."""
    iri = BASE + "/".join(visit.names)
    entity = visit.graph.conclusions.entity(iri)
    if not entity.labels and not visit.graph.conclusions.reader.is_mentioned(iri):
        raise UnknownNameError(entity.slug)
    if not visit.fixed:
        return _onwards(visit, entity.slug)
    if visit.form == "html":
        return _card(visit, entity)
    if visit.form == "json":
        return json_reply(visit.recorder.card(build_card(visit.graph.conclusions, entity)))
    if visit.form == "txt":
        return _card_lines(visit, entity)
    if visit.form == "ttl":
        return rdf(_view_of(visit, iri), "ttl")
    return rdf(_claimed(visit, visit.graph.claims(entity), iri), visit.form)


def claim(visit: Visit) -> Reply:
    """Answer what a claim says, where, and how sure it is."""
    found = visit.graph.claim("/".join(visit.names))
    if visit.form == "json":
        return json_reply(visit.recorder.claim(found))
    if visit.form == "ttl":  # has no named graphs, and what a claim says is not so because it is said
        return rdf(_records(visit, found.iri), "ttl")
    if visit.form != "html":
        return rdf(_claimed(visit, (found,)), visit.form)
    from graph.render.citation import bibtex, citation

    siblings = [each for each in visit.graph.claims() if each.file == found.file]
    place = next((i for i, each in enumerate(siblings) if each.iri == found.iri), None)
    conclusions, reader = visit.graph.conclusions, visit.graph.conclusions.reader
    return html_page(
        visit, "claim.html", claim=found, linked=of_claim(found, visit),
        cited=citation(found, conclusions, visit.language), bibtex=bibtex(found, conclusions, visit.language),
        alternatives=[reader.claim(iri) for iri in found.alternatives],
        against=[reader.claim(iri) for iri in found.contradicts if _is_there(visit, iri)],
        before=siblings[place - 1] if place else None,
        after=siblings[place + 1] if place is not None and place + 1 < len(siblings) else None,
    )  # fmt: skip


def source(visit: Visit) -> Reply:
    """Answer which claims a source makes."""
    found = visit.graph.source(visit.names[0])
    if not visit.fixed:
        return _onwards(visit, f"source/{visit.names[0]}")
    claims = [each for each in visit.graph.claims() if each.source.iri == found.iri]
    if visit.form == "json":
        record = visit.recorder.source(found, len(claims))
        return json_reply({**record, "claims": list(map(visit.recorder.claim, claims))})
    if visit.form == "ttl":
        return rdf(_records(visit, found.iri), "ttl")
    if visit.form != "html":
        return rdf(_claimed(visit, claims, found.iri), visit.form)
    from graph.render.citation import bibtex, citation

    conclusions = visit.graph.conclusions
    return html_page(
        visit, "source.html", source=found, claims=claims, linked=of_source(found, visit),
        cited=citation(found, conclusions, visit.language), bibtex=bibtex(found, conclusions, visit.language),
    )  # fmt: skip


def show(visit: Visit) -> Reply:
    """Lead from a name to the page of what bears it."""
    entity = visit.graph.entity(visit.required("name"))
    if visit.form == "txt":
        return _card_lines(visit, entity)
    return redirect(visit.question.link(f"/{entity.slug}.{visit.form}"))


def cite(visit: Visit) -> Reply:
    """Answer with the citation of a claim or a source."""
    from graph.names.references import claim_or_source_named
    from graph.render.citation import bibtex, citation

    conclusions = visit.graph.conclusions
    cited = claim_or_source_named(visit.required("name"), conclusions.reader)
    text, entry = citation(cited, conclusions, visit.language), bibtex(cited, conclusions, visit.language)
    if visit.form == "json":
        return json_reply({"citation": text, "bibtex": entry})
    return Reply(f"{text}\n".encode(), "txt")


def _card(visit: Visit, entity: Entity) -> Reply:
    card = build_card(visit.graph.conclusions, entity)
    before = after = None
    if card.event:
        events = visit.graph.events()
        place = next((i for i, event in enumerate(events) if event.entity.iri == entity.iri), None)
        if place is not None:
            before = events[place - 1] if place else None
            after = events[place + 1] if place + 1 < len(events) else None
    return html_page(visit, "card.html", card=card, linked=of_card(card, visit), before=before, after=after)


def _card_lines(visit: Visit, entity: Entity) -> Reply:
    """Return a card as the terminal has it."""
    from graph.render.cards import CardWriter

    fold = None if visit.question.value("all") == "yes" else _FOLD
    conclusions = visit.graph.conclusions
    return lines_reply(CardWriter(conclusions, visit.language, fold).write(build_card(conclusions, entity)))


def _onwards(visit: Visit, name: str) -> Reply:
    """Lead from a thing to the document about it in the form that the client prefers."""
    kept = [pair for pair in visit.question.params if pair not in visit.question.lens and pair[0] != "format"]
    return redirect(visit.question.link(f"/{name}.{visit.form}", kept))


def _view_of(visit: Visit, iri: str) -> Iterator[ox.Triple]:
    """Yield what the view says of something, at either end."""
    store, node = visit.graph.view, ox.NamedNode(iri)
    for quad in (
        *store.quads_for_pattern(node, None, None, _DEFAULT),
        *store.quads_for_pattern(None, None, node, _DEFAULT),
    ):
        yield quad.triple


def _records(visit: Visit, *iris: str) -> Iterator[ox.Triple]:
    for iri in iris:
        for quad in visit.graph.view.quads_for_pattern(ox.NamedNode(iri), None, None, _DEFAULT):
            yield quad.triple


def _claimed(visit: Visit, claims: tuple[Claim, ...] | list[Claim], *iris: str) -> Iterator[ox.Quad]:
    """Yield claims as named graphs, with their records and those of their sources, and of some other things."""
    for each in claims:
        yield from visit.graph.view.quads_for_pattern(None, None, None, ox.NamedNode(each.iri))
    names = dict.fromkeys([*iris, *(each.iri for each in claims), *(each.source.iri for each in claims)])
    for triple in _records(visit, *names):
        yield ox.Quad(triple.subject, triple.predicate, triple.object, _DEFAULT)


def _is_there(visit: Visit, iri: str) -> bool:
    try:
        visit.graph.conclusions.reader.claim(iri)
    except UnknownNameError:
        return False
    return True
