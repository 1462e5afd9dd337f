"""Reads claims, sources and entities out of a store elsewhere: a copy of what is asked for grows as it is asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from graph.errors import RemoteError
from graph.model.claims import Claim
from graph.model.entities import Entity, Label
from graph.model.ontology import Ontology
from graph.model.sources import Publisher, Source
from graph.model.vocabulary import LANGUAGES, PAN, RDFS, SKOS
from graph.store.endpoint import CapError, Endpoint
from graph.store.loading import Loaded
from graph.store.reader import claim_order, codes_in
from graph.store.remote_queries import CLAIM, ENTITY, SOURCE, Queries, Wanted
from graph.store.store_reader import StoreReader

if TYPE_CHECKING:
    from graph.store.endpoint import Node

_DEFAULT = DefaultGraph()
_AT_ONCE = 300
"""Of so many things one query asks."""


class RemoteReader(StoreReader):
    """Reads out of a store over HTTP.

    What was fetched is held in a store here, and read from there as if it were all. Where something is asked for
    that was not fetched, it is; `settle` finds out what an answer needs, and fetches that together.

    Args:
        endpoint: The store.
        queries: Writes the queries for it.
        vocabulary: Holds the vocabulary.
        ontology: The same, as it is read.
        known_until: The last day on which a source became public.

    Attributes:
        endpoint: The store.
        queries: The same.
        known_until: The same.
    """

    def __init__(
        self, endpoint: Endpoint, queries: Queries, vocabulary: Loaded, ontology: Ontology,
        known_until: date | None,
    ) -> None:  # fmt: skip
        super().__init__(vocabulary, ontology)
        self.endpoint, self.queries, self.known_until = endpoint, queries, known_until
        self._known: dict[str, set[object]] = {name: set() for name in Wanted._fields}
        self._weights: dict[str, int] = {}
        self._answers: dict[str, dict[str, set[str]]] = {}
        self._pulled = self._has_voices = False
        self._missing: dict[str, dict[object, None]] | None = None
        self._uncounted: dict[str, None] = {}

    # --- what is there, and what is not yet -----------------------------------------------------------

    def settle(self, attempt: Callable[[], object]) -> None:
        """Fetch all that an attempt at an answer reads, many things at a time.

        The attempt is made with what is there, and notes what is missing, which is then fetched; and so again,
        until nothing is missing. So it takes as many round trips as things hang on each other, however many there
        are. The attempt must keep nothing of what it read.
        """
        while not self._pulled:
            self._missing = {name: {} for name in Wanted._fields}
            try:
                attempt()
            except RemoteError:
                raise
            except Exception:
                pass
            finally:
                missing, self._missing = self._missing, None
                uncounted, self._uncounted = self._uncounted, {}
            if uncounted:
                self._count(tuple(uncounted))
            if any(missing.values()):
                self._fetch(Wanted(*(tuple(missing[name]) for name in Wanted._fields)))  # type: ignore[arg-type]
            elif not uncounted:
                return

    def _has(self, what: str, thing: object) -> bool:
        """Tell whether something was fetched; if not, note that it is missing, or fetch it."""
        if self._pulled or thing in self._known[what]:
            return True
        if self._missing is not None:
            self._missing[what][thing] = None
            return False
        self._fetch(Wanted(**{what: (thing,)}))  # type: ignore[arg-type]
        return True

    def _fetch(self, wanted: Wanted) -> None:
        for name, things in wanted._asdict().items():
            fresh = [thing for thing in things if thing not in self._known[name]]
            for start in range(0, len(fresh), _AT_ONCE):
                some = fresh[start : start + _AT_ONCE]
                if len(fresh) > _AT_ONCE:
                    self._fetch_some(Wanted(**{name: some}))
        rest = {n: [t for t in things if t not in self._known[n]] for n, things in wanted._asdict().items()}
        if any(rest.values()):
            self._fetch_some(Wanted(**rest))

    def _fetch_some(self, wanted: Wanted) -> None:
        """Fetch with one query, or with several where the store cuts its answer off."""
        try:
            rows = self.endpoint.rows(self.queries.content(wanted))
        except CapError:
            parts = _halves(wanted)
            if parts is None and (wanted.mentions or wanted.pairs):
                parts = (Wanted(claims=self._list(self.queries.claims_of(wanted))),)
            if parts is None:
                raise
            for part in parts:
                self._fetch_some(part)
            self._note(wanted)
            return
        self._add(rows)
        self._note(wanted)

    def _note(self, wanted: Wanted) -> None:
        for name, things in wanted._asdict().items():
            self._known[name].update(things)

    def _add(self, rows: Iterable[tuple[Node | None, ...]]) -> None:
        """Add what was fetched to what is here."""
        quads, whole = [], set()
        for graph, subject, predicate, thing in rows:
            about = graph.value if isinstance(graph, NamedNode) else ""
            if about == CLAIM:
                whole.add(subject)
            elif about == SOURCE and isinstance(subject, NamedNode):
                self._known["sources"].add(subject.value)
            name = _DEFAULT if about in {CLAIM, SOURCE, ENTITY} else graph
            quads.append(Quad(subject, predicate, thing, name))  # type: ignore[arg-type]
        self._store.extend(quads)
        self._known["claims"].update(claim.value for claim in whole if isinstance(claim, NamedNode))
        ends = (end for quad in quads if quad.graph_name in whole for end in (quad.subject, quad.object))
        self._known["entities"].update(end.value for end in ends if isinstance(end, NamedNode))

    def _count(self, things: Sequence[str]) -> None:
        self._weights |= dict.fromkeys(things, 0)
        for start in range(0, len(things), _AT_ONCE):
            rows = self.endpoint.rows(self.queries.weights(things[start : start + _AT_ONCE]))
            self._weights |= {_text(thing): int(_text(number)) for thing, number in rows if thing}

    def pull(self) -> None:
        """Fetch everything; from then on nothing more is asked."""
        if self._pulled:
            return
        claims = [iri for iri in self._list(self.queries.claims()) if iri not in self._known["claims"]]
        for start in range(0, len(claims), _AT_ONCE):
            self.endpoint.tell(f"Fetching claims, {start + 1} of {len(claims)}")
            self._fetch_some(Wanted(claims=claims[start : start + _AT_ONCE]))
        missing = set(claims) - self._known["claims"]
        if missing:
            raise RemoteError(
                f"gives nothing of {len(missing)} claims that it lists; ask again",
                address=self.endpoint.address.shown,
            )
        self.endpoint.tell("Fetching names")
        self._fetch(Wanted(entities=self._list(self.queries.instances(self.ontology.below(PAN + "Entity")))))
        self._fetch(Wanted(entities=sorted({iri for iri, _, _ in self.names()})))
        self._pulled = True

    def _list(self, query: str) -> tuple[str, ...]:
        return tuple(
            sorted({_text(thing) for (thing,) in self.endpoint.pages(query) if isinstance(thing, NamedNode)})
        )

    def select(self, query: str) -> list[tuple[Any, ...]] | None:
        return None if self._pulled else list(self.endpoint.pages(query))

    # --- what every reader gives ----------------------------------------------------------------------

    def claim(self, iri: str) -> Claim:
        self._has("claims", iri)
        return super().claim(iri)

    def claims(self) -> tuple[Claim, ...]:
        self.pull()
        return super().claims()

    def mentioning(self, iri: str) -> tuple[Claim, ...]:
        return super().mentioning(iri) if self._has("mentions", iri) else ()

    def mentioning_both(self, one: str, other: str) -> tuple[Claim, ...]:
        for known, second in ((one, other), (other, one)):
            if self._pulled or known in self._known["mentions"]:
                return tuple(claim for claim in self.mentioning(known) if second in claim.mentions)
        if not self._has("pairs", (one, other)):
            return ()
        shared = set(self._graphs_with(one)) & set(self._graphs_with(other))
        claims = (self.claim(iri) for iri in sorted(shared, key=claim_order))
        return tuple(claim for claim in claims if not claim.withdrawn)

    def source(self, iri: str) -> Source:
        if iri not in self._sources:
            self._has("sources", iri)
            known = self._record(iri).get(PAN + "knownFrom", ())
            source = super().source(iri)
            days = [date.fromisoformat(term.value) for term in known if isinstance(term, Literal)]
            self._sources[iri] = source._replace(known_from=min(days)) if days else source
        return self._sources[iri]

    def _publisher(self, iri: str) -> Publisher:
        if not self._has_voices:
            self._has_voices = True
            self._add(self.endpoint.pages(self.queries.voices()))
        return super()._publisher(iri)

    def _referring_to(self, iri: str) -> list[Source]:
        """Since when a source was known stands in the view."""
        return []

    def sources(self) -> tuple[Source, ...]:
        if self._pulled:
            return super().sources()
        listed = self._list(self.queries.sources())
        self._fetch(Wanted(sources=listed))
        return tuple(sorted(map(self.source, listed), key=lambda source: (source.known_from, source.iri)))

    def entity(self, iri: str) -> Entity:
        return super().entity(iri) if self._has("entities", iri) else Entity(iri, PAN + "Entity", ())

    def bearing(self, text: str) -> tuple[frozenset[str], frozenset[str]]:
        terms = [str(Literal(text, language=language)) for language in LANGUAGES]
        found = self._borne(self.queries.bearing(terms)) if not self._pulled else None
        if found is None:
            return super().bearing(text)
        own = {how: {iri for iri in iris if not iri.startswith(PAN)} for how, iris in found.items()}
        return frozenset(own.get(RDFS + "label", ())), frozenset(own.get(SKOS + "altLabel", ()))

    def identified(self, text: str) -> frozenset[str]:
        codes = codes_in(text)
        if self._pulled or not codes:
            return super().identified(text)
        terms = [f"<{code}>" if "://" in code else str(Literal(code)) for code in codes]
        return frozenset().union(*self._borne(self.queries.identified(terms)).values())

    def _borne(self, query: str) -> dict[str, set[str]]:
        """Return what bears a term, by the predicate; its identity and weight are kept."""
        if query in self._answers:
            return self._answers[query]
        found = self._answers[query] = defaultdict(set)
        for thing, how, weight, predicate, value in self.endpoint.rows(query):
            if isinstance(thing, NamedNode):
                found[_text(how)].add(thing.value)
                self._weights[thing.value] = int(_text(weight))
                self._known["entities"].add(thing.value)
                self._store.add(Quad(thing, predicate, value, _DEFAULT))  # type: ignore[arg-type]
        return found

    def weight(self, iri: str) -> int:
        if self._pulled or iri in self._known["mentions"]:
            return super().weight(iri)
        if iri not in self._weights:
            if self._missing is not None:
                self._uncounted[iri] = None
                return 0
            self._count((iri,))
        return self._weights[iri]

    def names(self) -> Iterator[tuple[str, Label, bool]]:
        yield from self._names

    @cached_property
    def _names(self) -> list[tuple[str, Label, bool]]:
        self.endpoint.tell("Fetching names")
        return [
            (thing.value, Label(name.value, name.language), predicate == RDFS + "label")
            for predicate in (RDFS + "label", SKOS + "altLabel")
            for thing, name in self.endpoint.pages(self.queries.named(predicate))
            if isinstance(thing, NamedNode) and isinstance(name, Literal) and not thing.value.startswith(PAN)
        ]

    def texts(self) -> Iterator[tuple[str, str]]:
        if self._pulled:
            yield from super().texts()
            return
        self.endpoint.tell("Fetching the words of the claims")
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for claim, predicate, text in self.endpoint.pages(self.queries.texts()):
            found[_text(claim)][_text(predicate)] = _text(text)
        for iri in sorted(found, key=claim_order):
            yield iri, f"{found[iri].get(RDFS + 'comment', '')} {found[iri].get(PAN + 'conditionText', '')}"

    def instances(self, kinds: frozenset[str]) -> tuple[str, ...]:
        return super().instances(kinds) if self._pulled else self._list(self.queries.instances(sorted(kinds)))

    def is_mentioned(self, iri: str) -> bool:
        return self.weight(iri) > 0

    def is_described(self, iri: str) -> bool:
        return self.entity(iri).kind != PAN + "Entity" or bool(self.entity(iri).labels)

    def last_day(self) -> date:
        return self.known_until or date.max


def _halves(wanted: Wanted) -> tuple[Wanted, ...] | None:
    """Return what is wanted in two parts; None where it is one thing."""
    each = [(name, thing) for name, things in wanted._asdict().items() for thing in things]
    if len(each) < 2:
        return None
    middle = len(each) // 2
    one, other = (
        Wanted(**{name: [thing for kind, thing in part if kind == name] for name in Wanted._fields})
        for part in (each[:middle], each[middle:])
    )
    return one, other


def _text(term: Node | None) -> str:
    return str(getattr(term, "value", ""))
