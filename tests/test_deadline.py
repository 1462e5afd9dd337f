"""Deadlines: a query is stopped, whatever it is doing, and leaves nothing behind."""

import math
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph import DeadlineError, KnowledgeGraph, QueryError, Rows, Triples
from tests.tools import LAVROV, run_query

ROOT = Path(__file__).resolve().parent.parent
RUNAWAY_JOIN = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HANGS_AFTER = 300
"""Seconds; it ends in a part of one, so this says nothing of how fast the machine is."""
RUNAWAY_PATH = (
    "SELECT (COUNT(*) AS ?n) { ?a (!pan:note|^!pan:note)* ?b . ?c (!pan:note|^!pan:note)* ?d . ?e ?f ?g }"
)


@pytest.fixture
def forked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The processes that are made; other tests may have some of their own, such as a browser."""
    made: list[int] = []
    fork = os.fork

    def noted() -> int:
        made.append(process := fork())
        return process

    monkeypatch.setattr(os, "fork", noted)
    return made


@pytest.mark.parametrize("query", [RUNAWAY_JOIN, RUNAWAY_PATH], ids=["cross product", "property path"])
def test_a_runaway_is_stopped_and_leaves_no_process(query: str, shipped: KnowledgeGraph, forked: list[int]) -> None:
    with pytest.raises(DeadlineError, match=r"stopped after 0\.3 s"):
        shipped.query(query, timeout=0.3)
    (process,) = forked
    with pytest.raises(ChildProcessError):
        os.waitpid(process, os.WNOHANG)


def test_a_deadline_holds_while_rows_are_read(shipped: KnowledgeGraph) -> None:
    with pytest.raises(DeadlineError):
        for _ in shipped.select("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", timeout=0.5).once():
            pass


def test_rows_that_nobody_reads_on_end_their_process(shipped: KnowledgeGraph, forked: list[int]) -> None:
    rows = shipped.select("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", timeout=60)
    next(rows.once())
    del rows
    (process,) = forked
    with pytest.raises(ChildProcessError):
        os.waitpid(process, os.WNOHANG)


@pytest.mark.parametrize(
    "query",
    [
        LAVROV,
        "CONSTRUCT { ?e pan:host ?h } { ?e pan:host ?h }",
        "ASK { ?e pan:host state:china . FILTER (1 = 2) }",
        "SELECT ?x { FILTER (1 = 2) }",
    ],
)
def test_a_deadline_changes_no_answer(query: str, article: KnowledgeGraph) -> None:
    def whole(answer: Rows | Triples | bool) -> object:
        if isinstance(answer, bool):
            return answer
        return sorted(str(row.nodes if hasattr(row, "nodes") else row) for row in answer)

    assert whole(article.query(query, timeout=20)) == whole(article.query(query))


def test_the_command_exits_with_124_past_the_deadline() -> None:
    result = run_query("-e", RUNAWAY_JOIN, "--timeout", "0.3")
    assert result.exit_code == 124
    assert "stopped after 0.3 s" in result.stderr


def test_the_command_exits_with_130_when_interrupted() -> None:
    command = [sys.executable, "-c", "import cli; cli.main()", "query", "-e", RUNAWAY_JOIN, "--timeout", "60"]
    process = subprocess.Popen(command, cwd=ROOT, start_new_session=True, stderr=subprocess.PIPE)
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    if not children.exists():
        process.kill()
        pytest.skip("needs /proc to see that the query is under way")
    while process.poll() is None and not children.read_text().strip():
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=HANGS_AFTER)
    assert process.returncode == 130
    assert b"Traceback" not in said


def test_a_system_that_cannot_fork_refuses_a_deadline(
    article: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(os, "fork")
    with pytest.raises(QueryError, match="run it without a deadline"):
        article.query("ASK { ?s ?p ?o }", timeout=1)
    assert article.query("ASK { ?s ?p ?o }", timeout=math.inf) is True


INTERRUPTED_AT = """
import os, signal, sys
left = int(sys.argv.pop(1))
signal.signal(signal.SIGINT, signal.default_int_handler)  # who runs the tests in the background has it ignored

def count(event, _):  # of what the interpreter tells of: each import, each file, each piece of code
    global left
    if signal.getsignal(signal.SIGINT) is not signal.default_int_handler or "click" in sys.modules:
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGINT)

sys.addaudithook(count)
from cli import main
main(standalone_mode=False)
sys.stderr.write(str(left))
"""
"""A command that interrupts itself at a moment of its own, however fast the machine is."""


def test_an_interrupt_at_any_moment_ends_a_command_in_silence() -> None:
    def run(moment: int) -> tuple[int, str]:
        command = [sys.executable, "-c", INTERRUPTED_AT, str(moment), "cite", "valdai-2019-04-20/86"]
        told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        return told.returncode, told.stderr

    most = 1_000_000
    code, left = run(most)
    assert code == 0
    moments = most - int(left)
    for moment in range(1, moments, moments // 25 + 1):
        assert run(moment) == (130, ""), moment
