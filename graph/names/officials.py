"""Officials: people by their office ("the Russian foreign minister"), or by a title beside a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cached_property, lru_cache

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.tenures import Tenure, last_holder
from graph.model.entities import Entity
from graph.model.vocabulary import PAN
from graph.names.persons import FILLERS, HONORIFICS, nominatives
from graph.names.spelling import fold
from graph.names.stems import stem

_WORD = re.compile(r"\w+")
_HANGUL = re.compile(r"[가-힣]+")


class Officials:
    """Knows who held which office, by the words people use for it.

    Args:
        conclusions: Knows the tenures.
        day: For which day a descriptor is meant.
    """

    def __init__(self, conclusions: Conclusions, day: date) -> None:
        self._conclusions, self._day = conclusions, day

    @cached_property
    def titles(self) -> frozenset[str]:
        """The words of the names of all offices, folded."""
        offices = self._conclusions.entities(PAN + "Office")
        return frozenset(word for office in offices for words in _word_sets(office) for word in words)

    def offices(self, text: str) -> tuple[Entity, ...]:
        """Return the offices of which one name has all words of a text, in whatever form: *ambassadors*."""
        asked = {stem(word) for word in _words(text)}
        return tuple(
            office
            for office in self._conclusions.entities(PAN + "Office")
            if asked and any(asked <= set(map(stem, words)) for words in _word_sets(office))
        )

    def described(self, text: str) -> Iterator[tuple[Tenure, str]]:
        """Yield the tenure of who held the office that a text describes, or of several who may have, and how that
        is known; where nobody did on the day, of who held it last."""
        words = _words(text)
        if self.titles.isdisjoint(words):
            return
        fitting = [tenure for tenure in self._tenures if tenure.holder and _describes(words, tenure)]
        fitting = [tenure for tenure in fitting if _is_worded(text, tenure)] or fitting
        found: dict[str, tuple[Tenure, str]] = {}
        for office, of in sorted({(t.office.iri, t.of.iri) for t in fitting if t.office and t.of}):
            for tenure, how in self._held(office, of, fitting):
                if tenure.holder:
                    found[tenure.holder.iri] = tenure, f"as {tenure.title()} ({how})"
        yield from found.values()

    def titled(self, text: str) -> Iterator[tuple[str, str]]:
        """Yield the ways to part a text into a title and a name, in either order; the longest title first.

        >>> from graph import open_graph
        >>> list(Officials(open_graph().conclusions, date(2019, 4, 20)).titled("푸틴 대통령"))
        [('대통령', '푸틴')]
        """
        words = text.split()
        if len(words) == 1 and _HANGUL.fullmatch(text):  # written together: 문재인대통령
            cuts = (cut for cut in range(2, len(text) - 1) if self._is_title(text[cut:]))
            words = next(([text[:cut], text[cut:]] for cut in cuts), words)
        for count in range(len(words) - 1, 0, -1):
            for title, name in ((words[:count], words[count:]), (words[-count:], words[:-count])):
                if all(map(self._is_title, title)) and not all(map(self._is_title, name)):
                    yield " ".join(title), " ".join(name)

    def bearing(self, title: str, persons: Iterable[str]) -> list[str]:
        """Return those of some persons who held an office of which a title has the words; all of them where the
        title is but a form of address."""
        persons = list(persons)
        offices = [word for word in _words(title) if not self._is_address(word)]
        if not offices:
            return persons
        return [iri for iri in persons if any(self._fits(offices, t) for t in self._conclusions.tenures_of(iri))]

    def _fits(self, words: Iterable[str], tenure: Tenure) -> bool:
        known = {word for entity in (tenure.office, tenure.of) for names in _word_sets(entity) for word in names}
        return all(not known.isdisjoint(nominatives(word)) for word in words)

    def _is_title(self, word: str) -> bool:
        folded = fold(word)
        return folded in HONORIFICS or folded in FILLERS or not self._title_words.isdisjoint(nominatives(folded))

    def _is_address(self, word: str) -> bool:
        return word in HONORIFICS and word not in self.titles

    @cached_property
    def _title_words(self) -> frozenset[str]:
        states = self._conclusions.entities(PAN + "State")
        return self.titles | {word for state in states for words in _word_sets(state) for word in words}

    @cached_property
    def _tenures(self) -> tuple[Tenure, ...]:
        return self._conclusions.tenures

    def _held(self, office: str, of: str, fitting: list[Tenure]) -> Iterator[tuple[Tenure, str]]:
        holdings = self._conclusions.holders(office, of, self._day)
        for holding in holdings:
            if holding.grade == holdings[0].grade:
                yield holding.tenure, holding.text
        if not holdings:
            last = last_holder((t for t in fitting if _is_in(t, office, of)), self._day)
            if last:
                yield last, f"last known, until {last.term.latest}"


def _is_in(tenure: Tenure, office: str, of: str) -> bool:
    return bool(tenure.office and tenure.of and (tenure.office.iri, tenure.of.iri) == (office, of))


def _describes(words: frozenset[str], tenure: Tenure) -> bool:
    offices = [office for office in _word_sets(tenure.office) if office <= words]
    return any(words == office | state for office in offices for state in _word_sets(tenure.of))


def _is_worded(text: str, tenure: Tenure) -> bool:
    """Tell whether a text ends as a name of an office does: *to the DPRK*, not *of the DPRK*; or, as Korean has it,
    begins so: *러시아 주재* …"""
    names = (*tenure.office.labels, *tenure.office.aliases, *tenure.office.forms) if tenure.office else ()
    asked = fold(text).split()
    return any(_is_so_worded(asked, fold(name.text).split()) for name in names)


def _is_so_worded(asked: list[str], words: list[str]) -> bool:
    if _HANGUL.fullmatch(words[0]):
        return len(words) > 2 and asked[: len(words) - 1] == words[:-1]
    return len(words) > 1 and asked[1 - len(words) :] == words[1:]


def _word_sets(entity: Entity | None) -> list[frozenset[str]]:
    names = (*entity.labels, *entity.aliases, *entity.forms) if entity else ()
    return [_words_of_name(name.text) for name in names]


@lru_cache(maxsize=4096)
def _words_of_name(text: str) -> frozenset[str]:
    return _words(text)


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(fold(text))) - FILLERS
