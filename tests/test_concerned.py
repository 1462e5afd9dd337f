"""Whom an event concerns without their taking part: worked out by hand on claims made up for it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main
from graph import KnowledgeGraph, open_graph
from tests.tools import claims_file, day

HELD = "pan:status pan:Held"
TERM = (
    'pan:date "2001-01-01/2003-12-31"^^edtf:EDTF ; '
    'pan:earliest "2001-01-01"^^xsd:date ; pan:latest "2003-12-31"^^xsd:date'
)
CLAIMS = (
    f"tenure:anna-envoy pan:holder person:anna ; pan:office office:envoy ; pan:of state:north ; {TERM}",
    f"event:expulsion pan:decider state:south ; pan:concerns person:anna ; {day('2002-05-01')} ; {HELD}",
    f"event:naming pan:decider person:boris ; pan:concerns tenure:anna-envoy ; {day('2001-01-01')} ; {HELD}",
    f"event:later-word pan:speaker state:south ; pan:concerns person:anna ; {day('2005-05-01')} ; {HELD}",
    f"event:visit pan:visitor person:anna ; pan:host state:south ; pan:concerns person:anna ; {day('2002-04-01')} ; {HELD}",
    f"event:quarrel pan:participant state:north , state:south ; {day('2002-06-01')} ; {HELD}",
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return claims_file(tmp_path, *CLAIMS)


def labels(graph: KnowledgeGraph, one: str, other: str | None = None) -> list[str]:
    return [event.entity.label().removeprefix("event:") for event in graph.events(one, other)]


def test_whom_an_event_concerns_is_there_for_a_side_while_in_office(file: Path) -> None:
    graph = open_graph(file)
    together = ["visit", "expulsion", "quarrel"]  # in 2005 she was nobody's envoy any more
    assert labels(graph, "state:south", "state:north") == together
    assert labels(graph, "state:north", "state:south") == together
    assert labels(graph, "state:north") == ["visit", "quarrel"]  # of a state alone who acts for it counts


def test_who_is_on_both_ends_alone_brings_no_two_together(file: Path) -> None:
    assert labels(open_graph(file), "state:north", "person:anna") == []


def test_what_concerns_a_term_in_office_is_its_holders(file: Path) -> None:
    graph = open_graph(file)
    assert labels(graph, "person:anna") == ["naming", "visit", "expulsion", "later-word"]
    assert labels(graph, "person:boris", "person:anna") == ["naming"]
    assert "made/3" in [claim.number for claim in graph.claims("person:anna")]
    assert "event:naming" in [each.event.entity.label() for each in graph.card("person:anna").happenings]


def test_the_row_names_whom_it_concerns_but_not_who_takes_part(file: Path) -> None:
    ran = CliRunner().invoke(main, ["events", "state:south", "--data", str(file)])
    told = " ".join(ran.stdout.split())
    assert "event:expulsion meeting held · asserted state:south; concerns: person:anna" in told
    assert "event:visit meeting held · asserted state:south, person:anna asserted" in told


def test_counts_by_side_have_it_as_well(file: Path) -> None:
    ran = CliRunner().invoke(main, ["events", "state:south", "--count", "side", "--data", str(file), "-f", "csv"])
    assert ran.stdout.split() == ["side,events", "state:south,4", "state:north,3"]
