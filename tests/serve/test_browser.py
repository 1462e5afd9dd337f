"""A person with a browser: from a name to its sources to a query to a table; keys, axe, phone, no script."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright import sync_api
from playwright.sync_api import Browser, Page

from tests.browsers import FIREFOX, missing
from tests.serve.serving import Running

PAGES = (
    "/ /person/sergey-lavrov.html /event/matviyenko-in-dprk-2018.html /claim/valdai-2019-04-20/86 "
    "/source/valdai-2019-04-20.html /search?text=nuclear+test /queries /queries/visits-of?who=Lavrov "
    "/path?from=Lavrov&to=Kim+Jong-un /why?name=gas+pipeline /rank?kind=person /events?about=Lavrov /sparql "
    "/sparql?query=SELECT+*+%7B+%3Fs+pan%3Aiso+%3Fo+%7D /sparql?query=SELECT /disagreements?about=Matvienko "
    "/as-of/2019-04-20/ru/event/vladivostok-summit-2019.html /ontology /nowhere /path?from=Kim&to=Putin"
).split()


WINDOW = sync_api.ViewportSize(width=1280, height=900)


class Tab:
    """A tab that stays open from test to test, as a new one costs more than most tests do; it is watched."""

    def __init__(self, browser: Browser, server: Running) -> None:
        self.faults: list[str] = []
        self.page = browser.new_context(base_url=server.url, viewport=WINDOW, locale="en-GB").new_page()
        self.page.on("request", lambda r: None if r.url.startswith(server.url) else self.faults.append(r.url))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", self._said)

    def _said(self, message: sync_api.ConsoleMessage) -> None:
        if message.type == "error" and "the server responded with a status of" not in message.text:
            self.faults.append(message.text)


@pytest.fixture(scope="module")
def tab(browser: Browser, server: Running) -> Iterator[Tab]:
    tab = Tab(browser, server)
    yield tab
    tab.page.context.close()


@pytest.fixture
def page(tab: Tab) -> Iterator[Page]:
    """A page whose every complaint, and every request to others than the server, is a fault."""
    tab.page.set_viewport_size(WINDOW)
    tab.page.emulate_media(color_scheme="light")
    yield tab.page
    faults, tab.faults = tab.faults, []
    assert faults == []


def test_from_a_name_to_its_sources_to_a_query_to_a_table(page: Page) -> None:
    page.goto("/")
    page.fill("#find", "лавр")
    page.wait_for_selector("[role=option]")
    page.press("#find", "ArrowDown")
    page.press("#find", "Enter")
    page.wait_for_url("**/person/sergey-lavrov.html")
    assert page.inner_text("h1") == "Sergey Lavrov"
    page.click("text=Lavrov's visit to Pyongyang, May 2018")
    page.click("a.evidence >> nth=0")
    assert "/claim/" in page.url
    page.click("dl.facts a >> nth=0")
    assert "/source/" in page.url
    page.click("nav >> text=Questions")
    page.click("text=Every visit of a person")
    page.fill("[name=who]", "Lavr")
    page.click("[role=option] >> nth=0")
    assert page.input_value("[name=who]") == "Sergey Lavrov"
    page.click("main button.main")
    assert "Lavrov's visit to Pyongyang, May 2018" in page.inner_text("table")
    with page.expect_download() as download:
        page.click("text=csv")
    assert "lavrov-in-dprk-2018" in Path(download.value.path()).read_text(encoding="utf-8")
    page.click("text=Edit this query")
    assert "pan:visitor" in page.input_value("#query")
    assert "Lavrov's visit to Pyongyang, May 2018" in page.inner_text("table")


def test_the_editor_paints_completes_and_asks(page: Page) -> None:
    page.goto("/sparql")
    assert page.inner_text("#painted").strip() == page.input_value("#query").strip()
    page.fill("#query", "")
    page.type("#query", "SELECT ?v { ?v pan:visitor Lavr")
    page.press("#query", "Control+Space")
    page.wait_for_selector("#words [role=option] >> text=person:sergey-lavrov")
    page.press("#query", "Enter")
    assert page.input_value("#query") == "SELECT ?v { ?v pan:visitor person:sergey-lavrov"
    page.type("#query", " ; pan:hos")
    page.wait_for_selector("#words [role=option] >> text=pan:host")
    page.press("#query", "Tab")
    page.type("#query", " state:dprk }")
    assert page.inner_text("#painted .keyword >> nth=0") == "SELECT"
    page.press("#query", "Control+Enter")
    page.wait_for_selector("table")
    assert "Lavrov's visit to Pyongyang, May 2018" in page.inner_text("table")
    assert "query=SELECT" in page.url


def test_an_error_stands_below_the_query(page: Page) -> None:
    page.goto("/sparql?query=SELECT+%3Fwho%0A%7B+%3Fwho+pan%3Avisitor+%7D")
    assert "line 2, column 20" in page.inner_text("[role=alert]")
    assert page.get_attribute("#query", "aria-invalid") == "true"


def test_a_day_of_knowledge_is_chosen_and_left(page: Page) -> None:
    page.goto("/event/vladivostok-summit-2019.html")
    page.fill("footer input[type=date]", "2019-04-20")
    page.click("footer button")
    page.wait_for_url("**/as-of/2019-04-20/event/vladivostok-summit-2019.html")
    assert "planned" in page.inner_text("dl.facts")
    page.click("text=show everything")
    assert "held" in page.inner_text("dl.facts")


def test_the_picture_shows_within_its_own_policy(page: Page) -> None:
    page.goto("/graph?about=Lavrov&hops=1#view=network")
    page.wait_for_selector("#picture canvas")


def test_a_result_is_shown_as_a_picture(page: Page) -> None:
    page.goto("/sparql?query=SELECT+%3Fwho+%3Fvisit+%7B+%3Fvisit+pan%3Avisitor+%3Fwho+%7D+LIMIT+5")
    page.click("text=as a picture")
    page.wait_for_selector("html[data-ready]")
    assert page.evaluate("panmunjom.counts().things") >= 6


def test_server_and_page_have_one_palette(page: Page) -> None:
    looks: dict[Literal["light", "dark"], str] = {"light": "rgb(251, 250, 246)", "dark": "rgb(20, 22, 26)"}
    for look, paper in looks.items():
        page.emulate_media(color_scheme=look)
        for path in ("/", "/graph?about=Lavrov&hops=1"):
            page.goto(path)
            assert page.evaluate("getComputedStyle(document.body).backgroundColor") == paper


def test_firefox_goes_from_a_name_to_a_file(server: Running, puppeteer: Path, tmp_path: Path) -> None:
    node = shutil.which("node")
    if not FIREFOX.exists() or not node:
        missing(f"no browser at {FIREFOX}, or no node: apt-get install firefox-esr nodejs npm")
    script = shutil.copy(Path(__file__).with_name("firefox.mjs"), puppeteer)
    run = [node, script, server.url, str(FIREFOX), str(tmp_path)]
    done = subprocess.run(run, capture_output=True, text=True, check=False, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "nothing went wrong" in done.stdout


VIOLATIONS = {"resultTypes": ["violations"]}


def violations(page: Page, **rules: object) -> list[tuple[str, list[str]]]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options=VIOLATIONS | rules).response["violations"]
    return [(each["id"], [node["html"][:120] for node in each["nodes"][:3]]) for each in found]


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(page: Page, path: str) -> None:
    page.goto(path)
    assert violations(page) == []


@pytest.mark.parametrize("path", PAGES[:6])
def test_axe_finds_nothing_in_the_dark(page: Page, path: str) -> None:
    """Only colours are others than by day."""
    page.emulate_media(color_scheme="dark")
    page.goto(path)
    assert violations(page, runOnly=["color-contrast"]) == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_a_phone(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_all_is_read_without_script(browser: Browser, server: Running) -> None:
    context = browser.new_context(base_url=server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.fill("#find", "Лавров")
    page.press("#find", "Enter")
    page.click("text=Sergey Lavrov")
    assert "asserted · " in page.inner_text("main")
    page.goto("/sparql")
    page.fill("#query", "ASK { ?v pan:visitor person:sergey-lavrov }")
    page.click("text=Ask")
    assert page.inner_text(".verdict") == "true"
    context.close()
