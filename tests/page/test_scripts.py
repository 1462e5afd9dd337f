"""The page's scripts by themselves: their style, their types, and the modules that need no browser."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.browsers import missing

ROOT = Path(__file__).resolve().parents[2]
SCRIPTS = ROOT / "graph" / "page" / "script"
BIOME = "@biomejs/biome@2.6.8"
TYPESCRIPT = "typescript@7.0.2"


def ran(command: list[str]) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-8000:] + done.stderr[-4000:]


def tool(package: str, program: str) -> list[str]:
    """Return how to run a program of a package of npm."""
    if not (npx := shutil.which("npx")):
        missing("no npx: apt-get install nodejs npm")
    command = [npx, "--yes", "--package", package, program]
    if subprocess.run([*command, "--version"], capture_output=True, check=False).returncode:
        missing(f"{package} could not be installed")
    return command


def test_the_scripts_are_well_formed() -> None:
    ran([*tool(BIOME, "biome"), "ci", "--config-path", ".ci", "graph/page", "tests/page"])


def test_the_scripts_keep_to_their_types() -> None:
    ran([*tool(TYPESCRIPT, "tsc"), "--project", ".ci/tsconfig.json"])


def test_what_needs_no_browser(node: str) -> None:
    ran([node, "--test", *map(str, sorted((ROOT / "tests" / "page" / "unit").glob("*.test.mjs")))])


@pytest.mark.parametrize(
    "script", sorted(SCRIPTS.rglob("*.[jt]s")), ids=lambda file: str(file.relative_to(SCRIPTS))
)
def test_no_script_outgrows_one_look(script: Path) -> None:
    lines = script.read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 300 or script.suffix == ".ts"
    assert [line for line in lines if len(line) > 120] == []
    for start, line in enumerate(lines):
        if found := re.match(r"( {0,2})(export )?(async )?(function\*? )?[#\w*]+\(.*[{(]$", line):
            end = next((at for at in range(start, len(lines)) if lines[at] == found[1] + "}"), start)
            assert end - start < 60, line
