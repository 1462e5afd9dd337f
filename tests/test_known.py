"""A phrase means the same under a lens and without; the first word that is told speaks of it: worked out by hand."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main
from graph import AmbiguousNameError, HiddenError, KnowledgeGraph, Lens, open_graph
from graph.names.hidden import hidden
from tests.tools import claims_file, day

NAMES = {
    "project:works": "Northern water works", "event:word": "Statement on the water works",
    "event:visit": "Visit to the water works", "event:fair": "Water festival", "project:ditch": "Water ditch",
}  # fmt: skip
CLAIMS = (
    "event:word pan:speaker person:anna",  # of the first day, and not of the works
    f"event:word pan:concerns project:works ; {day('2002-10-16')}",
    f"event:visit pan:concerns project:works ; {day('2003-01-01')}",
    f"event:visit pan:note '17 of 20 pumps'@en ; {day('2003-01-01')}",
    f"event:fair pan:participant person:anna ; {day('2003-01-01')}",
    "project:ditch pan:of state:north",
    "event:visit pan:followed event:word",  # it speaks of both
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = claims_file(tmp_path, *CLAIMS, names=NAMES)
    text = made.read_text(encoding="utf-8")
    early = text.replace(":6 a pan:Claim ; pan:source source:made", ":6 a pan:Claim ; pan:source source:early")
    made.write_text(f'{early}\nsource:early pan:read "2001-01-01"^^xsd:date .\n', encoding="utf-8")
    return made


@pytest.fixture
def graph(file: Path) -> KnowledgeGraph:
    return open_graph(file)


@pytest.mark.parametrize("lens", [Lens(), Lens(until=date(2002, 12, 31)), Lens(known_by=date(2020, 1, 1))])
def test_what_all_others_are_events_about_is_meant_under_any_lens(graph: KnowledgeGraph, lens: Lens) -> None:
    found = (graph.within(lens) if lens else graph).resolve("water works")
    assert found.entity.label() == "Northern water works"


def test_what_others_are_not_about_is_asked_back(graph: KnowledgeGraph) -> None:
    with pytest.raises(AmbiguousNameError):
        graph.resolve("water")


def test_the_first_word_speaks_of_the_thing_itself(graph: KnowledgeGraph) -> None:
    with pytest.raises(HiddenError, match=r"the first word is 2020-01-01, .* \(made/2\)"):
        graph.within(Lens(known_by=date(2019, 12, 31))).resolve("water works")


def test_of_several_that_may_be_meant_the_first_word_speaks_of_most(graph: KnowledgeGraph) -> None:
    things = [graph.entity(name) for name in ("event:word", "event:visit")]
    found = hidden("works", things, graph.conclusions, Lens(known_by=date(2019, 12, 31)))
    assert found
    assert "(made/7)" in found.message


def test_where_nothing_differs_it_is_said_what_was_not_compared(file: Path) -> None:
    ran = CliRunner().invoke(main, ["disagreements", "event:visit", "--data", str(file)])
    assert ran.exit_code == 1
    assert "Nothing conflicts in the 3 claims of 1 sources on Visit to the water works" in ran.stderr
    assert (
        "Not compared: what is told in words, numbers in them included; 1 of the claims have such notes"
        in ran.stderr
    )
