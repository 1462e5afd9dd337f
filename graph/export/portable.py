"""Networks as flat records, ready for formats that know texts, numbers, dates and lists alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from graph.conclusions.conclusions import Conclusions
from graph.model.vocabulary import LANGUAGES, PAN, local, slug
from graph.network.layers import Layers

Field = str | int | float | date | list[str]
Fields = dict[str, Field]

SEPARATOR = " | "
"""Stands between the parts of a list where a format has no lists."""

TYPES = {"first": "date", "last": "date", "weight": "double"}
"""The types of fields; all others are strings. Lists are written as strings where a format has none."""

_COLOURS = {
    "Person": (31, 119, 180),
    "State": (214, 39, 40),
    "Actor": (148, 103, 189),
    "Event": (44, 160, 44),
    "Place": (140, 86, 75),
    "Entity": (127, 127, 127),
}


@dataclass(frozen=True, slots=True)
class Portable:
    """A network as records.

    Attributes:
        about: Which claims it was made of.
        directed: Whether edges have a direction.
        parallel: Whether two nodes may have several edges.
        nodes: Each with id, label and kind; where known label_ru, label_ko, status, first, last (dates).
        edges: Each with id, source, target, label, relations, claims, sources, certainty, weight; where known
            first, last (dates).
        colours: The colour of each node, by its kind, as (red, green, blue).
    """

    about: str
    directed: bool
    parallel: bool
    nodes: tuple[Fields, ...]
    edges: tuple[Fields, ...]
    colours: dict[str, tuple[int, int, int]]


def portable(layers: Layers, layer: str) -> Portable:
    """Return a layer of a graph as records; fields that nothing is known for are left out."""
    network, conclusions = layers.layer(layer), layers.conclusions
    edges = []
    for number, (start, end, data) in enumerate(network.edges(data=True)):
        record = _edge(layers, data)
        edges.append({"id": f"e{number}", "source": slug(start), "target": slug(end), **record})
    return Portable(
        about=f"Panmunjom, layer {layer}: {conclusions.lens.describe() or 'all claims'}",
        directed=network.is_directed(),
        parallel=network.is_multigraph(),
        nodes=tuple(_node_of(conclusions, iri) for iri in network),
        edges=tuple(edges),
        colours={slug(iri): _colour(conclusions, iri) for iri in network},
    )


def field_text(value: Field) -> str:
    """Write a field where a format has only text."""
    if isinstance(value, list):
        return SEPARATOR.join(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def fields(record: Mapping[str, Field], *without: str) -> dict[str, Field]:
    """Return the fields of a record that are no part of its frame."""
    return {name: value for name, value in record.items() if name not in without}


def _node_of(conclusions: Conclusions, iri: str) -> Fields:
    entity = conclusions.entity(iri)
    record: dict[str, Any] = {"id": slug(iri), "label": entity.label(), "kind": local(entity.kind)}
    labels = {label.language: label.text for label in entity.labels}
    record |= {f"label_{language}": labels.get(language) for language in LANGUAGES[1:]}
    if event := conclusions.as_event(entity):
        record |= {
            "status": str(event.status) if event.status else None,
            "first": event.span.earliest,
            "last": event.span.latest,
        }
    return _known(record)


def _edge(layers: Layers, data: dict[str, Any]) -> Fields:
    if "claim" in data:
        claims, relations = [layers.conclusions.reader.claim(data["claim"])], [data["label"]]
    elif "encounters" in data:
        occasions = [encounter.occasion for encounter in data["encounters"]]
        claims = [claim for occasion in occasions for claim in occasion.claims]
        relations = [occasion.event.entity.label() for occasion in occasions]
    else:
        claims = [claim for link in data["links"] for claim in link.claims]
        relations = list(map(layers.label, data["links"]))
    return _known(
        {
            "label": relations[0],
            "relations": list(dict.fromkeys(relations)),
            "claims": list(dict.fromkeys(slug(claim.iri) for claim in claims)),
            "sources": sorted({local(claim.source.iri) for claim in claims}),
            "certainty": str(max(claim.certainty for claim in claims)),
            "weight": round(float(data.get("weight", len(relations))), 6),
            "first": data.get("first", data.get("earliest")),
            "last": data.get("last", data.get("latest")),
        }
    )


def _known(record: dict[str, Any]) -> Fields:
    return {key: value for key, value in record.items() if value is not None}


def _colour(conclusions: Conclusions, iri: str) -> tuple[int, int, int]:
    kinds = conclusions.ontology.above(conclusions.entity(iri).kind)
    return next((colour for kind, colour in _COLOURS.items() if PAN + kind in kinds), _COLOURS["Entity"])
