"""Shared fixtures: the shipped graph, the article alone, and a small graph of the tests' own."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import KnowledgeGraph, Lens, open_graph

DATA = Path(__file__).parent / "data"
ARTICLE = "valdai-2019-04-20"


@pytest.fixture(scope="session")
def shipped() -> KnowledgeGraph:
    """All shipped claims."""
    return open_graph()


@pytest.fixture(scope="session")
def article(shipped: KnowledgeGraph) -> KnowledgeGraph:
    """The claims of the article of 20 April 2019 alone, so that sources added later move nothing."""
    return shipped.within(Lens(sources=frozenset({ARTICLE})))


@pytest.fixture(scope="session")
def mini() -> KnowledgeGraph:
    """Two small stories worked out by hand; the second has one of each thing that conclusions are drawn from."""
    return open_graph(DATA / "mini.trig")


@pytest.fixture(scope="session")
def first(mini: KnowledgeGraph) -> KnowledgeGraph:
    """The first story: two sources that agree on a visit, differ on its day, and one that denies a meeting."""
    return mini.within(Lens(sources=frozenset({"daily-2001", "paper-2002"})))
