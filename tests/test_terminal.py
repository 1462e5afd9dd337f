"""What commands write in terminals of all kinds: narrow, without colours, of other encodings, full, or gone."""

from __future__ import annotations

import io
import os
import pty
import shlex
import subprocess
import sys
import unicodedata
from itertools import product
from pathlib import Path

import click
import pytest

from cli import main
from graph.commands import terminal
from tests.conftest import DATA

ROOT = Path(__file__).parents[1]
LINES = """
--help
show --help
events --help
show Lavrov
show Лавров --lang ru
show 김정은 --lang ko
show DPRK
show resolution-2397
show "First US-DPRK summit"
show "foreign minister of Russia"
find resolution
find 김정은
events Lavrov --with DPRK
events --since 2019 --until 2019-06 --lang ru
events "Kim Jong-un" --year 2018 --lang ko
claims Matviyenko
sources
disagreements
path Lavrov "Kim Jong-un"
path Lavrov "Kim Jong-un" --known-by 2019-04-20 --explain
path Lavrov Trump "Moon Jae-in"
around Lavrov
why "Hanoi summit"
rank --kind person
communities
changes --at 2018-06-12
query visits-of
query kinds
query -e "SELECT * { ?claim a pan:Claim ; rdfs:comment ?words ; pan:source ?source } ORDER BY ?claim LIMIT 5"
queries
ontology
ontology visitor
""".strip().splitlines()
"""What is tried on the shipped data; citations and RDF are not here, as they are copied whole."""


class Screen(io.StringIO):
    """A terminal that keeps what is written on it."""

    def isatty(self) -> bool:
        """Say that a person looks at it."""
        return True


def shown(line: str, columns: int, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return what a command shows on a terminal of some columns, without styles."""
    screen = Screen()
    monkeypatch.setattr(
        terminal, "_AFTER", 3600
    )  # what is going on is said to those who wait, however fast this is
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setattr(sys, "stderr", screen)
    with pytest.raises(SystemExit) as end:
        main(shlex.split(line), prog_name="panmunjom")
    assert end.value.code in {None, 0}, screen.getvalue()
    return click.unstyle(screen.getvalue())


def cells(text: str) -> int:
    """Return how many cells of a terminal a text takes (Unicode Standard Annex 11)."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


@pytest.mark.usefixtures("shipped")
@pytest.mark.parametrize("line", LINES)
def test_eighty_columns_hold_every_line_and_twenty_lose_no_word(line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is cut off by the edge, but what no terminal can break: a word or an address that is longer itself.

    A narrow terminal breaks lines elsewhere, and says the same words.
    """
    usual, narrow = shown(line, 80, monkeypatch), shown(line, 20, monkeypatch)
    assert usual.strip()
    assert [each for each in usual.splitlines() if cells(each) > 80 and " " in each.strip()] == []
    all_of_it = "".join(narrow.split())
    assert [word for word in usual.split() if word not in all_of_it and word.strip("─")] == []


# --- as the system gives it -----------------------------------------------------------------------------------------


def run(line: str, **more: str) -> subprocess.CompletedProcess[bytes]:
    """Run a command on the small graph as a process of its own, with more in its environment."""
    environment = os.environ | {"PANMUNJOM_DATA": str(DATA / "mini.trig")} | more
    return subprocess.run(
        [sys.executable, "-m", "cli", *shlex.split(line)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        check=False,
    )


def on_a_terminal(line: str, **more: str) -> tuple[int, str]:
    """Run a command on the small graph in a pseudo-terminal; return its code and all that it shows but what is going on."""
    script = "from graph.commands import terminal; terminal._AFTER = 3600; from cli import main; main()"
    environment = os.environ | {"PANMUNJOM_DATA": str(DATA / "mini.trig"), "TERM": "xterm"}
    environment.pop("NO_COLOR", None)
    environment |= more
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-c", script, *shlex.split(line)],
        cwd=ROOT, env=environment, stdin=theirs, stdout=theirs, stderr=theirs,
    ) as process:  # fmt: skip
        os.close(theirs)
        text = b""
        while part := _read(ours):
            text += part
    os.close(ours)
    return process.returncode, text.decode()


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # Linux says so that nobody writes any more
        return b""


def test_colours_come_only_where_they_are_wanted() -> None:
    assert "\x1b[" in on_a_terminal("show Anna")[1]
    assert "\x1b[" not in on_a_terminal("show Anna", NO_COLOR="1")[1]
    assert "\x1b[" not in on_a_terminal("show Anna", TERM="dumb")[1]
    assert b"\x1b[" not in run("show Anna").stdout


def test_a_card_is_the_same_with_and_without_colours() -> None:
    styled, plain = on_a_terminal("show Anna"), on_a_terminal("show Anna", TERM="dumb")
    assert styled[0] == plain[0] == 0
    assert click.unstyle(styled[1]) == plain[1]


def test_a_pipe_gets_no_padding() -> None:
    """Neither spaces at the end of a line nor a table blown up to a screen that is not there."""
    for line in ("sources", "queries", "query kinds", "events", "rank"):
        lines = run(line, COLUMNS="300").stdout.decode().splitlines()
        assert lines and all(each == each.rstrip() for each in lines), line


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "koi8-r", "cp949", "utf-16"])
def test_any_encoding_ends_well(encoding: str) -> None:
    """What an encoding lacks is written by its number."""
    lines = ("show Anna --lang ko", "show Анна --lang ru", "events", "path Anna Boris", "why bridge")
    script = f"""
import shlex, sys
from cli import main
for line in {lines!r}:
    try:
        main(shlex.split(line))
    except SystemExit as end:
        print("ended", end.code or 0)
"""
    environment = os.environ | {"PANMUNJOM_DATA": str(DATA / "mini.trig"), "PYTHONIOENCODING": encoding}
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, check=False
    )
    assert done.returncode == 0 and b"Traceback" not in done.stderr
    told = done.stdout.decode("utf-8" if encoding == "ascii" else encoding)  # click takes ASCII for a mistake
    *answers, end = told.split("ended 0\n")
    assert [bool(answer.strip()) for answer in answers] == [True] * len(lines) and not end


@pytest.mark.parametrize("line", ["show Anna", "events -f csv", "query kinds", "rank", "export -f nq", "--help"])
def test_a_full_disk_is_said(line: str) -> None:
    done = subprocess.run(
        f"{sys.executable} -m cli {line} > /dev/full", shell=True, cwd=ROOT, capture_output=True, check=False,
        env=os.environ | {"PANMUNJOM_DATA": str(DATA / "mini.trig")},
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.decode().splitlines()[-1] == "Error: No space left on device"


@pytest.mark.parametrize(
    ("line", "closed"),
    [
        *product(["show Anna", "events -f csv", "query kinds", "rank", "export -f nq"], [">&-", ">&- 2>&-"]),
        *product(["show Anna", "query kinds"], ["2>&-", "<&-"]),
    ],
)
def test_a_stream_that_is_closed_is_no_traceback(line: str, closed: str) -> None:
    done = subprocess.run(
        f"{sys.executable} -m cli {line} {closed}", shell=True, cwd=ROOT, capture_output=True, check=False,
        env=os.environ | {"PANMUNJOM_DATA": str(DATA / "mini.trig")},
    )  # fmt: skip
    assert done.returncode in {0, 2}
    assert b"Traceback" not in done.stderr and b"Exception ignored" not in done.stderr
    if closed in {"2>&-", "<&-"}:
        assert done.returncode == 0 and done.stdout
