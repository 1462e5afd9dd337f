"""Read claims, sources and identities out of a store as value objects."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store

from graph.errors import DataError, UnknownNameError
from graph.model.claims import Claim, Source, Triple, Value
from graph.model.dates import parse_partial
from graph.model.entities import Entity, Label
from graph.model.ontology import Ontology
from graph.model.vocabulary import DCTERMS, LANGUAGES, OWL, PAN, RDF, RDFS, SKOS, Certainty, local, slug

_DEFAULT = DefaultGraph()
_TYPE = NamedNode(RDF + "type")
_CLAIM = NamedNode(PAN + "Claim")
_Record = dict[str, list[str | Value]]
_UNDATED = date.max


class Records:
    """The claims, sources and entities of one store; each is read once and kept.

    Claims that were withdrawn are left out everywhere but in `claim`.
    """

    def __init__(self, store: Store, ontology: Ontology) -> None:
        self._store = store
        self._ontology = ontology
        self._claims: dict[str, Claim] = {}
        self._sources: dict[str, Source] = {}
        self._entities: dict[str, Entity] = {}
        self._complete = False

    def claim(self, iri: str) -> Claim:
        """Return the claim with an IRI.

        Raises:
            UnknownNameError: There is no such claim.
        """
        if iri not in self._claims:
            record = self._record(iri)
            if PAN + "Claim" not in record.get(RDF + "type", ()):
                raise UnknownNameError(slug(iri), what="claim", help="`panmunjom claims` lists them.")
            graph = self._store.quads_for_pattern(None, None, None, NamedNode(iri))
            self._claims[iri] = self._read_claim(iri, record, graph)
        return self._claims[iri]

    def claims(self) -> tuple[Claim, ...]:
        """Return all claims, ordered by source and number."""
        if not self._complete:
            self._read_all_claims()
        live = (claim for claim in self._claims.values() if not claim.withdrawn)
        return tuple(sorted(live, key=lambda claim: claim_order(claim.iri)))

    def mentioning(self, iri: str) -> tuple[Claim, ...]:
        """Return the claims whose graphs have an IRI as subject or object."""
        claims = (self.claim(name) for name in sorted(set(self._graphs_with(iri)), key=claim_order))
        return tuple(claim for claim in claims if not claim.withdrawn)

    def are_about(self, iri: str) -> bool:
        """Tell whether the graph of some claim has the IRI as subject or object."""
        return any(self._graphs_with(iri))

    def source(self, iri: str) -> Source:
        """Return the source with an IRI.

        Raises:
            UnknownNameError: There is no such source.
        """
        if iri not in self._sources:
            record = self._record(iri)
            if not record:
                raise UnknownNameError(iri, what="source")
            self._sources[iri] = _read_source(iri, record)
        return self._sources[iri]

    def sources(self) -> tuple[Source, ...]:
        """Return the sources of all claims, oldest first."""
        quads = self._store.quads_for_pattern(None, NamedNode(PAN + "source"), None, _DEFAULT)
        found = {quad.object.value for quad in quads if isinstance(quad.object, NamedNode)}
        return tuple(sorted(map(self.source, found), key=lambda source: (source.known_from, source.iri)))

    def entity(self, iri: str) -> Entity:
        """Return the entity with an IRI, whether or not the data gives it a name."""
        if iri not in self._entities:
            record = self._record(iri)
            self._entities[iri] = Entity(
                iri=iri,
                kind=self._ontology.most_specific(_iris(record, RDF + "type")) or PAN + "Entity",
                labels=_labels(record, RDFS + "label"),
                aliases=_labels(record, SKOS + "altLabel"),
                forms=_labels(record, SKOS + "hiddenLabel"),
                same_as=_iris(record, OWL + "sameAs"),
                iso=_text(record, PAN + "iso"),
            )
        return self._entities[iri]

    def bearing(self, text: str) -> tuple[frozenset[str], frozenset[str]]:
        """Return the IRIs that bear a name exactly as written: as a label, and as an alias."""
        terms = [Literal(text, language=language) for language in LANGUAGES]
        return tuple(  # type: ignore[return-value]
            frozenset(
                quad.subject.value
                for term in terms
                for quad in self._store.quads_for_pattern(None, NamedNode(predicate), term, _DEFAULT)
                if isinstance(quad.subject, NamedNode) and not quad.subject.value.startswith(PAN)
            )
            for predicate in (RDFS + "label", SKOS + "altLabel")
        )

    def labels(self) -> Iterator[tuple[str, Label, bool]]:
        """Yield (IRI, label, preferred) for every name of every entity."""
        for predicate, preferred in ((RDFS + "label", True), (SKOS + "altLabel", False)):
            for quad in self._store.quads_for_pattern(None, NamedNode(predicate), None, _DEFAULT):
                iri = quad.subject.value if isinstance(quad.subject, NamedNode) else ""
                if not iri.startswith(PAN) and isinstance(quad.object, Literal):
                    yield iri, Label(quad.object.value, quad.object.language), preferred

    def _graphs_with(self, iri: str) -> Iterator[str]:
        node = NamedNode(iri)
        for pattern in ((node, None, None), (None, None, node)):
            for quad in self._store.quads_for_pattern(*pattern):
                if isinstance(quad.graph_name, NamedNode):
                    yield quad.graph_name.value

    def _record(self, iri: str) -> _Record:
        return _by_predicate(self._store.quads_for_pattern(NamedNode(iri), None, None, _DEFAULT))

    def _read_all_claims(self) -> None:
        graphs: dict[str, list[Quad]] = defaultdict(list)
        for quad in self._store:
            if isinstance(quad.graph_name, NamedNode):
                graphs[quad.graph_name.value].append(quad)
        for quad in self._store.quads_for_pattern(None, _TYPE, _CLAIM, _DEFAULT):
            iri = quad.subject.value  # type: ignore[union-attr]
            if iri not in self._claims:
                self._claims[iri] = self._read_claim(iri, self._record(iri), graphs.get(iri, ()))
        self._complete = True

    def _read_claim(self, iri: str, record: _Record, graph: Iterable[Quad]) -> Claim:
        source, certainty = _iri(record, PAN + "source"), _iri(record, PAN + "certainty")
        if source is None or certainty is None:
            missing = "pan:source" if source is None else "pan:certainty"
            raise DataError(f"claim <{iri}> has no {missing}; add it to the claim's record")
        paragraph = _text(record, PAN + "paragraph")
        return Claim(
            iri=iri,
            source=self.source(source),
            paragraph=int(paragraph) if paragraph else None,
            locator=_text(record, PAN + "locator"),
            certainty=Certainty.parse(certainty),
            comment=_text(record, RDFS + "comment") or "",
            denied=_iri(record, PAN + "polarity") == PAN + "Denied",
            reported_by=_iris(record, PAN + "reportedBy"),
            conditions=_iris(record, PAN + "condition"),
            condition_text=_text(record, PAN + "conditionText"),
            as_of=_text(record, PAN + "asOf"),
            alternatives=_iris(record, PAN + "alternative"),
            contradicts=_iris(record, PAN + "contradicts"),
            withdrawn=_text(record, PAN + "withdrawn"),
            reviewed=_day(record, PAN + "reviewed"),
            triples=tuple(sorted(map(_triple, graph), key=repr)),
        )


def claim_order(iri: str) -> tuple[str, int, str]:
    """Sort key that puts the claims of a file in the order of their numbers."""
    file, _, number = iri.rpartition("/")
    return file, int(number) if number.isascii() and number.isdigit() else 0, number


def _read_source(iri: str, record: _Record) -> Source:
    published = _text(record, DCTERMS + "issued")
    written, read = _day(record, PAN + "written"), _day(record, PAN + "read")
    issued = parse_partial(published).latest if published else None
    kinds = [kind for kind in _iris(record, RDF + "type") if kind != PAN + "Source"]
    return Source(
        iri=iri,
        kind=kinds[0] if kinds else PAN + "Source",
        title=_text(record, DCTERMS + "title") or local(iri),
        publisher=_iri(record, DCTERMS + "publisher"),
        creator=_iri(record, DCTERMS + "creator"),
        published=published,
        written=written,
        read=read,
        known_from=date.min if kinds == [PAN + "Curation"] else issued or written or read or _UNDATED,
        url=_text(record, PAN + "url"),
        language=_text(record, DCTERMS + "language"),
    )


def _by_predicate(quads: Iterable[Quad]) -> _Record:
    record: _Record = defaultdict(list)
    for quad in quads:
        record[quad.predicate.value].append(_term(quad.object))
    return record


def _triple(quad: Quad) -> Triple:
    return Triple(_term(quad.subject), quad.predicate.value, _term(quad.object))  # type: ignore[arg-type]


def _term(term: object) -> str | Value:
    match term:
        case NamedNode():
            return term.value
        case Literal():
            return Value(term.value, term.datatype.value, term.language)
        case BlankNode():
            return f"_:{term.value}"
    raise DataError(f"triple terms are not supported: {term}")


def _iris(record: _Record, predicate: str) -> tuple[str, ...]:
    return tuple(sorted(term for term in record.get(predicate, ()) if isinstance(term, str)))


def _iri(record: _Record, predicate: str) -> str | None:
    return next(iter(_iris(record, predicate)), None)


def _text(record: _Record, predicate: str) -> str | None:
    return next((term.text for term in record.get(predicate, ()) if isinstance(term, Value)), None)


def _day(record: _Record, predicate: str) -> date | None:
    text = _text(record, predicate)
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise DataError(f"no such day: {text!r} for {local(predicate)}; write YYYY-MM-DD") from None


def _labels(record: _Record, predicate: str) -> tuple[Label, ...]:
    terms = (term for term in record.get(predicate, ()) if isinstance(term, Value))
    return tuple(
        sorted(
            (Label(term.text, term.language) for term in terms),
            key=lambda label: (label.language or "", label.text),
        )
    )
