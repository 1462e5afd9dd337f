"""Pages, and a browser that opens them and lets nothing out."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import pytest
from playwright import sync_api

from graph import KnowledgeGraph
from graph.page import Page
from tests.browsers import Driver, driver_in, missing
from tests.page.reader import Visit, go, settled

WINDOWS = {"desktop": (1440, 900), "laptop": (1280, 720), "phone": (390, 844), "zoomed": (720, 450)}

Look: TypeAlias = tuple[str, bool, bool]
"""Window, whether dark, whether nothing moves."""


@pytest.fixture(scope="session")
def node() -> str:
    """The interpreter of scripts outside a browser."""
    if not (found := shutil.which("node")):
        missing("no node: apt-get install nodejs npm")
    return found


@pytest.fixture(scope="session")
def driver(node: str, puppeteer: Path, tmp_path_factory: pytest.TempPathFactory) -> Driver:
    """What drives Chromium and Firefox alike."""
    return driver_in(tmp_path_factory.mktemp("driver"), puppeteer, node)


@pytest.fixture(scope="session")
def full_page(shipped: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Page:
    """The page of all shipped claims, rendered once; what it holds is made by one worker, and kept for the others."""
    from fcntl import LOCK_EX, flock  # here, as not every system has it

    with (tmp_path_factory.getbasetemp().parent / "page.lock").open("w") as lock:
        flock(lock, LOCK_EX)
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


class Window:
    """A tab that stays open from test to test: what may be read in it, and in which size, colours and stillness."""

    def __init__(self, browser: sync_api.Browser, touch: bool, faults: list[str]) -> None:
        context = browser.new_context(offline=True, has_touch=touch, is_mobile=touch)
        self.page = context.new_page()
        self.file = Path()
        self.look: Look | None = None
        self.faults = faults
        self.page.set_default_timeout(20_000)
        self.page.on("console", self._logged)
        self.page.on("pageerror", lambda error: faults.append(f"error: {error.message}"))
        self.page.on("dialog", self._refused)
        self.page.route(self._is_foreign, self._stopped)

    def _logged(self, message: sync_api.ConsoleMessage) -> None:
        kind: str = message.type
        if kind != "verbose":  # the browser's own remark that axe looks into what is put away
            self.faults.append(f"{kind}: {message.text}")

    def _refused(self, dialog: sync_api.Dialog) -> None:
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _is_foreign(self, url: str) -> bool:
        return not url.startswith(("data:", "blob:", f"file://{self.file}"))

    def _stopped(self, route: sync_api.Route) -> None:
        self.faults.append(f"request: {route.request.url}")
        route.abort()

    def put(self, look: Look) -> None:
        """Give it a size, colours and stillness."""
        if look == self.look:
            return
        self.look = look
        window, dark, still = look
        width, height = WINDOWS[window]
        self.page.set_viewport_size({"width": width, "height": height})
        self.page.emulate_media(
            color_scheme="dark" if dark else "light", reduced_motion="reduce" if still else "no-preference"
        )
        self.page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def opens(self, file: Path, hash_: str) -> None:
        """Read a file anew."""
        self.page.goto("about:blank")
        self.file = file
        self.page.goto(f"file://{file}{hash_}")
        self.page.wait_for_selector("html[data-ready]")
        settled(self.page)


class Windows:
    """The tabs of all tests, and what has gone wrong in them: whatever asks of the network, logs or throws."""

    def __init__(self, browser: sync_api.Browser) -> None:
        self.browser = browser
        self.faults: list[str] = []
        self.open: dict[tuple[Path | None, bool], Window] = {}

    def at(self, file: Path | None, look: Look) -> Window:
        """Return the tab for a file, or without one that in which files are read anew."""
        key = (file, look[0] == "phone")
        if key not in self.open:
            self.open[key] = Window(self.browser, key[1], self.faults)
        self.open[key].put(look)
        return self.open[key]

    def check(self) -> None:
        """Fail if anything has gone wrong since the last time."""
        faults = [*self.faults]
        self.faults.clear()
        assert faults == []


@pytest.fixture(scope="session")
def windows(browser: sync_api.Browser) -> Iterator[Windows]:
    """The tabs of all tests."""
    found = Windows(browser)
    yield found
    for window in found.open.values():
        window.page.context.close()


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
        tab = windows.at(None, (window, dark, still))
        usual = "#view=network" if file == page_file else ""
        tab.opens(file, usual if hash_ is None else hash_)
        return tab.page

    yield opened
    windows.check()


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
        tab = windows.at(file, (window, dark, still))
        if tab.file != file:
            tab.opens(file, "")
        tab.page.evaluate("document.body.click(); document.activeElement.blur(); scrollTo(0, 0)")
        usual = "#view=network" if file == page_file else ""
        go(tab.page, usual if hash_ is None else hash_)
        return tab.page

    yield opened
    windows.check()
