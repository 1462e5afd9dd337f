"""A copy of a store elsewhere that grows as it is asked: what is missing is noted, and fetched together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from graph.errors import RemoteError
from graph.model.vocabulary import DCTERMS, RDF
from graph.store.endpoint import CapError, Endpoint
from graph.store.remote_queries import CLAIM, ENTITY, PUBLISHER, SOURCE, TELLING, WEIGHT, Queries, Wanted

if TYPE_CHECKING:
    from graph.store.endpoint import Node

_DEFAULT = DefaultGraph()
_AT_ONCE = 300
"""Of so many things one query asks."""

_TYPE = NamedNode(RDF + "type")
_TELLING = frozenset(map(NamedNode, TELLING))
_MAKERS = frozenset({DCTERMS + "publisher", DCTERMS + "creator"})


class MissingError(Exception):
    """An attempt at an answer goes no further: something that it reads was not fetched yet."""


class RemoteCopy:
    """What was fetched of a store elsewhere.

    Args:
        endpoint: The store.
        queries: Writes the queries for it.
        store: Where what is fetched is put.

    Attributes:
        endpoint: The same.
        queries: The same.
        store: The same.
        weights: How many claims speak of a thing, where that was fetched.
        whole: Whether everything was fetched.
    """

    def __init__(self, endpoint: Endpoint, queries: Queries, store: Store) -> None:
        self.endpoint, self.queries, self.store = endpoint, queries, store
        self.weights: dict[str, int] = {}
        self.whole = False
        self._known: dict[str, set[object]] = {name: set() for name in Wanted._fields}
        self._missing: dict[str, dict[object, None]] | None = None

    def settle(self, attempt: Callable[[], object]) -> None:
        """Fetch all that an attempt at an answer reads, many things at a time.

        The attempt is made with what is there, and notes what is missing, which is then fetched; and so again,
        until nothing is missing. With each thing the events and tenures around it are fetched, of which most
        answers tell as well. So it takes half as many round trips as things hang on each other, however many there
        are. The attempt must keep nothing of what it read.
        """
        while not self.whole:
            self._missing = {name: {} for name in Wanted._fields}
            try:
                attempt()
            except RemoteError:
                raise
            except Exception:
                pass
            finally:
                missing, self._missing = self._missing, None
            missing["around"], missing["mentions"] = missing["mentions"], {}
            wanted = Wanted(*(tuple(missing[name]) for name in Wanted._fields))  # type: ignore[arg-type]
            if not any(wanted):
                return
            self.fetch(wanted)

    def knows(self, what: str, thing: object) -> bool:
        """Tell whether something was fetched."""
        return self.whole or thing in self._known[what]

    def has(self, what: str, thing: object) -> bool:
        """Tell whether something was fetched; if not, note that it is missing, or fetch it."""
        if self.knows(what, thing):
            return True
        if self._missing is not None:
            self._missing[what][thing] = None
            return False
        self.fetch(Wanted(**{what: (thing,)}))  # type: ignore[arg-type]
        return True

    def pause(self) -> None:
        """End an attempt that would fetch very much, while little is missing that may spare it.

        Raises:
            MissingError: Something is.
        """
        if self._missing is not None and any(self._missing.values()):
            raise MissingError

    def fetch(self, wanted: Wanted) -> None:
        """Fetch what is wanted, and is not here, with as few queries as go."""
        fresh = {name: self._unknown(name, things) for name, things in wanted._asdict().items()}
        for name, things in fresh.items():
            *parts, fresh[name] = [things[n : n + _AT_ONCE] for n in range(0, len(things), _AT_ONCE)] or [[]]
            for part in parts:
                self._fetch(Wanted(**{name: part}))  # type: ignore[arg-type]
        if any(fresh.values()):
            self._fetch(Wanted(**fresh))  # type: ignore[arg-type]

    def pull(self) -> None:
        """Fetch everything; from then on nothing more is asked."""
        claims = [iri for iri in self.listed(self.queries.claims()) if not self.knows("claims", iri)]
        for start in range(0, len(claims), _AT_ONCE):
            self.endpoint.tell(f"Fetching claims, {start + 1} of {len(claims)}")
            self._fetch(Wanted(claims=claims[start : start + _AT_ONCE]))
        missing = set(claims) - self._known["claims"]
        if missing:
            raise RemoteError(
                f"gives nothing of {len(missing)} claims that it lists; ask again",
                address=self.endpoint.address.shown,
            )

    def listed(self, query: str) -> tuple[str, ...]:
        """Return the things that a query with one variable lists, in order."""
        return tuple(
            sorted({thing.value for (thing,) in self.endpoint.pages(query) if isinstance(thing, NamedNode)})
        )

    # --- one query ------------------------------------------------------------------------------------

    def _unknown(self, name: str, things: Iterable[object]) -> list[object]:
        known = self._known["mentions" if name == "around" else name]
        return [thing for thing in things if thing not in known]

    def _fetch(self, wanted: Wanted) -> None:
        """Fetch with one query, or with several where the store cuts its answer off."""
        try:
            rows = self.endpoint.rows(self.queries.content(wanted))
        except CapError:
            parts = self._parts(wanted)
            if parts is None:
                raise
            for part in parts:
                self._fetch(part)
            self._note(wanted._replace(around=()))  # what is around may have been left out
        else:
            self._add(rows)
            self._note(wanted)

    def _parts(self, wanted: Wanted) -> tuple[Wanted, ...] | None:
        """Return what is wanted in several parts; None where it has none."""
        if (halves := _halves(wanted)) is not None:
            return halves
        if wanted.around:
            return (Wanted(mentions=wanted.around),)
        if wanted.mentions or wanted.pairs:
            return (Wanted(claims=self.listed(self.queries.claims_of(wanted))),)
        return None

    def _note(self, wanted: Wanted) -> None:
        for name, things in wanted._asdict().items():
            self._known[name].update(things)
        self._known["mentions"].update(wanted.around)
        for iri in wanted.around:
            self._known["mentions"].update(self._telling(NamedNode(iri)))
        for iri in wanted.weights:
            self.weights.setdefault(iri, 0)

    def _telling(self, node: NamedNode) -> set[str]:
        """Return the events and tenures of which the claims speak that mention a thing."""
        claims = {
            quad.graph_name
            for pattern in ((node, None, None), (None, None, node))
            for quad in self.store.quads_for_pattern(*pattern)
        }
        said = (
            quad for claim in claims - {_DEFAULT} for quad in self.store.quads_for_pattern(None, None, None, claim)
        )
        things = {thing for quad in said for thing in (quad.subject, quad.object) if isinstance(thing, NamedNode)}
        return {thing.value for thing in things if any(self._is(thing, kind) for kind in _TELLING)}

    def _is(self, thing: NamedNode, kind: NamedNode) -> bool:
        return Quad(thing, _TYPE, kind, _DEFAULT) in self.store

    def _add(self, rows: Iterable[tuple[Node | None, ...]]) -> None:
        """Add what was fetched to what is here."""
        quads, whole = [], set()
        for graph, subject, predicate, thing in rows:
            about = graph.value if isinstance(graph, NamedNode) else ""
            if about == WEIGHT:
                self.weights[text_of(subject)] = int(text_of(thing))
                continue
            if about == CLAIM:
                whole.add(subject)
            elif about == SOURCE:
                self._known["sources"].add(text_of(subject))
                if text_of(predicate) in _MAKERS:
                    self._known["publishers"].add(text_of(thing))
            elif about == ENTITY:
                self._known["entities"].add(text_of(subject))
            name = _DEFAULT if about in {CLAIM, SOURCE, ENTITY, PUBLISHER} else graph
            try:
                quads.append(Quad(subject, predicate, thing, name))  # type: ignore[arg-type]
            except TypeError:
                raise RemoteError(
                    f"answers with {subject} {predicate}, which is no statement; is it a SPARQL endpoint?",
                    address=self.endpoint.address.shown,
                ) from None
        self.store.extend(quads)
        self._known["claims"].update(claim.value for claim in whole if isinstance(claim, NamedNode))
        ends = (end for quad in quads if quad.graph_name in whole for end in (quad.subject, quad.object))
        self._known["entities"].update(end.value for end in ends if isinstance(end, NamedNode))


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


def text_of(term: Node | None) -> str:
    """Return the text of a term; of none it is empty."""
    return str(getattr(term, "value", ""))
