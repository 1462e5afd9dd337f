"""What is asked of a store elsewhere: many things in one query each, in SPARQL that every engine knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pyoxigraph import Literal

from graph.model.vocabulary import BASE, LANGUAGES, PAN
from graph.store.reader import codes_in

NETWORK = BASE + "network"
"""The named graph in which an export says what paths cost."""

RECORD = NETWORK + "#node"
"""Of a node of that graph, and of the graph itself, its record."""

TOLL, COST = NETWORK + "#toll", NETWORK + "#cost-"
"""Of a node of that graph what it costs to pass it; how the names of arcs begin, which end with their costs."""

CLAIM, SOURCE, ENTITY, PUBLISHER, WEIGHT = (
    PAN + name for name in ("Claim", "Source", "Entity", "publisherKind", "weight")
)
"""What a row that belongs to no claim's graph tells of."""

TELLING = (PAN + "Event", PAN + "Tenure")
"""Kinds of things that few claims speak of, and that are sought with whoever takes part in them."""

UNCUT = 30_000
"""So many empty rows are asked for when a store is opened: who gives them all cuts off no answer of less."""

_IDENTITY = (
    "FILTER (?p IN (rdf:type, rdfs:label, skos:altLabel, skos:hiddenLabel, owl:sameAs, pan:iso, pan:singleHolder))"
)
_VOICE = "FILTER (?p IN (pan:country, pan:publisherKind, pan:shortName))"
_EMPTY = " ".join([*(f"VALUES ?{name} {{ 0 1 2 3 4 5 6 7 8 9 }}" for name in "abcd"), "VALUES ?e { 0 1 2 }"])
"""A pattern for `UNCUT` rows, whatever is in the store."""
_NEVER_IN_IRIS = re.compile(r'[<>"{}|^`\\\x00-\x20]')
_IS_CLAIM = "?c a pan:Claim"


class Wanted(NamedTuple):
    """What is to be fetched.

    Attributes:
        around: Claims that mention one of these, or an event or tenure of which such a claim speaks.
        mentions: Claims that mention one of these.
        pairs: Claims that mention both of two.
        claims: These claims.
        sources: These sources.
        publishers: What is told of these as publishers.
        entities: The identity of these.
        names: The identity of all that bears one of these names or codes, exactly as written, and its weight.
        weights: How many claims speak of these.
    """

    around: Sequence[str] = ()
    mentions: Sequence[str] = ()
    pairs: Sequence[tuple[str, str]] = ()
    claims: Sequence[str] = ()
    sources: Sequence[str] = ()
    publishers: Sequence[str] = ()
    entities: Sequence[str] = ()
    names: Sequence[str] = ()
    weights: Sequence[str] = ()


class Queries:
    """Writes queries for a store.

    Args:
        view: The named graph that holds the view; None where that is the default graph.

    Attributes:
        view: The same.
    """

    def __init__(self, view: str | None) -> None:
        self.view = view

    def in_view(self, pattern: str) -> str:
        """Return a pattern that is looked for in the view."""
        return f"GRAPH <{self.view}> {{ {pattern} }}" if self.view else f"{pattern} ."

    # --- things and claims ----------------------------------------------------------------------------

    def content(self, wanted: Wanted) -> str:
        """Ask for all that is wanted: of claims what they say and mention, their records and sources.

        Rows of a claim's graph have the claim as `?g`; others tell there what they are about.
        """
        values, chosen = _values_clauses(wanted), self._chosen(wanted)
        claims = f"{{ SELECT DISTINCT ?c {{ {_union(chosen)} }} }}"
        branches = self._of_claims(claims) if chosen else []
        if wanted.sources:
            branches += self._of_sources(f"VALUES ?s {{ {values['sources']} }}")
        if wanted.publishers:
            branches.append(f"VALUES ?s {{ {values['publishers']} }} {self._voice()}")
        if wanted.entities:
            branches.append(f"VALUES ?s {{ {values['entities']} }} {self._identity()}")
        if wanted.names:
            bearer = self._bearer(wanted.names)
            branches += [f"{{ SELECT DISTINCT ?s {{ {bearer} }} }} {self._identity()}", self._counted(bearer)]
        if wanted.weights:
            branches.append(self._counted(f"VALUES ?s {{ {values['weights']} }}"))
        return f"SELECT DISTINCT ?g ?s ?p ?o {{ {_union(branches)} }}"

    def claims_of(self, wanted: Wanted) -> str:
        """Ask which claims are wanted."""
        return f"SELECT DISTINCT ?c {{ {_union(self._chosen(wanted))} }}"

    def _chosen(self, wanted: Wanted) -> list[str]:
        values, is_claim = _values_clauses(wanted), self.in_view(_IS_CLAIM)
        mentioned = " ".join(filter(None, (values["around"], values["mentions"])))
        found = []
        if mentioned:
            found.append(f"VALUES ?x {{ {mentioned} }} {_with('?x')} {is_claim}")
        if wanted.around:
            found.append(f"{self._telling(values['around'])} {_with('?n')} {is_claim}")
        if wanted.pairs:
            found.append(f"VALUES (?x ?y) {{ {values['pairs']} }} {_with('?x')} {_with('?y')} {is_claim}")
        if wanted.claims:
            found.append(f"VALUES ?c {{ {values['claims']} }} {is_claim}")
        return found

    def _telling(self, things: str) -> str:
        """Return a pattern for the events and tenures of which claims speak that mention some things."""
        near = f"VALUES ?x {{ {things} }} {_with('?x', '?d')} {self.in_view('?d a pan:Claim')}"
        inside = "{ GRAPH ?d { ?n ?pd ?od } } UNION { GRAPH ?d { ?sd ?qd ?n } }"
        kind = f"VALUES ?k {{ {_spelt(TELLING)} }} {self.in_view('?n a ?k')}"
        said = f"{{ SELECT DISTINCT ?n {{ {{ SELECT DISTINCT ?d {{ {near} }} }} {inside} }} }}"
        return f"{{ SELECT DISTINCT ?n {{ {said} {kind} }} }}"

    def _of_claims(self, claims: str) -> list[str]:
        """Ask for claims, their records and sources, and the identity of what they mention."""
        mentioned = "{ GRAPH ?c { ?s ?a1 ?b1 } } UNION { GRAPH ?c { ?a2 ?b2 ?s } }"
        return [
            f"{claims} GRAPH ?c {{ ?s ?p ?o }} BIND (?c AS ?g)",
            f"{claims} {self.in_view('?c ?p ?o')} BIND (?c AS ?s) BIND (<{CLAIM}> AS ?g)",
            *self._of_sources(f"{claims} {self.in_view('?c pan:source ?s')}"),
            f"{{ SELECT DISTINCT ?s {{ {claims} {mentioned} }} }} {self._identity()}",
        ]

    def _of_sources(self, chosen: str) -> list[str]:
        """Ask for sources, and for what is told of those who made them."""
        made = "VALUES ?by { dcterms:publisher dcterms:creator } " + self.in_view("?r ?by ?s")
        return [
            f"{{ SELECT DISTINCT ?s {{ {chosen} }} }} {self.in_view('?s ?p ?o')} BIND (<{SOURCE}> AS ?g)",
            f"{{ SELECT DISTINCT ?s {{ {chosen.replace('?s', '?r')} {made} }} }} {self._voice()}",
        ]

    def _voice(self) -> str:
        return f"{self.in_view('?s ?p ?o')} {_VOICE} BIND (<{PUBLISHER}> AS ?g)"

    def _identity(self) -> str:
        return f"{self.in_view('?s ?p ?o')} {_IDENTITY} BIND (<{ENTITY}> AS ?g)"

    def _bearer(self, names: Iterable[str]) -> str:
        """Return a pattern for what has a name as label or alias, or has it as code or address elsewhere."""
        labels = [str(Literal(name, language=language)) for name in names for language in LANGUAGES]
        codes = [code for name in names for code in codes_in(name)]
        written = [f"<{code}>" if "://" in code else str(Literal(code)) for code in codes]
        has = self.in_view("?s ?by ?t")
        found = [f"VALUES ?t {{ {' '.join(labels)} }} VALUES ?by {{ rdfs:label skos:altLabel }} {has}"]
        if written:
            found.append(f"VALUES ?t {{ {' '.join(written)} }} VALUES ?by {{ pan:iso owl:sameAs }} {has}")
        return _union(found)

    def _counted(self, chosen: str) -> str:
        """Ask how many claims speak of some things."""
        found = f"{{ SELECT DISTINCT ?s {{ {chosen} }} }} {_with('?s')} {self.in_view(_IS_CLAIM)}"
        counted = f"{{ SELECT ?s (COUNT(DISTINCT ?c) AS ?o) {{ {found} }} GROUP BY ?s }}"
        return f"{counted} BIND (<{WEIGHT}> AS ?g) BIND (<{WEIGHT}> AS ?p)"

    # --- lists ----------------------------------------------------------------------------------------

    def claims(self) -> str:
        """Ask for all claims."""
        return f"SELECT ?c {{ {self.in_view(_IS_CLAIM)} }}"

    def sources(self) -> str:
        """Ask for the sources of all claims."""
        return f"SELECT DISTINCT ?s {{ {self.in_view('?c a pan:Claim ; pan:source ?s')} }}"

    def named(self, predicate: str) -> str:
        """Ask for all that has a label or an alias."""
        return f"SELECT ?s ?o {{ {self.in_view(f'?s <{predicate}> ?o')} }}"

    def instances(self, kinds: Iterable[str]) -> str:
        """Ask for all that is of one of some kinds."""
        return f"SELECT DISTINCT ?s {{ VALUES ?k {{ {_spelt(kinds)} }} {self.in_view('?s a ?k')} }}"

    def texts(self) -> str:
        """Ask for the curators' words on all claims, and for vague conditions."""
        pattern = "?c a pan:Claim ; ?p ?o . FILTER (?p IN (rdfs:comment, pan:conditionText))"
        void = self.in_view("?c pan:withdrawn ?why")
        return f"SELECT ?c ?p ?o {{ {self.in_view(pattern)} FILTER NOT EXISTS {{ {void} }} }}"

    def opening(self, *, empty: bool = False) -> str:
        """Ask for all that must be known of a store.

        As `?day` comes the last day on which a source became public, which only a view tells; as `?g` the named
        graphs that hold records of claims: where there is one, it is the view; as `?about` the record of the
        network; and besides, if need be, `UNCUT` empty rows.
        """
        known = self.in_view("?c a pan:Claim ; pan:source ?r . ?r pan:knownFrom ?d")
        background = self.in_view("?r a pan:Curation")
        found = f'{known} FILTER (STR(?d) < "9999-12-31") FILTER NOT EXISTS {{ {background} }}'
        parts = [
            "{ SELECT DISTINCT ?g { GRAPH ?g { ?c a pan:Claim } } LIMIT 3 }",
            f"{{ SELECT (MAX(STR(?d)) AS ?day) {{ {found} }} }}",
            f"GRAPH <{NETWORK}> {{ <{NETWORK}> <{RECORD}> ?about }}",
            *([_EMPTY] if empty else []),
        ]
        return f"SELECT ?g ?day ?about {{ {_union(parts)} }}"


def _values_clauses(wanted: Wanted) -> dict[str, str]:
    pairs = " ".join(f"({_spelt(pair)})" for pair in wanted.pairs if all(map(is_writable, pair)))
    return {name: pairs if name == "pairs" else _spelt(found) for name, found in wanted._asdict().items()}


def _spelt(iris: Iterable[str]) -> str:
    return " ".join(f"<{iri}>" for iri in iris if is_writable(iri))


def is_writable(iri: str) -> bool:
    """Tell whether an IRI can stand in a query; nothing in a store has one that cannot."""
    return _NEVER_IN_IRIS.search(iri) is None and ":" in iri


def _with(thing: str, claim: str = "?c") -> str:
    """Return a pattern for the claims whose graphs have a thing."""
    name = thing.removeprefix("?")
    return (
        f"{{ GRAPH {claim} {{ {thing} ?p{name} ?o{name} }} }}"
        f" UNION {{ GRAPH {claim} {{ ?s{name} ?q{name} {thing} }} }}"
    )


def _union(patterns: Iterable[str]) -> str:
    return " UNION ".join(f"{{ {pattern} }}" for pattern in patterns)
