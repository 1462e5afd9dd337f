"""Who met whom, and whose preparations are whose: worked out by hand on claims made up for it."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main
from graph import KnowledgeGraph, open_graph
from tests.tools import claims_file, day

HELD = "pan:status pan:Held"
CLAIMS = (
    f"event:visit pan:visitor person:guest ; pan:host person:host , state:north ; {day('2002-04-01')} ; {HELD}",
    f"event:plan pan:visitor person:guest ; pan:host person:other ; {day('2003-04-01')} ; pan:status pan:Planned",
    f"event:parade pan:participant person:guest , person:other ; {day('2004-04-01')} ; {HELD}",
    f"event:signing pan:signatory person:guest , person:writer ; {day('2005-04-01')} ; {HELD}",
    f"event:eve pan:occasion event:visit ; pan:place state:port ; {day('2002-03-01')} ; {HELD}",
)
KINDS = {"visit": "Visit", "plan": "Visit", "parade": "Commemoration", "signing": "Signing"}


@pytest.fixture
def made(tmp_path: Path) -> KnowledgeGraph:
    file = claims_file(tmp_path, *CLAIMS)
    text = file.read_text(encoding="utf-8")
    for name, kind in KINDS.items():
        text = text.replace(f"event:{name} a pan:Meeting", f"event:{name} a pan:{kind}")
    file.write_text(text, encoding="utf-8")
    return open_graph(file)


def test_a_visitor_met_who_received_them_and_nobody_beside_whom_they_only_stood(made: KnowledgeGraph) -> None:
    others = ("host", "writer", "other", "guest")
    met = [name for name in others if made.ask("ever-met", one="person:guest", other=f"person:{name}")]
    assert met == ["host", "writer"]
    assert [made.ask("ever-met", one=f"person:{name}", other="person:guest") for name in others[:3]] == [1, 1, 0]
    rows = made.select("who-met-whom", who="person:guest")
    assert [row["other"].label for row in rows] == ["person:host", "person:writer"]
    of_a_side = made.select("met-of-a-side", who="person:guest", side="state:north")
    assert [row["event"].label for row in of_a_side] == ["event:visit"]


def test_two_have_met_wherever_a_row_shows_them_together(shipped: KnowledgeGraph) -> None:
    for who in ("Wang Yi", "Lee Hu-rak", "Kim Jong-il"):
        together = {row["other"].value for row in shipped.select("who-met-whom", who=who)}
        assert together
        assert [other for other in together if not shipped.ask("ever-met", one=who, other=other)] == []


def test_what_was_held_for_an_event_is_not_of_those_who_took_part_in_the_event(made: KnowledgeGraph) -> None:
    """Who was at the visit need not have been at what was held on its eve, where nobody is named."""

    def labels(*names: str) -> list[str]:
        return [event.entity.label() for event in made.events(*names)]

    assert labels("person:host") == ["event:visit"]
    assert labels("person:guest", "state:north") == ["event:visit"]
    assert labels("state:port") == ["event:eve"]


SIDES = (
    f"tenure:guest-envoy pan:holder person:guest ; pan:office office:envoy ; pan:of state:south ; {day('2002-04-01')}",
    f"tenure:aide-envoy pan:holder person:aide ; pan:office office:aide ; pan:of state:south ; {day('2002-04-01')}",
    f"event:visit pan:visitor person:guest , person:aide ; pan:host person:host ; {day('2002-04-01')} ; {HELD}",
    f"event:talk pan:participant person:guest , person:host ; pan:partOf event:visit ; {day('2002-04-01')} ; {HELD}",
    f"event:again pan:participant person:guest , person:host ; {day('2003-04-01')} ; {HELD}",
    f"event:never pan:participant person:guest , person:host ; {day('2004-04-01')} ; pan:status pan:Cancelled",
    f'event:since pan:participant person:guest ; pan:date "1999-01-01/.."^^edtf:EDTF ; pan:earliest "1999-01-01"^^xsd:date ; {HELD}',
    f"event:whenever pan:participant person:guest ; {HELD}",
)


@pytest.fixture
def sides(tmp_path: Path) -> str:
    file = claims_file(tmp_path, *SIDES)
    text = file.read_text(encoding="utf-8").replace("event:since a pan:Meeting", "event:since a pan:Change")
    file.write_text(text, encoding="utf-8")  # a change may last
    return str(file)


def told(*arguments: str) -> str:
    return " ".join(CliRunner().invoke(main, arguments).output.split())


def test_whom_one_met_is_counted_by_occasions_that_took_place(sides: str) -> None:
    """A visit and the talk that is part of it are one; the guest's aide is of his own side."""
    of_guest = told("events", "person:guest", "--count", "person", "--data", sides)
    assert "person:host 2 " in of_guest and "person:aide" not in of_guest
    assert "person:guest 2 " in told("events", "person:host", "--count", "person", "--data", sides)


def test_what_surely_lies_in_a_time_comes_before_what_may(sides: str) -> None:
    for window in (["--year", "2003"], ["--since", "2003-01-01", "--until", "2003-12-31"]):
        answer = told("events", "person:guest", *window, "--data", sides)
        heading = 'Dated only "by" or "since" a day: may lie in the time asked for 1'
        assert answer.index("event:again") < answer.index(heading) < answer.index("event:since"), answer
    assert answer.index("event:since") < answer.index("Without a date 1") < answer.index("event:whenever")


def test_a_year_without_events_tells_in_which_there_are_some(sides: str) -> None:
    answer = told("events", "person:host", "--year", "2010", "--data", sides)
    assert answer == "Nothing in 2010; of 4 in other years: 2002, 2003, 2004."
