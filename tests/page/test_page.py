"""The page as a file: its bytes, its policy, its size, what is left out, what is refused."""

from __future__ import annotations

import base64
import hashlib
import math
import os
import re
import subprocess
import sys
from html import unescape
from itertools import combinations
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main
from graph import DataError, KnowledgeGraph
from graph.model.vocabulary import slug
from graph.page import Page, bundle, read_tour
from graph.page.importance import most_important
from tests.tools import carried, matched

ROOT = Path(__file__).resolve().parents[2]
VIS = "c539ad1086f6ccd49189d57265de65cff062b65ed5c4867851558bc451e6505b"


@pytest.fixture(scope="module")
def html(full_page: Page) -> str:
    return full_page.html


def test_the_policy_lets_only_these_scripts_and_this_style_run(html: str) -> None:
    policy = unescape(matched(r'Content-Security-Policy" content="([^"]*)"', html)[1])
    inline = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)  # one takes away the story's title, one unpacks
    scripts = [*inline, bundle.script(), bundle.library()]
    style = matched(r"<style>(.*?)</style>", html, re.DOTALL)[1]
    hashes = [
        f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
        for text in (*scripts, style)
    ]
    assert policy.startswith("default-src 'none';")
    assert all(hash_ in policy for hash_ in hashes)
    assert policy.count("sha256-") == len(hashes) == 5 and "unsafe" not in policy


def test_it_asks_nothing_of_the_network(html: str) -> None:
    assert re.findall(r'(?:src|href)="(?!data:|#)[^"]*"', html) == []
    assert "sourceMappingURL" not in bundle.library()


def test_it_is_small_enough_for_mail(html: str) -> None:
    assert len(html.encode()) <= 1_500_000


def test_the_command_makes_the_same_bytes_in_any_process_and_says_what_is_left_out(
    html: str, tmp_path: Path
) -> None:
    command = [sys.executable, "-m", "cli", "page", "-o", str(tmp_path / "x.html")]
    environment = {**os.environ, "PYTHONHASHSEED": "7"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    assert "are drawn at first; the page holds them all" in done.stderr
    assert (tmp_path / "x.html").read_text(encoding="utf-8").rstrip("\n") == html


def test_the_library_is_the_one_that_was_tried() -> None:
    assert hashlib.sha256(bundle.library().encode()).hexdigest() == VIS
    assert "@version 9.1.2" in bundle.library()


def test_the_licence_of_the_library_is_in_the_page(html: str) -> None:
    assert "Copyright (c) 2017-2019 vis.js contributors" in html


def test_it_holds_everything_and_draws_the_most_important_first(shipped: KnowledgeGraph, full_page: Page) -> None:
    data = carried(full_page.html)
    slugs = [node["slug"] for node in data["nodes"]]
    first = slugs[: data["graph"]["drawn"]]
    assert len(first) <= 300 < len(slugs) == data["graph"]["total"] == full_page.held == full_page.total
    assert {"state/dprk", "person/kim-jong-un", "event/vladivostok-summit-2019"} <= set(first)
    assert set(slugs) == {node["slug"] for node in data["nodes"] if "wider" in node or "spot" in node}
    assert len(data["graph"]["claims"]) == len(shipped.claims())


def test_the_tour_stops_are_drawn_whatever_their_importance(shipped: KnowledgeGraph, full_page: Page) -> None:
    data = carried(full_page.html)
    stops = {slug for step in read_tour().steps for slug in step.focus}
    drawn = {node["slug"] for node in data["nodes"][: data["graph"]["drawn"]]}
    by_importance = most_important(shipped.path_finder.layers.links, most=300)
    assert stops <= drawn
    assert not stops <= {slug(iri) for iri in by_importance}


def test_around_one_holds_what_is_linked_with_it_and_no_reading(article: KnowledgeGraph) -> None:
    made = article.page(about=["Lavrov"], hops=1)
    data = carried(made.html)
    assert sorted(node["label"] for node in data["nodes"]) == [
        "Lavrov's visit to Pyongyang, May 2018", "Russia", "Russian invitation to Kim Jong-un, 2018", "Sergey Lavrov",
    ]  # fmt: skip
    assert data["graph"]["tour"] is None
    assert (made.held, made.drawn) == (4, 4) and made.total > 100
    assert "<title>Sergey Lavrov</title>" in made.html


def test_states_keep_room_between_them(full_page: Page) -> None:
    data = carried(full_page.html)
    for key, least in (("spot", 60), ("wider", 40)):
        places = [node[key] for node in data["nodes"] if node["group"] == "state" and key in node]
        apart = min(math.dist(one, other) for one, other in combinations(places, 2))
        assert len(places) > 6 and apart > least


@pytest.mark.parametrize("by", ["degree", "pagerank", "closeness"])
def test_measures_are_those_of_the_command(shipped: KnowledgeGraph, full_page: Page, by: str) -> None:
    data = carried(full_page.html)
    numbers = {node["slug"]: number for number, node in enumerate(data["nodes"])}
    scores = data["graph"]["measures"][by]
    standings = shipped.rank(by, layer="all", limit=30).standings
    told = [scores[numbers[standing.entity.slug]] for standing in standings]
    assert told == pytest.approx([standing.score for standing in standings], rel=1e-3)
    assert told[:5] == sorted(scores, reverse=True)[:5]


def test_a_lens_is_named_and_counts(article: KnowledgeGraph) -> None:
    page = carried(article.page().html)["graph"]
    assert page["meta"]["lens"] == "from valdai-2019-04-20"
    assert {source["id"] for source in page["sources"]} == {"valdai-2019-04-20"}


def test_what_a_source_denies_is_no_line_but_a_claim(mini: KnowledgeGraph) -> None:
    page = carried(mini.page().html)
    denied = {number for number, claim in enumerate(page["graph"]["claims"]) if claim.get("no")}
    assert denied
    assert not denied & {number for edge in page["edges"] for say in edge["says"] for number in say[2]}


def test_without_a_script_what_is_drawn_stands_in_tables_in_the_language_of_the_page(
    article: KnowledgeGraph,
) -> None:
    page = article.page(most=1000, language="ru").html
    shown = page[page.index("<noscript") : page.index("</noscript")]
    visit = matched(r"<tr><th[^>]*>Визит Лаврова в Пхеньян, май 2018 года<(?:(?!<th).)*", shown, re.DOTALL)[0]
    assert "<td>гость<td>Сергей Лавров<td>утверждается<td>valdai-2019-04-20 ¶8" in visit
    assert "Lavrov" not in shown and "visitor" not in shown
    told = sum(len(edge["says"]) for edge in carried(page)["edges"])
    objects = re.findall(r"<td>[^<]*<td>([^<]*)<td>[^<]*<td>valdai", shown)
    assert sum(len(each.split("; ")) for each in objects) == told > 100


def test_texts_of_the_interface_are_complete() -> None:
    texts = bundle.interface_texts()
    assert {language: sorted(words) for language, words in texts.items()} == dict.fromkeys(
        texts, sorted(texts["en"])
    )
    template = (bundle.HERE / "page.html.j2").read_text(encoding="utf-8")
    used = set(re.findall(r"""\btt?\(\s*["'](\w+)["']""", bundle.script()))
    used |= set(re.findall(r'data-t(?:-label|-hint)?="(\w+)"', template))
    assert used <= set(texts["en"])
    whole = bundle.script() + template + (bundle.HERE / "tables.html.j2").read_text(encoding="utf-8")
    spoken = {"language", "network", "storyline", "table", "network_help", "storyline_help"}
    made = re.compile("path_(from|to|through|avoid|nostates|inorder)|look_(size|colour)")
    assert [
        key
        for key in texts["en"]
        if not re.search(rf"\b{key}\b", whole) and key not in spoken and not made.fullmatch(key)
    ] == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("{", "is not JSON"),
        ("[]", "is no tour"),
        (
            '{"title": {"en": "x"}, "steps": [{"title": {"en": "a"}, "text": {"en": "b"}}]}',
            "step 1: focus must be a list",
        ),
        (
            '{"title": {"en": "x"}, "steps": [{"title": {"ru": "a"}, "text": {"en": "b"}, "focus": ["x"]}]}',
            "step 1: title needs a text",
        ),
        (
            '{"title": {"en": "x"}, "steps": [{"title": {"en": "a"}, "text": {"en": "b"}, "focus": ["x"], "known_by": "soon"}]}',
            "step 1: known_by must be a day",
        ),
    ],
)
def test_a_tour_that_is_none_is_refused(tmp_path: Path, text: str, wrong: str) -> None:
    file = tmp_path / "tour.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match=wrong):
        read_tour(file)


def test_the_command_takes_title_and_language(tmp_path: Path) -> None:
    options = ["--source", "valdai-2019-04-20", "--title", "Mine", "--lang", "ko"]
    result = CliRunner().invoke(main, ["page", "-o", str(tmp_path / "x.html"), *options])
    assert result.exit_code == 0
    written = (tmp_path / "x.html").read_text(encoding="utf-8")
    assert '<html lang="ko">' in written and "<title>Mine</title>" in written


@pytest.mark.parametrize(
    "command",
    ['path Lavrov "Air Koryo" --no-states', "path Lavrov Matvienko Kolokoltsev", "around Matvienko", 'why "gas pipeline"',
     "rank --by degree -n 5", "query visits-of -p who=Lavrov", "query -e 'SELECT (1 AS ?one) {}'"],
)  # fmt: skip
def test_answers_are_pages_too(command: str) -> None:
    import shlex

    result = CliRunner().invoke(main, [*shlex.split(command), "-f", "html"])
    assert result.exit_code == 0
    answer = carried(result.stdout)["graph"]["meta"]["answer"]
    assert answer["told"] or answer["scores"] or answer["rows"] or answer["ends"]
