"""The answers in README.md and sparql.md: what their commands say now.

They are as a terminal of 100 columns shows them. Each block marked `console` holds commands, after a `$`, and what
they answer on stdout.
"""

from __future__ import annotations

import os
import re
import shlex
from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from cli import main

ROOT = Path(__file__).resolve().parents[2]
PAGES = (ROOT / "README.md", ROOT / "docs" / "sparql.md")
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_COLOUR = re.compile(r"\x1b\[[\d;]*m")


def commands(text: str) -> list[str]:
    """Return the commands in a page."""
    blocks = _BLOCK.findall(text)
    return [line.removeprefix("$ ") for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def answered(text: str) -> str:
    """Return a page with every answer as it is now."""

    def shown(block: re.Match[str]) -> str:
        return "```console\n" + "\n".join(_shown(command) for command in commands(block[0])) + "```"

    return _BLOCK.sub(shown, text)


def _shown(command: str) -> str:
    answer = "\n".join(line.rstrip() for line in _answer(command).splitlines())
    return f"$ {command}\n{answer}\n"


class Screen(StringIO):
    """A terminal that keeps what is written on it."""

    def isatty(self) -> bool:
        """Say that a person looks at it."""
        return True


def _answer(command: str) -> str:
    program, *arguments = shlex.split(command)
    if program != "panmunjom":
        raise ValueError(f"not ours to run: {command}")
    screen = Screen()
    with (
        TemporaryDirectory() as elsewhere,
        chdir(elsewhere),
        patch.dict(os.environ, {"COLUMNS": "100", "TERM": "xterm", "PANMUNJOM_DATA": ""}),
        redirect_stdout(screen),
        redirect_stderr(StringIO()),
    ):
        try:
            main(arguments, prog_name=program)
        except SystemExit as end:
            if end.code:
                raise RuntimeError(f"exit code {end.code}: {command}") from None
    return _COLOUR.sub("", screen.getvalue())
