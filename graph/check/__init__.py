"""Check data files: what is wrong, in which file, at which claim, and what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from os import PathLike

from graph.check.corpus import Corpus, Finding
from graph.check.dates import impossible_dates, late_claims, wrong_bounds
from graph.check.happenings import doubles, overlapping_tenures, unfit_participants
from graph.check.names import same_labels, unnamed_in_comment
from graph.check.shapes import broken_shapes
from graph.check.sources import bad_addresses, unused_sources
from graph.check.structure import blank_nodes, mixed_homes, orphans, unknown_terms, unrecorded_graphs, wrong_ends

__all__ = ["CHECKS", "Finding", "check"]

CHECKS: tuple[Callable[[Corpus], Iterable[Finding]], ...] = (
    blank_nodes,
    impossible_dates,
    wrong_bounds,
    mixed_homes,
    unrecorded_graphs,
    unknown_terms,
    wrong_ends,
    broken_shapes,
    orphans,
    same_labels,
    late_claims,
    unused_sources,
    bad_addresses,
    unnamed_in_comment,
    overlapping_tenures,
    unfit_participants,
    doubles,
)
"""Every check, in the order in which its findings are told."""


def check(*paths: str | PathLike[str]) -> Iterator[Finding]:
    """Yield what is wrong with data files.

    Args:
        paths: Files and folders; none for the shipped data.

    Raises:
        DataError: A path does not exist or holds nothing to read.

    >>> list(check())
    []
    """
    corpus = Corpus.read(*paths)
    yield from corpus.unreadable
    for test in CHECKS:
        yield from test(corpus)
