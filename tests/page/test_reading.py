"""The page as its readers use it: find, open cards, read the evidence, follow paths and the guided reading."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from graph import KnowledgeGraph
from graph.page import read_tour
from tests.page.reader import Visit, box, card, counts, go, search, settled

SUMMIT = "#node=event/vladivostok-summit-2019"
MATVIYENKO = "#node=event/matviyenko-in-dprk-2018"


def test_search_in_korean_opens_the_card(look: Visit) -> None:
    page = look()
    page.fill("#search", "김정은")
    assert page.inner_text("#search-list [role=option] >> nth=0").startswith("Kim Jong-un\n")
    page.press("#search", "ArrowDown")
    assert page.get_attribute("#search", "aria-activedescendant") == "search-list-0"
    page.press("#search", "Enter")
    assert page.inner_text("#card h2") == "Kim Jong-un"
    assert "#node=person/kim-jong-un" in page.url


@pytest.mark.parametrize(
    ("typed", "found"),
    [("Матвиенко", "Valentina Matviyenko"), ("north korea", "DPRK"), ("путин", "Vladimir Putin")],
)
def test_search_knows_every_script_and_alias(look: Visit, typed: str, found: str) -> None:
    page = look()
    search(page, typed)
    assert found in card(page).splitlines()


def test_a_question_finds_what_it_is_about(look: Visit) -> None:
    page = look()
    search(page, "Who invited Kim?")
    assert page.inner_text("#card h2") == "Russian invitation to Kim Jong-un, 2018"


def test_what_is_not_drawn_at_first_is_found_and_drawn(look: Visit) -> None:
    page = look()
    missing = page.evaluate(
        "(drawn => panmunjom.all().filter(slug => slug.startsWith('person/') && !drawn.has(slug)))(new Set(panmunjom.drawn()))[0]"
    )
    go(page, f"#node={missing}")
    assert missing in page.evaluate("panmunjom.drawn()")


def test_nothing_found_is_said(look: Visit) -> None:
    page = look()
    page.fill("#search", "zzzz")
    assert page.inner_text("#search-list") == "Nothing on this page bears this name."
    page.fill("#search", "")


def test_sources_that_differ_stand_side_by_side_and_are_named(look: Visit) -> None:
    page = look(MATVIYENKO)
    values = page.locator(".dispute .value").all_inner_texts()
    assert values == ["7 – 10 September 2018", "August 2018"]  # TASS said so first
    speakers = page.locator(".dispute summary span").all_inner_texts()
    assert speakers == ["TASS", "Valdai Discussion Club"]


def test_what_is_only_reported_is_shown_alone_and_listed(look: Visit) -> None:
    page = look()
    page.click("#card button.only:has-text('Reported or expected')")
    assert "sures=0,2" in page.url
    assert page.inner_text("#card h2") == "Reported or expected"
    words = page.locator("#card .said > details > summary").all_text_contents()
    assert words and all(word.startswith(("reported", "expected")) for word in words)
    year = page.locator("#card details.year > summary").first.inner_text()
    assert len(words) == int(year.rpartition(" · ")[2])  # the latest year is unfolded
    page.click("#card .top button")
    assert "sures" not in page.url


def test_the_card_of_the_sanctions_begins_with_what_they_do(look: Visit) -> None:
    page = look("#node=measure/unsc-sanctions-on-dprk")
    rows = page.locator("#card .said .text").all_text_contents()
    name = "UN Security Council sanctions regime on the DPRK"
    does = [row for row in rows if row.startswith((f"{name} blocked ", f"{name} exempted ", f"{name} hindered "))]
    assert len(does) >= 8 and does == rows[: len(does)]
    assert f"{name} blocked Inter-Korean railways" in page.inner_text("#card")


def test_the_evidence_names_source_place_and_link(look: Visit) -> None:
    page = look(SUMMIT)
    page.click("#card dl.facts details.evidence summary >> nth=0")
    evidence = page.inner_text("#card dl.facts details.evidence >> nth=0")
    assert "sputnik-2019-04-25-vladivostok/" in evidence and "¶" in evidence and "asserted" in evidence
    links = page.eval_on_selector_all("#card .claim a[href]", "all => all.map(one => one.href)")
    assert links and all(link.startswith(("http://", "https://")) for link in links)


def test_a_line_of_the_picture_opens_its_claims(look: Visit) -> None:
    page = look("#view=table")
    page.click("#tables table.edges th >> nth=1 >> button")
    page.click("#tables table.edges tbody tr >> nth=0 >> td:nth-child(2) a")
    assert "edge=" in page.url and "~" in page.url
    assert page.query_selector("#card .claim")
    shown = card(page)
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert card(page) == shown


@pytest.mark.parametrize(
    ("start", "end", "more", "filters"),
    [
        ("person/kim-jong-un", "project/gas-pipeline", "", {}),
        ("person/sergey-lavrov", "organisation/air-koryo", "", {}),
        ("person/valentina-matviyenko", "person/kim-chang-son", "", {}),
        ("person/sergey-lavrov", "organisation/air-koryo", "&nostates=yes", {"states": False}),
        ("person/sergey-lavrov", "person/kim-jong-un", "&inorder=yes", {"in_order": True}),
        ("person/kim-jong-un", "project/gas-pipeline", "&avoid=state/russia,state/rok", {"avoid": ["state/russia", "state/rok"]}),
        ("person/kim-jong-un", "state/russia", "&through=person/sergey-lavrov", {"through": ["person/sergey-lavrov"]}),
        ("person/kim-jong-un", "organisation/air-koryo", "&hops=3", {"max_hops": 3}),
    ],
)  # fmt: skip
def test_paths_are_those_of_the_command(
    look: Visit,
    article: KnowledgeGraph,
    article_file: Path,
    start: str,
    end: str,
    more: str,
    filters: dict[str, Any],
) -> None:
    page = look(f"#from={start}&to={end}{more}", file=article_file)
    shown = page.evaluate("panmunjom.paths().map(({cost, slugs}) => [cost, slugs])")
    wanted = article.paths(start, end, **filters)
    assert shown == [[path.cost, [node.slug for node in path.nodes]] for path in wanted]
    assert len(page.query_selector_all("ol.path > li")) == len(wanted[0].hops)


def test_a_path_is_chosen_with_two_fields_narrowed_and_told_in_sentences(look: Visit) -> None:
    page = look()
    for field, text in (("#path-from", "Lavrov"), ("#path-to", "Kim Jong-un")):
        page.fill(field, text)
        page.press(field, "Enter")
    assert page.inner_text("ol.path > li >> nth=0").startswith("Sergey Lavrov ")
    assert "from=person/sergey-lavrov" in page.url and "to=person/kim-jong-un" in page.url
    page.check("#path-nostates")
    assert "nostates=yes" in page.url and page.is_checked("#path-nostates")
    middle = page.evaluate("panmunjom.paths()[0].slugs.slice(1, -1)")
    assert middle and not any(slug.startswith("state/") for slug in middle)


def test_the_tour_walks_through_turns_time_back_and_opens_its_claims(look: Visit) -> None:
    page = look()
    page.click("#tour-start")
    steps = read_tour().steps
    for number, step in enumerate(steps, 1):
        assert page.inner_text("#tour-title") == step.title["en"]
        assert f"{number} of {len(steps)}" in page.inner_text("#tour")
        assert page.evaluate("panmunjom.state.known") == (step.known_by.isoformat() if step.known_by else "")
        notes = page.query_selector_all("#tour a.note")
        assert len(notes) == len(step.claims)
        if number < len(steps):
            page.click("#tour-next")
    page.click("#tour-back")
    page.click("#tour a.note >> nth=0")
    assert page.inner_text("#card h2") == steps[-2].claims[0]
    assert page.is_visible("#tour-title")
    page.click("#close")
    assert page.query_selector("#card ul.stops")
    page.click("#tour-close")
    assert page.is_hidden("#tour")


def test_the_page_has_the_words_of_every_language(look: Visit) -> None:
    page = look("#node=event/vladivostok-summit-2019")
    for language, title in (("ru", "Дипломатия"), ("ko", "한반도"), ("en", "Korean")):
        page.select_option("#language", language)
        assert title in page.inner_text("#title")
        assert page.evaluate("document.documentElement.lang") == language
        assert "{" not in page.inner_text("body") and "undefined" not in page.inner_text("body")


def test_nearness_shows_only_what_is_linked_laid_out_anew_with_a_way_back(look: Visit) -> None:
    page = look(SUMMIT)
    everything = counts(page)["things"]
    before = page.url
    page.click("#card .near button:has-text('1 step')")
    near = counts(page)["things"]
    page.click("#card .near button:has-text('2 steps')")
    assert 3 < near < counts(page)["things"] < everything
    assert page.inner_text("#cut-all") == "Back to the whole"
    page.click("#cut-all")
    assert counts(page)["things"] == everything
    page.go_back()
    page.go_back()
    page.go_back()
    assert page.url == before and counts(page)["things"] == everything


def test_neighbours_that_are_left_out_can_be_drawn(look: Visit) -> None:
    page = look("#node=person/sergey-lavrov")
    before = counts(page)["things"]
    left = int("".join(letter for letter in page.inner_text("#grow") if letter.isdigit()))
    page.click("#grow")
    assert counts(page)["things"] == before + left
    assert page.query_selector("#grow") is None
    page.reload()
    page.wait_for_selector("html[data-ready]")
    assert counts(page)["things"] == before + left


def test_the_form_for_a_path_stays_where_it_is_until_both_ends_are_chosen(look: Visit) -> None:
    page = look()
    page.locator("#path-to").scroll_into_view_if_needed()
    before = box(page.locator("#path-to"))
    page.fill("#path-from", "Kim Jong-un")
    page.press("#path-from", "Enter")
    settled(page)
    assert box(page.locator("#path-to")) == before
    assert (
        page.evaluate("document.activeElement.id") == "path-to" and page.input_value("#path-from") == "Kim Jong-un"
    )
    page.keyboard.type("Korean gas pipeline")
    page.keyboard.press("Enter")
    settled(page)
    assert page.evaluate("panmunjom.paths().length") > 0 and page.is_visible("ol.path")


def test_the_search_box_names_no_other_card_than_the_open_one(look: Visit) -> None:
    page = look()
    search(page, "Sergey Lavrov")
    assert page.input_value("#search") == "Sergey Lavrov"
    page.click("#close")
    assert page.input_value("#search") == ""
    search(page, "Sergey Lavrov")
    go(page, "#node=person/valentina-matviyenko")
    assert page.input_value("#search") == ""


def test_an_invitation_is_made_and_not_held(look: Visit) -> None:
    page = look("#node=event/russian-invitation-to-kim-2018")
    assert page.inner_text("#card .chips").strip().lower() == "made"
    go(page, "#lang=ru&node=event/russian-invitation-to-kim-2018")
    assert page.inner_text("#card .chips").strip().lower() == "сделано"


def test_what_did_not_say_whether_it_happened_has_a_sign_of_its_own(look: Visit) -> None:
    page = look("#view=network&known=2018-06-01")
    signs = {
        row.inner_text().split("\n")[0].strip(): row.locator("svg").inner_html()
        for row in page.locator("#legend-stages label").all()
    }
    assert "Nothing said" in signs and len(set(signs.values())) == len(signs)
