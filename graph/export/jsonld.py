"""JSON-LD with a compact context: prefixes, and for each property what its values are, told by the data itself."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from graph.model.vocabulary import PREFIXES, RDF, XSD

_DEFAULT = DefaultGraph()
_TYPE = RDF + "type"
_STRING, _LANGUAGE = XSD + "string", RDF + "langString"
_ID, _TEXTS, _MIXED = "@id", "@language", ""

Node = dict[str, Any]


def write_jsonld(quads: Iterable[Quad], prefixes: Mapping[str, str] = PREFIXES) -> str:
    """Write quads as JSON-LD, in the order in which they come; a claim's record and its graph are one object.

    Args:
        quads: What to write.
        prefixes: What names are shortened by.
    """
    quads = list(quads)
    writer = _Writer(_value_kinds(quads), {} if any(_is_mistakable(quad, prefixes) for quad in quads) else prefixes)
    graphs: dict[object, dict[str, Node]] = defaultdict(dict)
    for quad in quads:
        writer.add(graphs[quad.graph_name], quad)
    whole = graphs.pop(_DEFAULT, {})
    for graph, nodes in graphs.items():
        name = writer.name(graph)
        whole.setdefault(name, {"@id": name})["@graph"] = list(nodes.values())
    written = {"@context": writer.context(), "@graph": list(whole.values())}
    return json.dumps(written, ensure_ascii=False, indent=1) + "\n"


def _is_mistakable(quad: Quad, prefixes: Mapping[str, str]) -> bool:
    """Tell whether an IRI has a prefix as its scheme: then none may be declared."""
    terms = (quad.subject, quad.predicate, quad.object, quad.graph_name)
    return any(isinstance(term, NamedNode) and term.value.partition(":")[0] in prefixes for term in terms)


def _value_kinds(quads: Iterable[Quad]) -> dict[str, str]:
    """Return what the values of each property are, where they are all alike: `@id`, a datatype, or `@language`."""
    found: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        match quad.object:
            case Literal(language=str()):
                found[quad.predicate.value].add(_TEXTS)
            case Literal(datatype=datatype):
                found[quad.predicate.value].add(datatype.value)
            case _:
                found[quad.predicate.value].add(_ID)
    return {name: next(iter(kinds)) if len(kinds) == 1 else _MIXED for name, kinds in found.items()}


class _Writer:
    """Makes nodes of quads, and knows the context that they are to be read in."""

    def __init__(self, kinds: Mapping[str, str], prefixes: Mapping[str, str]) -> None:
        self._kinds, self._prefixes = kinds, prefixes
        self._names: dict[str, str] = {}
        self._used: set[str] = set()

    def add(self, nodes: dict[str, Node], quad: Quad) -> None:
        """Add a quad to the nodes of its graph."""
        subject, predicate = self.name(quad.subject), quad.predicate.value
        node = nodes.setdefault(subject, {"@id": subject})
        key = "@type" if predicate == _TYPE and self._kinds[predicate] == _ID else self.name(quad.predicate)
        if self._kinds[predicate] == _TEXTS and isinstance(quad.object, Literal):
            texts = node.setdefault(key, {})
            _append(texts, quad.object.language or "", quad.object.value)
        else:
            _append(node, key, self._value(quad.object, predicate))

    def context(self) -> dict[str, Any]:
        """Return the prefixes that are used, and the properties whose values are alike."""
        terms: dict[str, Any] = {}
        for name, kind in sorted(self._kinds.items()):
            if name == _TYPE or kind in {_MIXED, _STRING}:
                continue
            coerced = (
                {"@container": kind} if kind == _TEXTS else {"@type": kind if kind == _ID else self.name(kind)}
            )
            terms[self.name(name)] = {"@id": name, **coerced}
        return {prefix: self._prefixes[prefix] for prefix in sorted(self._used)} | terms

    def name(self, term: object) -> str:
        """Return an IRI as prefix and name where that is possible, a blank node by its label."""
        if isinstance(term, BlankNode):
            return f"_:{term.value}"
        iri = term.value if isinstance(term, NamedNode) else str(term)
        if iri not in self._names:
            self._names[iri] = self._shortened(iri)
        return self._names[iri]

    def _shortened(self, iri: str) -> str:
        fits = [
            prefix
            for prefix, base in self._prefixes.items()
            if iri.startswith(base) and iri[len(base) :][:2] != "//"
        ]
        if not fits:
            return iri
        prefix = max(fits, key=lambda prefix: len(self._prefixes[prefix]))
        self._used.add(prefix)
        return f"{prefix}:{iri[len(self._prefixes[prefix]) :]}"

    def _value(self, term: object, predicate: str) -> Any:
        kind = self._kinds[predicate]
        if isinstance(term, Literal):
            if term.datatype.value in {kind, _STRING}:
                return term.value
            if term.language:
                return {"@value": term.value, "@language": term.language}
            return {"@value": term.value, "@type": self.name(term.datatype)}
        return self.name(term) if kind == _ID else {"@id": self.name(term)}


def _append(record: dict[str, Any], key: str, value: Any) -> None:
    """Set a value, or make a list of several."""
    if key not in record:
        record[key] = value
    elif isinstance(record[key], list):
        record[key].append(value)
    else:
        record[key] = [record[key], value]
