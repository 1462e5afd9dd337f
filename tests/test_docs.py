"""The documentation says what is there: every command with an example that runs, every key of JSON."""

import json
import runpy
import shlex
import sys
from pathlib import Path
from typing import get_type_hints

import pytest
from click.testing import CliRunner

from cli import main
from graph.render import network_schema, schema
from tests.conftest import DATA

ARTICLE = "valdai-2019-04-20"
DOCS = Path(__file__).resolve().parent.parent / "docs"
sys.path.insert(0, str(DOCS / "generate"))
REFERENCE = runpy.run_path(str(DOCS / "generate" / "commands.py"))
COMMANDS = dict(REFERENCE["commands"]())
EXAMPLES = [
    line
    for words, command in COMMANDS.items()
    if words
    not in {"panmunjom tour", "panmunjom check", "panmunjom serve", "panmunjom mcp"}  # have tests of their own
    for line in REFERENCE["examples"](command)
    if "--engine spark" not in line  # has tests of its own, as it may not be installed
]


def test_the_generated_pages_are_up_to_date() -> None:
    generator = runpy.run_path(str(DOCS / "generate" / "__main__.py"))
    assert [page for page, _ in generator["stale_pages"]()] == []


def test_every_command_has_an_example() -> None:
    assert [words for words, command in COMMANDS.items() if not REFERENCE["examples"](command)] == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_answers(example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    if example.startswith("panmunjom build"):  # the shipped data is compiled for all tests
        monkeypatch.setenv("PANMUNJOM_DATA", str(DATA / "mini.trig"))
    if example.startswith("panmunjom cache"):  # which is theirs as well
        monkeypatch.setenv("PANMUNJOM_CACHE", str(tmp_path / "cache"))
    program, *arguments = shlex.split(example)
    result = CliRunner().invoke(main, arguments, prog_name=program)
    assert result.exit_code == 0, result.output
    assert result.output or any(tmp_path.iterdir())


RECORDS: dict[str, type] = {
    "show Matvienko": schema.CardRecord,
    "show Matvienko .entity": schema.EntityRecord,
    "show Matvienko .offices 0": schema.TenureRecord,
    "show Matvienko .statements 0": schema.StatementRecord,
    "show Matvienko .events 0": schema.AttendanceRecord,
    "events 0": schema.EventRecord,
    "show Matvienko .events 0 .participants 0": schema.ParticipantRecord,
    "events 0 .history 0": schema.StepRecord,
    "events 0 .claims 0": schema.EvidenceRecord,
    "claims 0": schema.ClaimRecord,
    "sources 0": schema.SourceRecord,
    "disagreements 0": schema.DisagreementRecord,
    "disagreements 0 .readings 0": schema.ReadingRecord,
    "path Lavrov Putin 0": network_schema.PathRecord,
    "path Lavrov Putin 0 .hops 0": network_schema.HopRecord,
    "path Lavrov Putin 0 .hops 0 .cost": network_schema.CostRecord,
    "path Lavrov Putin Matvienko": network_schema.ConnectionRecord,
    "around Lavrov 0": network_schema.NeighbourRecord,
    "why 'gas pipeline'": network_schema.ExplanationRecord,
    "why 'gas pipeline' .causes 0": network_schema.BranchRecord,
    "rank --by strength 0": network_schema.StandingRecord,
    "rank --by strength 0 .drops_most_without 0": network_schema.LossRecord,
    "rank --by cut 0": network_schema.CutRecord,
    "changes --at 2018-06-12 0": network_schema.MoveRecord,
    "rank --by strength 0 .drops_most_without_source 0": network_schema.SourceLossRecord,
    "changes --at 2018-06-12 0 .behind 0": network_schema.OccasionRecord,
    "communities 0": network_schema.CommunityRecord,
    "ontology visitor": schema.TermRecord,
}
"""A command, and where in its answer such a record stands."""


@pytest.mark.parametrize("where", RECORDS)
def test_answers_have_the_keys_that_are_documented(where: str) -> None:
    words = shlex.split(where)
    place = [word for word in words if word.startswith(".") or word == "0"]
    command = [word for word in words if word not in place]
    lens = [] if "disagreements" in command else ["--source", ARTICLE]  # it takes two to disagree
    found = json.loads(CliRunner().invoke(main, [*command, *lens, "-f", "json"]).stdout)
    for step in place:
        found = found[0] if step == "0" else found[step.removeprefix(".")]
    assert set(found) == set(get_type_hints(RECORDS[where]))


def test_queries_have_the_keys_that_are_documented() -> None:
    found = json.loads(CliRunner().invoke(main, ["queries", "-f", "json"]).stdout)
    assert set(found[0]) == set(get_type_hints(schema.QueryRecord))
