"""What is asked of a store elsewhere: many things in one query each, in SPARQL that every engine knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from graph.model.vocabulary import BASE, PAN

NETWORK = BASE + "network"
"""The named graph in which an export says what paths cost."""

CLAIM, SOURCE, ENTITY = (PAN + name for name in ("Claim", "Source", "Entity"))
"""What a row that belongs to no claim's graph tells of."""

_IDENTITY = (
    "FILTER (?p IN (rdf:type, rdfs:label, skos:altLabel, skos:hiddenLabel, owl:sameAs, pan:iso, pan:singleHolder))"
)
_NEVER_IN_IRIS = re.compile(r'[<>"{}|^`\\\x00-\x20]')
_IS_CLAIM = "?c a pan:Claim"


class Queries:
    """Writes queries for a store.

    Args:
        view: The named graph that holds the view; None where that is the default graph.
    """

    def __init__(self, view: str | None) -> None:
        self._view = view

    def in_view(self, pattern: str) -> str:
        """Return a pattern that is looked for in the view."""
        return f"GRAPH <{self._view}> {{ {pattern} }}" if self._view else f"{pattern} ."

    # --- things and claims ----------------------------------------------------------------------------

    def content(self, wanted: Wanted) -> str:
        """Ask for claims with all that they say, their records and sources, and what they mention.

        Rows of a claim's graph have the claim as `?g`; others tell there what they are about.
        """
        values, chosen = _values(wanted), self._chosen(wanted)
        branches = _if(chosen, f"{{ SELECT DISTINCT ?c {{ {_any(chosen)} }} }} {_any(self._of_claims())}")
        source = f"{self.in_view('?s ?p ?o')} BIND (<{SOURCE}> AS ?g)"
        branches += _if(wanted.sources, f"VALUES ?s {{ {values['sources']} }} {source}")
        branches += _if(wanted.entities, f"VALUES ?s {{ {values['entities']} }} {self._identity()}")
        return f"SELECT DISTINCT ?g ?s ?p ?o {{ {_any(branches)} }}"

    def claims_of(self, wanted: Wanted) -> str:
        """Ask which claims are wanted."""
        return f"SELECT DISTINCT ?c {{ {_any(self._chosen(wanted))} }}"

    def _chosen(self, wanted: Wanted) -> list[str]:
        values, is_claim = _values(wanted), self.in_view(_IS_CLAIM)
        both = f"{_with('?x')} {_with('?y')}"
        return [
            *_if(wanted.mentions, f"VALUES ?x {{ {values['mentions']} }} {_with('?x')} {is_claim}"),
            *_if(wanted.pairs, f"VALUES (?x ?y) {{ {values['pairs']} }} {both} {is_claim}"),
            *_if(wanted.claims, f"VALUES ?c {{ {values['claims']} }} {is_claim}"),
        ]

    def _of_claims(self) -> list[str]:
        return [
            "GRAPH ?c { ?s ?p ?o } BIND (?c AS ?g)",
            f"{self.in_view('?c ?p ?o')} BIND (?c AS ?s) BIND (<{CLAIM}> AS ?g)",
            f"{self.in_view('?c pan:source ?s . ?s ?p ?o')} BIND (<{SOURCE}> AS ?g)",
            f"GRAPH ?c {{ ?s ?a1 ?b1 }} {self._identity()}",
            f"GRAPH ?c {{ ?a2 ?b2 ?s }} {self._identity()}",
        ]

    def voices(self) -> str:
        """Ask for what claims that count say of those who publish."""
        void = [f"OPTIONAL {{ {self.in_view(f'?g pan:{name} ?{name}')} }}" for name in ("polarity", "withdrawn")]
        return (
            "SELECT ?g ?s ?p ?o { VALUES ?p { pan:country pan:publisherKind pan:shortName } GRAPH ?g { ?s ?p ?o }"
            f" {self.in_view('?g a pan:Claim')} {' '.join(void)}"
            " FILTER (!BOUND(?polarity) && !BOUND(?withdrawn)) }"
        )

    def _identity(self) -> str:
        return f"{self.in_view('?s ?p ?o')} {_IDENTITY} BIND (<{ENTITY}> AS ?g)"

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
        return f"SELECT DISTINCT ?s {{ VALUES ?k {{ {_iris(kinds)} }} {self.in_view('?s a ?k')} }}"

    def texts(self) -> str:
        """Ask for the curators' words on all claims, and for vague conditions."""
        pattern = "?c a pan:Claim ; ?p ?o . FILTER (?p IN (rdfs:comment, pan:conditionText))"
        void = self.in_view("?c pan:withdrawn ?why")
        return f"SELECT ?c ?p ?o {{ {self.in_view(pattern)} FILTER NOT EXISTS {{ {void} }} }}"

    def bearing(self, terms: Iterable[str]) -> str:
        """Ask for what has one of some terms, as SPARQL writes them, as label or alias."""
        return self._borne(terms, "rdfs:label skos:altLabel")

    def identified(self, terms: Iterable[str]) -> str:
        """Ask for what has one of some terms as code or address elsewhere."""
        return self._borne(terms, "pan:iso owl:sameAs")

    def _borne(self, terms: Iterable[str], by: str) -> str:
        """Ask for what has a term, with its identity and how many claims speak of it."""
        found = f"VALUES ?term {{ {' '.join(terms)} }} VALUES ?by {{ {by} }} {self.in_view('?x ?by ?term')}"
        claims = f"OPTIONAL {{ {_with('?x')} {self.in_view(_IS_CLAIM)} }}"
        counted = f"{{ SELECT ?x ?by (COUNT(DISTINCT ?c) AS ?n) {{ {found} {claims} }} GROUP BY ?x ?by }}"
        return f"SELECT ?x ?by ?n ?p ?o {{ {counted} {self.in_view('?x ?p ?o')} {_IDENTITY} }}"

    def weights(self, things: Iterable[str]) -> str:
        """Ask how many claims speak of each of some things."""
        found = f"VALUES ?x {{ {_iris(things)} }} {_with('?x')} {self.in_view(_IS_CLAIM)}"
        return f"SELECT ?x (COUNT(DISTINCT ?c) AS ?n) {{ {found} }} GROUP BY ?x"

    def last_day(self) -> str:
        """Ask for the last day on which a source became public, which only a view tells, as `?day`; and as `?g` for
        the named graphs that hold records of claims: where there is one, it is the view."""
        known = self.in_view("?c a pan:Claim ; pan:source ?r . ?r pan:knownFrom ?d")
        background = self.in_view("?r a pan:Curation")
        found = f'{known} FILTER (STR(?d) < "9999-12-31") FILTER NOT EXISTS {{ {background} }}'
        views = "SELECT DISTINCT ?g { GRAPH ?g { ?c a pan:Claim } } LIMIT 3"
        return f"SELECT ?g ?day {{ {{ {views} }} UNION {{ SELECT (MAX(STR(?d)) AS ?day) {{ {found} }} }} }}"


class Wanted(NamedTuple):
    """What is to be fetched.

    Attributes:
        mentions: Claims that mention one of these.
        pairs: Claims that mention both of two.
        claims: These claims.
        sources: These sources.
        entities: The identity of these.
    """

    mentions: Sequence[str] = ()
    pairs: Sequence[tuple[str, str]] = ()
    claims: Sequence[str] = ()
    sources: Sequence[str] = ()
    entities: Sequence[str] = ()


def _values(wanted: Wanted) -> dict[str, str]:
    pairs = " ".join(f"({_iris(pair)})" for pair in wanted.pairs if all(map(is_writable, pair)))
    return {name: pairs if name == "pairs" else _iris(found) for name, found in wanted._asdict().items()}


def _iris(iris: Iterable[str]) -> str:
    return " ".join(f"<{iri}>" for iri in iris if is_writable(iri))


def is_writable(iri: str) -> bool:
    """Tell whether an IRI can stand in a query; nothing in a store has one that cannot."""
    return _NEVER_IN_IRIS.search(iri) is None and ":" in iri


def _with(thing: str) -> str:
    """Return a pattern for the claims whose graphs have a thing."""
    name = thing.removeprefix("?")
    return f"{{ GRAPH ?c {{ {thing} ?p{name} ?o{name} }} }} UNION {{ GRAPH ?c {{ ?s{name} ?q{name} {thing} }} }}"


def _any(patterns: Iterable[str]) -> str:
    return " UNION ".join(f"{{ {pattern} }}" for pattern in patterns)


def _if(wanted: Sequence[object], pattern: str) -> list[str]:
    return [pattern] if wanted else []
