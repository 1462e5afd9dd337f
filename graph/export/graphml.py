"""GraphML, as Gephi, yEd, Cytoscape and networkx read it."""

from __future__ import annotations

from collections.abc import Mapping
from xml.etree import ElementTree as Xml

from graph.export.portable import TYPES, Field, Portable, field_text, fields
from graph.export.xmltext import element, harmless, xml_document

_NAMESPACE = "http://graphml.graphdrawing.org/xmlns"


def write_graphml(network: Portable) -> str:
    """Write a network; dates are ISO texts, as GraphML has none."""
    root = element(None, "graphml", xmlns=_NAMESPACE)
    keys = {
        f"{part}_{name}": (part, name)
        for part, records in (("node", network.nodes), ("edge", network.edges))
        for record in records
        for name in fields(record, "id", "source", "target")
    }
    for key, (part, name) in keys.items():
        kind = TYPES.get(name, "string").replace("date", "string")
        element(root, "key", **{"id": key, "for": part, "attr.name": name, "attr.type": kind})
    graph = element(root, "graph", id="G", edgedefault="directed" if network.directed else "undirected")
    element(graph, "desc").text = harmless(network.about)
    for record in network.nodes:
        _write_fields(element(graph, "node", id=record["id"]), "node", record)
    for record in network.edges:
        edge = element(graph, "edge", id=record["id"], source=record["source"], target=record["target"])
        _write_fields(edge, "edge", record)
    return xml_document(root)


def _write_fields(parent: Xml.Element, part: str, record: Mapping[str, Field]) -> None:
    for name, value in fields(record, "id", "source", "target").items():
        element(parent, "data", key=f"{part}_{name}").text = harmless(field_text(value))
