"""The view: the default graph that SPARQL sees, merged by `queries/view/`, with what is concluded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.events import Conclusion
from graph.conclusions.facts import Fact, Facts
from graph.conclusions.gatherings import FIRM
from graph.conclusions.terms import OfficeTerm
from graph.conclusions.when import Basis
from graph.errors import UnknownNameError
from graph.model.dates import Span
from graph.model.ontology import Ontology
from graph.model.vocabulary import BASE, PAN, RDF, XSD, Certainty, local, slug
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
    concluded = loaded.beforehand(_concluded(store, conclusions))
    loaded.extend(_of_sources(conclusions))
    for update in sorted((shipped("queries") / "view").glob("*.ru")):
        loaded.insert(update.read_text(encoding="utf-8"))
    loaded.extend(concluded)
    loaded.extend(_side_quads(store, conclusions))
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


def _concluded(store: Store, conclusions: Conclusions) -> Iterator[Quad]:
    """Yield what is concluded of everything of which a claim says when it was, what became of it, or who held it,
    and where sources differ on it."""
    ontology, instances = conclusions.ontology, conclusions.reader.instances
    facts = Facts(store)
    tenures = set(instances(ontology.below(PAN + "Tenure")))
    undated = set(instances(ontology.events)) - facts.things
    disputable, attendances = _disputable(store, ontology), _Attendances(store, conclusions)
    for iri in conclusions.in_turn(sorted(facts.things | tenures | undated | disputable)):
        node, fact = NamedNode(iri), facts.by_one_claim(iri)
        if fact:
            yield from _of_fact(node, fact)
        if iri in tenures:
            yield from _of_tenure(node, conclusions.term(iri))
        elif not fact and (iri in facts.things or iri in undated):
            yield from _concluded_of(node, conclusions.conclusion(iri))
        if iri in attendances.open and (fact or conclusions.conclusion(iri).took_place):
            yield from attendances.at(node)
        if iri in disputable or (iri in facts.things and not fact):
            yield from _of_disagreements(iri, conclusions)


def _of_fact(node: NamedNode, fact: Fact) -> Iterator[Quad]:
    if fact.status:
        yield Quad(node, _NODES["status"], fact.status, _DEFAULT)
    yield Quad(node, _NODES["earliest"], fact.earliest, _DEFAULT)
    yield Quad(node, _NODES["latest"], fact.latest, _DEFAULT)


def _concluded_of(node: NamedNode, conclusion: Conclusion) -> Iterator[Quad]:
    if conclusion.status:
        yield Quad(node, _NODES["status"], NamedNode(PAN + conclusion.status.value), _DEFAULT)
    if conclusion.remark:
        yield Quad(node, _NODES["conclusion"], NamedNode(PAN + conclusion.remark.value), _DEFAULT)
    for lender in conclusion.when.lenders:
        yield Quad(node, _NODES["datesFrom"], NamedNode(lender), _DEFAULT)
    span = conclusion.when.span if conclusion.when.basis is not Basis.UNCONFIRMED else Span()
    yield from _day_quads(
        node, earliest=span.earliest, latest=span.latest, lastReported=conclusion.last_reported
    )  # fmt: skip


def _of_tenure(node: NamedNode, term: OfficeTerm) -> Iterator[Quad]:
    return _day_quads(
        node, earliest=term.earliest, latest=term.latest, heldFrom=term.held_from, heldUntil=term.held_until,
        succeededFrom=term.succeeded_from,
    )  # fmt: skip


def _day_quads(node: NamedNode, **days: date | None) -> Iterator[Quad]:
    for name, day in days.items():
        if day:
            yield Quad(node, _NODES[name], Literal(day.isoformat(), datatype=_DATE), _DEFAULT)


def _of_disagreements(iri: str, conclusions: Conclusions) -> Iterator[Quad]:
    """Yield where sources differ on a thing, each with the claims on its sides."""
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


def _of_sources(conclusions: Conclusions) -> Iterator[Quad]:
    """Yield since when each source was known, and of which country and kind its voice is."""
    for source in conclusions.reader.each_source():
        node = NamedNode(source.iri)
        yield from _day_quads(node, knownFrom=source.known_from)
        if voice := source.voice:
            if voice.kind:
                yield Quad(node, _NODES["publisherKind"], NamedNode(voice.kind), _DEFAULT)
            for name, text in (("country", voice.country), ("shortName", voice.short_name)):
                if text:
                    yield Quad(node, _NODES[name], Literal(text), _DEFAULT)


def _side_quads(store: Store, conclusions: Conclusions) -> Iterator[Quad]:
    """Yield which sides took part in which event; the view must have its roles by then."""
    for actor, event in conclusions.in_turn(_parts_taken(store, sorted(_able_to_act(conclusions)))):
        span = conclusions.conclusion(event).when.span
        for side in conclusions.sides.of(actor, span):
            yield Quad(NamedNode(event), _NODES["side"], NamedNode(side), _DEFAULT)


def _able_to_act(conclusions: Conclusions) -> set[str]:
    """Return those who may act for a side: who held an office, and states and bodies themselves."""
    instances, below = conclusions.reader.instances, conclusions.ontology.below
    tenures = map(conclusions.tenure, conclusions.in_turn(instances(below(PAN + "Tenure"))))
    acting = {tenure.holder.iri for tenure in tenures if tenure.holder}
    return acting.union(*(instances(below(PAN + k)) for k in ("State", "IntergovernmentalBody", "Body", "Party")))


def _parts_taken(store: Store, actors: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield actors with the events in which they took part."""
    for actor in actors:
        pattern = (None, _NODES["participant"], NamedNode(actor), _DEFAULT)
        for event in filter(None, {_name(quad.subject) for quad in store.quads_for_pattern(*pattern)}):
            yield actor, event


def _disputable(store: Store, ontology: Ontology) -> set[str]:
    """Return the things on which claims may differ: two values for what has one, or denied, or contradicted."""
    found: set[str] = set()
    for name in ontology.single_valued:
        values: dict[str, object] = {}
        for quad in store.quads_for_pattern(None, NamedNode(name), None):
            if quad.graph_name != _DEFAULT and values.setdefault(_name(quad.subject), quad.object) != quad.object:
                found.add(_name(quad.subject))
    for name in ("polarity", "contradicts"):
        for record in store.quads_for_pattern(None, _NODES[name], None, _DEFAULT):
            if isinstance(record.subject, NamedNode):
                graph = store.quads_for_pattern(None, None, None, record.subject)
                found |= {_name(quad.subject) for quad in graph}
    return found - {""}


# --- in bulk ------------------------------------------------------------------------------------------


class _Attendances:
    """Tells who was at an event that took place: what `attending` tells of it, without reading claims.

    Attributes:
        open: The IRIs of events of kinds that bring people together.
    """

    def __init__(self, store: Store, conclusions: Conclusions) -> None:
        ontology, instances = conclusions.ontology, conclusions.reader.instances
        apart = frozenset(kind for kind in ontology.events if not ontology.brings_together(kind))
        self._store, self.open = store, set(instances(ontology.events)).difference(instances(apart))
        self._roles = [NamedNode(role) for role in ontology.below(PAN + "participant") if ontology.is_there(role)]
        weak = [NamedNode(PAN + str(level).title()) for level in Certainty if level < FIRM]
        patterns: list[tuple[NamedNode, NamedNode | None]] = [(_NODES["certainty"], level) for level in weak]
        patterns += [(_NODES[name], None) for name in ("polarity", "withdrawn", "alternative")]
        self._weak: set[object] = {_DEFAULT}
        for told in patterns:
            self._weak |= {quad.subject for quad in store.quads_for_pattern(None, *told, _DEFAULT)}

    def at(self, event: NamedNode) -> Iterator[Quad]:
        """Yield who was at an event."""
        said = (quad for role in self._roles for quad in self._store.quads_for_pattern(event, role, None))
        for who in {quad.object for quad in said if quad.graph_name not in self._weak}:
            if isinstance(who, NamedNode):
                yield Quad(who, _NODES["attended"], event, _DEFAULT)


def _name(term: object) -> str:
    return term.value if isinstance(term, NamedNode) else ""
