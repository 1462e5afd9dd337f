"""Time on the page: what could be known, what happened in a span, and what the library concludes of it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from graph import KnowledgeGraph, Lens
from tests.page.reader import Visit, box, counts, drag, numbers, settled, type_day

SUMMIT = "#node=event/vladivostok-summit-2019"


def turn_back_to(page: Page, day: str) -> None:
    """Draw the slider to the last day with a source that is not after the given one."""
    place = page.evaluate(
        """(day) => {
          const slider = document.getElementById("known");
          const put = (at) => { slider.value = at; slider.dispatchEvent(new Event("input")); };
          let [low, high] = [0, Number(slider.max)];
          while (low < high) {
            const middle = Math.ceil((low + high) / 2);
            put(middle);
            if (panmunjom.state.known && panmunjom.state.known <= day) low = middle;
            else high = middle - 1;
          }
          put(slider.max);
          return low;
        }""",
        day,
    )
    drag(page, "#known", place)


def test_turning_time_back_turns_the_summit_into_a_plan(look: Visit) -> None:
    page = look(SUMMIT)
    assert page.inner_text("#card .chips").strip().lower() == "held"
    turn_back_to(page, "2019-04-20")
    assert page.inner_text("#card .chips").strip().lower() == "planned"
    assert "25 April 2019" not in page.inner_text("#card dl.facts dd >> nth=0")
    turn_back_to(page, "2019-04-25")
    assert page.inner_text("#card .chips").strip().lower() == "held"
    assert page.inner_text("#card dl.facts dd >> nth=0").startswith("25 April 2019")


def test_days_can_be_typed(look: Visit) -> None:
    page = look(SUMMIT)
    type_day(page, "known", "2019-04-20")
    assert "known=2019-04-20" in page.url
    assert page.inner_text("#card .chips").strip().lower() == "planned"
    type_day(page, "since", "2018-05")
    type_day(page, "until", "2018")
    assert "since=2018-05-01" in page.url and "until=2018-12-31" in page.url
    type_day(page, "until", "soon")
    assert "until=2018-12-31" in page.url and page.get_attribute("#until-day", "aria-invalid") == "true"
    type_day(page, "until", "2017-01-01")
    assert "since=2017-01-01" in page.url and "until=2017-01-01" in page.url
    for field in ("since", "until", "known"):
        type_day(page, field, "")
    assert not any(key in page.url for key in ("since", "until", "known"))


@pytest.mark.parametrize("day", ["2018-09-08", "2019-04-20", "2019-04-25", ""])
def test_status_and_dates_are_those_of_the_library_on_any_day(
    look: Visit, shipped: KnowledgeGraph, day: str
) -> None:
    page = look(f"#known={day}" if day else "")
    then = shipped.within(Lens.parse(known_by=day)) if day else shipped
    wanted = {}
    for event in then.events():
        found = event.conclusion
        wanted[event.entity.slug] = [
            found.status.value if found.status else None,
            found.stage.value,
            [dating.text for dating in found.when.datings],
            found.when.basis.value,
            found.when.span.earliest and found.when.span.earliest.isoformat(),
            found.when.span.latest and found.when.span.latest.isoformat(),
        ]
    held = set(page.evaluate("panmunjom.all()"))
    shown = page.evaluate(
        """(slugs) => Object.fromEntries(slugs.map((slug) => {
          const { status, stage, when } = panmunjom.fact(slug);
          return [slug, [status, stage, when.dates, when.basis, when.first ?? null, when.last ?? null]];
        }))""",
        [slug for slug in wanted if slug in held],
    )
    assert len(shown) > 100
    assert shown == {slug: wanted[slug] for slug in shown}


@pytest.mark.parametrize("day", ["2018-09-08", "2019-04-20", ""])
def test_every_disagreement_of_the_library_is_told_with_the_same_readings(
    look: Visit, shipped: KnowledgeGraph, day: str
) -> None:
    page = look(f"#known={day}" if day else "")
    then = shipped.within(Lens.parse(known_by=day)) if day else shipped
    wanted = sorted(
        [
            d.subject.slug,
            d.relation.rpartition("#")[2],
            sorted(sorted(claim.iri.rpartition("claim/")[2] for claim in reading.claims) for reading in d.readings),
        ]
        for d in then.disagreements()
    )
    told = page.evaluate(
        """panmunjom.disagreements().map(({slug, relation, readings}) =>
          [slug, relation, readings.map(([, claims]) => claims.map(panmunjom.claimId).sort())])"""
    )
    assert wanted
    assert sorted([slug, relation, sorted(readings)] for slug, relation, readings in told) == wanted


def test_the_list_of_disagreements_shows_each(look: Visit, shipped: KnowledgeGraph) -> None:
    page = look()
    page.click("#differ")
    boxes = page.locator("#card .dispute").count()
    assert boxes == len(shipped.disagreements())
    first = page.inner_text("#card .dispute >> nth=0")
    assert first.startswith("Sources differ")


def test_agreements_measures_and_people_go_with_their_time(look: Visit) -> None:
    page = look("#all=yes&since=2018-05-01&until=2018-05-31")
    drawn = set(page.evaluate("panmunjom.drawn()"))
    assert {"event/lavrov-in-dprk-2018", "person/sergey-lavrov", "person/kim-jong-un", "state/russia"} <= drawn
    spans = page.evaluate("panmunjom.drawn().map((slug) => [slug, panmunjom.fact(slug).span])")
    for slug, span in spans:
        assert span is None or (span[1] >= "2018-05-01" and span[0] <= "2018-05-31"), slug
    gone = {
        "person/kim-il-sung",
        "person/boris-yeltsin",
        "agreement/agreed-framework-1994",
        "event/hanoi-summit-2019",
    }
    known = set(page.evaluate("panmunjom.all()"))
    assert not drawn & gone and len(gone & known) >= 3


def test_what_is_left_has_a_link_and_the_legend_counts_it(look: Visit) -> None:
    page = look("#since=2019-04-01&until=2019-04-30")
    links = page.evaluate("panmunjom.degrees()")
    assert links and min(links.values()) > 0
    shown = numbers(page, "#legend-groups .count")
    assert sum(shown) == counts(page)["things"] == len(links)


def test_the_panel_lists_what_happened_in_the_span(look: Visit) -> None:
    page = look("#since=2019-04-24&until=2019-04-26")
    assert page.inner_text("#card h2") == "24 – 26 April 2019"
    listed = page.locator("#card ul.stops .what").all_inner_texts()
    assert "Putin-Kim summit, April 2019" in listed
    assert not any("2018" in name for name in listed)
    page.click("#card .top button")
    assert "since" not in page.url


def test_an_open_end_ends_where_no_source_vouches_for_it(look: Visit, shipped: KnowledgeGraph) -> None:
    lasting = {
        event.entity.slug: event.span.earliest.isoformat()
        for event in shipped.events()
        if event.took_place and event.span.earliest and event.span.latest is None
    }
    assert lasting
    spans = look().evaluate("(slugs) => slugs.map((slug) => panmunjom.fact(slug).span)", list(lasting))
    for (slug, earliest), (first, last) in zip(lasting.items(), spans, strict=True):
        assert first == earliest <= last < "2027", slug


def test_the_range_is_drawn_with_the_mouse_and_makes_one_entry(look: Visit) -> None:
    page = look()
    before = page.url
    drag(page, "#since", 330)
    assert "since=" in page.url
    page.go_back()
    assert page.url == before and page.input_value("#since") == "0"


def test_a_bar_chooses_its_year_wherever_it_is_clicked(look: Visit) -> None:
    page = look()
    bars = box(page.locator("#bars"))
    at = box(page.locator("#bars svg.years text", has_text="2019"))  # its first day stands there
    for y in (bars["y"] + 1, at["y"] + at["height"] / 2):  # above the bars, and on the name of a year
        page.mouse.click(at["x"] + at["width"] / 2 + 5, y)
        settled(page)
        assert "since=2019-01-01&until=2019-12-31" in page.url
        assert page.inner_text("#card h2") == "2019"
    page.mouse.click(bars["x"] + 2, bars["y"] + 1)  # the first bar holds several years
    assert "since=1948-01-01" in page.url and not page.url.endswith("until=1948-12-31")


def test_on_a_phone_picture_dates_and_answer_are_seen_together(visit: Visit) -> None:
    page = visit(window="phone")  # anew: what was looked at before would stand above the answer
    page.locator("#since-day").scroll_into_view_if_needed()
    type_day(page, "since", "2017")
    type_day(page, "until", "2017")
    picture, dates, answer = (box(page.locator(one)) for one in ("#main", "#time", "#card h2"))
    assert -1 < picture["y"] < dates["y"] < answer["y"] < 844 - answer["height"]
    assert page.inner_text("#card h2") == "2017"
    for field in ("since", "until"):
        type_day(page, field, "")
