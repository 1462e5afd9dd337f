"""Check data files: what is wrong, in which file, at which claim, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from os import PathLike

from graph.check.corpus import Corpus, Finding
from graph.check.dates import impossible_dates, late_claims, undated_plans, wrong_bounds
from graph.check.evidence import unattributed_reports, vague_comments, vague_places
from graph.check.happenings import (
    doubles,
    overlapping_tenures,
    seen_out_of_office,
    sure_alternatives,
    unfit_participants,
)
from graph.check.names import same_labels, unnamed_in_comment
from graph.check.shapes import broken_shapes
from graph.check.sources import bad_addresses, read_before_issued, unused_sources
from graph.check.structure import (
    blank_nodes,
    control_characters,
    mixed_homes,
    orphans,
    shared_claims,
    triple_terms,
    unknown_terms,
    unrecorded_graphs,
    wrong_ends,
)
from graph.errors import DataError
from graph.model.vocabulary import BASE
from graph.store.cache import cached, key_of
from graph.store.kept import is_marked, mark
from graph.store.resources import shipped_claims

__all__ = ["FORM", "MEANING", "Finding", "check"]

FORM: tuple[Callable[[Corpus], Iterable[Finding]], ...] = (
    blank_nodes,
    control_characters,
    shared_claims,
    triple_terms,
    impossible_dates,
    mixed_homes,
    unrecorded_graphs,
    unknown_terms,
    wrong_ends,
    broken_shapes,
    orphans,
    same_labels,
    unused_sources,
    read_before_issued,
    bad_addresses,
)
"""What every file must be, whatever it says."""

MEANING: tuple[Callable[[Corpus], Iterable[Finding]], ...] = (
    wrong_bounds,
    late_claims,
    undated_plans,
    unnamed_in_comment,
    sure_alternatives,
    unattributed_reports,
    vague_places,
    vague_comments,
    overlapping_tenures,
    seen_out_of_office,
    unfit_participants,
    doubles,
)
"""What the claims must be together; checked once their form is right, since it is read from it."""

_SOUND = "sound"
"""The note on a compiled graph that nothing is wrong with its files."""


def check(*paths: str | PathLike[str]) -> Iterator[Finding]:
    """Yield what is wrong with data files.

    Of files that are compiled in the cache it is noted there that nothing was found, and they are not gone through
    again.

    Args:
        paths: Files and folders; none for the shipped data.

    Raises:
        DataError: A path does not exist or holds nothing to read.

    >>> list(check())  # doctest: +SKIP
    []
    """
    given = paths or shipped_claims()
    compiled = cached(given)
    if compiled and is_marked(compiled, _SOUND):
        return
    sound = True
    for finding in _findings(*paths):
        sound = False
        yield finding
    if compiled and sound and key_of(given) == compiled.folder.name:  # else it was changed while it was read
        mark(compiled, _SOUND)


def _findings(*paths: str | PathLike[str]) -> Iterator[Finding]:
    corpus = Corpus.read(*paths)
    faulty = False
    for finding in chain(corpus.unreadable, *(test(corpus) for test in FORM)):
        faulty = True
        yield finding
    if faulty:
        return
    try:
        _ = corpus.claims
    except DataError as error:  # a value that no shape speaks of, and that no claim can have
        yield corpus.at(f"{BASE}{error.claim}", error.reason)
        return
    for test in MEANING:
        yield from test(corpus)
