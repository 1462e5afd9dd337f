"""Publishers: whose words a source gives, of which country and kind they are, and what only some of them say."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import KnowledgeGraph, Lens, UnknownNameError, open_graph
from tests.tools import run_query

MINI = (Path(__file__).parent / "data" / "mini.trig").read_text()
SEVEN = frozenset({
    "valdai-2019-04-20", "tass-2018-09-08-matviyenko", "the-news-2018-09-09-kim-readiness",
    "korea-net-2019-02-28-hanoi", "sputnik-2019-04-25-vladivostok", "upi-2019-04-26-kim-leaves",
    "interfax-2015-01-28-kim-confirmed",
})  # fmt: skip
STATED = """
:9{n} a pan:Claim ; pan:source source:paper-2002 ; pan:paragraph 9 ; pan:certainty pan:Asserted ; {how}
    rdfs:comment "The Daily is a newspaper."@en .
:9{n} {{ organisation:daily pan:country "{code}" ; pan:publisherKind pan:Newspaper ; pan:shortName "Daily" . }}
"""


@pytest.fixture(scope="module")
def seven(shipped: KnowledgeGraph) -> KnowledgeGraph:
    return shipped.within(Lens(sources=SEVEN))


@pytest.mark.parametrize(
    ("slug", "voice"),
    [
        ("tass-2018-09-08-matviyenko", ("TASS", "RU", "NewsAgency")),
        ("ap-2019-04-kim-speech", ("AP", "US", "NewsAgency")),  # an agency's text in a newspaper of India
        ("valdai-2019-04-20", ("Valdai", "RU", "Research")),
        ("un-2006-07-15-sc8778", ("UN", None, "UNBody")),
    ],
)
def test_whose_words_a_source_gives(shipped: KnowledgeGraph, slug: str, voice: tuple[str | None, ...]) -> None:
    found = shipped.source(slug).voice
    assert found is not None and found.kind is not None
    assert (found.short_name, found.country, found.kind.rpartition("#")[2]) == voice


@pytest.mark.parametrize(
    ("chosen", "slugs"),
    [
        ({"country": "RU"}, {"interfax-2015-01-28-kim-confirmed", "tass-2018-09-08-matviyenko", "valdai-2019-04-20", "sputnik-2019-04-25-vladivostok"}),
        ({"country": "kr"}, {"korea-net-2019-02-28-hanoi", "upi-2019-04-26-kim-leaves"}),  # UPI after Yonhap
        ({"country": "Россия", "kind": "аналитический центр"}, {"valdai-2019-04-20"}),
        ({"kind": "newspaper"}, set()),  # that of Pakistan prints an agency's text
        ({"country": "GB", "publisher": "The News (Pakistan)"}, {"the-news-2018-09-09-kim-readiness"}),
        ({"kind": "Government"}, {"korea-net-2019-02-28-hanoi"}),
        ({"publisher": "TASS"}, {"tass-2018-09-08-matviyenko"}),
        ({"publisher": "Reuters"}, {"the-news-2018-09-09-kim-readiness"}),
        ({"country": "KP"}, set()),
    ],
)  # fmt: skip
def test_sources_are_chosen_by_who_speaks(seven: KnowledgeGraph, chosen: dict[str, str], slugs: set[str]) -> None:
    assert {source.iri.rpartition("/")[2] for source in seven.sources(**chosen)} == slugs


def test_what_is_no_country_or_kind_is_refused(shipped: KnowledgeGraph) -> None:
    with pytest.raises(UnknownNameError, match="unknown country 'Lavrov'"):
        shipped.sources(country="Lavrov")
    with pytest.raises(UnknownNameError, match=r"unknown kind of publisher .person.\. Known: association, blog"):
        shipped.sources(kind="person")


def test_every_source_that_has_a_publisher_has_its_kind(shipped: KnowledgeGraph) -> None:
    assert [s.iri for s in shipped.sources() if s.publisher and not (s.voice and s.voice.kind)] == []


@pytest.mark.parametrize("how", ["pan:polarity pan:Denied ;", 'pan:withdrawn "Wrong."@en ;'])
def test_what_is_denied_or_withdrawn_tells_nothing(tmp_path: Path, how: str) -> None:
    file = tmp_path / "mini.trig"
    file.write_text(MINI + STATED.format(n=1, code="AA", how=how) + STATED.format(n=2, code="RR", how=""))
    voice = open_graph(file).source("daily-2001").voice
    assert voice is not None and (voice.country, voice.short_name) == ("RR", "Daily")


def test_a_source_speaks_for_its_country_in_sparql() -> None:
    found = run_query("-e", "SELECT ?country ?kind { source:valdai-2019-04-20 pan:country ?country ; pan:publisherKind ?kind }", "-f", "csv", "--iris")  # fmt: skip
    assert found.stdout.split() == ["country,kind", "RU,https://w3id.org/panmunjom/ontology#Research"]
