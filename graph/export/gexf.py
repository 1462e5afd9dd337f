"""GEXF, as Gephi reads it: dates as spells, colours by kind."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from xml.etree import ElementTree as Xml

from graph.export.portable import TYPES, Field, Portable, fields
from graph.export.xmltext import element, xml_document

_VERSION = "1.3"
_NAMESPACE = "http://gexf.net/1.3"
_FRAME = ("id", "label", "source", "target", "weight")


def write_gexf(network: Portable) -> str:
    """Write a network; nodes and edges without dates are always there."""
    root = element(None, "gexf", **{"xmlns": _NAMESPACE, "xmlns:viz": f"{_NAMESPACE}/viz", "version": _VERSION})
    meta = element(root, "meta")
    element(meta, "creator").text = "Panmunjom"
    element(meta, "description").text = network.about
    direction = "directed" if network.directed else "undirected"
    graph = element(root, "graph", mode="dynamic", defaultedgetype=direction, timeformat="date")
    _declare(graph, "node", network.nodes)
    _declare(graph, "edge", network.edges)
    nodes = element(graph, "nodes")
    for record in network.nodes:
        node = element(nodes, "node", id=record["id"], label=record["label"])
        _fill(node, record)
        red, green, blue = network.colours[str(record["id"])]
        element(node, "viz:color", r=red, g=green, b=blue)
    edges = element(graph, "edges")
    for record in network.edges:
        frame = {name: record[name] for name in _FRAME}
        _fill(element(edges, "edge", **frame), record)
    return xml_document(root)


def _declare(graph: Xml.Element, part: str, records: Iterable[Mapping[str, Field]]) -> None:
    names = dict.fromkeys(name for record in records for name in fields(record, *_FRAME))
    attributes = element(graph, "attributes", **{"class": part, "mode": "static"})
    for name in names:
        kind = TYPES.get(name, "string").replace("date", "string")
        element(attributes, "attribute", id=name, title=name, type=kind)


def _fill(parent: Xml.Element, record: Mapping[str, Field]) -> None:
    values = element(parent, "attvalues")
    for name, value in fields(record, *_FRAME).items():
        element(values, "attvalue", **{"for": name, "value": value})
    span = {end: record[name] for end, name in (("start", "first"), ("end", "last")) if name in record}
    if span:
        element(element(parent, "spells"), "spell", **span)
