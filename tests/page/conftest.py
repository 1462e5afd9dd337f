"""A real browser that lets nothing out, and pages to open in it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from graph import KnowledgeGraph

CHROMIUM = Path("/usr/bin/chromium")
WINDOWS = {"desktop": (1440, 900), "phone": (360, 800)}


@pytest.fixture(scope="session")
def browser() -> Iterator[object]:
    """Debian's chromium; without it these tests are skipped, but not in CI."""
    if not CHROMIUM.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"no browser at {CHROMIUM}: apt-get install chromium")
        pytest.skip(f"no browser at {CHROMIUM}: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="session")
def page_file(shipped: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of all shipped claims."""
    file = tmp_path_factory.mktemp("page") / "panmunjom.html"
    file.write_text(shipped.page().html, encoding="utf-8")
    return file


@pytest.fixture
def visit(browser, page_file: Path) -> Iterator[Callable]:
    """Open a page as a reader does; whatever it asks of the network, logs or throws fails the test."""
    contexts, faults = [], []

    def opened(hash_: str = "", file: Path = page_file, window: str = "desktop", dark: bool = False, **more):
        width, height = WINDOWS[window]
        context = browser.new_context(
            viewport={"width": width, "height": height}, color_scheme="dark" if dark else "light",
            reduced_motion="reduce", offline=True, accept_downloads=True, **more,
        )  # fmt: skip
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(8000)
        page.on("console", lambda message: faults.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: faults.append(f"error: {error.message}"))
        page.on("dialog", lambda dialog: (faults.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        allowed = f"file://{file}"
        page.route(
            lambda url: not url.startswith((allowed, "data:", "blob:")),
            lambda route: (faults.append(f"request: {route.request.url}"), route.abort()),
        )
        page.goto(allowed + hash_)
        page.wait_for_selector("html[data-ready]")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []
