"""The documentation says what is there: every command with an example that runs, every key of JSON."""

import runpy
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main

DOCS = Path(__file__).resolve().parent.parent / "docs"
REFERENCE = runpy.run_path(str(DOCS / "commands.py"))
COMMANDS = dict(REFERENCE["commands"]())


def test_the_reference_of_commands_is_up_to_date() -> None:
    written = (DOCS / "commands.md").read_text(encoding="utf-8")
    assert written == REFERENCE["reference"](), "run: python docs/commands.py"


def test_every_command_has_an_example() -> None:
    assert [words for words, command in COMMANDS.items() if not REFERENCE["examples"](command)] == []


@pytest.mark.parametrize(
    "example", [line for command in COMMANDS.values() for line in REFERENCE["examples"](command)]
)
def test_every_example_answers(example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    program, *arguments = shlex.split(example)
    result = CliRunner().invoke(main, arguments, prog_name=program)
    assert result.exit_code == 0, result.output
    assert result.output or any(tmp_path.iterdir())
