"""From what people write to the entity they mean: names, titles before names, descriptors of who held an office."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from functools import cached_property
from itertools import starmap
from typing import TYPE_CHECKING, NamedTuple

from graph.conclusions.conclusions import Conclusions
from graph.errors import AmbiguousNameError, UnknownNameError
from graph.model.claims import Claim
from graph.model.entities import Entity, Label
from graph.model.safe import is_broken
from graph.model.vocabulary import BASE, PAN, PREFIXES, slug

if TYPE_CHECKING:
    from graph.conclusions.tenures import Tenure
    from graph.names.index import Match, Names
    from graph.names.officials import Officials
    from graph.names.search import Search
    from graph.names.table import Name

_SLUG = re.compile(r"[a-z0-9:/-]*")
_SHORT = re.compile(r"[a-zа-я]|\d{1,2}", re.IGNORECASE)
"""A letter or a small number, which is the name of nothing that it is but a part of."""
_PLAIN = {"slug", "label", "alias", "code", "folded"}
_LEADS = 2
"""So many times as many claims as of the next must speak of what is taken although others share the words."""

LONGEST = 400
"""Letters of a text beyond which it is nobody's name."""

_MENTIONS = 5
_CANDIDATES = 12


class Resolution(NamedTuple):
    """Which entity a name was taken for, and why.

    Attributes:
        entity: The entity.
        how: `"label"`, `"alias"`, `"folded"` …, or in words for a descriptor.
        others: What shares the words but is spoken of much less, where that is why it was taken.
        tenure: The term in an office, where a description of that is why it was taken.
    """

    entity: Entity
    how: str
    others: tuple[Entity, ...] = ()
    tenure: Tenure | None = None

    @property
    def is_plain(self) -> bool:
        """Whether the name is the entity's own but for case, accents and punctuation."""
        return self.how in _PLAIN


class Finder:
    """Resolves names against the entities of one graph.

    Args:
        conclusions: Knows the entities, and who held which office.
        day: For which day a descriptor is meant.

    Attributes:
        reader: Where the names stand.
    """

    def __init__(self, conclusions: Conclusions, day: date) -> None:
        self._conclusions, self._day = conclusions, day
        self.reader = conclusions.reader

    @cached_property
    def names(self) -> Names:
        """The index of all names."""
        from graph.names.index import Names
        from graph.names.persons import HONORIFICS
        from graph.names.table import NameTable

        whole = self.reader.whole
        admits = self.reader.is_mentioned if whole is not self.reader else lambda _: True
        table = NameTable(self.reader.tables, lambda: starmap(_as_name, whole.names()), admits)
        return Names(table, lambda: HONORIFICS | self._officials.titles)

    @cached_property
    def search(self) -> Search:
        """Searches names, claims and sources."""
        from graph.names.search import Search

        return Search(self._conclusions, self.names)

    @cached_property
    def _officials(self) -> Officials:
        from graph.names.officials import Officials

        return Officials(self._conclusions, self._day)

    def find(self, text: str, kinds: frozenset[str] | None = None) -> tuple[Resolution, ...]:
        """Return every entity that the text may mean, the best kind of match alone: persons first, then the
        weightiest.

        Args:
            text: A name, a code, a title with a name, or a descriptor of who held an office.
            kinds: Only entities of these kinds, given by their IRIs.
        """
        stages = self._exactly, self._wholly, self._as_official, self._reworded, self._partly
        return self._found(text, kinds, stages)

    def resolve(self, text: str, kinds: frozenset[str] | None = None) -> Resolution:
        """Return the entity that the text means.

        Args:
            text: As for `find`.
            kinds: As for `find`.

        Raises:
            UnknownNameError: Nothing bears the name; with suggestions, and the claims that have its words.
            AmbiguousNameError: Several things do; with all of them.
        """
        found = self.meant(text, kinds)
        if not found:
            raise self._unknown(text, kinds)
        if len(found) > 1 or (_SHORT.fullmatch(text.strip()) and not found[0].is_plain):
            found = self.find(text, kinds) or found
            candidates = [(each.entity.label(), each.entity.slug) for each in found[:_CANDIDATES]]
            raise AmbiguousNameError(text, candidates, more=len(found) - len(candidates))
        return found[0]

    def meant(self, text: str, kinds: frozenset[str] | None = None) -> Sequence[Resolution]:
        """Return what the text means as `resolve` takes it: nothing, one, or all between which it cannot choose."""
        return self._leading(self.find(text, kinds) or self._found(text, kinds, [self._worded]))

    def offices(self, text: str) -> tuple[Entity, ...]:
        """Return the several offices that a text may mean, such as *ambassadors*, if it is no name of anything."""
        if self._found(text, None, (self._exactly, self._wholly, self._as_official)):
            return ()
        found = self._officials.offices(text)
        return found if len(found) > 1 else ()

    def _found(
        self, text: str, kinds: frozenset[str] | None, stages: Iterable[Callable[[str], Iterable[Resolution]]]
    ) -> tuple[Resolution, ...]:
        """Return what the first stage finds that finds anything; a text that is no name finds nothing."""
        text = text.strip()
        for stage in () if _is_no_name(text) else stages:
            found = [each for each in stage(text) if kinds is None or each.entity.kind in kinds]
            if found:
                return tuple(sorted(found, key=self._order))
        return ()

    # --- stages ---------------------------------------------------------------------------------------

    def _exactly(self, text: str) -> Iterable[Resolution]:
        """Ask the store, without an index of all names."""
        if entity := self._written_out(text):
            return (Resolution(entity, "slug"),)
        if codes := self.reader.identified(text):
            return self._resolved(codes, "code")
        if not _SLUG.fullmatch(text):
            for how, iris in zip(("label", "alias"), self.reader.bearing(text), strict=True):
                if iris:
                    return self._resolved(iris, how)
        return ()

    def _written_out(self, text: str) -> Entity | None:
        """Return what an IRI with one of our prefixes means, such as `person:sergey-lavrov`, if that has a name."""
        prefix, colon, name = text.partition(":")
        if not colon or not _SLUG.fullmatch(text) or not PREFIXES.get(prefix, "").startswith(BASE):
            return None
        entity = self._conclusions.entity(PREFIXES[prefix] + name)
        named = entity.labels or entity.aliases
        admitted = self.reader.whole is self.reader or self.reader.is_mentioned(entity.iri)
        return entity if named and admitted else None

    def _wholly(self, text: str) -> Iterable[Resolution]:
        return self._matched(self.names.whole(text))

    def _as_official(self, text: str) -> Iterable[Resolution]:
        for tenure, how in self._officials.described(text):
            if tenure.holder:
                yield Resolution(tenure.holder, how, tenure=tenure)
        bearers: dict[str, str] = {}
        for title, name in self._officials.titled(text):
            persons = [match.entity for match in self._persons(name)]
            bearers |= dict.fromkeys(self._officials.bearing(title, persons), f"{title}: {name}")
        yield from (Resolution(self._conclusions.entity(iri), how) for iri, how in bearers.items())

    def _partly(self, text: str) -> Iterable[Resolution]:
        return self._matched(self.names.partly(text))

    def _reworded(self, text: str) -> Iterable[Resolution]:
        return self._matched(self.search.reworded(text)) if " " in text else ()

    def _persons(self, name: str) -> list[Match]:
        matches = self.names.whole(name) or self.names.partly(name)
        return [match for match in matches if self._conclusions.entity(match.entity).kind == PAN + "Person"]

    def _worded(self, text: str) -> Iterable[Resolution]:
        """Return what has all the words of a longer text in one of its names."""
        return self._matched(self.search.with_words(text)) if " " in text else ()

    def _leading(self, found: Sequence[Resolution]) -> Sequence[Resolution]:
        """Return the one that all others are events about, or of which far more claims speak than of them, unless a
        person may be meant."""
        if len(found) < 2 or any(each.entity.kind == PAN + "Person" or each.is_plain for each in found):
            return found
        first, second, *_ = sorted(found, key=lambda each: -self.reader.weight(each.entity.iri))
        leads = self.reader.weight(first.entity.iri) >= _LEADS * self.reader.weight(second.entity.iri)
        leader = self._matter_of(found) or (first if leads else None)
        if leader is None:
            return found
        others = tuple(each.entity for each in found if each.entity != leader.entity)
        return (leader._replace(others=others),)

    def _matter_of(self, found: Sequence[Resolution]) -> Resolution | None:
        """Return the one that is no event where all others are events that claims link with it."""
        lasting = [each for each in found if not self._conclusions.is_event(each.entity)]
        if len(lasting) != 1:
            return None
        matter = lasting[0].entity
        linked = (self.reader.mentioning_both(matter.iri, e.entity.iri) for e in found if e.entity != matter)
        return lasting[0] if all(linked) else None

    # --- helpers --------------------------------------------------------------------------------------

    def _unknown(self, text: str, kinds: frozenset[str] | None) -> UnknownNameError:
        """Return the error that says that nothing bears a name, with what is like it."""
        if _is_no_name(text):
            return UnknownNameError(text)
        named = (match for _, name in self._officials.titled(text) for match in self._persons(name))
        close = dict.fromkeys(
            entity.label()
            for match in (*named, *self.names.suggest(text))
            if (entity := self._conclusions.entity(match.entity)) and (kinds is None or entity.kind in kinds)
        )
        told = (hit.thing for hit in self.search.told(text))
        claims = [slug(claim.iri).removeprefix("claim/") for claim in told if isinstance(claim, Claim)]
        return UnknownNameError(text, list(close), claims=claims[:_MENTIONS], more_claims=len(claims[_MENTIONS:]))

    def _matched(self, matches: Iterable[Match]) -> tuple[Resolution, ...]:
        return tuple(Resolution(self._conclusions.entity(match.entity), match.how) for match in matches)

    def _resolved(self, iris: Iterable[str], how: str) -> tuple[Resolution, ...]:
        return tuple(Resolution(self._conclusions.entity(iri), how) for iri in iris)

    def _order(self, found: Resolution) -> tuple[bool, int, str]:
        entity = found.entity
        return entity.kind != PAN + "Person", -self.reader.weight(entity.iri), entity.iri


def _is_no_name(text: str) -> bool:
    """Tell whether a text is too long for a name, or is none that can be written, with half a character in it."""
    return len(text) > LONGEST or is_broken(text)


def write_names(connection: sqlite3.Connection, names: Iterable[tuple[str, Label, bool]]) -> None:
    """Fill a database with all that names are looked up in.

    Args:
        connection: The database.
        names: As `Reader.names` gives them.
    """
    from graph.names.table import NameTable

    table = NameTable(connection, lambda: starmap(_as_name, names))
    _ = table.folded, table.romanised


def _as_name(iri: str, label: Label, preferred: bool) -> Name:
    from graph.names.table import Name

    return Name(label.text, label.language, iri, preferred)
