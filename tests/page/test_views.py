"""Views, one after another: through the guided reading, from the story, on pages of answers, after something changed."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from graph import KnowledgeGraph
from tests.page.reader import CONTENT, Visit, box, counts, go, settled, type_day


def works(page: Page, view: str) -> None:
    """Check that a view is open and alone, and shows what is drawn."""
    settled(page)
    assert page.get_attribute(f"#view-{view}", "aria-pressed") == "true"
    assert page.eval_on_selector_all(".view:not(.off)", "all => all.map(one => one.classList[1])") == [view]
    assert page.query_selector(f".view.{view} {CONTENT.get(view, 'svg')}")
    if view == "network":
        standing = page.evaluate("panmunjom.standing()")
        assert len(standing["marks"]) == counts(page)["things"] > 100
        assert len(standing["labels"]) > 5 and standing["held"] > 100


@pytest.mark.parametrize("still", [True, False], ids=["still", "moving"])
def test_the_reading_goes_through_views_to_and_fro(look: Visit, still: bool) -> None:
    page = look("#view=storyline", still=still)
    works(page, "storyline")
    page.click("#tour-start")
    for _ in range(6):
        page.click("#tour-next")
        settled(page)
    works(page, page.evaluate("panmunjom.state.view"))
    for _ in range(6):
        page.click("#tour-back")
        settled(page)
    works(page, "network")
    go(page, "#step=7")
    go(page, "#view=table&step=2")
    works(page, "table")
    page.click("#tour-close")
    page.click("#view-network")
    works(page, "network")


@pytest.mark.parametrize("still", [True, False], ids=["still", "moving"])
def test_the_network_is_painted_when_a_reader_comes_from_the_story(visit: Visit, still: bool) -> None:
    """Without anything that has the page draw; an empty picture of that size takes some 5 kB."""
    page = visit("", still=still)
    works(page, "story")
    page.click("#view-network")
    page.wait_for_function(
        "document.querySelector('.view.network canvas').toDataURL().length > 50_000", polling=200, timeout=20_000
    )


def test_a_view_opened_first_or_last_shows_the_same(visit: Visit, look: Visit) -> None:
    page = look("#view=storyline&node=person/sergey-lavrov")
    page.click("#view-network")
    works(page, "network")
    later = page.evaluate("panmunjom.standing().marks.map(({id, lit}) => [id, lit])")
    first = visit("#node=person/sergey-lavrov")
    assert first.evaluate("panmunjom.standing().marks.map(({id, lit}) => [id, lit])") == later


def test_a_view_shows_what_was_chosen_while_it_was_away(look: Visit) -> None:
    page = look("#view=network")
    page.click("#view-table")
    type_day(page, "since", "2017")
    type_day(page, "until", "2017")
    page.click("#view-network")
    settled(page)
    held = page.evaluate("panmunjom.standing().held")
    assert 0 < held <= counts(page)["relations"]  # a line for all that is said of the same two
    page.click("#view-storyline")
    page.select_option("#language", "ru")
    page.click("#view-table")
    assert "Россия" in page.inner_text("#tables table.nodes")
    assert page.evaluate("panmunjom.standing()") is None


def test_a_page_of_an_answer_works_in_every_view(visit: Visit, article: KnowledgeGraph, tmp_path: Path) -> None:
    from graph.page import why_answer

    file = tmp_path / "why.html"
    made = article.page(answer=why_answer(article.why("gas pipeline")))
    file.write_text(made.html, encoding="utf-8")
    page = visit(file=file)
    assert page.inner_text("#title") == "Russia-Korea gas pipeline"
    assert page.inner_text("#lens").startswith(f"{made.held} of {made.total} things")
    assert page.is_hidden("#tour") and page.query_selector("#tour-start") is None
    for view in ("table", "network", "table", "network"):
        page.click(f"#view-{view}")
        settled(page)
    assert "gas pipeline" in page.inner_text("#card")


def test_rows_of_a_query_stand_in_the_stage(visit: Visit, article: KnowledgeGraph, tmp_path: Path) -> None:
    from graph.page import rows_answer

    file = tmp_path / "rows.html"
    rows = article.select("visits-of", who="Lavrov")
    file.write_text(article.page(answer=rows_answer("Visits of Lavrov", rows)).html, encoding="utf-8")
    page = visit(file=file)
    assert page.inner_text("#tables h2 >> nth=0") == "Visits of Lavrov"
    assert len(page.query_selector_all("#tables table.answer tbody tr")) == len(list(rows))
    assert page.query_selector("#panel table") is None
    assert box(page.locator("#tables table.answer"))["width"] > 600
