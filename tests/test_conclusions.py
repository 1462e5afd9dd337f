"""What claims amount to: on known cases of the shipped data, and on made-up ones for every corner of the rules."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph import KnowledgeGraph, Lens, Span, open_graph
from graph.conclusions.conclusions import Conclusions
from graph.model.claims import Value
from graph.model.vocabulary import BASE, local
from graph.render.states import state_of
from tests.made import Row, table, trig
from tests.tools import claims_file

DOSSIERS = frozenset(
    "curators inter-korean korea-net-2019-02-28-hanoi nuclear-sanctions russia-china six-party-us"
    " sputnik-2019-04-25-vladivostok tass-2018-09-08-matviyenko the-news-2018-09-09-kim-readiness"
    " upi-2019-04-26-kim-leaves valdai-2019-04-20".split()
)
"""The dossiers in which the cases were worked out, so that later ones move nothing."""

LAST = date(2026, 11, 24)
"""The day of knowledge that `now` means."""


def named(row: Row) -> str:
    return " ".join(row[column] for column in ("what", "thing", "known", "asked") if row.get(column))


def differing(conclusions: Conclusions, iri: str, known: date) -> list[str]:
    """Return on what sources differ about a thing."""
    return sorted({local(dispute.relation) for dispute in conclusions.disputes(iri, known)})


def bounds(span: Span) -> str:
    return f"{span.earliest or '..'}/{span.latest or '..'}"


# --- known cases --------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def dossiers(shipped: KnowledgeGraph) -> KnowledgeGraph:
    return shipped.within(Lens(dossiers=DOSSIERS))


@pytest.mark.parametrize("row", table("cases"), ids=named)
def test_known_cases(dossiers: KnowledgeGraph, row: Row) -> None:
    known = LAST if row["known"] == "now" else date.fromisoformat(row["known"])
    assert TELL[row["what"]](dossiers, row, known) == row["told"]


def _status(graph: KnowledgeGraph, row: Row, known: date) -> str:
    iri = graph.entity(row["thing"]).iri
    disputed = {"status", "contradicts"} & set(differing(graph.conclusions, iri, known))
    found = graph.conclusions.conclusion(iri, known)
    told = state_of(found, "", graph.ontology)
    return told if found.against or not disputed else f"{told}; sources differ"


def _dates(graph: KnowledgeGraph, row: Row, known: date) -> str:
    when = graph.conclusions.conclusion(graph.entity(row["thing"]).iri, known).when
    return f"{when.text} | {bounds(when.span)}"


def _holder(graph: KnowledgeGraph, row: Row, known: date) -> str:
    office, of = (
        graph.entity(name).iri for name in ("office:" + row["thing"].split("/")[0], row["thing"].split("/")[1])
    )
    return told_holders(graph.conclusions, office, of, date.fromisoformat(row["asked"]), known)


def _side(graph: KnowledgeGraph, row: Row, known: date) -> str:
    event, actor = row["thing"].split()
    sides = graph.conclusions.sides.of(graph.entity(actor).iri, graph.event("event:" + event).span)
    return ", ".join(sorted(map(local, sides))) or "-"


TELL = {"status": _status, "dates": _dates, "holder": _holder, "side": _side}


def told_holders(conclusions: Conclusions, office: str, of: str, asked: date, known: date) -> str:
    holdings = conclusions.holders(office, of, asked, known)
    told = (f"{holding.tenure.holder}: {holding.text}" for holding in holdings)
    return "; ".join(told) or "nobody"


# --- made-up happenings ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeGraph:
    file = tmp_path_factory.mktemp("made") / "made.trig"
    file.write_text(trig(table("happenings"), table("terms")), encoding="utf-8")
    return open_graph(file)


@pytest.mark.parametrize("row", table("happenings-concluded"), ids=named)
def test_happenings(made: KnowledgeGraph, row: Row) -> None:
    known = date.fromisoformat(row["known"])
    iri = f"{BASE}event/{row['thing']}"
    found = made.conclusions.conclusion(iri, known)
    said, _, contrary = state_of(found, "", made.ontology).partition(", 1 source; ")
    assert bool(contrary) == bool(found.against)
    told = {
        "status": said,
        "sure": "?" if row["sure"] == "?" else str(found.certainty or ""),
        "dates": found.when.text,
        "bounds": bounds(found.when.span),
        "differ": ", ".join(differing(made.conclusions, iri, known)),
    }
    assert told == {column: row[column] for column in told}


# --- made-up terms of office ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "row", table("terms-concluded"), ids=lambda row: f"{row['of']} {row['asked']} {row['known']}"
)
def test_terms(made: KnowledgeGraph, row: Row) -> None:
    offices = {term["of"]: term["office"] for term in table("terms") if term["office"] != "-"}
    office, of = f"{BASE}office/{offices[row['of']]}", f"{BASE}state/{row['of']}"
    known, asked = (date.fromisoformat(row[column]) for column in ("known", "asked"))
    assert told_holders(made.conclusions, office, of, asked, known) == row["told"]


def test_a_sum_in_rubles_does_not_contradict_one_in_dollars(tmp_path: Path) -> None:
    """Two sources differ on the rubles; the dollars and the length stand alone."""
    costs = ["8 billion rubles", "10.6 billion rubles", "340 million dollars"]
    file = claims_file(
        tmp_path, *(f'project:railway pan:cost "{cost}"' for cost in costs), 'project:railway pan:length "54 km"'
    )
    text = file.read_text(encoding="utf-8")
    text += 'source:other pan:read "2020-01-01"^^xsd:date .\n'
    file.write_text(
        text.replace("source:made ; pan:paragraph 2", "source:other ; pan:paragraph 2"), encoding="utf-8"
    )
    (found,) = open_graph(file).disagreements("project:railway")
    values = [reading.value for reading in found.readings if isinstance(reading.value, Value)]
    assert {value.text for value in values} == {"8 billion rubles", "10.6 billion rubles"}
