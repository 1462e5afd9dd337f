"""The page as its readers use it: find, filter, turn back time, read the evidence, share."""

from __future__ import annotations

import csv
import io
import json
import re
import struct

import pytest

from graph import KnowledgeGraph, Lens
from graph.page import read_tour

SUMMIT = "#node=event/vladivostok-summit-2019"


def search(page, text: str) -> None:
    page.fill("#search", text)
    page.press("#search", "Enter")


def card(page) -> str:
    return page.inner_text("#card")


def drag(page, selector: str, value: int) -> None:
    """Take the handle of a slider with the mouse, draw it to a value, and let the arrow keys do the last steps."""
    slider = page.locator(selector)
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    low, high, now = slider.evaluate("({min, max, value}) => [min, max, value].map(Number)")
    handle = 16

    def across(at: float) -> float:
        return box["x"] + handle / 2 + (at - low) / (high - low) * (box["width"] - handle)

    middle = box["y"] + box["height"] / 2
    page.mouse.move(across(now), middle)
    page.mouse.down()
    page.mouse.move(across((now + value) / 2), middle, steps=4)
    page.mouse.move(across(value), middle, steps=4)
    page.mouse.up()
    drawn = int(slider.input_value())
    assert abs(drawn - value) < (high - low) / 10 and drawn != now
    slider.focus()
    for _ in range(abs(drawn - value)):
        page.keyboard.press("ArrowRight" if drawn < value else "ArrowLeft")
    assert int(slider.input_value()) == value


def turn_back_to(page, day: str) -> None:
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


def test_search_in_korean_opens_the_card(visit) -> None:
    page = visit()
    page.fill("#search", "김정은")
    assert page.inner_text("#search-list [role=option]").startswith("Kim Jong-un\n")
    page.press("#search", "ArrowDown")
    assert page.get_attribute("#search", "aria-activedescendant") == "search-list-0"
    page.press("#search", "Enter")
    assert page.inner_text("#card h2") == "Kim Jong-un"
    assert "#node=person/kim-jong-un" in page.url


@pytest.mark.parametrize(
    ("typed", "found"),
    [("Матвиенко", "Valentina Matviyenko"), ("north korea", "DPRK"), ("путин", "Vladimir Putin")],
)
def test_search_knows_every_script_and_alias(visit, typed: str, found: str) -> None:
    page = visit()
    search(page, typed)
    assert found in card(page).splitlines()


def test_a_question_finds_what_it_is_about(visit) -> None:
    page = visit()
    search(page, "Who invited Kim?")
    assert page.inner_text("#card h2") == "Russian invitation to Kim Jong-un, 2018"


def test_turning_time_back_turns_the_summit_into_a_plan(visit) -> None:
    page = visit(SUMMIT)
    assert page.inner_text("#card .chips").strip().lower() == "held"
    turn_back_to(page, "2019-04-20")
    assert page.inner_text("#card .chips").strip().lower() == "planned"
    assert "25 April 2019" not in page.inner_text("#card dl.facts dd >> nth=0")
    turn_back_to(page, "2019-04-25")
    assert page.inner_text("#card .chips").strip().lower() == "held"
    assert page.inner_text("#card dl.facts dd >> nth=0").startswith("25 April 2019")


def test_status_and_dates_are_those_of_the_library_on_any_day(visit, shipped: KnowledgeGraph) -> None:
    page = visit("#view=table")
    for day in ("2018-09-08", "2019-04-20", "2019-04-25"):
        then = shipped.within(Lens.parse(known_by=day))
        page.evaluate("(day) => { location.hash = `#view=table&known=${day}`; }", day)
        page.wait_for_function("(day) => panmunjom.state.known === day", arg=day)
        rows = page.eval_on_selector_all(
            "#tables table.nodes tbody tr",
            "rows => rows.map(row => [row.querySelector('a').hash.slice(6), row.cells[3].innerText])",
        )
        events = {event.entity.slug: event for event in then.events()}
        statuses = {slug: status for slug, status in rows if slug in events}
        wanted = {slug: events[slug].state for slug in statuses}
        assert len(statuses) > 20
        assert {slug: _plain(status) for slug, status in statuses.items()} == {
            slug: _plain(state) for slug, state in wanted.items()
        }


def _plain(state: str) -> str:
    """Leave out the day of a report, which the page writes in words."""
    return state.partition("reported, ")[0]


def test_sources_that_differ_stand_side_by_side(visit) -> None:
    page = visit("#node=event/matviyenko-in-dprk-2018")
    values = page.eval_on_selector_all(".dispute .value", "all => all.map(one => one.innerText)")
    assert values == ["7 – 10 September 2018", "August 2018"]  # TASS said so first


def test_those_who_differ_are_named(visit) -> None:
    page = visit("#node=event/matviyenko-in-dprk-2018")
    speakers = page.eval_on_selector_all(".dispute summary span", "all => all.map(one => one.innerText)")
    assert speakers == ["TASS", "Valdai Discussion Club"]


def test_what_is_only_reported_is_shown_alone_and_listed(visit) -> None:
    page = visit()
    page.click("#card button.only:has-text('Reported or expected')")
    assert "sures=0,2" in page.url
    assert page.inner_text("#card h2") == "Reported or expected"
    words = page.eval_on_selector_all("#card .said > details > summary", "all => all.map(one => one.textContent)")
    assert words and all(word.startswith(("reported", "expected")) for word in words)
    page.click("#card .top button")
    assert "sures" not in page.url


def test_the_card_of_the_sanctions_begins_with_what_they_block(visit) -> None:
    page = visit("#node=measure/unsc-sanctions-on-dprk")
    first = page.inner_text("#card .said .text >> nth=0")
    assert first.startswith("UN Security Council sanctions regime on the DPRK blocked ")


def test_the_timeline_shows_what_has_no_lane_once_it_is_linked(visit) -> None:
    page = visit("#view=timeline")
    page.click("#cut-short")
    note = page.inner_text("#cut-lanes")
    kept = int(re.search(r"(\d+) more things", note)[1])
    assert kept > 50
    page.evaluate("location.hash = '#view=timeline&node=measure/unsc-sanctions-on-dprk'")
    page.wait_for_function("panmunjom.state.node !== null")
    assert int(re.search(r"(\d+) more things", page.inner_text("#cut-lanes"))[1]) < kept


def test_the_evidence_names_source_place_and_link(visit) -> None:
    page = visit(SUMMIT)
    page.click("#card dl.facts details.evidence summary >> nth=0")
    evidence = page.inner_text("#card dl.facts details.evidence >> nth=0")
    assert "sputnik-2019-04-25-vladivostok/" in evidence and "¶" in evidence and "asserted" in evidence
    links = page.eval_on_selector_all("#card .claim a[href]", "all => all.map(one => one.href)")
    assert links and all(link.startswith(("http://", "https://")) for link in links)


def test_a_line_of_the_picture_opens_its_claims(visit) -> None:
    page = visit("#view=table")
    page.click(
        "#tables table.edges tbody tr:has-text('Lavrov\\'s visit to Pyongyang, May 2018'):has-text('visitor') td:nth-child(2) a"
    )
    assert "31 May 2018" in card(page)
    assert "edge=e" in page.url


def test_the_legend_filters_marks_and_lines(visit) -> None:
    page = visit()
    before = page.evaluate("panmunjom.standing().nodes")
    page.click("#legend-groups label:has-text('Event')")
    page.wait_for_function(f"panmunjom.standing().nodes < {before}")
    assert "groups=event" in page.url
    page.click("#legend-sure label:has-text('Plainly said')")
    edges = page.evaluate("panmunjom.standing().edges")
    page.click("#reset")
    assert page.evaluate("panmunjom.standing().nodes") == before
    assert page.evaluate("panmunjom.standing().edges") > edges


def test_the_date_range_keeps_the_undated(visit) -> None:
    page = visit("#view=table")
    drag(page, "#since", 399)
    dates = page.eval_on_selector_all(
        "#tables table.nodes tbody tr",
        "rows => rows.filter(row => row.cells[3].innerText === 'held').map(row => row.cells[2].innerText)",
    )
    assert "" in dates and not any("2018" in date and not date.startswith("since") for date in dates)
    assert "since=" in page.url


def test_nearness_shows_only_what_is_linked(visit) -> None:
    page = visit(SUMMIT)
    everything = page.evaluate("panmunjom.standing().nodes")
    page.click("#card .near button:has-text('1 step')")
    near = page.evaluate("panmunjom.standing().nodes")
    page.click("#card .near button:has-text('2 steps')")
    assert 3 < near < page.evaluate("panmunjom.standing().nodes") < everything


@pytest.mark.parametrize(
    ("start", "end"),
    [("person/kim-jong-un", "project/gas-pipeline"), ("person/sergey-lavrov", "organisation/air-koryo"), ("person/valentina-matviyenko", "person/kim-chang-son")],
)  # fmt: skip
def test_paths_are_those_of_the_command(visit, article: KnowledgeGraph, tmp_path, start: str, end: str) -> None:
    file = tmp_path / "article.html"
    file.write_text(article.page(most=1000).html, encoding="utf-8")
    page = visit(f"#from={start}&to={end}", file=file)
    shown = page.evaluate("panmunjom.paths().map(({cost, slugs}) => [cost, slugs])")
    entities = {entity.slug: entity for entity in article.entities()}
    wanted = article.paths(entities[start], entities[end])
    assert shown == [[path.cost, [node.slug for node in path.nodes]] for path in wanted]
    assert len(page.query_selector_all("ol.path > li")) == len(wanted[0].hops)


def test_a_path_is_chosen_with_two_fields_and_told_in_sentences(visit) -> None:
    page = visit()
    for field, text in (("#path-from", "Lavrov"), ("#path-to", "Kim Jong-un")):
        page.fill(field, text)
        page.press(field, "Enter")
    assert page.inner_text("ol.path > li >> nth=0").startswith("Sergey Lavrov ")
    assert "from=person/sergey-lavrov" in page.url and "to=person/kim-jong-un" in page.url


def test_the_tour_walks_through_and_turns_time_back(visit) -> None:
    page = visit()
    page.click("#tour-start")
    steps = read_tour().steps
    for number, step in enumerate(steps, 1):
        assert page.inner_text("#tour-title") == step.title["en"]
        assert f"{number} of {len(steps)}" in page.inner_text("#tour")
        assert page.evaluate("panmunjom.state.known") == (step.known_by.isoformat() if step.known_by else "")
        labels = page.evaluate("panmunjom.standing().labels.length")
        assert labels >= 4
        if number < len(steps):
            page.click("#tour-next")
    page.click("#tour-close")
    assert page.is_hidden("#tour")


def test_reloading_the_address_shows_the_same(visit) -> None:
    page = visit("#view=timeline&lang=ru&theme=dark&node=person/sergey-lavrov&known=2019-04-25&groups=place&near=2")
    first = (card(page), page.evaluate("panmunjom.standing().nodes"), page.url)
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert (card(page), page.evaluate("panmunjom.standing().nodes"), page.url) == first
    assert page.get_attribute("html", "data-theme") == "dark"
    assert page.get_attribute("html", "lang") == "ru"
    assert "Сергей Лавров" in first[0]


def test_a_broken_address_is_taken_for_what_is_right_in_it(visit) -> None:
    page = visit(
        "#node=person/nobody&view=sideways&known=soon&near=99999&path=-1&step=abc&lang=xx&edge=e99999999&from=__proto__"
    )
    assert page.evaluate("panmunjom.standing().nodes") > 100


@pytest.mark.parametrize("view", ["network", "timeline"])
def test_names_never_overlap_at_any_zoom(visit, view: str) -> None:
    page = visit(f"#view={view}")
    for times in (0, 3, 5):
        for _ in range(times):
            page.click("#zoom-in")
        boxes = page.evaluate("panmunjom.standing().labels.map(label => label.box)")
        assert boxes
        assert not [
            (one, other)
            for index, one in enumerate(boxes)
            for other in boxes[:index]
            if one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]
        ]


def test_the_keyboard_reaches_marks_and_cards(visit) -> None:
    page = visit()
    page.focus("#picture")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    assert page.inner_text("#live")
    page.keyboard.press("Enter")
    assert "node=" in page.url
    page.keyboard.press("Escape")
    assert "node=" not in page.url
    reached = set()
    page.focus("#search")
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.id"))
    assert {
        "view-network",
        "view-table",
        "language",
        "theme",
        "share",
        "picture",
        "zoom-in",
        "since",
        "known",
        "panel",
    } <= reached


def test_the_table_equals_the_picture(visit) -> None:
    page = visit("#view=table&known=2019-04-20&groups=place")
    rows = len(page.query_selector_all("#tables table.nodes tbody tr"))
    assert rows == page.evaluate("panmunjom.standing().nodes") > 50
    page.click("#tables table.nodes th >> nth=4 >> button")
    assert page.get_attribute("#tables table.nodes th >> nth=4", "aria-sort") == "ascending"
    links = page.eval_on_selector_all(
        "#tables table.nodes tbody tr", "rows => rows.map(row => Number(row.cells[4].innerText))"
    )
    assert links == sorted(links)


def exported(page, button: str) -> bytes:
    page.click("#share")
    with page.expect_download() as waiting:
        page.click(button)
    return waiting.value.path().read_bytes()


def test_what_is_exported_can_be_opened(visit) -> None:
    page = visit("#lang=ko&node=person/kim-jong-un")
    records = list(csv.DictReader(io.StringIO(exported(page, "#save-csv").decode("utf-8-sig"))))
    assert len(records) >= page.evaluate("panmunjom.standing().edges")
    assert any(record["subject"] == "김정은" or record["object"] == "김정은" for record in records)
    record = json.loads(exported(page, "#save-json"))
    assert len(record["nodes"]) == page.evaluate("panmunjom.standing().nodes")
    assert record["links"][0]["claims"][0]["says"]
    drawing = exported(page, "#save-svg").decode("utf-8")
    assert drawing.startswith("<svg") and "김정은" in drawing and drawing.count("<path") > 300
    png = exported(page, "#save-png")
    width, height = struct.unpack(">II", png[16:24])
    shown = page.evaluate(
        "[document.querySelector('#picture').clientWidth, document.querySelector('#picture').clientHeight]"
    )
    assert [width, height] == [2 * side for side in shown]


def test_print_gives_a_figure_with_legend_lens_and_version(visit) -> None:
    page = visit("#known=2019-04-20")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.is_visible("#figure svg.drawing") and page.is_hidden("#panel")
    figure = page.inner_text("#figure")
    assert "Known by 2019-04-20" in figure and "Reported or expected" in figure and "data " in figure


@pytest.mark.parametrize(
    ("hash_", "more"),
    [
        ("", {}), (SUMMIT, {}), ("#step=4", {"dark": True}), ("#view=timeline&lang=ru", {}), ("#view=table", {}),
        ("#lang=ko&node=person/kim-jong-un", {"window": "phone"}), ("#from=state/russia&to=project/gas-pipeline", {"dark": True, "window": "phone"}),
    ],
)  # fmt: skip
def test_axe_finds_nothing(visit, hash_: str, more: dict) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = visit(hash_, **more)
    found = Axe().run(page).response["violations"]
    assert [(fault["id"], [node["html"][:160] for node in fault["nodes"]][:3]) for fault in found] == []


def test_a_phone_scrolls_down_and_never_sideways(visit) -> None:
    page = visit("#view=timeline&lang=ru", window="phone")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_without_script_the_tables_are_there(visit, page_file, browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"file://{page_file}")
    text = page.inner_text("body")
    context.close()
    assert "Lavrov's visit to Pyongyang, May 2018" in text and "valdai-2019-04-20" in text


def test_the_page_has_the_words_of_every_language(visit) -> None:
    page = visit()
    for language, title in (("ru", "Дипломатия"), ("ko", "한반도"), ("en", "Korean")):
        page.select_option("#language", language)
        assert title in page.inner_text("#title")
        assert page.evaluate("document.documentElement.lang") == language
        assert "{" not in page.inner_text("body")


def test_a_notebook_shows_the_page_in_a_frame(visit, article: KnowledgeGraph, tmp_path) -> None:
    file = tmp_path / "notebook.html"
    inside = article.page()._repr_html_()
    file.write_text(f"<!doctype html><html data-ready=yes><title>n</title>{inside}", encoding="utf-8")
    frame = visit(file=file).frame_locator("iframe")
    frame.locator("#search").fill("김정은")
    frame.locator("#search").press("Enter")
    assert frame.locator("#card h2").inner_text() == "Kim Jong-un"
