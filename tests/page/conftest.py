"""Pages, and a browser that opens them and lets nothing out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pytest
from playwright import sync_api

from graph import KnowledgeGraph
from graph.page import Page
from tests.browsers import Driver, installed_driver, missing
from tests.page.reader import Visit, go, settled

WINDOWS = {"desktop": (1440, 900), "laptop": (1280, 720), "phone": (390, 844)}

Look: TypeAlias = tuple[str, bool, bool]
"""Window, whether dark, whether nothing moves."""


@pytest.fixture(scope="session")
def node() -> str:
    """The interpreter of scripts outside a browser."""
    if not (found := shutil.which("node")):
        missing("no node: apt-get install nodejs npm")
    return found


@pytest.fixture(scope="session")
def driver(node: str, tmp_path_factory: pytest.TempPathFactory) -> Driver:
    """What drives Chromium and Firefox alike."""
    return installed_driver(node, tmp_path_factory.mktemp("driver"))


@pytest.fixture(scope="session")
def full_page(shipped: KnowledgeGraph) -> Page:
    """The page of all shipped claims, rendered once."""
    return shipped.page()


@pytest.fixture(scope="session")
def page_file(full_page: Page, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same as a file."""
    file = tmp_path_factory.mktemp("page") / "panmunjom.html"
    file.write_text(full_page.html, encoding="utf-8")
    return file


@pytest.fixture(scope="session")
def article_file(article: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the article alone, everything drawn."""
    file = tmp_path_factory.mktemp("article") / "article.html"
    file.write_text(article.page(most=1000).html, encoding="utf-8")
    return file


def window_of(browser: sync_api.Browser, faults: list[str], file: Path, look: Look) -> sync_api.Page:
    """Open an empty page of which is noted whatever it asks of the network, logs, or throws."""
    window, dark, still = look
    width, height = WINDOWS[window]
    touch = window == "phone"
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", offline=True,
        reduced_motion="reduce" if still else "no-preference", accept_downloads=True, has_touch=touch, is_mobile=touch,
    )  # fmt: skip

    def refused(dialog: sync_api.Dialog) -> None:
        faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def stopped(route: sync_api.Route) -> None:
        faults.append(f"request: {route.request.url}")
        route.abort()

    page = context.new_page()
    page.set_default_timeout(20_000)
    page.on("console", lambda message: faults.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: faults.append(f"error: {error.message}"))
    page.on("dialog", refused)
    page.route(lambda url: not url.startswith((f"file://{file}", "data:", "blob:")), stopped)
    return page


@pytest.fixture
def visit(browser: sync_api.Browser, page_file: Path) -> Iterator[Visit]:
    """Open a page as a reader does; whatever it asks of the network, logs or throws fails the test."""
    pages: list[sync_api.Page] = []
    faults: list[str] = []

    def opened(
        hash_: str | None = None,
        file: Path = page_file,
        window: str = "desktop",
        dark: bool = False,
        still: bool = True,
    ) -> sync_api.Page:
        page = window_of(browser, faults, file, (window, dark, still))
        pages.append(page)
        usual = "#view=network" if file == page_file else ""
        page.goto(f"file://{file}{usual if hash_ is None else hash_}")
        page.wait_for_selector("html[data-ready]")
        settled(page)
        return page

    yield opened
    for page in pages:
        page.context.close()
    assert faults == []


class Kept(NamedTuple):
    """Pages that stay open from test to test, and what has gone wrong in them."""

    pages: dict[tuple[Path, Look], sync_api.Page]
    faults: list[str]


@pytest.fixture(scope="session")
def kept(browser: sync_api.Browser) -> Iterator[Kept]:
    """The pages of tests that only read."""
    found = Kept({}, [])
    yield found
    for page in found.pages.values():
        page.context.close()


@pytest.fixture
def look(browser: sync_api.Browser, page_file: Path, kept: Kept) -> Iterator[Visit]:
    """Like `visit`, for tests that leave nothing behind but an address: a page is opened once for all of them."""

    def opened(
        hash_: str | None = None,
        file: Path = page_file,
        window: str = "desktop",
        dark: bool = False,
        still: bool = True,
    ) -> sync_api.Page:
        usual = "#view=network" if file == page_file else ""
        address = usual if hash_ is None else hash_
        key = (file, (window, dark, still))
        if key not in kept.pages:
            kept.pages[key] = window_of(browser, kept.faults, *key)
            kept.pages[key].goto(f"file://{file}")
            kept.pages[key].wait_for_selector("html[data-ready]")
        page = kept.pages[key]
        page.evaluate("document.body.click(); scrollTo(0, 0)")
        go(page, address)
        return page

    yield opened
    faults = [*kept.faults]
    kept.faults.clear()
    assert faults == []
