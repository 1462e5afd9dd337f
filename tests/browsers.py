"""Where the browsers are, what drives both of them, and what to do where one is missing."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, NoReturn, Protocol

import pytest

CHROMIUM = Path("/usr/bin/chromium")
FIREFOX = Path("/usr/bin/firefox-esr")
PUPPETEER = "puppeteer-core@24.43.1"
PATIENCE = 400
"""Seconds after which a browser is given up: one that hangs, not one that is slow."""

BROWSERS = {"chrome": (CHROMIUM, "chromium"), "firefox": (FIREFOX, "firefox-esr")}


class Driver(Protocol):
    """Has a reader do something in a browser, `chrome` or `firefox`, and returns what was found."""

    def __call__(self, browser: str, file: Path, still: bool = ..., **task: object) -> dict[str, Any]: ...


def missing(what: str) -> NoReturn:
    """Skip the test for want of something, but not in CI."""
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)


def installed_puppeteer(folder: Path) -> Path:
    """Install the library that drives both browsers in a folder that workers and runs share, if it is not there yet."""
    from fcntl import LOCK_EX, flock  # here, as not every system has it

    if not (npm := shutil.which("npm")):
        missing("no npm: apt-get install npm")
    home = folder / "puppeteer"
    home.mkdir(exist_ok=True)
    quiet = ["--no-save", "--no-audit", "--no-fund", "--ignore-scripts"]
    install = [npm, "install", *quiet, "--prefix", str(home), PUPPETEER]
    whole = home / "node_modules" / ".package-lock.json"  # written last
    with (folder / "puppeteer.lock").open("w") as lock:
        flock(lock, LOCK_EX)
        is_there = whole.exists() and f'"{PUPPETEER.split("@")[1]}"' in whole.read_text(encoding="utf-8")
        if not is_there and subprocess.run(install, capture_output=True, check=False).returncode:
            missing(f"{PUPPETEER} could not be installed")
    return home


def driver_in(folder: Path, puppeteer: Path, node: str) -> Driver:
    """Return what drives the browsers; what it is told and what it tells lies in a folder."""
    script = shutil.copy(Path(__file__).with_name("driver.mjs"), puppeteer)

    def drive(browser: str, file: Path, still: bool = True, **task: object) -> dict[str, Any]:
        path, package = BROWSERS[browser]
        if not path.exists():
            missing(f"no browser at {path}: apt-get install {package}")
        where = {"browser": browser, "executablePath": str(path), "address": f"file://{file}", "still": still}
        told = folder / f"{browser}.json"
        told.write_text(json.dumps({**where, **task}), encoding="utf-8")
        run = [node, str(script), str(told)]
        done = subprocess.run(run, capture_output=True, text=True, check=False, timeout=PATIENCE)
        assert done.returncode == 0, done.stdout + done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    return drive
