"""Three kinds of triple, three homes: identity, records and claims each where they belong, in known terms."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from graph.check.corpus import Corpus, Finding, Located, once
from graph.model.safe import NOT_XML, safe
from graph.model.vocabulary import BASE, CODES, DCTERMS, OWL, PAN, RDF, RDFS, SKOS, local
from graph.names.similarity import nearest

_IDENTITY = {RDF + "type", RDFS + "label", SKOS + "altLabel", SKOS + "hiddenLabel", OWL + "sameAs", *CODES}
_FOREIGN = {RDF + "type", RDFS + "label", RDFS + "comment", SKOS + "altLabel", SKOS + "hiddenLabel", OWL + "sameAs"}


def blank_nodes(corpus: Corpus) -> Iterator[Finding]:
    """Find blank nodes: their names change at every load, so nothing can cite them."""
    return once(
        located.finding("has a blank node; give it an IRI", node=located.graph or "")
        for located in corpus.quads
        if any(isinstance(term, BlankNode) for term in (located.quad.subject, located.object))
    )


def shared_claims(corpus: Corpus) -> Iterator[Finding]:
    """Find claims that stand in two files: read together they would be one that says both."""
    first: dict[str, str] = {}
    for located in corpus.records(RDF + "type"):
        if located.thing == PAN + "Claim" and first.setdefault(located.subject, located.file) != located.file:
            yield located.finding(f"is a claim in {first[located.subject]} already; number it anew")


def control_characters(corpus: Corpus) -> Iterator[Finding]:
    """Find texts with characters that no XML document can have, such as the escapes of terminals."""
    return once(
        located.finding(f"has a control character in {safe(located.object.value)!r}; delete it")
        for located in corpus.quads
        if isinstance(located.object, Literal) and NOT_XML.search(located.object.value)
    )


def triple_terms(corpus: Corpus) -> Iterator[Finding]:
    """Find triples as terms of RDF 1.2: who says what stands in claims, which every engine knows."""
    return once(
        located.finding("has a triple as a term; put it into the graph of a claim of its own")
        for located in corpus.quads
        if isinstance(located.object, Triple)
    )


def mixed_homes(corpus: Corpus) -> Iterator[Finding]:
    """Find statements about the world outside claims, and identity inside them."""
    records = corpus.instances("Claim") | corpus.instances("Source")
    for located in corpus.quads:
        subject, predicate = located.subject, located.predicate
        if located.graph and predicate in _IDENTITY:
            yield located.finding(
                f"gives {local(subject)} a kind or name inside a claim; move it to an identity file"
            )
        elif not located.graph and subject not in records and predicate not in _IDENTITY:
            what = f"states {local(predicate)} outside a claim"
            yield located.finding(f"{what}; put it into the graph of a claim that has a source")


def unrecorded_graphs(corpus: Corpus) -> Iterator[Finding]:
    """Find named graphs without a claim's record, and claims whose graph is empty."""
    claims = corpus.instances("Claim")
    graphs = {located.graph for located in corpus.said() if located.graph}
    for graph in sorted(graphs - claims):
        yield corpus.at(graph, "is a graph without a record; describe it as a pan:Claim")
    for claim in sorted(claims - graphs):
        yield corpus.at(claim, "claims nothing; write what it says into the graph of the same name")


def unknown_terms(corpus: Corpus) -> Iterator[Finding]:
    """Find kinds and relations that the ontology lacks, and entities with several kinds or none."""
    known = corpus.ontology.terms
    kinds: dict[str, set[str]] = {}
    for located in corpus.quads:
        predicate, thing = located.predicate, located.thing
        if predicate.startswith(PAN) and predicate not in known:
            yield located.finding(
                f"uses pan:{local(predicate)}, which the ontology lacks{_near(corpus, predicate)}"
            )
        elif thing.startswith(PAN) and thing not in known and isinstance(located.object, NamedNode):
            yield located.finding(f"uses pan:{local(thing)}, which the ontology lacks{_near(corpus, thing)}")
        elif not predicate.startswith((PAN, DCTERMS)) and predicate not in _FOREIGN:
            yield located.finding(f"uses <{predicate}>, which this graph does not know; use a term of the ontology")
        if predicate == RDF + "type" and located.graph is None:
            kinds.setdefault(located.subject, set()).add(local(thing))
    for entity, given in kinds.items():
        if len(given) > 1:
            yield corpus.at(entity, f"has {len(given)} kinds ({', '.join(sorted(given))}); keep the closest one")


def wrong_ends(corpus: Corpus) -> Iterator[Finding]:
    """Find relations whose subject or object is of a kind that the ontology does not give them."""
    ontology = corpus.ontology
    kinds = {at.subject: at.thing for at in corpus.records(RDF + "type")}
    for located in corpus.said():
        for end, name in (("domain", located.subject), ("range", located.thing)):
            expected, kind = ontology.end(located.predicate, end), kinds.get(name)
            if not expected or not kind or expected in ontology.above(kind):
                continue
            if end == "domain" or isinstance(located.object, NamedNode):
                role = "subject" if end == "domain" else "object"
                what = f"has {local(name)}, a {ontology.label(kind)}, as {role}"
                relation = local(located.predicate)
                yield located.finding(f"{what} of pan:{relation}, which takes a {ontology.label(expected)}")


def orphans(corpus: Corpus) -> Iterator[Finding]:
    """Find entities that no claim or record mentions, and mentions of things without identity."""
    named = {at.subject for at in corpus.records(RDF + "type")}
    records = corpus.instances("Claim") | corpus.instances("Source")
    used = {iri: located for located in corpus.quads for iri in _mentions(located, records)}
    for entity in sorted(named - records - used.keys()):
        yield corpus.at(entity, "is mentioned by no claim; remove it, or add the claim that it is for")
    for entity in sorted(used.keys() - named):
        if not entity.startswith(PAN):
            yield used[entity].finding(
                f"mentions {entity.removeprefix(BASE)}, which has no kind and label; add it to identity"
            )


def _mentions(located: Located, records: frozenset[str]) -> Iterator[str]:
    in_record = located.subject in records and located.predicate.startswith((PAN, DCTERMS))
    if not (located.graph or in_record):
        return
    if located.graph and located.subject not in records and not located.subject.startswith("_:"):
        yield located.subject
    if located.thing not in records and isinstance(located.object, NamedNode):
        yield located.thing


def _near(corpus: Corpus, term: str) -> str:
    found = nearest(local(term), map(local, corpus.ontology.terms), most=1)
    return f"; did you mean pan:{found[0]}?" if found else ""
