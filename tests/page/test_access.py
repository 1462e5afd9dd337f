"""The page for everyone: keyboard, screen readers, phones, paper-thin browsers, colour blindness."""

from __future__ import annotations

import math
import re
from itertools import combinations
from pathlib import Path
from typing import TypedDict

import pytest
from playwright.sync_api import Browser

from graph import KnowledgeGraph
from graph.page import bundle
from tests.page.reader import Visit, box, card, counts, go, settled, swipe

SUMMIT = "#node=event/vladivostok-summit-2019"


class Look(TypedDict, total=False):
    """In which window and colours a page is read."""

    window: str
    dark: bool


SCENES: list[tuple[str, Look]] = [
    ("", {}), (SUMMIT, {}), ("#step=4", {"dark": True}), ("#view=storyline&lang=ru", {}), ("#view=table", {}),
    ("#lang=ko&node=person/moon-jae-in", {"window": "phone"}), ("#list=differ&since=2018-01-01", {"window": "laptop"}),
    ("#from=state/russia&to=project/gas-pipeline", {"dark": True, "window": "phone"}),
    ("#embed=yes&step=2", {}), ("#view=storyline", {"window": "phone", "dark": True}), ("#view=network", {}),
    ("#view=storyline&about=person/choe-son-hui&node=person/choe-son-hui", {}), ("#view=map", {"window": "phone"}),
    (f"#view=board&{SUMMIT[1:]}", {"dark": True}), ("#view=sources&lang=ko&since=2018-01-01&until=2018-12-31", {}), ("#view=changes", {"window": "phone"}),
    ("#view=changes&by=happened", {"dark": True}), ("#view=changes&by=cards&a=event/pyongyang-summit-2000&b=event/panmunjom-summit-2018-04", {}), ("", {"window": "phone", "dark": True}),
]  # fmt: skip


AXE = """async () => {
  const { violations } = await axe.run({ include: [document], exclude: [".view.off"] }, { resultTypes: ["violations"], selectors: false, preload: false });
  return violations.map(({ id, nodes }) => [id, nodes.slice(0, 3).map(({ html }) => html.slice(0, 160))]);
}"""


@pytest.fixture(scope="session")
def axe() -> str:
    """The script that looks for what shuts readers out."""
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize(("hash_", "more"), SCENES)
def test_axe_finds_nothing(look: Visit, axe: str, hash_: str, more: Look) -> None:
    page = look(hash_, **more)
    if "step" not in hash_ and "embed" not in hash_:
        page.click("#share")
    if not page.evaluate("'axe' in window"):
        page.evaluate(axe)
    assert page.evaluate(AXE) == []


def test_the_keyboard_reaches_marks_and_cards_and_everything_has_a_name(visit: Visit) -> None:
    page = visit()
    reached = {}
    for _ in range(120):
        page.keyboard.press("Tab")
        held, name = page.evaluate(
            """(() => {
              const { id, tagName, textContent, ariaLabel, labels } = document.activeElement;
              return [id || tagName, (ariaLabel ?? labels?.[0]?.textContent ?? textContent).trim()];
            })()"""
        )
        reached[held] = name
        if held == "tour-start":
            break
    assert next(iter(reached)) == "skip"
    wanted = "view-network view-table language theme share picture zoom-in since until-day known tour-start"
    assert set(wanted.split()) <= reached.keys()
    assert [held for held, name in reached.items() if not name and held != "BODY"] == []
    page.focus("#picture")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert page.inner_text("#live")
    page.keyboard.press("Enter")
    assert "node=" in page.url
    page.keyboard.press("Escape")
    assert "node=" not in page.url


def test_the_skip_link_leads_to_the_card(look: Visit) -> None:
    page = look(SUMMIT)
    page.focus("#skip")  # the first stop of the keyboard
    assert page.is_visible("#skip") and page.inner_text("#skip")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "panel"


@pytest.mark.parametrize(
    ("hash_", "window"),
    [("", "desktop"), *((hash_, "phone") for hash_ in (SUMMIT, "#step=1", "#view=storyline", "#view=sources"))],
)
def test_what_can_be_pressed_is_large_enough(look: Visit, hash_: str, window: str) -> None:
    page = look(hash_, window=window)
    small = page.evaluate(
        """[...document.querySelectorAll('button, select, input, summary, .entry, a.note')].flatMap((one) => {
          const { width, height } = one.getBoundingClientRect();
          const within = one.closest('label.entry');
          const shown = width && height && getComputedStyle(one).visibility === 'visible' && !one.matches('#skip');
          return shown && !within && Math.min(width, height) < 24 ? [[one.id || one.className || one.textContent, width, height]] : [];
        })"""
    )
    assert small == []


@pytest.mark.parametrize(
    "hash_",
    ["", SUMMIT, "#view=storyline&lang=ru", "#view=map&lang=ru", "#view=sources&lang=ru", "#view=table", "#step=2"],
)
def test_a_phone_scrolls_down_and_never_sideways(look: Visit, hash_: str) -> None:
    page = look(hash_, window="phone")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("document.documentElement.scrollHeight") > 900


def test_on_a_phone_text_and_picture_of_the_reading_are_in_sight(look: Visit) -> None:
    page = look(window="phone")
    page.tap("#tour-start")
    for _ in range(3):
        settled(page)
        title, picture = box(page.locator("#tour-title")), box(page.locator("#main"))
        assert 0 <= title["y"] < 120
        assert picture["y"] < 640
        lit = [mark for mark in page.evaluate("panmunjom.standing().marks") if mark["lit"]]
        assert lit and all(0 < mark["x"] < 390 for mark in lit)
        page.tap("#tour-next")


def test_a_swipe_over_the_picture_scrolls_the_page(look: Visit) -> None:
    page = look(window="phone")
    top = box(page.locator("#picture"))["y"]
    swipe(page, (190, top + 350), (190, top + 100))
    page.wait_for_function("() => scrollY > 150")
    assert page.evaluate("location.hash") == "#view=network"


STILL = "() => { const y = scrollY; return new Promise((tell) => setTimeout(() => tell(scrollY === y), 200)); }"


def test_one_finger_moves_nothing_and_two_move_the_picture(look: Visit) -> None:
    page = look(window="phone")
    page.wait_for_function(STILL)  # what was looked at before may still be gliding away
    scrolled = page.evaluate("scrollY")
    before = page.evaluate("panmunjom.standing().marks")
    start = next(
        mark for mark in before if 250 < mark["x"] < 310 and 250 < mark["y"] < 400
    )  # and a second finger beside
    top = box(page.locator("#picture"))["y"]
    finger = (start["x"], top + start["y"])
    swipe(page, finger, (finger[0] - 120, finger[1]))
    assert page.evaluate("panmunjom.standing().marks") == before
    swipe(page, finger, (finger[0] - 120, finger[1] - 60), fingers=2)
    after = page.evaluate("panmunjom.standing().marks")
    moved = [(old["x"] - new["x"], old["y"] - new["y"]) for old, new in zip(before, after, strict=True)]
    assert all(100 < x < 121 and abs(x - 2 * y) < 1 for x, y in moved)  # browsers hold the first few pixels back
    assert page.evaluate("scrollY") == scrolled and "pins" not in page.url
    page.tap("#zoom-fit")


def test_on_a_phone_a_card_comes_into_sight(look: Visit) -> None:
    page = look(window="phone")
    page.fill("#search", "Lavrov")
    page.tap("#search-list li >> nth=0")
    page.wait_for_function("() => document.querySelector('#card h2').getBoundingClientRect().top < 844")


def test_without_script_the_tables_are_there(article_file: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"file://{article_file}")
    text = page.inner_text("body")
    context.close()
    assert "Lavrov's visit to Pyongyang, May 2018" in text and "valdai-2019-04-20" in text


def test_a_browser_that_cannot_unpack_says_so_and_shows_the_tables(article_file: Path, browser: Browser) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.add_init_script("delete window.DecompressionStream")
    page.goto(f"file://{article_file}")
    page.wait_for_selector("#plain table")
    text = page.inner_text("#plain")
    hidden = page.is_hidden("#app")
    context.close()
    assert hidden and "browser" in text.splitlines()[0]
    assert "Lavrov's visit to Pyongyang, May 2018" in text


def test_a_notebook_shows_the_page_in_a_frame(visit: Visit, article: KnowledgeGraph, tmp_path: Path) -> None:
    file = tmp_path / "notebook.html"
    inside = article.page()._repr_html_()
    file.write_text(
        f"<!doctype html><html data-ready=yes><title>n</title><script>panmunjom = {{ settled() {{}} }}</script>{inside}",
        encoding="utf-8",
    )
    frame = visit(file=file).frame_locator("iframe")
    frame.locator("#search").fill("김정은")
    frame.locator("#search").press("Enter")
    assert frame.locator("#card h2").inner_text() == "Kim Jong-un"


# --- address and history -------------------------------------------------------------------------------


def test_reloading_the_address_shows_the_same(look: Visit) -> None:
    page = look("#node=person/sergey-lavrov&lang=ru&theme=dark&known=2019-04-20&groups=place&sures=2")
    first = (card(page), counts(page), page.url)
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert (card(page), counts(page), page.url) == first
    assert page.get_attribute("html", "data-theme") == "dark"
    assert page.get_attribute("html", "lang") == "ru"
    assert "Сергей Лавров" in first[0]


def test_a_broken_address_is_taken_for_what_is_right_in_it_and_the_rest_is_named(look: Visit) -> None:
    page = look(
        "#node=person/nobody&view=sideways&known=soon&near=99999&path=-1&lang=xx&edge=e9&from=__proto__&hops=5"
    )
    assert counts(page)["things"] > 100 and page.evaluate("panmunjom.state.hops") == 5
    said = page.inner_text("#notice")
    assert all(part in said for part in ("person/nobody", "sideways", "soon", "99999", "xx", "__proto__"))
    page.click("#notice button")
    assert page.inner_text("#notice") == ""
    go(page, "#node=state/atlantis")
    assert "state/atlantis" in page.inner_text("#notice")


def test_back_goes_through_cards_views_and_filters_and_a_trail_remembers_them(visit: Visit) -> None:
    page = visit()
    seen = []
    for name in ("Kim Jong-un", "Sergey Lavrov", "Moscow"):
        page.fill("#search", name)
        page.press("#search", "Enter")
        seen.append(page.inner_text("#card h2"))
    page.click("#view-table")
    page.click("#legend-groups label >> nth=3")
    assert page.locator("#trail li").all_inner_texts() == seen[:2]
    page.go_back()
    assert "groups" not in page.url and page.get_attribute("#view-table", "aria-pressed") == "true"
    page.go_back()
    assert page.get_attribute("#view-network", "aria-pressed") == "true"
    page.go_back()
    assert page.inner_text("#card h2") == seen[1]
    page.go_forward()
    assert page.inner_text("#card h2") == seen[2]
    page.click("#trail a >> nth=0")
    assert page.inner_text("#card h2") in seen


# --- colours ---------------------------------------------------------------------------------------------

SIDES = ("dprk", "rok", "united-states", "china", "russia", "japan", "other")

Sight = tuple[tuple[float, float, float], ...]
SIGHTS: dict[str, Sight] = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
"""How eyes mix linear red, green and blue, after Machado, Oliveira and Fernandes (2009), severity 1."""


def oklab(hex_: str, sight: Sight) -> tuple[float, ...]:
    linear = [int(hex_[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in linear]
    red, green, blue = (min(max(sum(a * b for a, b in zip(row, linear, strict=True)), 0), 1) for row in sight)
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    middle = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short,
    )


def far(one: str, other: str, sight: Sight) -> float:
    return math.dist(oklab(one, sight), oklab(other, sight))


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("sight", SIGHTS)
def test_the_colours_of_sides_differ_for_all_eyes(theme: int, sight: str) -> None:
    block = re.findall(r":root[^{]*\{([^}]*)\}", bundle.style())[theme]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))
    apart = {
        (one, other): round(far(colours[one], colours[other], SIGHTS[sight]), 3)
        for one, other in combinations((*SIDES, "paper"), 2)
    }
    assert {pair: distance for pair, distance in apart.items() if distance < 0.09} == {}
