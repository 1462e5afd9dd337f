"""The README tells the truth: its commands are what CI runs."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_ci_runs_the_test_command_of_the_readme() -> None:
    commands = re.findall(r"^```sh\n(.+)\n```$", README, re.MULTILINE)
    assert [command.rpartition(" run ")[2] for command in commands] == ["--no-dev panmunjom tour", "pytest"]
    assert commands[1] in (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()


def test_every_link_leads_somewhere() -> None:
    links = re.findall(r"\]\(([^)]+)\)|src=\"([^\"]+)\"", README)
    targets = {target for link in links for target in link if target and "://" not in target}
    assert {target for target in targets if not (ROOT / target).exists()} == set()
