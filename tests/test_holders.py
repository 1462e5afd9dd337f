"""Who held an office, when nobody is told to have, and whose end follows from whom: worked out by hand."""

from pathlib import Path

import pytest

from graph import KnowledgeGraph, open_graph
from graph.conclusions.tenures import untold_before
from graph.render.cards import CardWriter
from graph.render.holders import list_holders
from graph.render.lines import layout
from tests.made import Row, trig

ROWS = """
ann	2001-01-01/2003-03-31
bob	seen 2007-10-03
cyd		pan:replacedBy tenure:dan-north
dan	2017-06-01/2020-07-02	pan:replacedBy tenure:eve-north
eve
fay	2022-05-01/2022-05-31	pan:replacedBy tenure:gus-north
gus	2023-01-01/2023-11-26
hal	2023-11-27/..
"""


def row(text: str) -> Row:
    holder, date, also = (*text.split("\t"), "", "")[:3]
    return {
        "holder": holder, "office": "chair", "of": "north", "source": "2024-01-18", "sure": "asserted", "as_of": "",
        "says": "", "date": date, "also": also,
    }  # fmt: skip


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    file = Path(tmp_path_factory.mktemp("holders"), "made.trig")
    file.write_text(trig(terms=map(row, ROWS.strip("\n").split("\n"))), encoding="utf-8")
    return open_graph(file)


def told(graph: KnowledgeGraph, language: str = "en") -> list[str]:
    office, of = graph.entity("office:chair"), graph.entity("state:north")
    lines = layout(list_holders(office, of, graph.conclusions, language), None, lambda text, _: text).split("\n")
    return [" ".join(one.split("asserted")[0].split("утверждается")[0].split()) for one in lines if one.strip()][1:]


def test_holders_stand_in_order_with_what_is_not_told_between_them(made: KnowledgeGraph) -> None:
    assert told(made) == [
        "2001-01-01 – 2003-03-31 Ann",
        "not told by these sources: 2003-03-31 – 2007-10-03",
        "seen 2007-10-03 Bob",
        "not told by these sources: after 2007-10-03",
        "until 2017-06-01 Cyd when Dan took office",
        "2017-06-01 – 2020-07-02 Dan",
        "after 2020-07-02 Eve after Dan; end not told",  # that is why nothing stands before Fay
        "2022-05-01 – 31 Fay",  # said to have given way to Gus
        "2023-01-01 – 11-26 Gus",
        "since 2023-11-27 Hal last known 2024-01-18",
    ]


def test_it_is_told_in_the_language_of_the_reader(made: KnowledgeGraph) -> None:
    lines = told(made, "ru")
    assert lines[1] == "в этих источниках не сказано: 2003-03-31 – 2007-10-03"
    assert lines[4] == "до 2017-06-01 Cyd когда вступил в должность преемник: Dan"
    assert lines[-1] == "с 2023-11-27 Hal последнее известие: 2024-01-18"


def test_a_card_has_the_end_that_follows(made: KnowledgeGraph) -> None:
    written = CardWriter(made.conclusions, "ko").write(made.card("person:cyd"))
    lines = [one.strip() for one in layout(written, None, lambda text, _: text).split("\n")]
    assert "2017-06-01까지  chair, north" in lines
    assert any(one.startswith("후임 취임: Dan · ") for one in lines)


def test_who_came_before_stands_before_whatever_days_are_said(made: KnowledgeGraph, tmp_path: Path) -> None:
    file = tmp_path / "made.trig"
    rows = [row("kim\tseen 2009-01-19\tpan:replacedBy tenure:lee-north"), row("lee\t2009/..")]
    file.write_text(trig(terms=rows), encoding="utf-8")
    graph = open_graph(file)
    tenures = graph.conclusions.tenures_of(graph.entity("office:chair").iri)
    assert [tenure.entity.slug for tenure in tenures] == ["tenure/kim-north", "tenure/lee-north"]
    assert untold_before(tenures) == {}
