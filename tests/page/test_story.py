"""The story with which a page opens."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from graph import DataError, KnowledgeGraph, Lens
from graph.model.vocabulary import local
from graph.page import Page, read_tour
from graph.render.evidence import claim_number
from tests.page.reader import Visit, box, go, viewport
from tests.tools import carried

SCENE: dict[str, Any] = {
    "title": {"en": "a"},
    "way": {"event": "event/x", "from": "state/a", "name": {"en": "b"}, "word": {"en": "c"}},
    "known_by": "2019-04-20",
    "sentences": [{"text": {"en": "d"}, "claims": ["x/1"]}],
}


def test_it_opens_with_the_story_and_everything_is_one_click_away(look: Visit) -> None:
    page = look("")
    assert page.inner_text(".story h2") == "Will Kim come to Russia?"
    assert page.locator(".hero button").all_inner_texts() == ["Read it, step by step ↓", "Everything, by name"]
    assert page.locator("#panel").is_hidden() and page.locator("#filters").is_hidden()
    page.click("#story-all")
    assert page.evaluate("location.hash") == "#view=network"
    assert page.locator("#picture").is_visible() and page.locator("#panel").is_visible()
    page.go_back()
    assert page.evaluate("location.hash") == "" and page.locator(".story h2").is_visible()
    page.go_forward()
    assert page.locator("#picture").is_visible()


def test_solid_is_asserted_dashed_reported_and_dotted_what_did_not_come(look: Visit) -> None:
    page = look("")
    lines = page.eval_on_selector_all(".cover .way .line", "all => all.map(one => one.classList[1])")
    assert lines == ["plain", "plain", "plain", "unmet", "reported", "reported", "unmet", "plain"]
    assert page.locator(".cover .way").nth(2).locator("path.other").count() == 1  # Matviyenko: August, or September
    matviyenko = page.locator(".cover .way").nth(2).locator("text").all_text_contents()
    assert matviyenko == ["Matviyenko", "August 2018", "7 – 10 September 2018", "sources differ", "TASS, Valdai"]
    assert page.locator(".cover .knot").count() == 1


def test_each_sentence_opens_its_claims(look: Visit) -> None:
    page = look("")
    assert page.locator(".told li").count() == 8
    step = page.locator(".told li").nth(2)
    step.locator(".sentence").nth(1).click()
    claim = step.locator(".claim")
    assert claim.count() == 1 and "valdai-2019-04-20/96" in claim.inner_text()
    step.locator(".sentence").nth(1).focus()
    page.keyboard.press("Enter")
    assert not claim.is_visible()
    page.keyboard.press("Space")
    assert claim.is_visible()
    page.keyboard.press("Space")


@pytest.mark.parametrize("window", ["desktop", "phone"])
def test_the_picture_follows_the_text(look: Visit, window: str) -> None:
    page = look("", window=window)
    for index in (0, 4, 7):
        page.locator(".told li").nth(index).evaluate("one => one.scrollIntoView({block: 'center'})")
        page.wait_for_function("at => document.querySelector('.told li.now').id === `story-${at + 1}`", arg=index)
        ahead = page.eval_on_selector_all(".strip .way", "all => all.map(one => one.classList.contains('ahead'))")
        assert ahead == [at > index for at in range(8)]
        now, frame = box(page.locator(".strip .way").nth(index)), box(page.locator(".story .frame"))
        assert frame["x"] <= now["x"] + now["width"] / 2 <= frame["x"] + frame["width"]
        assert -1 <= frame["y"] <= viewport(page)["height"] / 10  # it stays in sight
    assert page.evaluate("document.documentElement.scrollWidth") == viewport(page)["width"]


def test_at_double_zoom_every_way_keeps_its_name_and_its_length(look: Visit) -> None:
    page = look("", window="zoomed")
    upper, lower = map(box, page.locator(".cover .shore line").all())
    assert lower["y"] - upper["y"] > 150
    assert page.locator(".cover .way:has(.name)").count() == 8
    for name in map(box, page.locator(".cover .way:has(.unmet) text").all()):  # between the shores
        assert upper["y"] + 4 < name["y"] and name["y"] + name["height"] < lower["y"]


def test_what_is_searched_and_what_an_address_asks_for_is_shown(look: Visit) -> None:
    page = look("")
    page.fill("#search", "Choe Son-hui")
    page.press("#search", "Enter")
    assert page.inner_text("#card h2") == "Choe Son-hui" and page.locator("#panel").is_visible()
    go(page, "#view=story&node=person/sergey-lavrov")
    assert page.inner_text("#card h2") == "Sergey Lavrov" and page.locator("#panel").is_visible()


def test_it_is_told_in_the_language_of_the_reader(look: Visit) -> None:
    page = look("#lang=ru&view=story")
    assert page.inner_text(".story h2") == "Приедет ли Ким в Россию?"
    page.select_option("#language", "ko")
    assert page.inner_text(".story h2") == "김정은은 러시아에 올 것인가?"


def test_the_title_stands_there_before_any_script(full_page: Page) -> None:
    head, _, rest = full_page.html.partition('id="library"')
    assert "<h2>Will Kim come to Russia?</h2>" in head and "Russia asked in May 2018." in head
    assert 'id="script"' in rest


def test_only_what_passes_the_lens_is_told(shipped: KnowledgeGraph) -> None:
    opening = read_tour().opening
    assert opening
    cited = {name for scene in opening.scenes for said in scene.sentences for name in said.claims}
    claims = [claim for claim in shipped.conclusions.claims() if claim_number(claim) in cited]
    sources = frozenset(local(claim.source.iri) for claim in claims)  # the rest makes the page large
    page = shipped.within(Lens(known_by=date(2019, 4, 20), sources=sources)).page()
    scenes = carried(page.html)["graph"]["tour"]["opening"]["scenes"]
    # the others cite what came out later, or bears no day of its own
    assert [scene["known"] for scene in scenes] == ["2018-05-31", "2019-04-20", "2018-09-12"]


def test_an_excerpt_has_no_story(article: KnowledgeGraph) -> None:
    assert carried(article.page(about=["Matviyenko"]).html)["graph"]["tour"] is None


@pytest.mark.parametrize(
    ("change", "wrong"),
    [
        ({"steps": []}, "opening needs"),
        ({"shores": ["state/a"]}, "opening: shores must be two"),
        ({"title": {"ru": "x"}}, "opening: title needs a text"),
        ({"steps": [{**SCENE, "known_by": "soon"}]}, "opening, step 1: known_by must be a day"),
        (
            {"steps": [SCENE, {**SCENE, "way": {**SCENE["way"], "from": "state/c"}}]},
            "step 2: a way comes from one of",
        ),
        ({"steps": [{**SCENE, "way": {**SCENE["way"], "event": 7}}]}, "step 1: a way needs an event"),
        (
            {"steps": [{**SCENE, "sentences": [{"text": {"en": "d"}, "claims": []}]}]},
            "step 1: claims must be a list",
        ),
    ],
)
def test_an_opening_that_is_none_is_refused(tmp_path: Path, change: dict[str, Any], wrong: str) -> None:
    whole = {"title": {"en": "t"}, "lead": {"en": "l"}, "shores": ["state/a", "state/b"], "steps": [SCENE]}
    step = {"title": {"en": "a"}, "text": {"en": "b"}, "focus": ["x"]}
    file = tmp_path / "tour.json"
    file.write_text(
        json.dumps({"title": {"en": "t"}, "opening": whole | change, "steps": [step]}), encoding="utf-8"
    )
    with pytest.raises(DataError, match=wrong):
        read_tour(file)


# --- what the figure says, and where it leads ----------------------------------------------------------------


def test_each_way_of_the_figure_opens_its_card_and_names_who_says_so(look: Visit) -> None:
    page = look("")
    assert page.locator(".cover .way .who").all_text_contents()[2] == "TASS, Valdai"  # Matviyenko
    page.locator(".cover .way").nth(0).locator(".name").click()
    assert page.inner_text("#card h2") == "Lavrov's visit to Pyongyang, May 2018"
    page.go_back()
    page.locator(".cover .way").nth(6).focus()
    page.keyboard.press("Enter")
    assert page.inner_text("#card h2") == "Putin-Kim summit, April 2019"
    page.go_back()


def test_the_legend_says_what_came_later_of_what_had_not_come(look: Visit) -> None:
    page = look("")
    key = page.inner_text(".hero .key")
    assert "meant, not come by the day given" in key and "another date, by other sources" in key
    assert "A summit? came later: 25 April 2019" in key


def test_no_day_is_broken_from_its_year(look: Visit) -> None:
    page = look("", window="zoomed")
    words = page.locator(".cover .way text").all_text_contents()
    assert [word for word in words if word.strip() in {"2018", "2019"}] == []


def test_on_a_phone_no_name_of_a_shore_lies_on_the_way_that_is_told(look: Visit) -> None:
    page = look("", window="phone")
    for at in range(8):
        page.locator(".told li").nth(at).evaluate("one => one.scrollIntoView({block: 'center'})")
        page.wait_for_function("at => document.querySelector('.told li.now').id === `story-${at + 1}`", arg=at)
        now = page.locator(f".strip .way[data-at='{at}']")
        parts = [box(part) for part in now.locator(".line, .knot, text").all()]
        for name in map(box, page.locator(".frame b").all()):
            for part in parts:
                apart = (
                    name["x"] >= part["x"] + part["width"]
                    or part["x"] >= name["x"] + name["width"]
                    or name["y"] >= part["y"] + part["height"]
                    or part["y"] >= name["y"] + name["height"]
                )
                assert apart, (at, name, part)
        cut = [one for one in map(box, page.locator(".strip .way text:visible").all()) if one["x"] < 0]
        assert cut == []  # no rest of a name at the edge
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    onwards, frame = box(page.locator(".onwards")), box(page.locator(".story .frame"))
    assert onwards["y"] >= frame["y"] + frame["height"]
    assert viewport(page)["height"] - onwards["y"] - onwards["height"] < 100


def test_the_story_is_printed_with_its_evidence(look: Visit) -> None:
    page = look("")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.is_visible("#figure svg.drawing") and page.is_hidden(".hero")
    assert page.locator(".told .claim:visible").count() == 23  # as many as its sentences cite
    assert page.inner_text(".told li >> nth=2 >> .claim >> nth=1").count("valdai-2019-04-20/96") == 1
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
