"""A graph is built whole or not at all: whatever happens meanwhile, answers are right or refused, and nothing is left."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner, Result

from cli import main
from graph import DataError, build_graph, open_graph
from graph.commands import terminal
from graph.errors import OutputError
from graph.model.vocabulary import PAN
from graph.store.compiled import is_compiled
from graph.store.draft import quads_in
from graph.store.folders import documents
from graph.store.store_reader import StoreReader
from tests.tools import KILLED

ROOT = Path(__file__).resolve().parent.parent
MINI = ROOT / "tests" / "data" / "mini.trig"
CLI = [sys.executable, "-c", "from cli import main; main()"]
TOLD = "Anna Bern"
posix = pytest.mark.skipif(os.name != "posix", reason="signals, locks and limits of POSIX")
root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="mounts need root")


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def builder(folder: Path, data: Path = MINI, before: Callable[[], None] | None = None) -> subprocess.Popen[str]:
    command = [*CLI, "build", str(folder), "--data", str(data)]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True, preexec_fn=before)  # noqa: PLW1509 - no threads here


def begun(build: Callable[[], object]) -> int:
    """Begin to build in a process of its own that has nothing to read in first; return its number."""
    child = os.fork()
    if child == 0:
        with suppress(BaseException):
            build()
        os._exit(0)
    return child


@pytest.fixture
def mounted(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own with little room."""
    place = tmp_path / "disk"
    place.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", place], check=False).returncode:
        pytest.skip("nothing can be mounted here")
    yield place
    subprocess.run(["umount", "-l", place], check=True)  # the engine has not let go of it yet


# --- what is built --------------------------------------------------------------------------------------


def test_files_and_an_open_graph_make_the_same(tmp_path: Path) -> None:
    counts = build_graph(tmp_path / "files", MINI), open_graph(MINI).build(tmp_path / "open")
    assert counts == (len(open_graph(MINI).claims()),) * 2
    for question in ("show anna", "find Bern", "path anna klow", "export -f nq --derived"):
        told, meant = (run(*question.split(), "--data", tmp_path / name) for name in ("files", "open"))
        assert (told.exit_code, told.output) == (0, meant.output)


def test_a_lens_and_what_is_added_count(tmp_path: Path) -> None:
    more = tmp_path / "more.ttl"
    more.write_text(
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        f'<https://w3id.org/panmunjom/person/new> a <{PAN}Person> ; rdfs:label "Newcomer"@en .',
        encoding="utf-8",
    )
    told = run("build", tmp_path / "graph", "--data", MINI, "--add", more)
    assert (told.exit_code, told.stderr.split(" into ")[0]) == (0, "Compiled 38 claims")
    assert open_graph(tmp_path / "graph").entity("Newcomer").slug == "person/new"
    told = run("build", tmp_path / "graph", "--data", MINI, "--source", "daily-2001")
    assert {claim.source.iri.rpartition("/")[2] for claim in open_graph(tmp_path / "graph").claims()} == {
        "daily-2001"
    }


def test_what_cannot_be_read_is_refused_with_its_place(tmp_path: Path) -> None:
    data = tmp_path / "data.trig"
    text = MINI.read_text(encoding="utf-8")
    data.write_text(text.replace("pan:status pan:Held", "pan:status pan:Hold", 1), encoding="utf-8")
    told = run("build", tmp_path / "graph", "--data", data)
    assert told.exit_code == 2
    assert "data.trig" in told.stderr and "pan:Hold" in told.stderr
    data.write_text(text + "\n:x { broken", encoding="utf-8")
    told = run("build", tmp_path / "graph", "--data", data)
    assert f"data.trig:{text.count(chr(10)) + 2}" in told.stderr
    assert sorted(tmp_path.iterdir()) == [data]


def test_things_are_let_go_of_and_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is forgotten after every single thing gives the same graph."""
    build_graph(tmp_path / "once", MINI)
    monkeypatch.setattr("graph.export.compiled._AT_ONCE", 1)
    monkeypatch.setattr("graph.conclusions.conclusions._AT_ONCE", 1)
    monkeypatch.setattr("graph.store.draft._PART", 100)
    build_graph(tmp_path / "often", MINI)
    for question in ("export -f nq --derived", "claims -f json", "path anna klow", "around nora", "find Bern"):
        told, meant = (run(*question.split(), "--data", tmp_path / name) for name in ("often", "once"))
        assert (told.exit_code, told.output) == (0, meant.output)


def test_readers_forget_what_they_can_read_anew(tmp_path: Path) -> None:
    build_graph(tmp_path / "graph", MINI)
    reader = open_graph(tmp_path / "graph").conclusions.reader
    before = reader.claims()
    reader.forget()
    assert reader.claims() == before
    memory = open_graph(MINI).conclusions.reader
    assert isinstance(memory, StoreReader)
    one = memory.mentioning("https://w3id.org/panmunjom/person/anna")
    memory.forget()
    assert memory.mentioning("https://w3id.org/panmunjom/person/anna") == one


# --- what happens meanwhile -----------------------------------------------------------------------------


def test_a_file_that_is_replaced_meanwhile_is_refused(tmp_path: Path) -> None:
    data = tmp_path / "mini.trig"
    shutil.copy(MINI, data)
    quads = quads_in(documents([data]))
    next(quads)
    (tmp_path / "new").write_text(MINI.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "new").replace(data)
    with pytest.raises(DataError, match="was changed while it was read"):
        list(quads)


def test_a_file_that_goes_meanwhile_is_refused(tmp_path: Path) -> None:
    data = tmp_path / "mini.trig"
    shutil.copy(MINI, data)
    quads = quads_in(documents([data]))
    next(quads)
    data.unlink()
    with pytest.raises(DataError, match="cannot be read"):
        list(quads)


@posix
def test_killed_builders_leave_nothing_that_the_next_does_not_clear(tmp_path: Path) -> None:
    chance = Random(11)
    for build in (
        partial(build_graph, tmp_path / "graph", MINI),
        partial(open_graph(MINI).build, tmp_path / "graph"),
    ) * (KILLED // 2):
        working = begun(build)
        time.sleep(chance.uniform(0, 0.6))
        os.kill(working, signal.SIGKILL)
        os.waitpid(working, 0)
        if (tmp_path / "graph").exists():
            assert TOLD in run("show", "anna", "--data", tmp_path / "graph").stdout
    for draft in tmp_path.glob(".*.part"):
        os.utime(draft, (0, 0))  # one that was just made is left alone, as its builder may be about to lock it
    assert run("build", tmp_path / "graph", "--data", MINI).exit_code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["graph"]


@posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_who_is_told_to_end_clears_up(number: signal.Signals, tmp_path: Path) -> None:
    working = builder(tmp_path / "graph")
    while not list(tmp_path.rglob("records.sqlite")):
        time.sleep(0.01)
    working.send_signal(number)
    _, said = working.communicate()
    assert "Traceback" not in said
    assert [path.name for path in tmp_path.iterdir()] in ([], ["graph"])


@posix
def test_twenty_readers_and_two_builders(tmp_path: Path) -> None:
    """Whoever reads while others build gets the right answer, or is told that the graph is damaged or not there."""
    folder = tmp_path / "graph"
    build_graph(folder, MINI)
    meant = run("show", "anna", "--data", folder).stdout
    builders = [builder(folder), builder(folder)]
    answered = refused = 0
    while answered + refused < 20 or any(working.poll() is None for working in builders):
        told = run("show", "anna", "--data", folder)
        if told.exit_code == 0:
            assert told.stdout == meant
            answered += 1
        else:
            assert "build it anew" in told.stderr or "no such file or folder" in told.stderr
            refused += 1
    assert [working.communicate()[1].split(" into ")[0] for working in builders] == ["Compiled 38 claims"] * 2
    assert answered > refused
    assert run("show", "anna", "--data", folder).stdout == meant
    assert [path.name for path in tmp_path.iterdir()] == ["graph"]


@posix
@pytest.mark.parametrize("most", [2_000, 40_000, 300_000])
def test_files_that_may_not_grow_are_told(most: int, tmp_path: Path) -> None:
    import resource

    working = builder(tmp_path / "graph", before=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (most, most)))
    _, said = working.communicate()
    assert working.returncode == 2
    assert "Traceback" not in said
    assert f"{tmp_path / 'graph'}" in said
    assert list(tmp_path.iterdir()) == []


@root
def test_a_full_disk_is_told(mounted: Path) -> None:
    told = run("build", mounted / "graph", "--data", MINI)
    assert told.exit_code == 2
    assert "Traceback" not in told.output
    assert list(mounted.iterdir()) == []


@root
def test_a_disk_that_is_read_only_serves_and_is_not_built_on(mounted: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=100m", mounted], check=True)
    build_graph(mounted / "graph", MINI)
    subprocess.run(["mount", "-o", "remount,ro", mounted], check=True)
    assert TOLD in run("show", "anna", "--data", mounted / "graph").stdout
    assert run("query", "kinds", "--data", mounted / "graph").exit_code == 0
    told = run("build", mounted / "graph", "--data", MINI)
    assert told.exit_code == 2
    assert "ead-only" in told.stderr
    assert TOLD in run("show", "anna", "--data", mounted / "graph").stdout


def test_bits_that_flip_in_the_store_are_told_or_do_no_harm(tmp_path: Path) -> None:
    folder, chance = tmp_path / "graph", Random(5)
    build_graph(folder, MINI)
    questions = ("query kinds --timeout 1", "query visits-of -p who=anna --timeout 1", "export -f nq")
    meant = {question: run(*question.split(), "--data", folder).stdout for question in questions}
    files = [file for file in sorted((folder / "store").iterdir()) if file.suffix == ".sst"]
    told_of = 0
    for _ in range(12):
        file = chance.choice(files)
        whole = file.read_bytes()
        place = chance.randrange(len(whole))
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << chance.randrange(8)]) + whole[place + 1 :])
        for question in questions:
            told = run(*question.split(), "--data", folder)
            told_of += told.exit_code != 0
            assert told.exit_code in {0, 2, 124}, (file.name, place)  # the engine may go round in circles
            assert told.stdout == meant[question] if told.exit_code == 0 else told.stderr, (file.name, place)
            assert told.exit_code != 2 or "damaged" in told.stderr, told.stderr
            assert told.exception is None or isinstance(told.exception, SystemExit), (file.name, place)
        file.write_bytes(whole)
    assert told_of


# --- far on ---------------------------------------------------------------------------------------------


def test_a_builder_says_how_far_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.export.compiled._AT_ONCE", 10)
    said: list[str] = []
    build_graph(tmp_path / "graph", MINI, progress=said.append)
    for step in ("20 claims", "quads read", "names", "texts", "paths", "the view", "order on the disk"):
        assert any(step in line for line in said), step
    steps = [said.index(line) for line in ("20 claims", "20 weighed for paths", "20 concluded for the view")]
    assert steps == sorted(steps)


def test_the_line_on_the_terminal_changes_as_it_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    monkeypatch.setattr(terminal, "is_terminal", lambda _: True)
    monkeypatch.setattr(terminal, "_AFTER", 0.0)
    monkeypatch.setattr(terminal.Progress, "_write", staticmethod(written.append))
    monkeypatch.setenv("TERM", "xterm")
    line = terminal.Progress()
    line.begin("Compiling")
    timer = line._timer
    assert timer is not None
    timer.join()
    line.begin("Compiling: 2,000 claims")
    line.end()
    assert written == ["Compiling …", "\r\x1b[KCompiling: 2,000 claims …", "\r\x1b[K"]


@pytest.mark.parametrize("what", ["fifo", "file", "link to itself"])
def test_what_is_no_folder_does_not_give_way(what: str, tmp_path: Path) -> None:
    place = tmp_path / "place"
    if what == "fifo":
        os.mkfifo(place)
    elif what == "file":
        place.write_text("mine", encoding="utf-8")
    else:
        place.symlink_to(place)
    before = place.lstat()
    with pytest.raises(OutputError):
        open_graph(MINI).build(place)
    assert (place.lstat().st_ino, place.lstat().st_mode) == (before.st_ino, before.st_mode)
    assert [each.name for each in tmp_path.iterdir()] == ["place"]


def test_a_link_is_built_through(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("target")
    for _ in range(2):
        open_graph(MINI).build(tmp_path / "link")
        assert (tmp_path / "link").is_symlink() and is_compiled(tmp_path / "target")


def test_a_folder_with_something_of_ones_own_does_not_give_way(tmp_path: Path) -> None:
    open_graph(MINI).build(tmp_path / "graph")
    (tmp_path / "graph" / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(OutputError, match=r"thesis\.txt"):
        open_graph(MINI).build(tmp_path / "graph")
    assert (tmp_path / "graph" / "thesis.txt").read_text(encoding="utf-8") == "mine"
