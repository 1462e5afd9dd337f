"""Numbered series of events: which numbers are missing, worked out by hand."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main
from graph import open_graph
from graph.conclusions.series import numbers_missing
from tests.tools import claims_file, day

NAMES = {
    "a": "제3차 회담 (평양)", "b": "제4차 회담 (서울, 봄)", "c": "제7차 회담, 2003년", "d": "제9차 회담",
    "e": "제7차 실무 회담", "f": "The 12th meeting", "g": "무관한 회의",
}  # fmt: skip


@pytest.fixture
def file(tmp_path: Path) -> Path:
    statements = [
        f"event:{name} pan:participant person:anna ; {day(f'200{number}-01-01')} ; pan:status pan:Held"
        for number, name in enumerate(NAMES, 1)
    ]
    made = claims_file(tmp_path, *statements)
    text = made.read_text(encoding="utf-8")
    for name, label in NAMES.items():
        text = text.replace(f'rdfs:label "event:{name}"@en', f'rdfs:label "event:{name}"@en , "{label}"@ko')
    made.write_text(text, encoding="utf-8")
    return made


def test_missing_numbers_stand_before_the_event_that_comes_after_them(file: Path) -> None:
    graph = open_graph(file)
    told = {graph.conclusions.entity(iri).label(): text for iri, text in numbers_missing(graph.events()).items()}
    assert told == {"event:c": "5 – 6", "event:d": "8"}  # nothing before the first; other names are other series


def test_a_list_of_all_tells_them_and_one_of_some_does_not(file: Path) -> None:
    def told(*options: str) -> str:
        ran = CliRunner().invoke(main, ["events", "person:anna", "--lang", "ko", "--data", str(file), *options])
        return " ".join(ran.stdout.split())

    assert "5 – 6차: 이 출처들에 없거나 번호 없이 나옴 2003-01-01 제7차 회담, 2003년" in told()
    assert "8차" in told()
    assert "번호 없이" not in told("--year", "2003")
    assert "번호 없이" not in told("--since", "2003")
