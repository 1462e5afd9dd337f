"""The knowledge graph: one store of claims seen through one lens, and the questions it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property
from os import PathLike
from typing import TYPE_CHECKING
from warnings import warn

from pyoxigraph import Quad, Store

from graph.conclusions.cards import Card, build_card, gather
from graph.conclusions.disagreements import Disagreement, disagreements_in
from graph.conclusions.events import Event, build_event
from graph.conclusions.sides import side_of
from graph.conclusions.tenures import Tenure, build_tenure
from graph.conclusions.view import chosen, derive, truth
from graph.errors import EmptyLensError, UnknownNameError, UnknownTermWarning
from graph.model.claims import Claim, Source, Triple, Value
from graph.model.dates import Span
from graph.model.entities import Entity, Label
from graph.model.lens import Lens
from graph.model.ontology import Ontology
from graph.model.vocabulary import BASE, PAN, local
from graph.names.finding import Finder, Resolution
from graph.names.similarity import nearest
from graph.networked import Networked
from graph.store import loading as stores
from graph.store.reader import Records
from graph.store.resources import shipped

if TYPE_CHECKING:
    from rdflib import Dataset

    from graph.sparql.parameters import Given
    from graph.sparql.results import Rows, Triples


def open_graph(
    *paths: str | PathLike[str], add: Iterable[str | PathLike[str]] = (), lens: Lens | None = None
) -> KnowledgeGraph:
    """Open the shipped data, or given files and folders, as a knowledge graph.

    Args:
        paths: TriG, Turtle, N-Quads, N-Triples or JSON-LD files, or folders of such; none for the shipped data.
            The ontology is always there.
        add: Files and folders to read besides.
        lens: Which claims count; all of them without one.

    Raises:
        DataError: A file is missing, not UTF-8, or breaks the syntax; with file, line and column.
        EmptyLensError: The lens lets no claim through.

    >>> open_graph().entity("Лавров").label()
    'Sergey Lavrov'
    """
    data = shipped("data")
    given = paths or (data / "identity", data / "claims")
    graph = KnowledgeGraph(stores.load([data / "ontology.ttl", *given, *add]))
    return graph.within(lens) if lens else graph


class KnowledgeGraph(Networked):
    """Claims about the world, and what they amount to.

    Made by `open_graph`; `within` makes narrower ones of the same kind. Nothing in it changes.

    Attributes:
        lens: What it was narrowed by.
        ontology: The vocabulary.
    """

    def __init__(self, store: Store, lens: Lens | None = None) -> None:
        self._store = store
        self.lens = lens or Lens()
        self.ontology = Ontology(store)
        self._records = Records(store, self.ontology)
        self._events: dict[str, Event] = {}
        self._kinds_of_event = self.ontology.below(PAN + "Event")

    def within(self, lens: Lens) -> KnowledgeGraph:
        """Return the graph of those claims alone that a lens lets through.

        Args:
            lens: It counts on top of the lens that this graph was made with. Its sources are IRIs, slugs
                (`valdai-2019-04-20`) or the name of a claims file (`inter-korean`).

        Raises:
            EmptyLensError: No claim is left.
            LensError: A source is unknown.

        >>> from datetime import date
        >>> early = open_graph().within(Lens(known_by=date(2018, 12, 31)))
        >>> max(source.known_from for source in early.sources()) <= date(2018, 12, 31)
        True
        """
        lens = lens.resolved(self.claims())
        claims = lens.choose(self.claims())
        if lens.sources is None and all(claim.source.is_background for claim in claims):
            raise EmptyLensError(f"no claim passes the lens ({lens.describe()}); widen it")
        return KnowledgeGraph(chosen(self._store, claims, self.ontology), self.lens.narrowed(lens))

    # --- names ----------------------------------------------------------------------------------

    @cached_property
    def finder(self) -> Finder:
        """Resolves names; descriptors are meant for the last day that the lens lets one know."""
        day = self.lens.until or self.lens.known_by or date.max
        return Finder(self._records, self.tenures, day)

    def find(self, text: str) -> tuple[Entity, ...]:
        """Return every entity that a text may mean, in any of the languages.

        >>> [entity.label() for entity in open_graph().find("김정은")]
        ['Kim Jong-un']
        """
        return tuple(resolution.entity for resolution in self.finder.find(text))

    def resolve(self, name: str) -> Resolution:
        """Return the one entity that a name means, and how it was recognised.

        Raises:
            UnknownNameError: Nothing bears the name; with suggestions.
            AmbiguousNameError: Several things do; with all of them.
        """
        try:
            return self.finder.resolve(name)
        except UnknownNameError as error:
            lens = self.lens.describe()
            help = "Try another spelling, or widen the lens." if lens else "Try another spelling."
            raise UnknownNameError(name, error.suggestions, lens=lens, help=help) from None

    def entity(self, name_or_iri: str | Entity) -> Entity:
        """Return the one entity that a name, slug or IRI means; an entity is returned as it is.

        Raises:
            UnknownNameError: Nothing bears the name.
            AmbiguousNameError: Several things do.
        """
        if isinstance(name_or_iri, Entity):
            return self._records.entity(name_or_iri.iri)
        if "://" in name_or_iri:
            entity = self._records.entity(name_or_iri)
            if entity.labels or self._records.are_about(entity.iri):
                return entity
        return self.resolve(name_or_iri).entity

    def entities(self, kind: str | None = None) -> tuple[Entity, ...]:
        """Return all entities, or those of a kind and of the kinds below it, ordered by IRI.

        Args:
            kind: Label, local name or IRI of a kind in the ontology, such as `"person"`.

        Raises:
            UnknownNameError: There is no such kind.
        """
        kinds = self.ontology.below(self.ontology.kind(kind)) if kind else None
        iris = dict.fromkeys(iri for iri, _, preferred in self._records.labels() if preferred)
        found = (self._records.entity(iri) for iri in sorted(iris))
        return tuple(e for e in found if (e.kind in kinds if kinds is not None else e.kind.startswith(PAN)))

    def labels(self) -> tuple[tuple[str, Label, bool], ...]:
        """Return every name in any language as (IRI, label, whether it is the preferred one)."""
        return tuple(self._records.labels())

    # --- claims ---------------------------------------------------------------------------------

    def sources(self) -> tuple[Source, ...]:
        """Return the sources that claims come from, oldest first."""
        return self._records.sources()

    def source(self, name: str) -> Source:
        """Return a source by its IRI or slug.

        Raises:
            UnknownNameError: There is no such source.
        """
        sources = {local(source.iri): source for source in self.sources()}
        slug = name.removeprefix(f"{BASE}source/").removeprefix("source:")
        if slug not in sources:
            help = "`panmunjom sources` lists them."
            raise UnknownNameError(name, nearest(slug, sources), what="source", help=help)
        return sources[slug]

    def claims(self, about: str | Entity | None = None) -> tuple[Claim, ...]:
        """Return all claims, or those whose graphs speak of an entity, ordered by file and number.

        Args:
            about: An entity, its name or IRI.
        """
        if about is None:
            return self._records.claims()
        return self._records.mentioning(self.entity(about).iri)

    def claim(self, name: str) -> Claim:
        """Return a claim by its IRI or by file and number, such as `valdai-2019-04-20/23`.

        Raises:
            UnknownNameError: There is no such claim.
        """
        iri = name if "://" in name else f"{BASE}claim/{name.removeprefix('claim:').removeprefix('claim/')}"
        return self._records.claim(iri)

    def claims_for(self, triple: tuple[str, str, str | Value]) -> tuple[Claim, ...]:
        """Return the claims that state or deny a triple, surest first.

        Args:
            triple: Subject, predicate and object; IRIs are written out, a literal is a `Value`.
        """
        return gather(self._records.mentioning(triple[0])).get(Triple(*triple), ())

    def disagreements(self, about: str | Entity | None = None) -> tuple[Disagreement, ...]:
        """Return where sources differ, on everything or on what is said of one entity."""
        return disagreements_in(self.claims(about), self._records, self.ontology)

    # --- events, tenures, cards -------------------------------------------------------------------

    def event(self, name: str | Entity) -> Event:
        """Return an event with all that claims say of it."""
        iri = self.entity(name).iri
        if iri not in self._events:
            self._events[iri] = build_event(iri, self._records, self.ontology)
        return self._events[iri]

    def events(
        self, about: str | Entity | None = None, with_: str | Entity | None = None, *, year: int | None = None
    ) -> tuple[Event, ...]:
        """Return events by time.

        Args:
            about: Only those in which this entity takes part, that happen there, or that are part of it; and what
                was held for these, such as their preparations.
            with_: Only those in which this entity's side takes part as well: itself, those who hold office for
                it, and its bodies.
            year: Only those that by their closest dates may have been going on in this year.
        """
        if about is None:
            events = [self.event(entity) for entity in self.entities("Event")]
        else:
            events = self._events_around(self.entity(about).iri)
        if with_ is not None:
            side = self.side(with_)
            events = [event for event in events if side & {actor.iri for actor in event.actors}]
        if year is not None:
            page = Span(date(year, 1, 1), date(year, 12, 31))
            events = [event for event in events if event.best_span and event.best_span.overlaps(page)]
        return tuple(sorted((e for e in events if e.claims), key=lambda event: event.sort_key))

    def _events_around(self, iri: str) -> list[Event]:
        found = self._events_with(
            iri, lambda event: (*event.actors, *(p.place for p in event.placings), *event.wholes)
        )
        for event in list(found.values()):
            found |= self._events_with(event.entity.iri, lambda held: held.occasions)
        return list(found.values())

    def _events_with(self, iri: str, ends: Callable[[Event], Iterable[Entity]]) -> dict[str, Event]:
        """Return the events that have an entity among some of their ends."""
        subjects = {t.subject for claim in self._records.mentioning(iri) for t in claim.triples if t.object == iri}
        entities = (self._records.entity(subject) for subject in sorted(subjects))
        events = (self.event(entity) for entity in entities if self.is_event(entity))
        return {event.entity.iri: event for event in events if any(end.iri == iri for end in ends(event))}

    def side(self, of: str | Entity) -> frozenset[str]:
        """Return the IRIs of an actor, of all who hold office for it, and of its bodies and theirs."""
        return side_of(self.entity(of).iri, self._records)

    def tenures(self) -> tuple[Tenure, ...]:
        """Return all tenures, ordered by IRI."""
        return tuple(build_tenure(entity.iri, self._records) for entity in self.entities("Tenure"))

    def card(self, name: str | Entity) -> Card:
        """Return all that the graph holds on one entity."""
        return build_card(self, self.entity(name), self._records)

    def is_event(self, entity: Entity) -> bool:
        """Tell whether an entity is of a kind of event."""
        return entity.kind in self._kinds_of_event

    def as_event(self, entity: Entity) -> Event | None:
        """Return an entity as an event, or None where it is of another kind."""
        return self.event(entity) if self.is_event(entity) else None

    # --- graphs ---------------------------------------------------------------------------------

    @cached_property
    def dataset(self) -> Dataset:
        """An rdflib `Dataset` over the same Oxigraph store: claims as named graphs, the view as default graph."""
        from oxrdflib import OxigraphStore
        from rdflib import Dataset

        return Dataset(store=OxigraphStore(store=self.view))

    @cached_property
    def view(self) -> Store:
        """The Oxigraph store itself, its default graph holding the view."""
        derive(self._store, self._records)
        return self._store

    def truth(self) -> Iterator[Quad]:
        """Yield what the data files say, without the view."""
        return truth(self._store, self.ontology)

    def query(
        self, query: str, /, *, timeout: float | None = None, allow_service: bool = False, **parameters: Given
    ) -> Rows | Triples | bool:
        """Ask in SPARQL: read-only, of this graph alone.

        Args:
            query: The name of a shipped query (`panmunjom queries` lists them), or SPARQL; the usual prefixes need
                no declaring.
            timeout: Seconds after which the query is stopped; without it, it runs to its end.
            allow_service: Let it ask other servers.
            parameters: Values for what the query lets one choose, entities by their names in any language.

        Returns:
            Rows for SELECT, triples for CONSTRUCT and DESCRIBE, a bool for ASK.

        Raises:
            QueryError: It breaks the syntax, would do more than read, lacks a parameter, or its time is up.
            UnknownNameError: There is no such query, or nothing bears a name that was given.
            AmbiguousNameError: Several things bear it.

        >>> for row in open_graph().query("SELECT ?who { event:lavrov-in-dprk-2018 pan:visitor ?who }"):
        ...     print(row["who"].label, row["who"].value)
        Sergey Lavrov https://w3id.org/panmunjom/person/sergey-lavrov
        """
        from graph.sparql.run import prepare, run

        prepared = prepare(self, query, parameters)
        for warning in prepared.warnings:
            warn(warning, UnknownTermWarning, stacklevel=2)
        return run(self, prepared, timeout=timeout, allow_service=allow_service)
