"""Reconciliation, as the W3C community group has it (version 0.2): from a column of names to things here."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode

from graph.errors import ParameterError, UnknownNameError
from graph.model.vocabulary import BASE, PAN, local
from graph.serve.answers.extension import extended, values
from graph.serve.answers.search import beginning
from graph.serve.pages import html_page, json_reply
from graph.serve.reply import Reply

if TYPE_CHECKING:
    from graph.model.entities import Entity
    from graph.names.finding import Resolution
    from graph.serve.visit import Visit

_MOST = 500


def reconcile(visit: Visit) -> Reply:
    """Answer a batch of names, or with values of things, or describe the service."""
    text, wanted = visit.question.value("queries"), visit.question.value("extend")
    if wanted is not None:
        return extended(visit, _queries_in(wanted))
    if text is None:
        return json_reply(_manifest(visit))
    try:
        queries = json.loads(text)
        asked = {str(key): dict(query) for key, query in queries.items()}
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise ParameterError('queries is JSON, such as {"q0": {"query": "Lavrov"}}') from None
    if len(asked) > _MOST:
        raise ParameterError(f"a batch has at most {_MOST} queries")
    return json_reply({key: {"result": _found(visit, query)} for key, query in asked.items()})


def suggest(visit: Visit) -> Reply:
    """Answer with things whose names begin like this."""
    start = visit.question.value("prefix") or ""
    found = beginning(visit.graph, start)
    return json_reply({
        "result": [{**_id_and_name(visit, thing), "notable": [_type_of(visit, thing)]} for thing in found]
    })  # fmt: skip


def preview(visit: Visit) -> Reply:
    """Answer with a few words on a thing, for a frame in another program's page."""
    entity = visit.graph.entity(visit.required("id"))
    return html_page(visit, "preview.html", framed=True, entity=entity, card=visit.graph.card(entity))


def _queries_in(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _manifest(visit: Visit) -> dict[str, Any]:
    base, link = visit.question.base, visit.question.link
    kinds = [kind for kind in sorted(visit.graph.ontology.below(PAN + "Entity")) if kind != PAN + "Entity"]
    return {
        "versions": ["0.1", "0.2"],
        "name": "Panmunjom",
        "identifierSpace": BASE,
        "schemaSpace": PAN,
        "documentation": f"{base}/ontology",
        "batchSize": 50,
        "view": {"url": f"{base}{link('/')}{{{{id}}}}.html"},
        "defaultTypes": [
            {"id": local(kind), "name": visit.graph.ontology.label(kind, visit.language)} for kind in kinds
        ],
        "suggest": {
            "entity": {"service_url": base, "service_path": link("/reconcile/suggest")},
            "property": {"service_url": base, "service_path": link("/reconcile/properties")},
        },
        "preview": {"url": f"{base}{link('/reconcile/preview')}?id={{{{id}}}}", "width": 420, "height": 260},
        "extend": {
            "propose_properties": {"service_url": base, "service_path": link("/reconcile/properties")},
            "property_settings": [],
        },
    }


def _found(visit: Visit, query: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the candidates for one name, the likeliest first."""
    text, limit = str(query.get("query") or ""), query.get("limit")
    most = min(limit, 50) if isinstance(limit, int) and limit > 0 else 5
    kinds = _wanted_kinds(visit, query.get("type"))
    found = [each for each in visit.graph.finder.find(text) if kinds is None or each.entity.kind in kinds]
    told = query.get("properties")
    if isinstance(told, list) and told:
        fits = {each.entity.iri: _fits(visit, each.entity, told) for each in found}
        found.sort(key=lambda each: not fits[each.entity.iri])
        alone = [each for each in found if fits[each.entity.iri]]
        return [_candidate(visit, each, alone=alone == [each]) for each in found[:most]]
    return [_candidate(visit, each, alone=len(found) == 1) for each in found[:most]]


def _fits(visit: Visit, entity: Entity, told: list[Any]) -> bool:
    """Tell whether a thing has all the values that are told of its properties."""
    for each in told:
        name, value = (each.get("pid"), each.get("v")) if isinstance(each, dict) else (None, None)
        given = value if isinstance(value, list) else [value]
        wanted = {str(one.get("id") if isinstance(one, dict) else one).casefold() for one in given}
        if not any(_possible_names(visit, node) & wanted for node in values(visit, entity.slug, str(name))):
            return False
    return True


def _possible_names(visit: Visit, value: NamedNode | Literal) -> set[str]:
    """Return what a value may be called."""
    if isinstance(value, Literal):
        return {value.value.casefold()}
    entity = visit.graph.conclusions.entity(value.value)
    names = (label.text for label in (*entity.labels, *entity.aliases))
    return {text.casefold() for text in (value.value, entity.slug, local(value.value), *names)}


def _candidate(visit: Visit, found: Resolution, *, alone: bool) -> dict[str, Any]:
    entity, sure = found.entity, found.is_plain
    return {
        **_id_and_name(visit, entity), "description": found.how, "type": [_type_of(visit, entity)],
        "score": (100 if alone else 80) if sure else (70 if alone else 50), "match": alone and sure,
    }  # fmt: skip


def _wanted_kinds(visit: Visit, wanted: object) -> frozenset[str] | None:
    """Return the kinds that are wanted; None for all. A kind that is none here has nothing in it."""
    names = wanted if isinstance(wanted, list) else [wanted] if wanted else []
    found: set[str] = set()
    for name in names:
        try:
            text = str(name.get("id") if isinstance(name, dict) else name)
            found |= visit.graph.ontology.below(visit.graph.ontology.kind(text))
        except UnknownNameError:
            continue
    return frozenset(found) if names else None


def _id_and_name(visit: Visit, entity: Entity) -> dict[str, str]:
    return {"id": entity.slug, "name": entity.label(visit.language)}


def _type_of(visit: Visit, entity: Entity) -> dict[str, str]:
    return {"id": local(entity.kind), "name": visit.graph.ontology.label(entity.kind, visit.language)}
