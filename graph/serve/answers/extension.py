"""What reconciliation tells of things: the values of their properties, and which properties there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from pyoxigraph import DefaultGraph, Literal, NamedNode

from graph.errors import ParameterError
from graph.model.vocabulary import BASE, PAN, local, slug
from graph.serve.pages import json_reply
from graph.serve.reply import Reply

if TYPE_CHECKING:
    from graph.serve.visit import Visit

_MOST = 500
_EXAMPLE = '{"ids": ["person/kim-jong-un"], "properties": [{"id": "iso"}]}'


def propose(visit: Visit) -> Reply:
    """Answer with properties that things of a kind have, or whose name begins like this."""
    kind, start = visit.question.value("type"), (visit.question.value("prefix") or "").casefold()
    ontology = visit.graph.ontology
    kinds = ontology.above(ontology.kind(kind)) if kind else None
    found = [
        {"id": local(term.iri), "name": ontology.label(term.iri, visit.language)}
        for term in visit.graph.terms()
        if term.sort in {"relation", "property"} and (kinds is None or term.domain is None or term.domain in kinds)
    ]
    fits = [each for each in found if any(name.casefold().startswith(start) for name in each.values())]
    return json_reply({"type": kind, "properties": fits} if kind else {"result": fits})


def extended(visit: Visit, wanted: Any) -> Reply:
    """Answer with the values of properties, for each thing.

    Raises:
        ParameterError: What is wanted is not written as it should be, or is too much.
    """
    try:
        things = [str(each) for each in wanted["ids"]]
        properties = [str(each["id"]) for each in wanted["properties"]]
    except (TypeError, KeyError):
        raise ParameterError(f"extend is JSON, such as {_EXAMPLE}") from None
    if len(things) * len(properties) > _MOST:
        raise ParameterError(f"{_MOST} values are the most; ask for fewer things at once")
    label = visit.graph.ontology.label
    return json_reply({
        "meta": [{"id": name, "name": label(PAN + name, visit.language)} for name in properties],
        "rows": {
            thing: {name: [_extended(visit, value) for value in values(visit, thing, name)] for name in properties}
            for thing in things
        },
    })  # fmt: skip


def values(visit: Visit, thing: str, name: str) -> Iterator[NamedNode | Literal]:
    """Yield the values that a property of a thing has in the view."""
    try:
        pattern = NamedNode(BASE + thing), NamedNode(PAN + name)
    except ValueError:  # no IRI
        return
    for quad in visit.graph.view.quads_for_pattern(*pattern, None, DefaultGraph()):
        if isinstance(quad.object, NamedNode | Literal):
            yield quad.object


def _extended(visit: Visit, value: NamedNode | Literal) -> dict[str, Any]:
    if isinstance(value, Literal):
        return {"date" if value.datatype.value.endswith("#date") else "str": value.value}
    if value.value.startswith(PAN):
        return {"str": visit.graph.ontology.label(value.value, visit.language)}
    return {"id": slug(value.value), "name": visit.graph.conclusions.entity(value.value).label(visit.language)}
