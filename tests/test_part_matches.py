"""What a search finds where nothing has all of its words, dates and states among them: worked out by hand."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main
from graph import AmbiguousNameError, Entity, KnowledgeGraph, open_graph
from graph.names.part_matches import Hit, best_of
from tests.tools import claims_file, day

NAMES = {
    "event:fair": "Harvest fair in the valley", "event:march": "March of the millers", "event:sale": "Sale of mills",
    "person:anna": "Anna Bern", "state:north": "Northland", "project:mill": "Water mill",
    **{f"event:e{number}": f"Envoys' dinner {number}" for number in range(7)},
}  # fmt: skip
HELD = "pan:status pan:Held"
YEAR = 'pan:date "2017"^^edtf:EDTF ; pan:earliest "2017-01-01"^^xsd:date ; pan:latest "2017-12-31"^^xsd:date'
CLAIMS = (
    f"event:fair pan:host state:north ; {day('2017-07-04')} ; {HELD}",
    f"event:march pan:participant person:anna ; {day('2017-07-20')} ; {HELD}",
    f"event:sale pan:participant person:anna ; {day('2018-06-12')} ; {HELD}",
    "project:mill pan:of state:north",
    f"event:drought pan:place state:north ; {YEAR} ; {HELD}",
    *(f"event:e{number} pan:participant person:anna ; {day('2016-01-01')} ; {HELD}" for number in range(7)),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = claims_file(tmp_path, *CLAIMS, names=NAMES)
    text = made.read_text(encoding="utf-8")
    same = "person:anna <http://www.w3.org/2002/07/owl#sameAs> <http://www.wikidata.org/entity/Q7> .\n"
    made.write_text(f"{text}\n{same}", encoding="utf-8")
    return made


@pytest.fixture
def graph(file: Path) -> KnowledgeGraph:
    return open_graph(file)


def found(graph: KnowledgeGraph, text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(hit.thing.label(), hit.lacks) for hit in graph.search(text) if isinstance(hit.thing, Entity)]


def test_a_day_leads_to_what_was_then(graph: KnowledgeGraph) -> None:
    assert found(graph, "2018-06-12") == [("Sale of mills", ())]
    assert found(graph, "12 июня 2018") == [("Sale of mills", ())]


def test_a_date_is_a_word_of_what_lies_in_it(graph: KnowledgeGraph) -> None:
    assert found(graph, "2017년 7월 nonesuch") == [
        ("Harvest fair in the valley", ("nonesuch",)),
        ("March of the millers", ("nonesuch",)),
    ]
    assert found(graph, "July 2017 sale") == [("Sale of mills", ("July 2017",))]  # one sale, two things then


def test_what_has_the_telling_word_alone_is_shown(graph: KnowledgeGraph) -> None:
    assert found(graph, "Northland envoy") == [  # seven have the other word
        ("Northland", ("envoy",)),
        ("Harvest fair in the valley", ("envoy",)),
    ]


def test_an_address_of_wikidata_finds_its_thing(graph: KnowledgeGraph) -> None:
    for text in ("Q7", "http://www.wikidata.org/entity/Q7", "https://www.wikidata.org/wiki/Q7"):
        assert found(graph, text)[:1] == [("Anna Bern", ())], text


def test_a_letter_or_small_number_is_the_name_of_nothing(graph: KnowledgeGraph) -> None:
    with pytest.raises(AmbiguousNameError, match="'5' is ambiguous"):
        graph.resolve("5")
    assert graph.resolve("dinner 5").entity.label() == "Envoys' dinner 5"


def test_the_rest_is_counted_and_shown_on_demand(file: Path) -> None:
    def told(*options: str) -> tuple[list[str], str]:
        ran = CliRunner().invoke(main, ["find", "envoys 5 valley", "--data", str(file), "-f", "csv", *options])
        return [line.split(",")[0] for line in ran.stdout.splitlines()[1:]], ran.stderr

    assert told() == (["Harvest fair in the valley"], "")  # the valley is rarest, and nothing else has it
    lacks = [*[("a",)] * 15, *[("a", "b")] * 10, ("a", "b", "c")]
    hits = [Hit(file, "", lack) for lack in lacks]  # type: ignore[arg-type]
    assert best_of(hits) == hits[:25]  # fifteen fill no screen
    assert best_of(hits[:20]) == hits[:20]
