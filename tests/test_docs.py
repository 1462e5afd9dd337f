"""The documentation says what is there: every command with an example that runs, every key of JSON."""

import json
import re
import runpy
import shlex
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cli import main
from graph import KnowledgeGraph
from graph.render.records import Recorder

ARTICLE = "valdai-2019-04-20"
DOCS = Path(__file__).resolve().parent.parent / "docs"
REFERENCE = runpy.run_path(str(DOCS / "commands.py"))
COMMANDS = dict(REFERENCE["commands"]())
EXAMPLES = [
    line
    for words, command in COMMANDS.items()
    if words not in {"panmunjom tour", "panmunjom check"}  # these have slow tests of their own
    for line in REFERENCE["examples"](command)
]


def test_the_reference_of_commands_is_up_to_date() -> None:
    written = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert written == REFERENCE["reference"](), "run: python docs/commands.py"


def test_every_command_has_an_example() -> None:
    assert [words for words, command in COMMANDS.items() if not REFERENCE["examples"](command)] == []


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_answers(example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    program, *arguments = shlex.split(example)
    result = CliRunner().invoke(main, arguments, prog_name=program)
    assert result.exit_code == 0, result.output
    assert result.output or any(tmp_path.iterdir())


def test_the_keys_of_json_are_documented(shipped: KnowledgeGraph) -> None:
    recorder = Recorder(shipped.conclusions)
    event = recorder.event(shipped.event("vladivostok-summit-2019"))
    card = recorder.card(shipped.card("Matvienko"))
    claim = shipped.claims()[0]
    disagreement = recorder.disagreement(shipped.disagreements()[0])
    evidence = recorder.evidence(claim)
    records = {
        "evidence": evidence,
        "claim": set(recorder.claim(claim)) - set(evidence),
        "source": recorder.source(claim.source, 1),
        "entity": recorder.entity(shipped.entity("Lavrov")),
        "event": event,
        "participant": event["participants"][0],
        "step": set(event["history"][0]) - set(evidence),
        "card": card,
        "tenure": card["offices"][0],
        "statement": card["statements"][0],
        "disagreement": disagreement,
        "reading": disagreement["readings"][0],
    }
    networked = keys_of_networks()
    assert documented_keys() == {name: set(keys) for name, keys in (records | networked).items()}
    assert set(card["events"][0]) - set(event) == {"roles"}


def keys_of_networks() -> dict[str, set[str]]:
    path, explanation = answer("path Lavrov Putin -n 1")[0], answer("why 'gas pipeline'")
    hop, branch = path["hops"][0], explanation["causes"][0]
    neighbour = answer("around Lavrov")[0]
    standing = answer("rank --by strength -n 1")[0]
    loss, move = standing["drops_most_without"][0], answer("changes --at 2018-06-12")[0]
    evidence, occurrence = set(hop["claims"][0]), set(move["events"][0])
    link = set(hop) & set(branch) - evidence
    return {
        "link": link,
        "hop": set(hop) - evidence - link,
        "path": set(path),
        "neighbour": set(neighbour) - set(hop),
        "explanation": set(explanation),
        "branch": set(branch) - evidence - link,
        "standing": set(standing),
        "loss": set(loss) - occurrence,
        "occurrence": occurrence,
        "move": set(move),
        "cut": set(answer("rank --by cut")[0]),
        "community": set(answer("communities")[0]),
        "query": set(json.loads(CliRunner().invoke(main, ["queries", "-f", "json"]).stdout)[0]),
    }


def answer(command: str) -> Any:
    arguments = [*shlex.split(command), "--source", ARTICLE, "-f", "json"]
    return json.loads(CliRunner().invoke(main, arguments).stdout)


def documented_keys() -> dict[str, set[str]]:
    sections = (DOCS / "json.md").read_text(encoding="utf-8").split("\n## ")[1:]
    return {section.split("\n", 1)[0]: set(re.findall(r"^\| `(\w+)` \|", section, re.M)) for section in sections}
