"""Shared fixtures: the shipped graph, the article alone, a small graph of the tests' own, and a browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import lru_cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

import graph.knowledge
from graph import KnowledgeGraph, Lens, open_graph
from tests.browsers import CHROMIUM, installed_puppeteer, missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser

if "PYTEST_XDIST_WORKER" not in os.environ:
    os.environ["PANMUNJOM_CACHE"] = "off"  # what is tested is the data as it is now
settings.register_profile("any machine", deadline=None)  # no test depends on how fast it is
settings.load_profile("any machine")
DATA = Path(__file__).parent / "data"
ARTICLE = "valdai-2019-04-20"
COMPILING = pytest.StashKey[tuple[str, subprocess.Popen[bytes]]]()
_COMPILE = """
import os, pathlib
from graph.knowledge import build_graph
from graph.store.cache import key_of
from graph.store.resources import shipped_claims
build_graph(pathlib.Path(os.environ["PANMUNJOM_CACHE"], key_of(shipped_claims())))
"""


def pytest_configure(config: pytest.Config) -> None:
    """Where workers run all tests, compile the shipped data once for them and for all processes that they start."""
    if config.args_source is config.ArgsSource.TESTPATHS and config.getoption("numprocesses", None):
        os.environ["PANMUNJOM_CACHE"] = cache = tempfile.mkdtemp(prefix="panmunjom-")
        config.stash[COMPILING] = cache, subprocess.Popen([sys.executable, "-c", _COMPILE], cwd=DATA.parent.parent)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_node_collection_finished(node: Any) -> None:
    """Let no test begin before that is done; the workers have looked for their tests meanwhile."""
    _, compiling = node.config.stash.get(COMPILING, ("", None))
    if compiling and compiling.wait():
        raise RuntimeError("the shipped data cannot be compiled; see above")


def pytest_unconfigure(config: pytest.Config) -> None:
    cache, compiling = config.stash.get(COMPILING, ("", None))
    if compiling:
        compiling.kill()
        compiling.wait()
        shutil.rmtree(cache)


@pytest.fixture(scope="session", autouse=True)
def opened_once() -> Iterator[None]:
    """Let commands that read the shipped data share one graph, and one for each lens: nothing in a graph changes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(graph.knowledge, "open_graph", sharing(open_graph))
        yield


def sharing(opens: Callable[..., KnowledgeGraph]) -> Callable[..., KnowledgeGraph]:
    """Return a function that opens graphs likewise, but those of the shipped data once each."""

    @lru_cache(maxsize=24)
    def seen_through(lens: Lens | None) -> KnowledgeGraph:
        return seen_through(None).within(lens) if lens else opens()

    @wraps(opens)
    def opened(
        *paths: object, add: tuple[object, ...] = (), lens: Lens | None = None, plain: bool = False, **rest: Any
    ) -> KnowledgeGraph:
        if paths or add or plain:
            return opens(*paths, add=add, lens=lens, plain=plain, **rest)
        return seen_through(lens or None)

    return opened


@pytest.fixture(scope="session")
def shipped(opened_once: None) -> KnowledgeGraph:
    """All shipped claims."""
    return graph.knowledge.open_graph()


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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium, one for all: playwright runs once in a process."""
    if not CHROMIUM.exists():
        missing(f"no browser at {CHROMIUM}: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="session")
def puppeteer(pytestconfig: pytest.Config) -> Path:
    """What drives both browsers; it stays installed from run to run."""
    assert pytestconfig.cache
    return installed_puppeteer(pytestconfig.cache.mkdir("puppeteer"))
