"""Reads claims, sources and entities out of a store elsewhere: a copy of what is asked for grows as it is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any

from pyoxigraph import Literal, NamedNode

from graph.model.claims import Claim
from graph.model.entities import Entity, Label
from graph.model.ontology import Ontology
from graph.model.sources import Publisher, Source
from graph.model.vocabulary import PAN, RDFS, SKOS
from graph.store.loading import Loaded
from graph.store.reader import claim_order
from graph.store.remote_copy import RemoteCopy, text_of
from graph.store.remote_queries import Wanted
from graph.store.store_reader import StoreReader


class RemoteReader(StoreReader):
    """Reads out of a store over HTTP.

    What was fetched is held in a store here, and read from there as if it were all. Where something is asked for
    that was not fetched, it is; `settle` finds out what an answer needs, and fetches that together.

    Args:
        copy: What was fetched, and what fetches more.
        vocabulary: Holds the vocabulary, and what is fetched.
        ontology: The same, as it is read.
        known_until: The last day on which a source became public.
        network_record: What the store tells of its network; None where it has none.

    Attributes:
        endpoint: The store.
        known_until: The same.
    """

    def __init__(
        self, copy: RemoteCopy, vocabulary: Loaded, ontology: Ontology, known_until: date | None,
        network_record: str | None,
    ) -> None:  # fmt: skip
        super().__init__(vocabulary, ontology)
        self.endpoint, self.known_until, self.network_record = copy.endpoint, known_until, network_record
        self._copy, self._queries = copy, copy.queries

    def settle(self, attempt: Callable[[], object]) -> None:
        self._copy.settle(attempt)

    def expect(self, names: Iterable[str]) -> None:
        self._copy.fetch(Wanted(names=tuple(names)))

    def pull(self) -> None:
        """Fetch everything; from then on nothing more is asked."""
        if self._copy.whole:
            return
        self._copy.pull()
        self.endpoint.tell("Fetching names")
        kinds = self.ontology.below(PAN + "Entity")
        self._copy.fetch(Wanted(entities=self._copy.listed(self._queries.instances(kinds))))
        self._copy.fetch(Wanted(entities=sorted({iri for iri, _, _ in self.names()})))
        self._copy.whole = True

    def select(self, query: str) -> list[tuple[Any, ...]] | None:
        return None if self._copy.whole else list(self.endpoint.pages(query))

    # --- what every reader gives ----------------------------------------------------------------------

    def claim(self, iri: str) -> Claim:
        self._copy.has("claims", iri)
        return super().claim(iri)

    def claims(self) -> tuple[Claim, ...]:
        self._copy.pause()
        self.pull()
        return super().claims()

    def mentioning(self, iri: str) -> tuple[Claim, ...]:
        return super().mentioning(iri) if self._copy.has("mentions", iri) else ()

    def mentioning_both(self, one: str, other: str) -> tuple[Claim, ...]:
        for known, second in ((one, other), (other, one)):
            if self._copy.knows("mentions", known):
                return tuple(claim for claim in self.mentioning(known) if second in claim.mentions)
        if not self._copy.has("pairs", (one, other)):
            return ()
        shared = set(self._graphs_with(one)) & set(self._graphs_with(other))
        claims = (self.claim(iri) for iri in sorted(shared, key=claim_order))
        return tuple(claim for claim in claims if not claim.withdrawn)

    def source(self, iri: str) -> Source:
        if iri not in self._sources:
            self._copy.has("sources", iri)
            known = self._record(iri).get(PAN + "knownFrom", ())
            source = super().source(iri)
            days = [date.fromisoformat(term.value) for term in known if isinstance(term, Literal)]
            self._sources[iri] = source._replace(known_from=min(days)) if days else source
        return self._sources[iri]

    def _publisher(self, iri: str) -> Publisher:
        """Return what the view tells of a publisher, which are the claims that count."""
        self._copy.has("publishers", iri)
        record = self._record(iri)
        told = (record.get(PAN + name, ()) for name in ("country", "publisherKind", "shortName"))
        return Publisher(iri, *(min((term.value for term in terms), default=None) for terms in told))  # type: ignore[attr-defined]

    def _referring_to(self, iri: str) -> list[Source]:
        """Since when a source was known stands in the view."""
        return []

    def sources(self) -> tuple[Source, ...]:
        if self._copy.whole:
            return super().sources()
        self._copy.pause()
        listed = self._copy.listed(self._queries.sources())
        self._copy.fetch(Wanted(sources=listed))
        return tuple(sorted(map(self.source, listed), key=lambda source: (source.known_from, source.iri)))

    def entity(self, iri: str) -> Entity:
        return super().entity(iri) if self._copy.has("entities", iri) else Entity(iri, PAN + "Entity", ())

    def bearing(self, text: str) -> tuple[frozenset[str], frozenset[str]]:
        self._copy.has("names", text)
        return super().bearing(text)

    def identified(self, text: str) -> frozenset[str]:
        self._copy.has("names", text)
        return super().identified(text)

    def weight(self, iri: str) -> int:
        if self._copy.knows("mentions", iri):
            return super().weight(iri)
        if iri not in self._copy.weights:
            self._copy.has("weights", iri)
        return self._copy.weights.get(iri, 0)

    def names(self) -> Iterator[tuple[str, Label, bool]]:
        yield from self._names

    @cached_property
    def _names(self) -> list[tuple[str, Label, bool]]:
        self._copy.pause()
        self.endpoint.tell("Fetching names")
        return [
            (thing.value, Label(name.value, name.language), predicate == RDFS + "label")
            for predicate in (RDFS + "label", SKOS + "altLabel")
            for thing, name in self.endpoint.pages(self._queries.named(predicate))
            if isinstance(thing, NamedNode) and isinstance(name, Literal) and not thing.value.startswith(PAN)
        ]

    def texts(self) -> Iterator[tuple[str, str]]:
        if self._copy.whole:
            yield from super().texts()
            return
        self._copy.pause()
        self.endpoint.tell("Fetching the words of the claims")
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for claim, predicate, text in self.endpoint.pages(self._queries.texts()):
            found[text_of(claim)][text_of(predicate)] = text_of(text)
        for iri in sorted(found, key=claim_order):
            yield iri, f"{found[iri].get(RDFS + 'comment', '')} {found[iri].get(PAN + 'conditionText', '')}"

    def instances(self, kinds: frozenset[str]) -> tuple[str, ...]:
        if self._copy.whole:
            return super().instances(kinds)
        self._copy.pause()
        return self._copy.listed(self._queries.instances(sorted(kinds)))

    def is_mentioned(self, iri: str) -> bool:
        return self.weight(iri) > 0

    def is_described(self, iri: str) -> bool:
        return self.entity(iri).kind != PAN + "Entity" or bool(self.entity(iri).labels)

    def last_day(self) -> date:
        return self.known_until or date.max
