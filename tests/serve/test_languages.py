"""Pages speak their language: how sure, since when, on whose word."""

from __future__ import annotations

import re

import pytest

from graph import KnowledgeGraph, open_graph
from graph.render.dates import dated
from graph.render.evidence import conditional, qualified_claim
from graph.serve.pages import texts
from graph.serve.question import Question
from graph.serve.site import Site
from graph.serve.visit import Visit
from graph.serve.writing import Writer


@pytest.fixture(scope="module")
def graph() -> KnowledgeGraph:
    return open_graph()


def shown(graph: KnowledgeGraph, path: str, language: str) -> str:
    reply = Site(graph).answer(Question(path, language=language, tongue=language, accept="text/html"))
    assert isinstance(reply.body, bytes)
    return reply.body.decode()


def writer(graph: KnowledgeGraph, language: str) -> Writer:
    return Writer(Visit(graph, Question("/", language=language), "html"), texts()[language])


def test_evidence_in_english_is_that_of_the_terminal(graph: KnowledgeGraph) -> None:
    english = writer(graph, "en")
    for claim in graph.claims():
        text = conditional(qualified_claim(claim, graph.conclusions), claim, graph.conclusions)
        assert english.evidence(claim).unescape().endswith(f">{text}</a>")


def test_every_certainty_has_a_word_in_every_language(graph: KnowledgeGraph) -> None:
    claims = {claim.certainty: claim for claim in graph.claims()}
    for language in ("ru", "ko"):
        for level, claim in claims.items():
            assert str(level) not in writer(graph, language).evidence(claim).partition(">")[2]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ru", ("ожидается · со слов: Юрий Ушаков · tass-2019-04-23-talks начало", "состоялось")),
        ("ko", ("예상됨 · 유리 우샤코프 전언 · tass-2019-04-23-talks 도입부", "개최됨")),
    ],
)
def test_a_card_has_no_english_word_of_how_sure(
    graph: KnowledgeGraph, language: str, words: tuple[str, ...]
) -> None:
    page = shown(graph, "/event/vladivostok-summit-2019.html", language)
    for word in words:
        assert word in page
    told = re.findall(r'<(?:a class="evidence|span class="(?:date|what))[^>]*>([^<]*)', page)
    assert len(told) > 40
    assert not re.search(r"\b(asserted|expected|rumoured|reported|undated|held|planned)\b", " ".join(told))


@pytest.mark.parametrize(
    ("text", "russian", "korean"),
    [
        ("2018-05-31", "2018-05-31", "2018-05-31"),
        ("since 2004-03-09", "с 2004-03-09", "2004-03-09부터"),
        ("(planned for 2019-04-16 – 30)", "(запланировано: 2019-04-16 – 30)", "(2019-04-16 – 30 예정)"),
        ("a day in 2019-04 or c. 2018", "один из дней: 2019-04 или ок. 2018", "2019-04 중 하루 또는 2018경"),
        ("from 2018 on", "с 2018", "2018부터"),
    ],
)
def test_words_around_dates(text: str, russian: str, korean: str) -> None:
    assert (dated(text, "en"), dated(text, "ru"), dated(text, "ko")) == (text, russian, korean)


def test_no_date_keeps_an_english_word(graph: KnowledgeGraph) -> None:
    texts = {event.when for event in graph.events()} | {tenure.when for tenure in graph.tenures()}
    for language in ("ru", "ko"):
        left = {text for text in texts if text and re.search("[a-z]{2}", dated(text, language))}
        assert left == set()
