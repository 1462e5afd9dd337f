"""The map: who went where."""

from __future__ import annotations

import pytest

from graph.page import Page
from tests.page.reader import Visit, box, go, settled, texts
from tests.tools import carried

Journeys = dict[str, tuple[str, set[str]]]


@pytest.fixture(scope="module")
def journeys(full_page: Page) -> Journeys:
    """By event its place, and the states that came to it from elsewhere."""
    whole = carried(full_page.html)
    slugs = [thing["slug"] for thing in whole["nodes"] + whole["graph"]["things"]]
    found = whole["graph"]["views"]["map"]["journeys"]
    return {slugs[event]: (slugs[place], {slugs[state] for state in states}) for event, place, states in found}


@pytest.mark.parametrize(
    ("event", "place", "came"),
    [
        ("event/lavrov-in-dprk-2018", "place/pyongyang", {"state/russia"}),
        ("event/panmunjom-summit-2018-04", "place/panmunjom", {"state/dprk", "state/rok"}),
        ("event/singapore-summit-2018", "place/sentosa", {"state/dprk", "state/united-states"}),
        ("event/moon-in-russia-2018", "place/moscow", {"state/rok"}),
    ],
)
def test_who_came_from_elsewhere(journeys: Journeys, event: str, place: str, came: set[str]) -> None:
    assert journeys[event] == (place, came)


def test_parts_are_told_by_their_whole_and_what_was_called_off_not_at_all(journeys: Journeys) -> None:
    assert "event/lavrov-kim-jong-un-2018" not in journeys  # in Pyongyang, on Lavrov's visit
    assert "event/hanoi-summit-luncheon-2019" not in journeys
    assert "event/russian-invitation-to-kim-2018" not in journeys


def test_a_bar_chooses_its_year(look: Visit) -> None:
    page = look("#view=map")
    page.click('.map [data-year="2000"]')
    settled(page)
    assert "since=2000-01-01&until=2000-12-31" in page.evaluate("location.hash")
    assert "Pyongyang" in texts(page, ".map .place")
    assert "Sentosa" not in texts(page, ".map .place")
    assert page.locator(".map .bar.on").get_attribute("data-year") == "2000"
    column = box(page.locator('.map [data-year="2017"]'))  # however low its bar is, the whole column is one target
    page.mouse.click(column["x"] + column["width"] / 2, column["y"] + 2)
    assert "since=2017-01-01&until=2017-12-31" in page.evaluate("location.hash") and column["height"] > 40
    page.locator('.map [data-year="2018"]').focus()
    page.keyboard.press("Enter")
    titles = texts(page, ".map .way title")
    assert "Russia to Pyongyang" in titles and "DPRK to Beijing" in titles


def test_far_capitals_stand_on_the_frame_with_their_distance_and_the_close_ones_in_the_inset(look: Visit) -> None:
    page = look("#view=map&since=2018-01-01&until=2018-12-31")
    shown = texts(page, ".map .place")
    assert "Moscow 6,600 km" in shown and "Washington, D.C. 11,200 km" in shown
    assert "Panmunjom" in texts(page, ".map svg svg .place")
    inset = box(page.locator(".map > div:last-child > svg"))
    for place in page.locator(".map .place").all():
        own = box(place)
        assert (
            inset["x"] - 4 <= own["x"] and own["x"] + own["width"] <= inset["x"] + inset["width"] + 4
        )  # with its halo


def test_it_follows_the_day_of_knowledge_and_opens_places(look: Visit) -> None:
    page = look("#view=map&since=2018-01-01&until=2018-12-31&known=2018-03-31")
    assert "Moscow" not in texts(page, ".map .place")
    go(page, "#view=map&since=2018-01-01&until=2018-12-31")
    page.focus(".view.map")
    page.keyboard.press("ArrowDown")
    place = page.evaluate("document.activeElement.getAttribute('aria-label')")
    page.keyboard.press("Enter")
    assert place.startswith(page.inner_text("#card h2"))


@pytest.mark.parametrize(("lang", "panmunjom"), [("ru", "Пханмунджом"), ("ko", "판문점"), ("en", "Panmunjom")])
def test_on_a_phone_every_language_has_room_for_the_name_of_panmunjom(
    look: Visit, lang: str, panmunjom: str
) -> None:
    page = look(f"#view=map&lang={lang}&since=2018-01-01&until=2018-12-31", window="phone")
    assert f"{panmunjom} ×12" in page.locator(".map svg svg .place").all_text_contents()
    frame = box(page.locator(".map > div:last-child > svg"))
    for name in map(box, page.locator(".map .place").all()):
        right = frame["x"] + frame["width"]
        assert frame["x"] - 4 <= name["x"] and name["x"] + name["width"] <= right + 4  # with its halo


def test_the_names_of_far_capitals_keep_clear_of_most_ways(look: Visit) -> None:
    page = look("#view=map&since=2018-01-01&until=2018-12-31")
    crossed = page.evaluate(
        """() => {
        const points = [...document.querySelectorAll(".map > div > svg > g .arc")].flatMap((arc) =>
          Array.from({ length: 100 }, (_, at) => arc.getPointAtLength((arc.getTotalLength() * at) / 99)));
        return [...document.querySelectorAll(".map .place")].filter((text) => {
          const { x, y, width, height } = text.getBBox();
          const inside = (point) => point.x > x && point.x < x + width && point.y > y + 2 && point.y < y + height - 2;
          return points.some(inside);
        }).map((text) => text.textContent);
        }"""
    )
    assert not {"Moscow 6,600 km", "Sentosa 4,700 km", "Washington, D.C.", "11,200 km"} & {*crossed}
