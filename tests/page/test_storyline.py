"""The storyline: who is a line, what is a knot, how it is arranged and drawn."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from graph import KnowledgeGraph
from graph.page import Page
from graph.page.views.lanes import arranged
from tests.page.reader import Visit, go, labels, settled, type_day, viewport
from tests.tools import carried

RINGS = ".storyline .row > [role=button]"


@pytest.fixture(scope="module")
def data(full_page: Page) -> dict[str, Any]:
    """The storyline's data, things by slug."""
    whole = carried(full_page.html)
    things = [thing["slug"] for thing in whole["nodes"] + whole["graph"]["things"]]
    story = whole["graph"]["views"]["storyline"]

    def plan(found: dict[str, Any]) -> dict[str, Any]:
        return {key: [[things[one] for one in part] for part in found[key]] for key in ("lanes", "knots")}

    return {
        "present": {
            things[int(event)]: {things[max(who, -who - 1)]: who >= 0 for who in there}
            for event, there in story["present"].items()
        },
        "chapters": [chapter | plan(chapter) for chapter in story["chapters"]],
        "careers": {things[int(who)]: plan(found) for who, found in story["careers"].items()},
    }


def test_lanes_change_places_for_the_shorter_way() -> None:
    bands, met = [["a", "b"], ["c", "d"]], [["a", "c"], ["a", "c"], ["b", "d"]]
    # homes 0 and 1, 2.9 and 3.9: as given 2 * 2.9 + 2.9 = 8.7, with a and b changed 2 * 1.9 + 3.9 = 7.7
    assert arranged(bands, met, {}) == [["b", "a"], ["c", "d"]]
    assert arranged([["a"], ["b"]], [["a", "b"]], {}) == [["a"], ["b"]]
    assert arranged([], [], {}) == []


def test_who_sent_the_invitation_was_not_there(data: dict[str, Any]) -> None:
    visit = data["present"]["event/kim-jong-un-in-russia-2019"]
    assert set(visit) == {
        f"person/{name}" for name in ("jo-yong-won", "kim-chang-son", "kim-jong-un", "kim-song-nam")
    }
    assert "event/russian-invitation-to-kim-2018" not in data["present"]
    assert "event/hanoi-summit-luncheon-2019" not in data["present"]  # called off


def test_those_only_expected_are_told_apart(data: dict[str, Any]) -> None:
    there = data["present"]["event/vladivostok-summit-2019"]
    came = {who for who, is_there in there.items() if is_there}
    assert came >= {"person/kim-jong-un", "person/vladimir-putin", "person/ri-yong-ho", "person/choe-son-hui"}
    assert set(there) - came == {
        "person/alexander-kozlov", "person/anatoly-yanovsky", "person/dmitry-peskov", "person/oleg-belozerov",
        "person/yevgeny-dietrich", "person/yuri-trutnev", "person/yury-ushakov",
    }  # fmt: skip


def test_a_summit_is_one_knot_with_its_parts(data: dict[str, Any]) -> None:
    knots = [knot for chapter in data["chapters"] for knot in chapter["knots"]]
    singapore = next(knot for knot in knots if "event/singapore-summit-2018" in knot)
    assert singapore[0] == "event/singapore-summit-2018" and "event/singapore-statement-signing-2018" in singapore
    assert len({event for knot in knots for event in knot}) == sum(map(len, knots))


def test_chapters_hold_what_the_eye_can_take_in_with_the_dprk_in_the_middle(data: dict[str, Any]) -> None:
    for chapter in data["chapters"]:
        assert 1 < len(chapter["knots"]) <= 50 and sum(map(len, chapter["lanes"])) <= 25
    years = [(chapter["first"], chapter["last"]) for chapter in data["chapters"]]
    assert all(before[1] < after[0] for before, after in pairwise(years))
    whole = next(chapter for chapter in data["chapters"] if chapter["first"] <= 2018 <= chapter["last"])
    bands = [next(at for at, band in enumerate(whole["lanes"]) if f"person/{who}" in band)
             for who in ("donald-trump", "moon-jae-in", "kim-jong-un", "vladimir-putin", "xi-jinping")]  # fmt: skip
    assert bands == [0, 1, 2, 3, 4]


def test_careers_have_the_person_and_those_met(data: dict[str, Any]) -> None:
    choe = data["careers"]["person/choe-son-hui"]
    lines = {who for band in choe["lanes"] for who in band}
    assert {"person/choe-son-hui", "person/igor-morgulov", "person/sergey-lavrov"} <= lines and len(lines) <= 14


def test_both_dates_are_drawn_where_sources_differ(look: Visit) -> None:
    page = look("#view=storyline&since=2018-01-01&until=2018-12-31")
    shown = [label for label in labels(page, RINGS) if label.startswith("Matviyenko's visit to the DPRK, 2018")]
    assert [label.split(", ")[2] for label in shown] == ["August 2018", "7 – 10 September 2018"]
    assert page.locator(".storyline .ring.differs").count() >= 2


def test_it_follows_the_day_of_knowledge_and_the_dates(look: Visit) -> None:
    page = look("#view=storyline&since=2018-01-01&until=2018-12-31")
    assert any("First US-DPRK summit" in label for label in labels(page, RINGS))
    type_day(page, "known", "2018-04-30")
    early = labels(page, RINGS)
    assert any("27 April 2018" in label for label in early)
    assert not any("Singapore" in label or "Matviyenko" in label for label in early)
    page.evaluate("history.back()")
    type_day(page, "since", "2018-09-01")
    assert not any("January 2018" in label for label in labels(page, RINGS))


def test_a_career_is_three_actions_away(look: Visit) -> None:
    page = look("")
    page.fill("#search", "Choe Son-hui")
    page.press("#search", "Enter")
    page.click("#career")
    settled(page)
    assert "about=person/choe-son-hui" in page.evaluate("location.hash")
    offices = page.locator(".storyline .begun").all_text_contents()
    assert any("Deputy Foreign Minister" in office for office in offices) and any("2022" in one for one in offices)
    assert any("Morgulov" in label for label in labels(page, RINGS))
    page.locator(".chapters button", has_text="2018").first.click()
    assert "about" not in page.evaluate("location.hash") and "since=2018-01-01" in page.evaluate("location.hash")
    page.go_back()
    assert page.locator(".storyline .begun").count() == len(offices)


def test_the_page_about_somebody_opens_with_the_career_at_hand(
    shipped: KnowledgeGraph, look: Visit, tmp_path: Path
) -> None:
    file = tmp_path / "choe.html"
    file.write_text(shipped.page(about=["Choe Son-hui"], hops=1).html, encoding="utf-8")
    page = look("#view=storyline", file=file)
    assert page.locator(".storyline .begun").count() >= 3 and len(labels(page, RINGS)) > 5


def test_keys_go_from_ring_to_ring(look: Visit) -> None:
    page = look("#view=storyline")
    page.focus(".view.storyline")
    page.keyboard.press("ArrowDown")
    first = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Enter")
    assert page.inner_text("#card h2") == first
    go(page, "#view=storyline&node=person/kim-yong-chol")
    assert page.locator(".storyline .line.chosen").count() == 1
    assert page.locator(".storyline .row.faded").count() > 5


@pytest.mark.parametrize("language", ["en", "ru", "ko"])
def test_on_a_phone_the_words_stand_beside_the_rings(look: Visit, language: str) -> None:
    page = look(f"#view=storyline&lang={language}", window="phone")
    width = viewport(page)["width"]
    assert page.evaluate("document.documentElement.scrollWidth") == width
    edges = page.eval_on_selector_all(
        ".storyline .row text", "all => all.map(one => one.getBoundingClientRect().right)"
    )
    assert max(edges) <= width
