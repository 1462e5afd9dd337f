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


class Window(NamedTuple):
    """A tab that stays open from test to test, and which file may be read in it."""

    page: sync_api.Page
    files: list[Path]


class Windows:
    """The tabs of all tests, and what has gone wrong in them: whatever asks of the network, logs or throws."""

    def __init__(self, browser: sync_api.Browser) -> None:
        self.browser = browser
        self.faults: list[str] = []
        self.open: dict[tuple[str, Path | None, Look], Window] = {}

    def at(self, which: str, file: Path | None, look: Look) -> Window:
        """Return the tab of this kind, opened once."""
        if (which, file, look) not in self.open:
            self.open[which, file, look] = self._opened(look)
        return self.open[which, file, look]

    def _opened(self, look: Look) -> Window:
        window, dark, still = look
        width, height = WINDOWS[window]
        touch = window == "phone"
        context = self.browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light", offline=True,
            reduced_motion="reduce" if still else "no-preference", has_touch=touch, is_mobile=touch,
        )  # fmt: skip
        page = context.new_page()
        files: list[Path] = []

        def logged(message: sync_api.ConsoleMessage) -> None:
            if message.type != "verbose":  # the browser's own remark that axe looks into what is put away
                self.faults.append(f"{message.type}: {message.text}")

        def refused(dialog: sync_api.Dialog) -> None:
            self.faults.append(f"dialog: {dialog.message}")
            dialog.dismiss()

        def stopped(route: sync_api.Route) -> None:
            self.faults.append(f"request: {route.request.url}")
            route.abort()

        def is_foreign(url: str) -> bool:
            return not url.startswith(("data:", "blob:", *(f"file://{file}" for file in files)))

        page.set_default_timeout(20_000)
        page.on("console", logged)
        page.on("pageerror", lambda error: self.faults.append(f"error: {error.message}"))
        page.on("dialog", refused)
        page.route(is_foreign, stopped)
        return Window(page, files)


@pytest.fixture(scope="session")
def windows(browser: sync_api.Browser) -> Iterator[Windows]:
    """The tabs of all tests."""
    found = Windows(browser)
    yield found
    for window in found.open.values():
        window.page.context.close()


def opens(page: sync_api.Page, address: str) -> None:
    """Read a file anew."""
    page.goto(address)
    page.wait_for_selector("html[data-ready]")
    settled(page)


@pytest.fixture
def visit(windows: Windows, page_file: Path) -> Iterator[Visit]:
    """Open a page as a reader does, read anew; whatever it asks of the network, logs or throws fails the test."""

    def opened(
        hash_: str | None = None,
        file: Path = page_file,
        window: str = "desktop",
        dark: bool = False,
        still: bool = True,
    ) -> sync_api.Page:
        page, files = windows.at("visit", None, (window, dark, still))
        page.goto("about:blank")
        files[:] = [file]
        usual = "#view=network" if file == page_file else ""
        opens(page, f"file://{file}{usual if hash_ is None else hash_}")
        return page

    yield opened
    faults, windows.faults = windows.faults, []
    assert faults == []


@pytest.fixture
def look(windows: Windows, page_file: Path) -> Iterator[Visit]:
    """Like `visit`, but the page is not read anew: for tests that leave nothing behind but an address."""

    def opened(
        hash_: str | None = None,
        file: Path = page_file,
        window: str = "desktop",
        dark: bool = False,
        still: bool = True,
    ) -> sync_api.Page:
        page, files = windows.at("look", file, (window, dark, still))
        if not files:
            files.append(file)
            opens(page, f"file://{file}")
        page.evaluate("document.body.click(); document.activeElement.blur(); scrollTo(0, 0)")
        go(page, hash_ if hash_ is not None else "#view=network" if file == page_file else "")
        return page

    yield opened
    faults, windows.faults = windows.faults, []
    assert faults == []
