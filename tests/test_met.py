"""Who met whom, and whose preparations are whose: worked out by hand on claims made up for it."""

from pathlib import Path

import pytest

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
