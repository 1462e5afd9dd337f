"""The knowledge graph: one store of claims seen through one lens, and the questions it answers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cache, cached_property, partial
from itertools import chain
from os import PathLike
from pathlib import Path as FilePath
from typing import TYPE_CHECKING
from warnings import warn

from graph.conclusions.cards import Card, build_card
from graph.conclusions.chronology import bound_to, events_between
from graph.conclusions.conclusions import Conclusions
from graph.conclusions.disagreements import Disagreement
from graph.conclusions.events import Event
from graph.conclusions.places import Position, position
from graph.conclusions.tenures import Holding, Tenure
from graph.errors import (
    AmbiguousNameError,
    DataError,
    EmptyLensError,
    ExportError,
    HiddenError,
    LensError,
    PathError,
    UnknownNameError,
    UnknownTermWarning,
)
from graph.model.claims import Claim, Triple, Value, gather
from graph.model.dates import Span
from graph.model.entities import Entity, Label
from graph.model.lens import Lens
from graph.model.sources import Source
from graph.model.vocabulary import PAN
from graph.names.finding import Finder, Resolution
from graph.names.references import claim_named, source_named
from graph.store.cache import cached
from graph.store.compiled import Compiled, CompiledQuads, is_compiled
from graph.store.compiled_reader import CompiledReader
from graph.store.files import is_address
from graph.store.quads import Quads
from graph.store.reader import NarrowedReader, Reader, is_iri
from graph.store.resources import shipped, shipped_claims

if TYPE_CHECKING:
    import networkx as nx
    from pyoxigraph import Quad, Store
    from rdflib import Dataset

    from graph.model.terms import OntologyTerm
    from graph.names.part_matches import Hit
    from graph.network.causes import Explanation
    from graph.network.changes import Changes
    from graph.network.communities import Communities
    from graph.network.connections import Connection
    from graph.network.cuts import Cut
    from graph.network.layers import Layers
    from graph.network.neighbourhood import Neighbour
    from graph.network.paths import Filters, Path, PathFinder
    from graph.network.ranks import Ranking
    from graph.page import Answer, Page, Tour
    from graph.spark import Spark
    from graph.sparql.parameters import Given
    from graph.sparql.results import Rows, Triples

Named = str | Entity
"""An entity, its name in any language, its slug or its IRI."""


def open_graph(
    *paths: str | PathLike[str], add: Iterable[str | PathLike[str]] = (), lens: Lens | None = None,
    plain: bool = False, progress: Callable[[str], None] = lambda _: None,
) -> KnowledgeGraph:  # fmt: skip
    """Open the shipped data, or given files and folders, or a store elsewhere, as a knowledge graph.

    Args:
        paths: TriG, Turtle, N-Quads, N-Triples, JSON-LD or RDF/XML files, packed by gzip or not, or folders of
            such; `-` for standard input; none for the shipped data. The ontology is always there. Or one address
            (`https://…`) of a SPARQL endpoint that holds an export with its view.
        add: Files and folders to read besides.
        lens: Which claims count; all of them without one.
        plain: For RDF that is not claims: ask it as it stands, without the ontology and without a view.
        progress: Is told what is being fetched from an endpoint.

    Raises:
        RemoteError: An endpoint is down, slow, none, or holds no claims.
        DataError: A file is missing, not UTF-8, or breaks the syntax; with file, line and column.
        EmptyLensError: The lens lets no claim through.
        LensError: A lens is given for what is asked plainly.

    >>> open_graph().entity("Лавров").label()
    'Sergey Lavrov'
    """
    add = tuple(add)
    if any(map(is_address, (*paths, *add))):
        graph = _connected((*paths, *add), progress, plain=plain)
        return graph.within(lens) if lens else graph
    compiled = None if add or plain else _compiled(paths)
    if compiled is not None:
        graph = KnowledgeGraph(CompiledQuads(compiled), CompiledReader(compiled))
    else:
        from graph.store.loading import load
        from graph.store.ontology import read_ontology
        from graph.store.store_reader import StoreReader

        given, terms = (*(paths or shipped_claims()), *add), shipped("data") / "ontology.ttl"
        loaded = load(given if plain else (terms, *given))
        vocabulary = load([terms]) if plain else loaded
        graph = KnowledgeGraph(loaded, StoreReader(loaded, read_ontology(vocabulary.store)), plain=plain)
    return graph.within(lens) if lens else graph


def build_graph(
    folder: str | PathLike[str], *paths: str | PathLike[str], add: Iterable[str | PathLike[str]] = (),
    lens: Lens | None = None, progress: Callable[[str], None] = lambda _: None,
) -> int:  # fmt: skip
    """Compile the shipped data, or given files and folders, so that `open_graph(folder)` takes a blink.

    Files are read one after the other, each whole, and no more is kept in memory than the names of things: some
    hundred bytes for each claim. What a lens narrows, or stands elsewhere, is read into memory first.

    Args:
        folder: Where it is to be; a compiled graph that is there gives way.
        paths: As for `open_graph`.
        add: Files and folders to read besides.
        lens: Which claims count; all of them without one.
        progress: Is told what is being done.

    Returns:
        How many claims it has.

    Raises:
        OutputError: The folder cannot be written.
        DataError: As for `open_graph`; or a claim cannot be read; or a file was changed meanwhile.
    """
    if lens or (paths and (is_address(paths[0]) or is_compiled(paths[0]))):
        return open_graph(*paths, add=add, lens=lens, progress=progress).build(folder, progress)
    from graph.export.compiled import write_compiled
    from graph.store.draft import quads_in
    from graph.store.folders import documents

    given = tuple(documents((shipped("data") / "ontology.ttl", *(paths or shipped_claims()), *add)))
    return write_compiled(FilePath(folder), quads_in(given), given, progress)


def _connected(
    paths: Sequence[str | PathLike[str]], progress: Callable[[str], None], *, plain: bool
) -> KnowledgeGraph:
    """Return the graph of a store elsewhere."""
    from graph.store.remote import connect

    if len(paths) > 1 or plain:
        raise DataError("an endpoint is asked alone, and for claims: give one address, and no other data with it")
    return KnowledgeGraph(*connect(str(paths[0]), progress))


def _compiled(paths: Sequence[str | PathLike[str]]) -> Compiled | None:
    """Return the compiled graph that a path is, or that the cache has of what the paths hold."""
    if len(paths) == 1 and is_compiled(paths[0]):
        compiled = Compiled(FilePath(paths[0]))
        compiled.verify()
        return compiled
    return cached(paths or shipped_claims())


class KnowledgeGraph:
    """Claims about the world, and what they amount to.

    Made by `open_graph`; `within` makes narrower ones of the same kind. Nothing in it changes.

    Attributes:
        lens: What it was narrowed by.
        ontology: The vocabulary.
        conclusions: What the claims amount to.
        plain: Whether what was read is asked as it stands.
    """

    def __init__(
        self, loaded: Quads, reader: Reader, lens: Lens | None = None, timeless: Reader | None = None, *,
        plain: bool = False,
    ) -> None:  # fmt: skip
        self._whole, self._reader, self._timeless, self.plain = loaded, reader, timeless or reader, plain
        self.lens = lens or Lens()
        self.ontology = reader.ontology
        self.conclusions = Conclusions(reader, self.lens, self._timeless)

    def within(self, lens: Lens) -> KnowledgeGraph:
        """Return the graph of those claims alone that a lens lets through.

        Args:
            lens: It counts on top of the lens that this graph was made with. Its sources are IRIs or slugs
                (`valdai-2019-04-20`), its dossiers the names of claims files (`inter-korean`).

        Raises:
            EmptyLensError: No claim is left.
            LensError: A source or dossier is unknown, or the graph is plain.

        >>> from datetime import date
        >>> early = open_graph().within(Lens(known_by=date(2018, 12, 31)))
        >>> max(source.known_from for source in early.sources()) <= date(2018, 12, 31)
        True
        """
        if self.plain:
            raise LensError("a lens chooses claims, and plain data is asked as it stands; leave one of the two out")
        if lens.sources or lens.dossiers:
            lens = lens.resolved((source.iri for source in self.sources()), self._reader.dossiers())
        timeless = reader = NarrowedReader(self._timeless, lens.admits)
        if self._timeless is not self._reader:
            reader = NarrowedReader(self._reader, lens.admits)
        if lens.span:
            reader = self._in_span(reader, lens)
        if lens.sources is None and lens.dossiers is None and not reader.says_anything():
            raise EmptyLensError(f"no claim passes the lens ({lens.describe()}); widen it")
        return KnowledgeGraph(self._whole, reader, self.lens.narrowed(lens), timeless)

    def _in_span(self, reader: NarrowedReader, lens: Lens) -> NarrowedReader:
        """Leave out the claims that speak of something outside the lens's span of time."""
        timeless = replace(self.lens.narrowed(lens), since=None, until=None)
        conclusions = Conclusions(reader, timeless)
        lies_in = cache(partial(conclusions.may_lie_in, lens.span))
        return NarrowedReader(reader, cache(lambda claim: all(map(lies_in, claim.mentions))))

    @property
    def is_elsewhere(self) -> bool:
        """Whether it is read out of a store elsewhere."""
        return self._whole.endpoint is not None

    @property
    def is_compiled(self) -> bool:
        """Whether it is read out of a compiled graph."""
        return isinstance(self._whole, CompiledQuads)

    def hold(self) -> bool:
        """Have all of the graph in memory, where a process that is forked shares it; tell whether it is there.

        A compiled graph is otherwise read from disk as it is asked. A large one stays there.
        """
        return self._whole.hold()

    def let_go(self) -> None:
        """Close the files of a compiled graph before a fork; each process opens them anew when it needs them."""
        self._whole.let_go()

    def _foresee(self, question: Callable[[Conclusions], object]) -> None:
        """Have ready all that a question reads, where the claims are elsewhere.

        It is asked of other conclusions, as it may be asked in vain at first.
        """
        self._reader.settle(lambda: question(Conclusions(self._reader, self.lens, self._timeless)))

    # --- names ----------------------------------------------------------------------------------

    def expect(self, *names: Named) -> None:
        """Have ready what bears some names, before they are asked for one after the other; changes no answer."""
        self._reader.expect(name for name in names if isinstance(name, str))

    @cached_property
    def finder(self) -> Finder:
        """Resolves names; descriptors are meant for the last day that the lens lets one know."""
        return self._finder_of(self.conclusions)

    def _finder_of(self, conclusions: Conclusions) -> Finder:
        return Finder(conclusions, self.lens.until or conclusions.day)

    def find(self, text: str) -> tuple[Entity, ...]:
        """Return every entity that a text may mean, in any of the languages.

        >>> [entity.label() for entity in open_graph().find("김정은")]
        ['Kim Jong-un']
        """
        self._foresee(lambda conclusions: self._finder_of(conclusions).find(text))
        return tuple(resolution.entity for resolution in self.finder.find(text))

    def search(self, text: str, *, kind: str | None = None) -> tuple[Hit, ...]:
        """Return all that a text may mean: entities so named, then claims and sources that have its words.

        Args:
            text: Words in any of the languages.
            kind: Only things of this kind and those below it: a kind of entity, `"claim"` or `"source"`.

        Raises:
            UnknownNameError: There is no such kind.

        >>> [hit.thing.label() for hit in open_graph().search("nuclear test", kind="event")][0]
        'First nuclear test, October 2006'
        """
        kinds = self.ontology.below(self.ontology.kind(kind)) if kind and kind not in {"claim", "source"} else None
        self._foresee(lambda conclusions: tuple(self._finder_of(conclusions).search.search(text)))
        hits = self.finder.search.search(text)
        if kinds is not None:
            return tuple(hit for hit in hits if isinstance(hit.thing, Entity) and hit.thing.kind in kinds)
        wanted = {"claim": Claim, "source": Source}.get(kind or "", object)
        return tuple(hit for hit in hits if isinstance(hit.thing, wanted))

    def resolve(self, name: str) -> Resolution:
        """Return the one entity that a name means, and how it was recognised.

        Raises:
            UnknownNameError: Nothing bears the name; with suggestions.
            HiddenError: Something does, but the lens hides all about it.
            AmbiguousNameError: Several things do; with all of them.
        """
        self._foresee(lambda conclusions: self._finder_of(conclusions).resolve(name))
        try:
            found = self.finder.resolve(name)
        except HiddenError:
            raise
        except UnknownNameError as error:
            raise UnknownNameError(
                name,
                error.suggestions,
                lens=self.lens.describe(),
                claims=error.claims,
                more_claims=error.more_claims,
            ) from None
        except AmbiguousNameError:
            if (meant := self._meant_by_all(name)) is None:
                raise
            return meant
        if not found.is_plain and (hidden := self.finder.hidden(name, plainly=True)):
            raise hidden
        return found if found.is_plain or found.tenure else self._meant_by_all(name) or found

    def _meant_by_all(self, name: str) -> Resolution | None:
        """Return what a name means without the lens, if that is one thing, and no holder of an office, of which the
        lens lets something through."""
        if not self.lens:
            return None
        meant = self._finder_of(Conclusions(self._reader.whole)).meant(name)
        one = meant[0] if len(meant) == 1 and not meant[0].tenure else None
        return one if one and self._reader.is_mentioned(one.entity.iri) else None

    def hidden_by(self, lens: Lens, name: Named) -> HiddenError | None:
        """Return what is to be said where a lens would hide all about something, or None where it would not.

        >>> from datetime import date
        >>> print(open_graph().hidden_by(Lens(known_by=date(2018, 6, 11)), "Singapore summit") is None)
        True
        """
        from graph.names.hidden import hidden

        return hidden(str(name), [self.entity(name)], Conclusions(self._reader.whole), self.lens.narrowed(lens))

    def entity(self, name_or_iri: Named) -> Entity:
        """Return the one entity that a name, slug or IRI means; an entity is returned as it is.

        Raises:
            UnknownNameError: Nothing bears the name.
            AmbiguousNameError: Several things do.
        """
        if isinstance(name_or_iri, Entity):
            return self._reader.entity(name_or_iri.iri)
        if "://" in name_or_iri and is_iri(name_or_iri):
            entity = self._reader.entity(name_or_iri)
            if entity.labels or self._reader.is_mentioned(entity.iri):
                return entity
        return self.resolve(name_or_iri).entity

    def entities(self, kind: str | None = None) -> tuple[Entity, ...]:
        """Return all entities, or those of a kind and of the kinds below it, ordered by IRI.

        Args:
            kind: Label, local name or IRI of a kind in the ontology, such as `"person"`.

        Raises:
            UnknownNameError: There is no such kind.
        """
        chosen = self.ontology.kind(kind) if kind else PAN + "Entity"
        self._foresee(lambda conclusions: conclusions.entities(chosen))
        return self.conclusions.entities(chosen)

    def terms(self) -> tuple[OntologyTerm, ...]:
        """Return all terms of the vocabulary, classes first."""
        from graph.model.terms import all_terms

        return all_terms(self._whole.store)

    def term(self, name: str) -> OntologyTerm:
        """Return a term of the vocabulary by its name, label or IRI.

        Raises:
            UnknownNameError: There is none.

        >>> open_graph().term("visitor").definition
        'The one who goes on the visit.'
        """
        from graph.model.terms import term_named

        return term_named(self._whole.store, name)

    def labels(self) -> tuple[tuple[str, Label, bool], ...]:
        """Return every name in any language as (IRI, label, whether it is the preferred one)."""
        return tuple(self._reader.names())

    # --- claims ---------------------------------------------------------------------------------

    def sources(
        self, *, country: str | None = None, kind: str | None = None, publisher: Named | None = None
    ) -> tuple[Source, ...]:
        """Return the sources that claims come from, oldest first.

        Args:
            country: Only those whose voice is of this country: its two-letter code, or a state by name.
            kind: Only those whose voice is of this kind of publisher, such as `"news agency"`.
            publisher: Only those that this one publishes, or wrote.

        Raises:
            UnknownNameError: There is no such kind of publisher, or nothing bears a name.
            AmbiguousNameError: Several things do.

        >>> {source.voice.short_name for source in open_graph().sources(country="Russia", kind="news agency")}
        ... # doctest: +ELLIPSIS
        {...'TASS'...}
        """
        code = self._country(country) if country else None
        wanted = self.ontology.publisher_kind(kind) if kind else None
        who = self.entity(publisher).iri if publisher else None
        return tuple(
            source
            for source in self._reader.sources()
            if (code is None or (source.voice and source.voice.country == code))
            and (wanted is None or (source.voice and source.voice.kind == wanted))
            and (who is None or who in {source.publisher, source.creator})
        )

    def _country(self, name: str) -> str:
        """Return the code of a country, given as it is or by the name of a state."""
        if re.fullmatch(r"[A-Za-z]{2}", name):
            return name.upper()
        state = self.entity(name)
        if state.iso is None:
            raise UnknownNameError(name, what="country")
        return state.iso

    def source(self, name: str) -> Source:
        """Return a source by its IRI or slug.

        Raises:
            UnknownNameError: There is no such source.
        """
        return source_named(name, self._reader)

    def claims(self, about: Named | None = None) -> tuple[Claim, ...]:
        """Return all claims, or those whose graphs speak of an entity or, of a person, of a term in office, ordered
        by file and number.

        Args:
            about: An entity, its name or IRI.
        """
        if about is None:
            return self._reader.claims()
        iri = self.entity(about).iri
        self._foresee(lambda conclusions: conclusions.claims_on(iri))
        return self.conclusions.claims_on(iri)

    def claim(self, name: str) -> Claim:
        """Return a claim by its IRI or by file and number, such as `valdai-2019-04-20/23`.

        Raises:
            UnknownNameError: There is no such claim.
        """
        return claim_named(name, self._reader)

    def claims_for(self, triple: tuple[str, str, str | Value]) -> tuple[Claim, ...]:
        """Return the claims that state or deny a triple, surest first.

        Args:
            triple: Subject, predicate and object; IRIs are written out, a literal is a `Value`.
        """
        return gather(self._reader.mentioning(triple[0])).get(Triple(*triple), ())

    def disagreements(self, about: Named | None = None) -> tuple[Disagreement, ...]:
        """Return where sources differ, on everything or in the claims that speak of one entity and its events.

        Args:
            about: Also of the events that happen there, are about it, are part of it, or of which it is part.
        """
        if about is None:
            return self.conclusions.disagreements()
        iri = self.entity(about).iri
        self._foresee(lambda conclusions: conclusions.disagreements(*bound_to(iri, conclusions)))
        return self.conclusions.disagreements(*bound_to(iri, self.conclusions))

    # --- events, tenures, cards -------------------------------------------------------------------

    def event(self, name: Named) -> Event:
        """Return an event with all that claims say of it."""
        iri = self.entity(name).iri
        self._foresee(lambda conclusions: conclusions.event(iri))
        return self.conclusions.event(iri)

    def events(  # noqa: PLR0913 - what to list, by keyword
        self, about: Named | None = None, with_: Named | None = None, *, itself: bool = False,
        year: int | None = None, kind: str | None = None, role: str | None = None,
    ) -> tuple[Event, ...]:  # fmt: skip
        """Return events by time.

        Args:
            about: Only those in which this one takes part, itself or by those who act for it, that happen there, or
                that are part of it; what was held for these, such as their preparations, unless it is an actor;
                and, unless it is a state, what is about it or what it came out of.
            with_: Only those in which this one takes part as well; it is the same which of the two comes first.
            itself: Count only who takes part, and not for whom.
            year: Only those that by their settled dates may have been going on in this year; what is only known to
                have been by some day goes with the year of that day.
            kind: Only those of this kind of event and of the kinds below it; or those that what is of another kind
                came out of, such as the adoptions of `"sanctions resolution"`.
            role: Only those in which somebody, or `about` itself if it is given, has this role or one under it.

        Raises:
            UnknownNameError: Nothing bears a name, or there is no such kind or role.
        """
        named = [name for name in (about, with_) if name is not None]
        self.expect(*named)
        ends = [self.entity(name).iri for name in named]
        if ends:
            between = ends[0] if len(ends) > 1 else None, ends[-1]
            self._foresee(lambda conclusions: events_between(*between, conclusions, itself=itself))
            events = events_between(*between, self.conclusions, itself=itself)
        else:
            events = self.conclusions.events
        if kind is not None:
            chosen = self._of_kind(kind)
            events = tuple(event for event in events if chosen(event))
        if role is not None:
            roles, bearer = self.ontology.below(self.ontology.role(role)), ends[0] if about is not None else None
            events = tuple(event for event in events if event.has_role(roles, bearer))
        if year is None:
            return events
        page = Span(date(year, 1, 1), date(year, 12, 31))
        return tuple(event for event in events if event.span and _from_a_day(event.span).overlaps(page))

    def _of_kind(self, name: str) -> Callable[[Event], bool]:
        """Return what tells whether an event is of a kind, or is where something of a kind came out of."""
        try:
            kinds = self.ontology.below(self.ontology.kind_of_event(name))
        except UnknownNameError as error:
            from graph.conclusions.particulars import origins_of

            things = self.conclusions.entities(self.ontology.kind_of_thing(name, error))
            behind = {e.entity.iri for thing in things for e in origins_of(thing.iri, self.conclusions)}
            if not behind:
                raise
            return lambda event: event.entity.iri in behind
        return lambda event: event.entity.kind in kinds

    def side(self, of: Named) -> frozenset[str]:
        """Return the IRIs of an actor, of its bodies and theirs, and of all who held office for one of them."""
        return self.conclusions.sides.members(self.entity(of).iri)

    def sides(self, event: Named) -> tuple[Entity, ...]:
        """Return the states and intergovernmental bodies that took part in an event, itself or by somebody."""
        return tuple(map(self._reader.entity, sorted(self.conclusions.sides_at(self.event(event)))))

    def tenures(self) -> tuple[Tenure, ...]:
        """Return all tenures, ordered by IRI."""
        return self.conclusions.tenures

    def holders(self, office: Named, of: Named, on: date) -> tuple[Holding, ...]:
        """Return who held an office for a state or body on a day, and how that is known, the surest first.

        >>> [holding.tenure.holder.label() for holding in open_graph().holders(
        ...     "office:president", "ROK", date(2018, 6, 12))]
        ['Moon Jae-in']
        """
        return self.conclusions.holders(self.entity(office).iri, self.entity(of).iri, on)

    def position(self, place: Named) -> Position | None:
        """Return where a place lies on the map, by its own coordinates or those of the place that it lies in.

        >>> open_graph().position("Paekhwawon State Guest House").of
        'https://w3id.org/panmunjom/place/pyongyang'
        """
        return position(self.entity(place).iri, self._reader.mentioning)

    def card(self, name: Named) -> Card:
        """Return all that the graph holds on one entity."""
        entity = self.entity(name)
        self._foresee(lambda conclusions: build_card(conclusions, entity))
        return build_card(self.conclusions, entity)

    # --- SPARQL ---------------------------------------------------------------------------------

    @cached_property
    def dataset(self) -> Dataset:
        """An rdflib `Dataset` over the same Oxigraph store: claims as named graphs, the view as default graph."""
        from oxrdflib import OxigraphStore
        from rdflib import Dataset

        return Dataset(store=OxigraphStore(store=self.view))

    @cached_property
    def view(self) -> Store:
        """The Oxigraph store itself, its default graph holding the view; of plain data, as it was read."""
        self._derive()
        return self._loaded.store

    @cached_property
    def viewed(self) -> Quads:
        """The quads of the graph, the view derived; of a store elsewhere as they are there."""
        if not self._loaded.endpoint:
            self._derive()
        return self._loaded

    def _derive(self) -> None:
        if not self.plain and not self._loaded.has_view:
            from graph.conclusions.view import derive

            derive(self._loaded, self.conclusions)

    def truth(self) -> Iterator[Quad]:
        """Yield every quad that was read, and that the lens lets through, without the view."""
        return self._loaded.quads()

    @cached_property
    def _loaded(self) -> Quads:
        """The quads that the lens lets through."""
        if not isinstance(self._reader, NarrowedReader):
            return self._whole
        from graph.conclusions.view import chosen

        return chosen(self._whole, self._reader)

    def query(
        self, query: str, /, *, timeout: float | None = None, memory: int | None = None,
        allow_service: bool = False, evidence: bool = False, **parameters: Given,
    ) -> Rows | Triples | bool:  # fmt: skip
        """Ask in SPARQL: read-only, of this graph alone.

        Args:
            query: The name of a shipped query, or SPARQL; the usual prefixes need no declaring.
            timeout: Seconds after which the query is stopped; without it, it runs to its end.
            memory: Bytes that it may take; with a `timeout` and without this, a quarter of the machine's.
            allow_service: Let it ask other servers.
            evidence: Give each row what it rests on, as `row.evidence`; an ASK is then answered by the rows that
                make it true.
            parameters: Values for what the query lets one choose, entities by their names in any language.

        Returns:
            Rows for SELECT, triples for CONSTRUCT and DESCRIBE, a bool for ASK; `select`, `construct` and `ask`
            return one of them each.

        Raises:
            QueryError: It breaks the syntax, would do more than read, lacks a parameter, has a function that is
                unknown, or its time or memory is up.
            UnknownNameError: There is no such query, or nothing bears a name that was given.
            AmbiguousNameError: Several things bear it.

        >>> for row in open_graph().query("SELECT ?who { event:lavrov-in-dprk-2018 pan:visitor ?who }"):
        ...     print(row["who"].label, row["who"].value)
        Sergey Lavrov https://w3id.org/panmunjom/person/sergey-lavrov
        """
        return self._ask(
            query, parameters, timeout=timeout, memory=memory, allow_service=allow_service, evidence=evidence
        )

    def select(
        self, query: str, /, *, timeout: float | None = None, evidence: bool = False, **parameters: Given
    ) -> Rows:  # fmt: skip
        """Ask a SELECT, as `query` does.

        Args:
            query: As for `query`.
            timeout: As for `query`.
            evidence: As for `query`; an ASK is then taken as well.
            parameters: As for `query`.

        Raises:
            QueryError: It is no SELECT, or as for `query`.
            UnknownNameError: There is no such query, or nothing bears a name that was given.
            AmbiguousNameError: Several things bear it.

        >>> article = open_graph(lens=Lens(sources=frozenset({"valdai-2019-04-20"})))
        >>> [claim.number for claim in article.select("visits-of", who="Lavrov", evidence=True)[0].evidence.claims]
        ['valdai-2019-04-20/86']
        """
        from graph.sparql.results import Rows, expect

        return expect(Rows, self._ask(query, parameters, timeout=timeout, evidence=evidence))

    def construct(self, query: str, /, *, timeout: float | None = None, **parameters: Given) -> Triples:
        """Ask a CONSTRUCT or DESCRIBE, as `query` does.

        Args:
            query: As for `query`.
            timeout: As for `query`.
            parameters: As for `query`.

        Raises:
            QueryError: It is neither, or as for `query`.
            UnknownNameError: There is no such query, or nothing bears a name that was given.
            AmbiguousNameError: Several things bear it.

        >>> len(open_graph().construct("card", thing="event:lavrov-in-dprk-2018").graph()) > 5
        True
        """
        from graph.sparql.results import Triples, expect

        return expect(Triples, self._ask(query, parameters, timeout=timeout))

    def ask(self, query: str, /, *, timeout: float | None = None, **parameters: Given) -> bool:
        """Ask an ASK, as `query` does.

        Args:
            query: As for `query`.
            timeout: As for `query`.
            parameters: As for `query`.

        Raises:
            QueryError: It is no ASK, or as for `query`.
            UnknownNameError: There is no such query, or nothing bears a name that was given.
            AmbiguousNameError: Several things bear it.

        >>> open_graph().ask("ASK { ?visit pan:visitor person:sergey-lavrov ; pan:host state:dprk }")
        True
        """
        from graph.sparql.results import expect

        return expect(bool, self._ask(query, parameters, timeout=timeout))

    def _ask(  # noqa: PLR0913 - by keyword
        self, query: str, parameters: dict[str, Given], *, timeout: float | None, memory: int | None = None,
        allow_service: bool = False, evidence: bool = False,
    ) -> Rows | Triples | bool:  # fmt: skip
        from graph.sparql.run import answer_query, prepare

        prepared = prepare(self.finder, query, parameters, plain=self.plain)
        for warning in prepared.warnings:
            warn(warning, UnknownTermWarning, stacklevel=3)
        return answer_query(
            self.viewed,
            self.conclusions,
            prepared,
            timeout=timeout,
            memory=memory,
            allow_service=allow_service,
            evidence=evidence,
        )

    # --- the network ----------------------------------------------------------------------------

    @cached_property
    def layers(self) -> Layers:
        """The links between entities, and the networks made of them, each once."""
        from graph.network.layers import Layers

        return Layers(self.conclusions)

    @cached_property
    def path_finder(self) -> PathFinder:
        """Finds paths over the links."""
        from graph.network.paths import PathFinder

        return PathFinder(self.layers)

    def network(self, layer: str = "claims") -> nx.Graph:
        """Return a frozen networkx graph of entities and events; `graph.network.layers` tells what it holds.

        Args:
            layer: `"claims"` (one edge for each relation that a claim states), `"all"` (one edge for each pair),
                `"actors"` (who took part in the same events) or `"causes"` (what blocks, requires, leads to what).

        Raises:
            NetworkError: There is no such layer.

        >>> open_graph().network("actors").has_edge(*(
        ...     open_graph().entity(name).iri for name in ("Lavrov", "Kim Jong-un")))
        True
        """
        return self.layers.layer(layer)

    def paths(  # noqa: PLR0913 - the filters, by keyword
        self, start: Named, end: Named, *, limit: int = 3, max_hops: int = 8, through: Iterable[Named] = (),
        avoid: Iterable[Named] = (), states: bool = True, in_order: bool = False,
    ) -> tuple[Path, ...]:  # fmt: skip
        """Return the best paths between two nodes: those that tell most, exactly, by the cost in
        `graph.network.costs`.

        Args:
            start: Where they begin.
            end: Where they end.
            limit: How many at most; fewer where the cost jumps, as filler is worse than one good path.
            max_hops: The most hops that a path may have.
            through: What they must meet.
            avoid: What they may not meet.
            states: Whether they may pass through states.
            in_order: Whether each event must be over before the next one begins.

        Raises:
            PathError: The ends are the same, or one of them is to be avoided.
            NoPathError: There is none; with the filter to loosen.
            SearchLimitError: The filters leave too many dead ends.

        >>> article = open_graph(lens=Lens(sources=frozenset({"valdai-2019-04-20"})))
        >>> best = article.paths("Lavrov", "Kim Jong-un", states=False)[0]
        >>> [node.label() for node in best.nodes]
        ['Sergey Lavrov', 'Russian invitation to Kim Jong-un, 2018', 'Kim Jong-un']
        """
        from graph.network.connections import paths_between
        from graph.network.layers import Layers
        from graph.network.paths import PathFinder

        through, avoid = tuple(through), tuple(avoid)
        self.expect(start, end, *through, *avoid)
        filters = self._filters(max_hops, through, avoid, states=states, in_order=in_order)
        ends = self.entity(start), self.entity(end)
        iris = ends[0].iri, ends[1].iri
        self._foresee(lambda conclusions: PathFinder(Layers(conclusions)).read_ahead(*iris, filters, 4 * limit))
        self._foresee(lambda conclusions: paths_between(PathFinder(Layers(conclusions)), ends, filters, limit))
        return paths_between(self.path_finder, ends, filters, limit)

    def connection(self, *ends: Named, avoid: Iterable[Named] = (), states: bool = True) -> Connection:
        """Return the cheapest tree that connects several nodes, exactly.

        Args:
            ends: The nodes, at most eight.
            avoid: What it may not meet.
            states: Whether it may pass through states.

        Raises:
            PathError: Two ends are the same, one is to be avoided, or there are too many.
            NoPathError: There is none; with the filter to loosen.
        """
        from graph.network.connections import connection_between
        from graph.network.layers import Layers
        from graph.network.paths import PathFinder

        avoid = tuple(avoid)
        self.expect(*ends, *avoid)
        filters = self._filters(30, (), avoid, states=states, in_order=False)
        entities = [self.entity(end) for end in ends]
        self._foresee(lambda conclusions: connection_between(PathFinder(Layers(conclusions)), entities, filters))
        return connection_between(self.path_finder, entities, filters)

    def around(self, name: Named, hops: int = 1) -> tuple[Neighbour, ...]:
        """Return all that is linked with a node within some hops, the nearest and most tellingly linked first."""
        from graph.network.layers import Layers
        from graph.network.neighbourhood import neighbourhood, read_ahead
        from graph.network.paths import PathFinder

        entity = self.entity(name)
        self._foresee(lambda conclusions: read_ahead(PathFinder(Layers(conclusions)), entity, hops))
        self._foresee(lambda conclusions: neighbourhood(PathFinder(Layers(conclusions)), entity, hops))
        return neighbourhood(self.path_finder, entity, hops)

    def why(self, name: Named) -> Explanation:
        """Return what stands in the way of something, what it needs, and what would follow, to any depth.

        >>> article = open_graph(lens=Lens(sources=frozenset({"valdai-2019-04-20"})))
        >>> [branch.entity.label() for branch in article.why("gas pipeline").causes]
        ['Softening of the sanctions on the DPRK', 'Tripartite projects']
        """
        from graph.network.causes import explain
        from graph.network.layers import Layers

        entity = self.entity(name)
        self._foresee(lambda conclusions: explain(Layers(conclusions), entity))
        return explain(self.layers, entity)

    def rank(  # noqa: PLR0913 - what to rank, by keyword
        self, by: str = "betweenness", *, kind: str | None = None, layer: str = "actors",
        between: tuple[Named, Named] | None = None, heads: bool = True, limit: int | None = None,
        spark: Spark | None = None,
    ) -> Ranking:  # fmt: skip
        """Rank who matters.

        Args:
            by: degree, strength, betweenness, closeness, pagerank, eigenvector, core or constraint;
                `graph.network.measures.MEANINGS` tells what they mean.
            kind: Show only entities of this kind; all are counted.
            layer: `"actors"`, `"all"` or `"causes"`.
            between: For betweenness: count only the paths between the sides of these two; for other measures only
                the occasions on which the two sides met.
            heads: Whether heads of states and governments count among actors, on the days when they were.
            limit: How many places to return.
            spark: What measures in place of this process, where the network is large; closeness from a sample then.

        Raises:
            RankError: There is no such measure, the sides do not fit, or heads are left out of another layer.
            NetworkError: There is no such layer.
            SparkError: Spark does not measure that, or does not begin.
            UnknownNameError: There is no such kind.
        """
        from graph.network.measures import measure
        from graph.network.ranks import rank

        chosen = self.ontology.kind(kind) if kind else None
        ends = (self.entity(between[0]), self.entity(between[1])) if between else None
        measuring = spark.measure if spark else measure
        return rank(
            self.layers, by, kind=chosen, layer=layer, between=ends, heads=heads, limit=limit, measuring=measuring
        )

    def cuts(self, layer: str = "actors") -> tuple[Cut, ...]:
        """Return the nodes and links whose removal cuts others off from the rest."""
        from graph.network.cuts import cuts

        return cuts(self.layers, layer)

    def communities(self, layer: str = "actors", by: str = "louvain", *, spark: Spark | None = None) -> Communities:
        """Return who is linked more with each other than with the rest.

        Args:
            layer: `"actors"`, `"all"` or `"causes"`.
            by: louvain, labels or components; `graph.network.grouping.GROUPINGS` tells what the groups are then.
            spark: What splits in place of this process, where the network is large; not by louvain.

        Raises:
            RankError: There is no such way to split.
            SparkError: Spark does not split by that, or does not begin.
        """
        from graph.network.communities import communities
        from graph.network.grouping import split

        return communities(self.layers, layer, by, spark.groups if spark else split)

    def changes(self, at: date, window: str = "6m", by: str = "strength") -> Changes:
        """Return whose rank moved around a day, and through which events.

        Args:
            at: The day; what happened on it counts as after.
            window: How long the times before and after are, such as `30d` or `6m`.
            by: The measure.

        Raises:
            RankError: The window or the measure is none.
        """
        from graph.network.changes import changes

        return changes(self.conclusions, at, window, by)

    def _filters(
        self, max_hops: int, through: Iterable[Named], avoid: Iterable[Named], *, states: bool, in_order: bool
    ) -> Filters:
        from graph.network.paths import Filters

        met, avoided = (tuple(self.entity(name).iri for name in names) for names in (through, avoid))
        if both := set(met) & set(avoided):
            raise PathError(f"{self.entity(min(both)).label()} cannot be both met and avoided")
        return Filters(max_hops, met, avoided, states, in_order)

    # --- for other programs, and for readers ----------------------------------------------------------

    def export(
        self, form: str, *, layer: str = "all", derived: bool = False, aligned: bool = False, paths: bool = False,
    ) -> str:  # fmt: skip
        """Return the graph as text in a format that other programs read; `graph.export.EXPORT_FORMATS` lists them.

        Args:
            form: `"trig"`, `"nq"`, `"ttl"`, `"jsonld"`, `"nanopub"`, `"graphml"`, `"gexf"`, `"cytoscape"`,
                `"nodes-csv"` or `"edges-csv"`.
            layer: Of a network: which of the layers of `network`.
            derived: Of RDF: write the view as well.
            paths: Of RDF: write what paths cost as well, in a named graph, so that a store can be asked for paths.
            aligned: Of RDF: say everything in the terms of other vocabularies as well, by `data/alignment.ttl`.

        Raises:
            ExportError: There is no such format, or it cannot hold what was asked for.
        """
        from graph.export import EXPORT_FORMATS, RDF_FORMATS, Alignment, write_nanopubs, write_network, write_rdf

        if form in RDF_FORMATS:
            if self.is_elsewhere and not derived:
                raise ExportError(
                    "a store elsewhere holds the data mixed with its view; export it with the view",
                    loosen=("derived",),
                )
            quads: Iterable[Quad] = self.view if derived else self.truth()
            if paths:
                quads = chain(quads, self.path_finder.quads())
            if not aligned:
                return write_rdf(quads, form, derived=derived)
            alignment = Alignment(self.ontology)
            return write_rdf(alignment.aligned(quads), form, derived=derived, prefixes=alignment.prefixes)
        for name, asked in (("derived", derived), ("aligned", aligned), ("paths", paths)):
            if asked and form in EXPORT_FORMATS:
                raise ExportError(f"only RDF ({', '.join(RDF_FORMATS)}) holds what is {name}", loosen=(name,))
        return write_nanopubs(self.claims()) if form == "nanopub" else write_network(self.layers, form, layer=layer)

    def build(self, folder: str | PathLike[str], progress: Callable[[str], None] = lambda _: None) -> int:
        """Write the graph in compiled form, so that `open_graph(folder)` and all it is asked take a blink.

        `build_graph` does so without reading all of it into memory.

        Args:
            folder: Where it is to be; a compiled graph that is there gives way.
            progress: Is told what is being done.

        Returns:
            How many claims it has.

        Raises:
            OutputError: The folder cannot be written.
        """
        from graph.export.compiled import write_compiled

        return write_compiled(FilePath(folder), self.truth(), progress=progress)

    def page(  # noqa: PLR0913 - what to show, by keyword
        self, *, about: Sequence[Named] = (), hops: int = 2, most: int = 300, title: str | None = None,
        tour: Tour | None = None, language: str = "en", answer: Answer | None = None,
    ) -> Page:  # fmt: skip
        """Return the graph as one HTML page that asks nothing of the network; a notebook shows it in place.

        Args:
            about: Show only what lies around these: names or IRIs.
            hops: How far around.
            most: How many things at most, the most important first.
            title: The heading; a usual one without it.
            tour: A guided reading; the shipped one without it, as far as its claims pass the lens.
            language: In which language the page opens: `"en"`, `"ru"` or `"ko"`.
            answer: Show this answer instead of the whole graph.

        Raises:
            UnknownNameError: Nothing bears a name in `about`.
            AmbiguousNameError: Several things do.

        >>> page = open_graph().page(about=["Lavrov"], hops=1)
        >>> page.html.startswith("<!doctype html>")
        True
        """
        from graph.page import page

        return page(
            self.path_finder, about=[self.entity(name) for name in about], hops=hops, most=most, title=title,
            tour=tour, language=language, answer=answer,
        )  # fmt: skip


def _from_a_day(span: Span) -> Span:
    return span._replace(earliest=span.earliest or span.latest)
