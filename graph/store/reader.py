"""The reader: the one interface through which all above sees claims, sources, entities and names."""

from __future__ import annotations

import re
import sqlite3
from abc import ABC, abstractmethod
from collections.abc import Callable, Container, Iterable, Iterator
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from graph.errors import UnknownNameError
from graph.model.claims import Claim
from graph.model.entities import Entity, Label
from graph.model.ontology import Ontology
from graph.model.sources import Source
from graph.model.vocabulary import slug

T = TypeVar("T")

_CODE = re.compile(r"[A-Z]{2,3}")
_WIKIDATA = re.compile(r"(?:wd:|https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/)?(Q[0-9]+)")


class Reader(ABC):
    """Reads claims, sources and entities, each once. Withdrawn claims are left out everywhere but in `claim`.

    Attributes:
        ontology: The vocabulary.
        network_record: What a store elsewhere tells of its network; None where it has none, or the claims are here.
    """

    ontology: Ontology
    network_record: str | None = None

    @property
    def whole(self) -> Reader:
        """What reads all claims, whichever of them this one leaves out."""
        return self

    @property
    @abstractmethod
    def tables(self) -> sqlite3.Connection:
        """A database for what is made once of the names and words of all."""

    @abstractmethod
    def claim(self, iri: str) -> Claim:
        """Return the claim with an IRI.

        Raises:
            UnknownNameError: There is no such claim.
        """

    @abstractmethod
    def claims(self) -> tuple[Claim, ...]:
        """Return all claims, ordered by file and number."""

    @abstractmethod
    def mentioning(self, iri: str) -> tuple[Claim, ...]:
        """Return the claims whose graphs have an IRI as subject or object, ordered by file and number."""

    def mentioning_both(self, one: str, other: str) -> tuple[Claim, ...]:
        """Return the claims whose graphs have both of two IRIs, ordered by file and number."""
        others = frozenset(self.mentioning(other))
        return tuple(claim for claim in self.mentioning(one) if claim in others)

    def stating(self, iri: str, of: Container[str], to: Container[str]) -> tuple[Claim, ...]:
        """Return the claims that link a thing with others by some relations, ordered by file and number.

        Args:
            iri: The thing.
            of: IRIs of the relations that count where it is the subject.
            to: IRIs of those that count where it is the object.
        """
        return tuple(claim for claim in self.mentioning(iri) if states(claim.triples, iri, of, to))

    @abstractmethod
    def source(self, iri: str) -> Source:
        """Return the source with an IRI.

        Raises:
            UnknownNameError: There is no such source.
        """

    @abstractmethod
    def sources(self) -> tuple[Source, ...]:
        """Return the sources of all claims, oldest first."""

    @abstractmethod
    def entity(self, iri: str) -> Entity:
        """Return the entity with an IRI, whether or not the data gives it a name."""

    @abstractmethod
    def names(self) -> Iterator[tuple[str, Label, bool]]:
        """Yield (IRI, label, preferred) for every name of every entity."""

    @abstractmethod
    def bearing(self, text: str) -> tuple[frozenset[str], frozenset[str]]:
        """Return the IRIs that bear a name exactly as written: as a label, and as an alias."""

    @abstractmethod
    def identified(self, text: str) -> frozenset[str]:
        """Return the IRIs of what an ISO code or an identifier elsewhere stands for, such as `PRK` or `Q18808`."""

    @abstractmethod
    def weight(self, iri: str) -> int:
        """Return how many claims speak of an entity."""

    @abstractmethod
    def instances(self, kinds: frozenset[str]) -> tuple[str, ...]:
        """Return the IRIs of all that is of one of some kinds, in order."""

    @abstractmethod
    def is_mentioned(self, iri: str) -> bool:
        """Tell whether some claim speaks of an entity, or its record names it."""

    @abstractmethod
    def is_described(self, iri: str) -> bool:
        """Tell whether anything outside the claims is said of a thing: a kind, a name."""

    def each_claim(self) -> Iterator[Claim]:
        """Yield all claims, without reading those that nobody asks for."""
        yield from self.claims()

    def cited(self, iri: str) -> Source | None:
        """Return the source with an IRI, if claims come from it."""
        return self._cited.get(iri)

    @cached_property
    def _cited(self) -> dict[str, Source]:
        return {source.iri: source for source in self.sources()}

    def each_source(self) -> Iterator[Source]:
        """Yield the sources of all claims, oldest first, without keeping them."""
        yield from self.sources()

    def forget(self) -> None:  # noqa: B027 - what stands in memory is not read anew
        """Let go of what was read; it is read anew when it is asked for."""

    def settle(self, attempt: Callable[[], object]) -> None:  # noqa: B027 - what is here needs nothing
        """Have ready all that an attempt at an answer reads, where reading one thing after the other is slow."""

    def kept(self, name: str, make: Callable[[], T], write: Callable[[T], Any], read: Callable[[Any], T]) -> T:
        """Return what takes long to make of all claims, as it was made before where that is kept; see `kept`."""
        return make()

    def expect(self, names: Iterable[str]) -> None:  # noqa: B027 - as above
        """Have ready what bears one of some names, before they are resolved one after the other."""

    def select(self, query: str) -> list[tuple[Any, ...]] | None:
        """Return the rows of a SELECT from the store elsewhere that holds the claims; None where they are here."""
        return None

    def beginning(self, letters: str) -> Iterator[str]:
        """Yield at least all names that begin with some letters, when folded and without blanks."""
        return (label.text for _, label, _ in self.names())

    def texts(self) -> Iterator[tuple[str, str]]:
        """Yield the IRI of each claim with the words of the curators and of vague conditions."""
        for claim in self.each_claim():
            yield claim.iri, f"{claim.comment} {claim.condition_text or ''}"

    def dossiers(self) -> frozenset[str]:
        """Return the names of the claims files."""
        return frozenset(claim.file for claim in self.claims())

    def last_day(self) -> date:
        """Return the last day on which a source became public; the curators' background has none."""
        known = (source.known_from for source in self.latest_sources() if not source.is_background)
        return next((day for day in known if day < date.max), date.max)

    def latest_sources(self) -> Iterator[Source]:
        """Yield the sources of all claims, the latest first, without reading those that nobody asks for."""
        yield from reversed(self.sources())

    def said_by(self, source: str) -> Iterator[Claim]:
        """Yield the claims of a source, given by its IRI."""
        return (claim for claim in self.claims() if claim.source.iri == source)

    def about(self, iri: str) -> tuple[Claim, ...]:
        """Return the claims that say something of a thing, those that deny it included."""
        return tuple(claim for claim in self.mentioning(iri) if any(t.subject == iri for t in claim.triples))

    def named(self) -> tuple[str, ...]:
        """Return the IRIs of all entities that have a preferred name, in order."""
        return tuple(sorted({iri for iri, _, preferred in self.names() if preferred}))


class NarrowedReader(Reader):
    """Reads only the claims that pass, and the sources, entities and names that these speak of.

    Args:
        whole: Reads all of them.
        passes: Tells which claims count.
    """

    def __init__(self, whole: Reader, passes: Callable[[Claim], bool]) -> None:
        self._whole, self._passes = whole, passes
        self._mentioning: dict[str, tuple[Claim, ...]] = {}
        self.ontology = whole.ontology

    @property
    def whole(self) -> Reader:
        return self._whole.whole

    @property
    def tables(self) -> sqlite3.Connection:
        return self._whole.tables

    def claim(self, iri: str) -> Claim:
        claim = self._whole.claim(iri)
        if not self._passes(claim):
            raise UnknownNameError(slug(iri), what="claim")
        return claim

    def claims(self) -> tuple[Claim, ...]:
        return self._claims

    def each_claim(self) -> Iterator[Claim]:
        return filter(self._passes, self._whole.each_claim())

    def mentioning(self, iri: str) -> tuple[Claim, ...]:
        if iri not in self._mentioning:
            self._mentioning[iri] = tuple(filter(self._passes, self._whole.mentioning(iri)))
        return self._mentioning[iri]

    def stating(self, iri: str, of: Container[str], to: Container[str]) -> tuple[Claim, ...]:
        return tuple(filter(self._passes, self._whole.stating(iri, of, to)))

    def source(self, iri: str) -> Source:
        return self._whole.source(iri)

    def sources(self) -> tuple[Source, ...]:
        passing = {claim.source.iri for claim in self._claims}
        return tuple(source for source in self._whole.sources() if source.iri in passing)

    def latest_sources(self) -> Iterator[Source]:
        return (one for one in self._whole.latest_sources() if any(True for _ in self.said_by(one.iri)))

    def said_by(self, source: str) -> Iterator[Claim]:
        return filter(self._passes, self._whole.said_by(source))

    def entity(self, iri: str) -> Entity:
        return self._whole.entity(iri)

    def names(self) -> Iterator[tuple[str, Label, bool]]:
        return ((iri, label, preferred) for iri, label, preferred in self._whole.names() if iri in self.spoken_of)

    def bearing(self, text: str) -> tuple[frozenset[str], frozenset[str]]:
        return tuple(frozenset(filter(self.is_mentioned, found)) for found in self._whole.bearing(text))  # type: ignore[return-value]

    def identified(self, text: str) -> frozenset[str]:
        return frozenset(filter(self.is_mentioned, self._whole.identified(text)))

    def weight(self, iri: str) -> int:
        return len(self.mentioning(iri))

    def instances(self, kinds: frozenset[str]) -> tuple[str, ...]:
        return tuple(filter(self.is_mentioned, self._whole.instances(kinds)))

    def is_mentioned(self, iri: str) -> bool:
        return bool(self.mentioning(iri)) or iri in self.spoken_of

    def is_described(self, iri: str) -> bool:
        return self._whole.is_described(iri)

    def says_anything(self) -> bool:
        """Tell whether any claim passes but those of the curators' background."""
        return any(not claim.source.is_background for claim in self.each_claim())

    @cached_property
    def _claims(self) -> tuple[Claim, ...]:
        return tuple(filter(self._passes, self._whole.claims()))

    @cached_property
    def spoken_of(self) -> frozenset[str]:
        """The IRIs of all that the passing claims and their records name."""
        found: set[str] = set()
        for claim in self._claims:
            found |= claim.mentions | {claim.iri, claim.source.iri, *claim.reported_by, *claim.conditions}
            found |= {iri for iri in (claim.source.publisher, claim.source.creator) if iri}
        return frozenset(found)


def states(triples: Iterable[Iterable[Any]], iri: str, of: Container[str], to: Container[str]) -> bool:
    """Tell whether one of some triples has a thing as subject of some relations, or as object of others."""
    return any(
        (subject == iri and relation in of) or (thing == iri and relation in to)
        for subject, relation, thing in triples
    )


def claim_order(iri: str) -> tuple[str, int, str]:
    """Sort key that puts the claims of a file in the order of their numbers."""
    file, _, number = iri.rpartition("/")
    return file, int(number) if number.isascii() and number.isdigit() else 0, number


def codes_in(text: str) -> list[str]:
    """Return the codes that a text may be: an ISO code of a state, an address elsewhere, of Wikidata also short."""
    if item := _WIKIDATA.fullmatch(text):
        return [f"http://www.wikidata.org/entity/{item[1]}"]
    if _CODE.fullmatch(text):
        return [text]
    return [text] if text.startswith(("http://", "https://")) and is_iri(text) else []


def is_iri(text: str) -> bool:
    """Tell whether a text is an absolute IRI.

    >>> is_iri("https://example.org/"), is_iri("http://["), is_iri("Kim")
    (True, False, False)
    """
    from pyoxigraph import NamedNode

    try:
        NamedNode(text)
    except ValueError:
        return False
    return True
