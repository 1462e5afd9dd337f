"""What is kept beside a compiled graph changes no answer, whatever becomes of it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import pytest
from click.testing import CliRunner

from cli import main
from graph import open_graph
from graph.check import check
from graph.store.cache import key_of
from tests.tools import KILLED

ROOT = Path(__file__).resolve().parent.parent
MINI = ROOT / "tests" / "data" / "mini.trig"
QUESTIONS = (
    ("rank",), ("rank", "-f", "json"), ("rank", "--kind", "person"), ("rank", "--by", "degree", "-f", "json"),
    ("rank", "--by", "strength", "-n", "2"), ("rank", "--by", "pagerank", "--layer", "all"), ("communities",),
    ("changes", "--at", "2001-05-08", "-f", "json"), ("export", "-f", "graphml", "--layer", "actors"),
    ("rank", "--known-by", "2001-12-31"), ("rank", "--since", "2002"), ("page",), ("page", "--lang", "ru"),
)  # fmt: skip


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small graph, compiled; nothing is kept of it yet."""
    folder = tmp_path_factory.mktemp("compiled") / "graph"
    open_graph(MINI).build(folder)
    return folder


@pytest.fixture
def data(compiled: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Data that the cache has compiled."""
    home, data = tmp_path / "home", tmp_path / "mini.trig"
    monkeypatch.setenv("PANMUNJOM_CACHE", str(home))
    shutil.copy(MINI, data)
    shutil.copytree(compiled, home / key_of([data]))
    return data


def ask(question: tuple[str, ...], data: Path) -> str:
    more = ("-o", str(data.parent / "page.html")) if question[0] == "page" else ()
    result = CliRunner().invoke(main, [*question, *more, "--data", str(data)])
    assert result.exit_code == 0, result.output
    return (data.parent / "page.html").read_text(encoding="utf-8") if more else result.output


def kept(data: Path) -> list[Path]:
    return sorted((data.parent / "home").glob("*/kept/*"))


def without_cache(question: tuple[str, ...], data: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    with monkeypatch.context() as off:
        off.setenv("PANMUNJOM_CACHE", "off")
        return ask(question, data)


@pytest.mark.parametrize("question", QUESTIONS)
def test_the_second_answer_is_the_first(
    question: tuple[str, ...], data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    meant = without_cache(question, data, monkeypatch)
    assert [ask(question, data) for _ in range(2)] == [meant] * 2
    assert bool(kept(data)) == (not {"--known-by", "--since"} & set(question))


def test_what_is_damaged_is_made_anew(data: Path) -> None:
    first = ask(("rank", "-f", "json"), data)
    for file in kept(data):
        whole = file.read_bytes()
        for damaged in (b"", whole[:-9], whole.replace(b"anna", b"nora"), b"\xff\xfe", b"0\n[]"):
            file.write_bytes(damaged)
            assert ask(("rank", "-f", "json"), data) == first
            assert file.read_bytes() == whole


def test_where_nothing_can_be_kept_the_answer_comes_all_the_same(data: Path) -> None:
    (folder,) = (data.parent / "home").iterdir()
    (folder / "kept").write_text("in the way", encoding="utf-8")
    assert ask(("rank",), data) == ask(("rank",), data)


def test_what_is_kept_goes_with_the_graph(data: Path) -> None:
    ask(("rank",), data)
    assert CliRunner().invoke(main, ["cache", "--clear"]).stderr == "1 deleted.\n"
    assert kept(data) == []


def test_files_that_were_sound_are_not_gone_through_again(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert list(check(data)) == []
    monkeypatch.setattr("graph.check.FORM", (lambda corpus: pytest.fail("gone through again"),))
    assert list(check(data)) == []


def test_a_fault_is_found_each_time_and_after_files_that_were_sound(data: Path) -> None:
    assert list(check(data)) == []
    text = data.read_text(encoding="utf-8")
    data.write_text(text.replace("pan:Asserted", "pan:Asertd", 1), encoding="utf-8")
    open_graph(data, plain=True)
    found = [str(finding) for finding in check(data)]
    assert any("pan:Asertd, which the ontology lacks" in finding for finding in found)
    assert [str(finding) for finding in check(data)] == found
    data.write_text(text, encoding="utf-8")
    assert list(check(data)) == []


def test_what_compiles_small_data_has_it_all_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home, data = tmp_path / "home", tmp_path / "mini.trig"
    monkeypatch.setenv("PANMUNJOM_CACHE", str(home))
    shutil.copy(MINI, data)
    subprocess.run([sys.executable, "-m", "graph.commands.later", str(data)], cwd=ROOT, check=True)
    made = kept(data)
    assert {file.name for file in made} >= {"actors.json", "betweenness-actors-all.json", "occasions.json"}
    for question in (("rank",), ("changes", "--at", "2001-05-08"), ("page",)):
        assert ask(question, data) == without_cache(question, data, monkeypatch)
    assert not list(check(data))
    assert kept(data) == made


def test_who_is_killed_while_compiling_for_the_cache_leaves_it_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, data = tmp_path / "home", tmp_path / "mini.trig"
    shutil.copy(MINI, data)
    monkeypatch.setenv("PANMUNJOM_CACHE", str(home))

    def begun() -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "graph.commands.later", str(data)],
            cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip

    def shown() -> str:
        return ask(("show", "anna"), data)

    meant, start = shown(), time.monotonic()
    begun().communicate()
    whole = time.monotonic() - start
    assert shown() == meant
    chance = Random(50)
    for _ in range(KILLED // 8):
        shutil.rmtree(home / key_of([data]), ignore_errors=True)
        working = begun()
        time.sleep(chance.uniform(0, whole))
        working.kill()
        working.communicate()
        assert shown() == meant
    assert begun().communicate() == ("", "")
    assert [path.name for path in home.iterdir()] == [key_of([data])]
    assert shown() == meant


def test_a_page_loads_no_notebook_and_pyvis_keeps_its_frames() -> None:
    code = """
import sys
from graph import open_graph
open_graph(sys.argv[1]).page()
from pyvis.network import IFrame
assert not any(name.startswith("IPython") for name in sys.modules)
frame = IFrame("page.html", width=1, height=1)
from IPython.display import IFrame
assert isinstance(frame, IFrame)
"""
    told = subprocess.run(
        [sys.executable, "-c", code, str(MINI)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (told.returncode, told.stderr) == (0, "")
