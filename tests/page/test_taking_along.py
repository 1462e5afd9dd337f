"""What readers take along or do to the picture: exports, print, frames, citations; pins, nearness, measures, legend."""

from __future__ import annotations

import csv
import io
import json
import re
import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner
from playwright.sync_api import Page

from cli import main
from tests.page.reader import Visit, box, counts, numbers, settled
from tests.tools import matched

SUMMIT = "#node=event/vladivostok-summit-2019"


def exported(page: Page, entry: str) -> bytes:
    page.click("#share")
    with page.expect_download() as waiting:
        page.click(f"#{entry}")
    return waiting.value.path().read_bytes()


def test_tables_have_iso_dates_urls_and_what_is_drawn(look: Visit) -> None:
    page = look("#lang=ko&node=person/kim-jong-un")
    relations = list(csv.DictReader(io.StringIO(exported(page, "save-relations").decode("utf-8-sig"))))
    assert len(relations) == counts(page)["relations"]
    assert any(row["subject"] == "김정은" or row["object"] == "김정은" for row in relations)
    dated = [row for row in relations if row["earliest"]]
    assert dated and all(re.fullmatch(r"-?\d{4}-\d\d-\d\d", row["earliest"]) for row in dated)
    assert all(url.startswith("http") for row in relations for url in row["urls"].split())
    assert all(row["claims"] and row["sources"] for row in relations)
    things = list(csv.DictReader(io.StringIO(exported(page, "save-things").decode("utf-8-sig"))))
    assert len(things) == counts(page)["things"]
    summit = next(row for row in things if row["iri"].endswith("event/vladivostok-summit-2019"))
    assert (summit["dates"], summit["earliest"], summit["status"]) == ("2019-04-25", "2019-04-25", "Held")


def test_records_have_their_sources(look: Visit) -> None:
    page = look("#since=2019-04-01&until=2019-04-30&known=2019-06-01")
    record = json.loads(exported(page, "save-json"))
    assert (len(record["things"]), len(record["relations"])) == tuple(counts(page).values())
    assert (record["since"], record["until"], record["known_by"]) == ("2019-04-01", "2019-04-30", "2019-06-01")
    sources = {source["id"]: source for source in record["sources"]}
    cited = {claim["source"] for relation in record["relations"] for claim in relation["claims"]}
    assert cited == sources.keys()
    assert all(source["known_from"] <= "2019-06-01" for source in sources.values())


def test_pictures_carry_title_legend_lens_version_and_date(look: Visit) -> None:
    page = look(f"{SUMMIT}&known=2019-04-26")
    drawing = exported(page, "save-svg").decode("utf-8")
    root = ElementTree.fromstring(drawing)
    words = " ".join(text for element in root.iter() if (text := element.text))
    assert "Korean Peninsula diplomacy" in words and "Putin-Kim summit, April 2019" in words
    assert "Known by 26 April 2019" in words and "Republic of Korea" in words and "things of the data" in words
    assert page.evaluate("panmunjom.version") in words and re.search(r"20\d\d-\d\d-\d\d", words)
    assert "var(" not in drawing and drawing.count("<path") > 300
    width, height = (float(root.attrib[side]) for side in ("width", "height"))
    png = exported(page, "save-png")
    factor = max(2, 1920 / width)  # sharp on a slide
    assert struct.unpack(">II", png[16:24]) == (round(factor * width), round(factor * height))
    card = exported(page, "save-card")
    assert struct.unpack(">II", card[16:24]) == (1200, 630)


def test_the_storyline_is_a_picture_too_and_the_table_is_none(look: Visit) -> None:
    page = look("#view=storyline&since=2019-04-01&until=2019-04-30")
    drawing = exported(page, "save-svg").decode("utf-8")
    assert "Putin-Kim" in drawing and "var(" not in drawing
    ElementTree.fromstring(drawing)
    page.click("#view-table")
    page.click("#share")
    assert page.query_selector("#save-json") and not page.query_selector("#save-png")


def test_bibtex_names_every_source_once(look: Visit) -> None:
    page = look("#from=person/kim-jong-un&to=state/russia&since=2019-04-01&until=2019-04-30")
    text = exported(page, "save-bibtex").decode("utf-8")
    keys = re.findall(r"^@\w+\{([^,]+),", text, re.MULTILINE)
    assert keys and len(keys) == len(set(keys))
    assert text.count("{") == text.count("}")


@pytest.mark.parametrize("claim", ["valdai-2019-04-20/86", "valdai-2019-04-20/1"])
def test_a_citation_is_that_of_the_command(look: Visit, claim: str) -> None:
    page = look()
    told = CliRunner().invoke(main, ["cite", claim]).output
    assert " ".join(page.evaluate("(id) => panmunjom.cite(id)", claim).split()) == " ".join(told.split())
    bibtex = CliRunner().invoke(main, ["cite", claim, "-f", "bibtex"]).output
    assert page.evaluate("(id) => panmunjom.bibtex(id)", claim).split() == bibtex.split()


def test_a_card_is_copied_with_its_citations(look: Visit) -> None:
    page = look(SUMMIT)
    text = page.evaluate("panmunjom.cardText()")
    assert (
        text.startswith("Putin-Kim summit, April 2019") or "Putin-Kim summit, April 2019" in text.splitlines()[:3]
    )
    assert "25 April 2019" in text and "sputnik" in text.lower() and "https://" in text
    numbers = {int(number) for number in re.findall(r"\[(\d+)\]", text)}
    assert numbers and numbers == set(range(1, max(numbers) + 1))


def test_print_gives_the_figure_and_the_open_card_with_its_evidence(look: Visit) -> None:
    page = look(f"{SUMMIT}&known=2019-04-26")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.is_visible("#figure svg.drawing") and page.is_hidden("#filters") and page.is_hidden("#time")
    figure = page.text_content("#figure") or ""
    assert "Known by 26 April 2019" in figure and "Reported or expected" in figure
    claims = page.eval_on_selector_all("#card .claim", "all => all.filter(one => one.offsetHeight > 0).length")
    assert claims > 5
    assert len(page.pdf()) > 20_000
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.locator("#card details.evidence[open]").count() == 0


def test_print_of_a_table_gives_the_table(look: Visit) -> None:
    page = look("#view=table&since=2019-04-25&until=2019-04-25")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.is_visible("#tables table.nodes") and page.is_hidden("#figure")
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")


def test_a_frame_for_other_pages_shows_the_same_without_all_around(
    look: Visit, page_file: Path, tmp_path: Path
) -> None:
    page = look(SUMMIT)
    page.click("#share")
    page.click("#embed")
    snippet = page.input_value("#notice textarea")
    assert 'sandbox="allow-scripts' in snippet and "embed=yes" in snippet and SUMMIT in snippet
    address = matched(r'src="([^"]*)"', snippet)[1].replace("&amp;", "&")
    page = look("#" + address.partition("#")[2])
    assert page.is_hidden("#filters") and page.is_hidden("#time") and page.is_visible("#picture")
    assert page.is_visible("#card h2")


# --- what is done to the picture ---------------------------------------------------------------------------


def spot_of(page: Page, slug: str) -> tuple[float, float]:
    picture = box(page.locator("#picture"))
    number = page.evaluate("(slug) => panmunjom.all().indexOf(slug)", slug)
    mark = next(mark for mark in page.evaluate("panmunjom.standing().marks") if mark["id"] == number)
    return picture["x"] + mark["x"], picture["y"] + mark["y"]


def test_a_click_opens_a_mark_and_a_double_click_goes_near(look: Visit) -> None:
    page = look()
    page.mouse.click(*spot_of(page, "person/kim-jong-un"))
    page.wait_for_function("panmunjom.state.node !== null")
    assert page.inner_text("#card h2") == "Kim Jong-un"
    page.mouse.dblclick(*spot_of(page, "person/kim-jong-un"))
    page.wait_for_function("panmunjom.state.near === 1")
    settled(page)
    assert 5 < counts(page)["things"] < 130
    page.click("#cut-all")
    assert "near" not in page.url


def test_a_mark_stays_where_it_is_dragged_until_it_is_let_go(visit: Visit) -> None:
    page = visit()
    x, y = spot_of(page, "state/japan")
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y - 60, steps=4)
    page.mouse.move(x + 80, y - 120, steps=4)
    page.mouse.up()
    page.wait_for_function("location.hash.includes('pins=state/japan')")
    moved = spot_of(page, "state/japan")
    first = (10, 15)  # the step that tells a drag from a click; pins are whole numbers, which adds a pixel or two
    assert abs(moved[0] - x - 80) <= first[0] + 2 and abs(moved[1] - y + 120) <= first[1] + 2
    page.reload()
    page.wait_for_selector("html[data-ready]")
    settled(page)
    pinned = page.evaluate("[...panmunjom.state.pins.values()][0]")
    assert pinned == page.evaluate("panmunjom.placeOf('state/japan')")
    page.click("#reset")
    settled(page)
    assert page.evaluate("panmunjom.placeOf('state/japan')") != pinned


def test_size_and_colour_by_a_measure(look: Visit) -> None:
    page = look()
    page.select_option("#look-size", "betweenness")
    page.select_option("#look-colour", "degree")
    assert "size=betweenness" in page.url and "colour=degree" in page.url
    settled(page)
    marks = {mark["id"]: mark for mark in page.evaluate("panmunjom.standing().marks")}
    scores = page.evaluate("panmunjom.measure('betweenness')")
    order = sorted(marks, key=lambda number: scores[number])
    sizes = [marks[number]["r"] for number in order]
    assert sizes == sorted(sizes) and sizes[-1] > 3 * sizes[0]
    assert len({mark["fill"] for mark in marks.values()}) > 20


def test_the_legend_filters_marks_and_lines_and_counts_what_is_left(look: Visit) -> None:
    page = look()
    before = counts(page)
    page.click("#legend-groups label:has-text('Event')")
    page.click("#legend-sures label:has-text('Reported')")
    assert "groups=event" in page.url and "sures=1" in page.url
    after = counts(page)
    assert after["things"] < before["things"] and after["relations"] < before["relations"]
    told = page.inner_text("#counts")
    assert f"{after['things']} things" in told and f"{after['relations']}" in told.replace(",", "")
    assert page.inner_text("#legend-groups label:has-text('Event') .count") == "0"
    page.click("#reset")
    assert counts(page) == before


@pytest.mark.parametrize("hash_", ["", "#known=2019-04-20&groups=place", "#since=2018-01-01&until=2018-12-31"])
def test_picture_table_legend_and_panel_count_alike(look: Visit, hash_: str) -> None:
    page = look(f"{hash_}&view=table" if hash_ else "#view=table")
    told = counts(page)
    headings = numbers(page, "#tables .count")
    legend = numbers(page, "#legend-groups .count")
    lines = numbers(page, "#legend-sures .count")
    assert headings == [told["things"], told["relations"]] == [sum(legend), sum(lines)]
    assert page.inner_text("#cut-text").startswith(f"{told['things']} of ")
    for column in (0, 4):
        page.click(f"#tables table.nodes th >> nth={column} >> button")
    assert page.get_attribute("#tables table.nodes th >> nth=4", "aria-sort") == "ascending"
    links = page.eval_on_selector_all(
        "#tables table.nodes tbody tr:not(.more)", "rows => rows.map(row => Number(row.cells[4].innerText))"
    )
    assert links == sorted(links) and len(links) >= min(told["things"], 150)
    page.click("#view-network")
    settled(page)
    assert len(page.evaluate("panmunjom.standing().marks")) == told["things"]


def test_everything_can_be_drawn(look: Visit) -> None:
    page = look()
    page.click("#cut-all")
    settled(page)
    total = len(page.evaluate("panmunjom.all()"))
    assert counts(page)["things"] == total == len(page.evaluate("panmunjom.standing().marks"))
    page.go_back()
    settled(page)
    assert counts(page)["things"] <= 300


def test_the_picture_of_the_story_has_its_question_and_its_own_legend(look: Visit) -> None:
    page = look("")
    drawing = exported(page, "save-svg").decode("utf-8")
    words = [text for element in ElementTree.fromstring(drawing).iter() if (text := element.text)]
    assert "Will Kim come to Russia?" in words and "meant, not come by the day given" in words
    assert "Republic of Korea" not in words and not any("things of the data" in word for word in words)


def test_one_piece_of_evidence_is_printed_alone(look: Visit) -> None:
    page = look("#node=event/matviyenko-in-dprk-2018")
    page.evaluate("void (window.print = () => dispatchEvent(new Event('beforeprint')))")
    side = page.locator("#card .dispute .sides > div").nth(1)
    side.locator("summary").first.click()
    side.locator("button.alone").click()
    page.emulate_media(media="print")
    assert page.is_hidden("#app") and page.locator("#figure .claim").count() == 1
    told = page.inner_text("#figure")
    assert told.startswith("Matviyenko's visit to the DPRK, 2018 — August 2018")
    assert "valdai-2019-04-20/96" in told
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.is_visible("#app") and page.is_hidden("#figure")


@pytest.mark.parametrize(
    ("hash_", "pages"), [("#view=network", 1), ("#view=storyline&since=2019-04-25&until=2019-04-25", 2)]
)
def test_no_page_is_printed_blank(look: Visit, hash_: str, pages: int) -> None:
    page = look(hash_)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    paper = page.pdf(prefer_css_page_size=True)
    page.emulate_media(media="screen")
    assert len(re.findall(rb"/Type\s*/Page\b", paper)) == pages
    page.evaluate("dispatchEvent(new Event('afterprint'))")
