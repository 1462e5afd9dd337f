"""The tour: what it shows, and in which order."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main


def test_each_answer_is_shown_with_the_command_that_gives_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(main, ["tour", "-o", "my page.html"])
    assert result.exit_code == 0, result.output
    shown = [line for line in result.stdout.splitlines() if line.startswith("$ panmunjom ")]
    assert [line.split()[2] for line in shown] == ["check", "show", "path", "rank", "query", "page"]
    assert shown[-1] == "$ panmunjom page -o 'my page.html'"
    assert "Sergey Lavrov" in result.stdout
    assert (tmp_path / "my page.html").stat().st_size > 100_000
    assert "Open my page.html" in result.stderr
