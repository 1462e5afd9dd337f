"""Who says so: sources as a filter, and two choices of them beside each other."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import open_graph
from tests.page.reader import Visit, card, counts, go, settled
from tests.tools import carried

MINI = (Path(__file__).parents[1] / "data" / "mini.trig").read_text(encoding="utf-8")
PUBLISHERS = """
organisation:gazette a pan:Medium ; rdfs:label "The Gazette of Ruritania"@en , "Газета"@ru .
source:gazette-2001 a pan:PrimaryDocument ; dcterms:title "Court news"@en ; dcterms:publisher organisation:gazette ;
    dcterms:issued "2001-05-11"^^xsd:date ; dcterms:language "ru" ; pan:read "2026-11-24"^^xsd:date .
:80 a pan:Claim ; pan:source source:gazette-2001 ; pan:paragraph 1 ; pan:certainty pan:Asserted ;
    rdfs:comment "Anna Bern visited Syldavia."@en .
:80 { event:anna-in-syldavia pan:visitor person:anna ; pan:host state:ruritania . }
:81 a pan:Claim ; pan:source source:gazette-2001 ; pan:paragraph 2 ; pan:certainty pan:Asserted ;
    rdfs:comment "The Gazette is of Ruritania."@en .
:81 { organisation:gazette pan:country "RU" ; pan:publisherKind pan:Newspaper ; pan:shortName "Gazette" . }
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of three small stories with a second publisher."""
    folder = tmp_path_factory.mktemp("small")
    (folder / "mini.trig").write_text(MINI + PUBLISHERS, encoding="utf-8")
    (folder / "page.html").write_text(open_graph(folder / "mini.trig").page().html, encoding="utf-8")
    return folder / "page.html"


def test_each_source_has_the_voice_of_its_publisher(small: Path) -> None:
    found = carried(small.read_text(encoding="utf-8"))["graph"]
    voices = found["views"]["sources"]
    spoken = {
        source["id"]: voices["voices"][voice]["slug"]
        for source, voice in zip(found["sources"], voices["of"], strict=True)
    }
    assert spoken["daily-2001"] == "organisation/daily" and spoken["gazette-2001"] == "organisation/gazette"
    gazette = next(voice for voice in voices["voices"] if voice["slug"] == "organisation/gazette")
    assert (gazette["short"], gazette["country"], gazette["kind"]) == ("Gazette", "RU", "Newspaper")


def test_only_what_the_chosen_source_says_is_drawn(look: Visit, small: Path) -> None:
    page = look("#view=table", file=small)
    everything = counts(page)["relations"]
    page.select_option("#said", "publisher:organisation/gazette")
    settled(page)
    assert "said=publisher:organisation/gazette" in page.evaluate("location.hash")
    assert 0 < counts(page)["relations"] < everything
    go(page, "#said=publisher:organisation/gazette&node=event/anna-in-syldavia")
    assert "Ruritania" in card(page) and "Syldavia" not in page.inner_text("dl.facts")
    page.select_option("#said", "")
    assert counts(page)["relations"] == everything


def test_two_choices_beside_each_other(look: Visit, small: Path) -> None:
    page = look("#view=sources&one=sort:NewsReport&other=sort:PrimaryDocument", file=small)
    # both: the visitor; the Daily alone: host, status and date; the Gazette alone: another host
    row = page.locator(".sources details.row")
    assert row.count() == 1 and "Anna Bern's visit" in row.inner_text()
    squares = [row.locator(f"summary .squares i.{which}").count() for which in ("one", "both", "other")]
    assert squares == [3, 1, 1]
    row.locator("summary").first.click()
    assert "Ruritania" in row.locator(".columns .other").inner_text()
    assert "Syldavia" in row.locator(".columns .one").inner_text()
    page.select_option("#sources-other", "rest")
    assert "other=rest" in page.evaluate("location.hash")


def test_news_beside_documents_is_what_it_begins_with(look: Visit) -> None:
    page = look("#view=sources")
    assert page.input_value("#sources-one") == "sort:NewsReport"
    assert page.input_value("#sources-other") == "sort:PrimaryDocument"
    assert page.locator(".sources details.row").count() > 20
    assert page.locator(".sources .split").count() >= 3
    go(page, "#view=sources&one=lang:ru&other=lang:tlh")
    assert page.inner_text("#notice").startswith("Not on this page: lang:tlh")
    assert page.input_value("#sources-one") == "lang:ru"


def test_the_dispute_over_matviyenko_is_one_camp_against_itself(look: Visit) -> None:
    page = look("#view=sources&one=sort:NewsReport&other=sort:Article&since=2018-08-01&until=2018-09-10")
    row = page.locator(".sources details.row", has_text="Matviyenko's visit to the DPRK, 2018")
    assert row.locator(".split").count() >= 1
    row.locator("summary").first.click()
    assert "August 2018" in row.locator(".dispute").first.inner_text()


def test_what_one_country_alone_says_is_listed_where_its_number_stands(look: Visit) -> None:
    page = look("#view=sources")
    page.select_option("#sources-one", "country:RU")
    assert page.input_value("#sources-other") == "rest"  # no other choice has been made
    told = page.locator("#sources-list-one")
    count = int(told.inner_text().rpartition(": ")[2].replace(",", ""))
    told.click()
    years = page.locator(".sources .list > details > summary").all_inner_texts()
    assert sum(int(year.rpartition(" · ")[2].replace(",", "")) for year in years) == count > 500
    assert years[:-1] == sorted(years[:-1], reverse=True) and years[-1].startswith("undated")
    first = page.locator(".sources .list .said").first
    assert first.is_visible()
    row, number = first.bounding_box(), told.bounding_box()
    assert row and number and 0 < row["y"] - number["y"] < 150
    page.locator("#sources-list-one").click()
    assert page.locator(".sources .list").count() == 0
    page.select_option("#sources-other", "country:US")
    page.select_option("#sources-one", "country:CN")
    assert page.input_value("#sources-other") == "country:US"  # chosen, and stays


def test_what_is_only_reported_counts_all_the_data(look: Visit) -> None:
    page = look("")
    go(page, "#view=network&sures=0,2")
    said = page.inner_text("#card .soft >> nth=0")
    everything = page.locator("#card details.year > summary").all_inner_texts()
    total = sum(int(year.rpartition(" · ")[2].replace(",", "")) for year in everything)
    drawn = counts(page)["relations"]
    assert said == f"In all the data: {total:,} relations; {drawn:,} of them are in the picture"
    page.click("#cut-all")
    settled(page)
    assert counts(page)["relations"] == total > drawn
    page.click("#cut-all")
