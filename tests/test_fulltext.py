"""Words in texts: where one begins, in any script."""

from __future__ import annotations

import pytest

from graph.store.database import Database
from graph.store.fulltext import FullText

TOLD = [
    ("a", "the party of the workers"), ("b", "art of the deal"), ("c", "state-of-the-art (artillery)"),
    ("d", "개성공업지구 폐쇄"), ("e", "партия труда"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ([["art"]], {"b", "c"}),  # not in "party"
        ([["ar"]], {"b", "c"}),
        ([["art", "work"]], {"a", "b", "c"}),
        ([["(art"]], {"c"}),
        ([["공업"]], {"d"}),  # Korean words are written together
        ([["арт"]], set()),
        ([["парт"], ["труд"]], {"e"}),
        ([["парт"], ["art"]], set()),
    ],
)
def test_a_word_is_found_where_one_begins_so(words: list[list[str]], found: set[str]) -> None:
    assert set(FullText(Database(), lambda: TOLD).matching(words)) == found


def test_no_more_than_are_wanted() -> None:
    texts = FullText(Database(), lambda: [*TOLD, ("f", "artful")])
    assert len(texts.matching([["art"]], limit=2)) == 2
