"""The view: the default graph that SPARQL sees, merged by `queries/view/`, with what is concluded."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date
from typing import NamedTuple

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.events import Conclusion
from graph.conclusions.occasions import FIRM
from graph.conclusions.tenures import OfficeTerm
from graph.conclusions.when import Basis
from graph.errors import UnknownNameError
from graph.model.dates import Span
from graph.model.ontology import Ontology
from graph.model.vocabulary import BASE, PAN, RDF, XSD, Certainty, Status, local, slug
from graph.store.loading import Loaded
from graph.store.quads import Quads
from graph.store.reader import NarrowedReader
from graph.store.records import READ_AS_VALUES, is_readable
from graph.store.resources import shipped

_DEFAULT = DefaultGraph()
_GRAPHS_WITH_BLANKS = "SELECT DISTINCT ?graph { GRAPH ?graph { ?s ?p ?o } FILTER (isBlank(?s) || isBlank(?o)) }"
_DATE = NamedNode(XSD + "date")
_TYPE, _CLAIM = NamedNode(RDF + "type"), NamedNode(PAN + "Claim")
_NODES = {
    name: NamedNode(PAN + name)
    for name in (
        "knownFrom country publisherKind shortName status earliest latest conclusion lastReported datesFrom"
        " heldFrom heldUntil succeededFrom side about on reading date attested polarity contradicts withdrawn"
        " partOf participant attended certainty alternative"
    ).split()
}


def derive(loaded: Quads, conclusions: Conclusions) -> None:
    """Add the view to the default graph of what was loaded, which remembers what it held before.

    Args:
        loaded: The quads.
        conclusions: What is concluded from the claims among them.

    Raises:
        DataError: A claim cannot be read as it stands.
    """
    loaded.keep()
    store = loaded.store
    _refuse_unreadable(store, conclusions)
    plain, others = _by_one_claim(store)
    concluded = [
        *_concluded(plain, others, conclusions),
        *_disagreements(store, others, conclusions),
        *_attendances(store, plain, conclusions),
    ]
    store.extend(_of_sources(conclusions))
    for update in sorted((shipped("queries") / "view").glob("*.ru")):
        store.update(update.read_text(encoding="utf-8"))
    store.extend(concluded)
    store.extend(_sides(store, conclusions))
    loaded.complete()


def chosen(loaded: Quads, reader: NarrowedReader) -> Loaded:
    """Return the quads of the claims that pass a lens: their graphs, their records, their sources, the
    vocabulary, and the identity of everything that they mention.

    Args:
        loaded: Where the claims stand, with or without a view.
        reader: Tells which claims pass.
    """
    graphs = {claim.iri for claim in reader.claims()}
    narrowed = Store()
    narrowed.bulk_extend(
        quad
        for quad in loaded.quads()
        if (
            _name(quad.graph_name) in graphs
            if quad.graph_name != _DEFAULT
            else _name(quad.subject) in reader.spoken_of or is_vocabulary(quad)
        )
    )
    return Loaded(narrowed)


def is_vocabulary(quad: Quad) -> bool:
    """Tell whether a quad belongs to the ontology."""
    return _name(quad.subject).startswith(PAN.rstrip("#"))


def _refuse_unreadable(store: Store, conclusions: Conclusions) -> None:
    """Read the claims with a value that is none: they are refused by name. No other claim is read for that."""
    if any(isinstance(quad.subject, BlankNode) for quad in store.quads_for_pattern(None, _TYPE, _CLAIM, _DEFAULT)):
        conclusions.claims()
    suspect = {_name(row["graph"]) for row in store.query(_GRAPHS_WITH_BLANKS)}  # type: ignore[union-attr]
    for name in READ_AS_VALUES:
        node = NamedNode(PAN + name)
        for term in {quad.object for quad in store.quads_for_pattern(None, node, None)}:
            if not is_readable(name, term):
                quads = store.quads_for_pattern(None, node, term)
                suspect |= {_name(quad.graph_name) or _name(quad.subject) for quad in quads}
    for iri in sorted(filter(None, suspect)):
        with suppress(UnknownNameError):
            conclusions.reader.claim(iri)


# --- from conclusions to quads ----------------------------------------------------------------------


def _concluded(plain: Mapping[str, _Fact], others: Iterable[str], conclusions: Conclusions) -> Iterator[Quad]:
    """Yield what is concluded of every thing of which a claim says when it was, or what became of it."""
    tenures = {tenure.entity.iri for tenure in conclusions.tenures}
    for iri, fact in plain.items():
        node = NamedNode(iri)
        if fact.status:
            yield Quad(node, _NODES["status"], fact.status, _DEFAULT)
        yield Quad(node, _NODES["earliest"], fact.earliest, _DEFAULT)
        yield Quad(node, _NODES["latest"], fact.latest, _DEFAULT)
    for iri in sorted({*others, *tenures, *_undated(conclusions, plain)}):
        node = NamedNode(iri)
        if iri in tenures:
            yield from _of_tenure(node, conclusions.term(iri))
        else:
            yield from _of_thing(node, conclusions.conclusion(iri))


def _of_thing(node: NamedNode, conclusion: Conclusion) -> Iterator[Quad]:
    if conclusion.status:
        yield Quad(node, _NODES["status"], NamedNode(PAN + conclusion.status.value), _DEFAULT)
    if conclusion.remark:
        yield Quad(node, _NODES["conclusion"], NamedNode(PAN + conclusion.remark.value), _DEFAULT)
    for lender in conclusion.when.lenders:
        yield Quad(node, _NODES["datesFrom"], NamedNode(lender), _DEFAULT)
    span = conclusion.when.span if conclusion.when.basis is not Basis.UNCONFIRMED else Span()
    yield from _days(
        node, earliest=span.earliest, latest=span.latest, lastReported=conclusion.last_reported
    )  # fmt: skip


def _of_tenure(node: NamedNode, term: OfficeTerm) -> Iterator[Quad]:
    return _days(
        node, earliest=term.earliest, latest=term.latest, heldFrom=term.held_from, heldUntil=term.held_until,
        succeededFrom=term.succeeded_from,
    )  # fmt: skip


def _days(node: NamedNode, **days: date | None) -> Iterator[Quad]:
    for name, day in days.items():
        if day:
            yield Quad(node, _NODES[name], Literal(day.isoformat(), datatype=_DATE), _DEFAULT)


def _of_sources(conclusions: Conclusions) -> Iterator[Quad]:
    """Yield since when each source was known, and of which country and kind its voice is."""
    for source in conclusions.reader.sources():
        node = NamedNode(source.iri)
        yield from _days(node, knownFrom=source.known_from)
        if voice := source.voice:
            if voice.kind:
                yield Quad(node, _NODES["publisherKind"], NamedNode(voice.kind), _DEFAULT)
            for name, text in (("country", voice.country), ("shortName", voice.short_name)):
                if text:
                    yield Quad(node, _NODES[name], Literal(text), _DEFAULT)


def _sides(store: Store, conclusions: Conclusions) -> Iterator[Quad]:
    """Yield which sides took part in which event; the view must have its roles by then."""
    acting = {tenure.holder.iri for tenure in conclusions.tenures if tenure.holder}
    for kind in ("State", "IntergovernmentalBody", "Body", "Party"):
        acting |= {entity.iri for entity in conclusions.entities(PAN + kind)}
    for actor in sorted(acting):
        pattern = (None, _NODES["participant"], NamedNode(actor), _DEFAULT)
        for event in filter(None, {_name(quad.subject) for quad in store.quads_for_pattern(*pattern)}):
            span = conclusions.conclusion(event).when.span
            for side in conclusions.sides.of(actor, span):
                yield Quad(NamedNode(event), _NODES["side"], NamedNode(side), _DEFAULT)


def _attendances(store: Store, plain: Mapping[str, _Fact], conclusions: Conclusions) -> list[Quad]:
    """Return who was at which event: what `attending` tells of each, of all at once and without reading claims."""
    ontology = conclusions.ontology
    apart = frozenset(kind for kind in ontology.events if not ontology.brings_together(kind))
    open_to = {*conclusions.reader.instances(ontology.events)}.difference(conclusions.reader.instances(apart))
    firm: set[object] = {
        record.subject
        for level in Certainty
        if level >= FIRM
        for record in store.quads_for_pattern(None, _NODES["certainty"], NamedNode(PAN + str(level).title()))
    }
    firm -= _void(store)
    firm -= {record.subject for record in store.quads_for_pattern(None, _NODES["alternative"], None, _DEFAULT)}
    found = {
        (quad.object, quad.subject)
        for role in ontology.below(PAN + "participant")
        if ontology.is_there(role)
        for quad in store.quads_for_pattern(None, NamedNode(role), None)
        if isinstance(quad.object, NamedNode) and quad.graph_name in firm and _name(quad.subject) in open_to
    }
    took_place = {
        event
        for event in {event for _, event in found}
        if _name(event) in plain or conclusions.conclusion(_name(event)).took_place
    }
    return [Quad(who, _NODES["attended"], event, _DEFAULT) for who, event in found if event in took_place]


def _disagreements(store: Store, others: Iterable[str], conclusions: Conclusions) -> Iterator[Quad]:
    """Yield where sources differ, each with the claims on its sides."""
    for iri in sorted({*others, *_disputable(store, conclusions.ontology)}):
        numbers: Counter[str] = Counter()
        for found in conclusions.disputes(iri):
            name = local(found.relation)
            numbers[name] += 1
            node = NamedNode(f"{BASE}disagreement/{slug(iri)}/{name}-{numbers[name]}")
            yield Quad(node, _TYPE, NamedNode(PAN + "Disagreement"), _DEFAULT)
            yield Quad(node, _NODES["about"], NamedNode(iri), _DEFAULT)
            yield Quad(node, _NODES["on"], NamedNode(found.relation), _DEFAULT)
            for claim in dict.fromkeys(claim for reading in found.readings for claim in reading.claims):
                yield Quad(node, _NODES["reading"], NamedNode(claim.iri), _DEFAULT)


def _disputable(store: Store, ontology: Ontology) -> set[str]:
    """Return the things on which claims may differ: two values for what has one, or denied, or contradicted."""
    values: dict[tuple[object, str], set[object]] = defaultdict(set)
    for name in ontology.single_valued:
        for quad in store.quads_for_pattern(None, NamedNode(name), None):
            if quad.graph_name != _DEFAULT:
                values[quad.subject, name].add(quad.object)
    found = {_name(subject) for (subject, _), given in values.items() if len(given) > 1}
    for name in ("polarity", "contradicts"):
        for record in store.quads_for_pattern(None, _NODES[name], None, _DEFAULT):
            if isinstance(record.subject, NamedNode):
                graph = store.quads_for_pattern(None, None, None, record.subject)
                found |= {_name(quad.subject) for quad in graph}
    return found - {""}


def _undated(conclusions: Conclusions, dated: Iterable[str]) -> set[str]:
    """Return the events that no claim dates: they may have their whole's or their parts' days."""
    return set(conclusions.reader.instances(conclusions.ontology.events)) - set(dated)


# --- in bulk ------------------------------------------------------------------------------------------


class _Fact(NamedTuple):
    """What one claim says of a thing that nothing else speaks of: plain days, and that it was held."""

    earliest: Literal
    latest: Literal
    status: NamedNode | None


def _by_one_claim(store: Store) -> tuple[dict[str, _Fact], set[str]]:
    """Sort the things of which claims say when they were, or what became of them.

    Of most things in a large graph one claim says that they were held from one day to another: nothing is to be
    weighed there, and no claim to be read.

    Returns:
        Those things, and all others.
    """
    said: dict[str, dict[str, list[tuple[object, object]]]] = defaultdict(lambda: defaultdict(list))
    for name in ("earliest", "latest", "status", "date"):
        for quad in store.quads_for_pattern(None, _NODES[name], None):
            if quad.graph_name != _DEFAULT and isinstance(quad.subject, NamedNode):
                said[_name(quad.subject)][name].append((quad.graph_name, quad.object))
    void = _void(store)
    seen = {_name(quad.subject) for quad in store.quads_for_pattern(None, _NODES["attested"], None)}
    wholes = {_name(quad.object) for quad in store.quads_for_pattern(None, _NODES["partOf"], None)}
    plain: dict[str, _Fact] = {}
    held = NamedNode(PAN + Status.HELD.value)
    for iri, given in said.items():
        claims = {claim for found in given.values() for claim, _ in found}
        values = [[value for _, value in given.get(name, ())] for name in ("earliest", "latest", "status")]
        if len(claims) == 1 and claims.isdisjoint(void) and iri not in seen:
            match values:
                case [[Literal() as first], [Literal() as last], [status]] if status == held and _ordered(
                    first, last
                ):
                    plain[iri] = _Fact(first, last, held)
                case [[Literal() as first], [Literal() as last], []] if iri not in wholes and _ordered(first, last):
                    plain[iri] = _Fact(first, last, None)
    return plain, set(said) - plain.keys()


def _void(store: Store) -> set[object]:
    """Return the claims that deny, or that were withdrawn."""
    records = (store.quads_for_pattern(None, _NODES[name], None, _DEFAULT) for name in ("polarity", "withdrawn"))
    return {quad.subject for found in records for quad in found}


def _ordered(first: Literal, last: Literal) -> bool:
    """Tell whether two literals are days in their order; others go the long way, and are refused there."""
    return first.datatype == last.datatype == _DATE and first.value <= last.value


def _name(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""
