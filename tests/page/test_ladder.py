"""Ladders and the two-clock board: what was said of an event, and when that became known."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from pathlib import Path

import pytest
from playwright.sync_api import Page

from graph import KnowledgeGraph, open_graph
from graph.model.vocabulary import BASE
from graph.page.views.ladder import ladder
from tests.page.reader import Visit, box, go, settled, texts

MINI = (Path(__file__).parents[1] / "data" / "mini.trig").read_text(encoding="utf-8")


def steps(graph: KnowledgeGraph, event: str) -> list[tuple[str, str, str]]:
    found = ladder(graph.conclusions.event(f"{BASE}event/{event}"), graph.conclusions)
    return [(rung.day.isoformat(), str(rung.claim.certainty), rung.status) for rung in found]


def test_from_the_invitation_through_rumour_to_fact(shipped: KnowledgeGraph) -> None:
    found = steps(shipped, "vladivostok-summit-2019")
    assert found[:5] == [
        ("2018-05-31", "asserted", "Proposed"),  # the visit that it was to be part of
        ("2018-06-14", "asserted", "Proposed"),
        ("2018-09-09", "reported", "Proposed"),
        ("2019-04-18", "expected", "Planned"),
        ("2019-04-20", "rumoured", "Planned"),
    ]
    held = [step for step in found if step[2] == "Held"]
    assert held[0] == ("2019-04-25", "asserted", "Held") and found[-len(held) :] == held


def test_what_was_called_off_ends_so(shipped: KnowledgeGraph) -> None:
    assert [step[2] for step in steps(shipped, "hanoi-summit-luncheon-2019")][-2:] == ["Cancelled", "Cancelled"]


def test_a_page_without_a_date_speaks_on_the_day_for_which_it_is_said(tmp_path: Path) -> None:
    claim = """
source:undated a pan:Article ; dcterms:title "Undated" ; pan:read "2026-01-02"^^xsd:date .
:91 a pan:Claim ; pan:source source:undated ; pan:paragraph 1 ; pan:certainty pan:Asserted ; {how}
    rdfs:comment "A plan."@en .
:91 {{ event:second-visit pan:status pan:Planned . }}
"""
    days = {}
    for name, how in {"said": 'pan:asOf "2001-02"^^edtf:EDTF ;', "unsaid": ""}.items():
        file = tmp_path / f"{name}.trig"
        file.write_text(MINI + claim.format(how=how), encoding="utf-8")
        graph = open_graph(file)
        event = next(one for one in graph.conclusions.events if one.entity.slug == "event/second-visit")
        days[name] = {rung.day for rung in ladder(event, graph.conclusions) if rung.claim.iri.endswith("/91")}
    assert days == {"said": {date(2001, 2, 1)}, "unsaid": {date(2026, 1, 2)}}


def lines(page: Page) -> list[str]:
    found: list[str] = page.eval_on_selector_all(
        "svg.ladder :is(.rung, line.itself)",
        "all => all.map(one => one.classList.contains('rung') ? one.getAttribute('aria-label') : '—')",
    )
    return found


def test_every_card_of_an_event_has_its_ladder_with_the_day_itself_as_a_line(look: Visit) -> None:
    page = look("#node=event/vladivostok-summit-2019")
    found = lines(page)
    at = found.index("—")
    assert "24 April 2019" in found[at - 1] and "25 April 2019" in found[at + 1]
    assert "proposed" in found[0] and "Lavrov invited Kim" in found[0]
    go(page, "#node=event/matviyenko-in-dprk-2018")
    assert lines(page).count("—") == 2  # August, or September: no mean of the two
    go(page, "#node=event/vladivostok-summit-2019&known=2019-04-20")
    assert any("rumoured" in line for line in lines(page)) and not any("held" in line for line in lines(page))
    page.locator("svg.ladder .rung").first.focus()
    page.keyboard.press("Enter")
    assert "russia-china/309" in page.inner_text("#card")


def test_the_board_shows_what_was_foretold_below_the_diagonal_and_follows_the_day(look: Visit) -> None:
    page = look("#view=board&since=2018-01-01&until=2019-12-31")
    whole = page.locator(".board .column").count()
    assert whole > 150
    summit = page.locator('.board .column[aria-label^="Putin-Kim summit, April 2019"]')
    dots, itself = summit.locator("circle").all(), "x => Number(x.getAttribute('cy'))"
    heights = [dot.evaluate(itself) for dot in dots]
    assert max(heights) - min(heights) > 100
    go(page, "#view=board&since=2018-01-01&until=2019-12-31&known=2018-06-30")
    assert page.locator(".board line.now").count() == 1
    assert 20 < page.locator(".board .column").count() < whole / 2
    assert page.locator('.board .column[aria-label^="Matviyenko"]').count() == 0


@pytest.mark.parametrize("window", ["desktop", "phone", "zoomed"])
def test_what_is_written_on_the_board_lies_on_nothing_else_that_is(look: Visit, window: str) -> None:
    page = look("#view=board&lang=ru&since=2018-01-01&until=2019-12-31&known=2018-09-12", window=window)
    assert "Известно к 12 сентября 2018" in texts(page, ".board text.now")
    names = [box(one) for one in page.locator(".board :is(.name, text.now)").all()]
    clocks = [box(one) for one in page.locator('.board :is(.month, .year)[text-anchor="end"]').all()]
    assert len(names) > 1 and len(clocks) > 1
    for one, other in [*combinations(names, 2), *combinations(clocks, 2)]:
        beside = one["x"] + one["width"] < other["x"] + 6 or other["x"] + other["width"] < one["x"] + 6
        assert beside or abs(one["y"] - other["y"]) > 11.5


def test_where_sources_differ_on_the_day_the_event_stands_at_both(look: Visit) -> None:
    page = look("#view=board&since=2018-01-01&until=2018-12-31")
    columns = page.locator('.board .column[aria-label^="Matviyenko\'s visit to the DPRK, 2018"] .hit')
    assert len({columns.nth(at).get_attribute("x") for at in range(columns.count())}) == 2


def test_play_moves_the_day_of_knowledge_and_everything_follows(look: Visit) -> None:
    page = look("#view=board&known=2019-04-18&until=2025-12-31&since=2018-01-01&node=event/vladivostok-summit-2019")
    before = page.url
    assert page.locator("svg.ladder").count() == 1
    page.locator(".board .play").click()
    page.wait_for_function("() => panmunjom.state.known > '2019-04-25'")
    page.eval_on_selector(".board .play", "one => one.click()")  # it does not stand still meanwhile
    stopped = page.evaluate("panmunjom.state.known")
    settled(page)
    assert page.input_value("#known-day") == stopped
    assert page.inner_text(".chips") == "held" or "Held" in page.inner_text(".chips")
    page.go_back()
    assert page.url == before  # one entry for all of it


def test_play_ends_by_itself_at_the_end_of_the_span(look: Visit) -> None:
    page = look("#view=table&known=2019-04-28&since=2019-04-01&until=2019-04-30")
    page.locator("#time .play").click()
    page.wait_for_function("() => panmunjom.state.known === ''")
    assert page.inner_text("#time .play") == "▶ Play"
