"""The answers in README.md and sparql.md: what their commands say now.

They are as a terminal of 100 columns shows them. Each block marked `console` holds commands, after a `$`, and what
they answer on stdout.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parents[2]
PAGES = (ROOT / "README.md", ROOT / "docs" / "sparql.md")
_BLOCK = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_COLOUR = re.compile(r"\x1b\[[\d;]*m")


def commands(text: str) -> list[str]:
    """Return the commands in a page."""
    blocks = _BLOCK.findall(text)
    return [line.removeprefix("$ ") for block in blocks for line in block.splitlines() if line.startswith("$ ")]


def answered(text: str, data: Path) -> str:
    """Return a page with every answer as it is now, from compiled data."""

    def shown(block: re.Match[str]) -> str:
        return "```console\n" + "\n".join(_shown(command, data) for command in commands(block[0])) + "```"

    return _BLOCK.sub(shown, text)


def _shown(command: str, data: Path) -> str:
    answer = "\n".join(line.rstrip() for line in _answer(command, data).splitlines())
    return f"$ {command}\n{answer}\n"


def _answer(command: str, data: Path) -> str:
    program, *arguments = shlex.split(command)
    if program != "panmunjom":
        raise ValueError(f"not ours to run: {command}")
    reading, writing = os.openpty()
    with (
        TemporaryDirectory() as elsewhere,
        subprocess.Popen(
            [sys.executable, ROOT / "cli.py", *arguments],
            stdin=subprocess.DEVNULL, stdout=writing, stderr=subprocess.DEVNULL,
            cwd=elsewhere, env=os.environ | {"COLUMNS": "100", "TERM": "xterm", "PANMUNJOM_DATA": str(data)},
        ) as process,
    ):  # fmt: skip
        os.close(writing)
        answer = _all_of(reading)
    if process.returncode:
        raise RuntimeError(f"exit code {process.returncode}: {command}")
    return _COLOUR.sub("", answer)


def _all_of(terminal: int) -> str:
    read = b""
    try:
        while piece := os.read(terminal, 65536):
            read += piece
    except OSError:  # how Linux says that the other end was closed
        pass
    os.close(terminal)
    return read.decode()
