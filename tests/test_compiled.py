"""Compiled graphs answer as the files do, byte for byte; what is damaged, stale or half-written is never answered from."""

from __future__ import annotations

import os
import shlex
import shutil
import sqlite3
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner, Result

import graph.knowledge
from cli import main
from graph import DataError, KnowledgeGraph, Lens, open_graph
from graph.model.entities import Entity
from graph.model.vocabulary import PAN
from graph.store.cache import cached, key_of, only_builder, sweep
from graph.store.compiled import READ, RECORDS, SEAL, Compiled, checksum
from graph.store.compiled_reader import CompiledReader

ROOT = Path(__file__).resolve().parent.parent
MINI = ROOT / "tests" / "data" / "mini.trig"
QUESTIONS = (
    "show 'Anna Bern'", "show court-flight", "show Ruritania --all", "show klow --lang ru", "show anna -f json",
    "events", "events Borduria --with Ruritania", "events --count kind", "events anna -f json", "events --since 2003",
    "find Bern", "find 'Anna Bern' -f json", "find visit --kind event", "find berne", "find Анны",
    "claims", "claims anna -f csv", "sources", "sources -f json", "disagreements", "cite mini/3", "cite daily-2001 -f bibtex",
    "path anna klow", "path nora anna -f json", "around nora", "around anna --hops 2", "why bridge", "rank", "rank --by degree --layer all",
    "communities", "changes --at 2001-05-08", "query kinds", "query visits-of -p who=anna", "query offices-at -p day=2001-06-01",
    "query actor-network", "query -e 'SELECT ?s { GRAPH ?g { ?s pan:status pan:Held } } ORDER BY ?s'", "queries visit", "ontology pan:visitor",
    "export -f nq", "export -f trig --derived", "export -f jsonld", "export -f gexf --layer actors", "export -f nodes-csv",
    "show nobody", "show 'Anna'", "claims --known-by 1990",
)  # fmt: skip
LENSES = (
    "",
    " --known-by 2001-12-31",
    " --source daily-2001",
    " --certainty reported",
    " --since 2002 --until 2003",
)


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("compiled") / "mini.graph"
    open_graph(MINI).build(folder)
    return folder


@pytest.fixture(scope="module", autouse=True)
def read_once() -> Iterator[None]:
    """Let the commands share what is read of the small graph, through each lens; nothing in a graph changes."""
    with pytest.MonkeyPatch.context() as patch:
        others = graph.knowledge.open_graph
        within = lru_cache(lambda lens: open_graph(MINI, lens=lens))

        def opened(*paths: str, lens: Lens | None = None, **more: Any) -> KnowledgeGraph:
            return within(lens or None) if paths == (str(MINI),) else others(*paths, lens=lens, **more)

        patch.setattr(graph.knowledge, "open_graph", opened)
        yield


def run(command: str, data: Path) -> Result:
    return CliRunner().invoke(main, [*shlex.split(command), "--data", str(data)])


@pytest.mark.parametrize("question", QUESTIONS)
def test_answers_are_the_same_byte_for_byte(question: str, compiled: Path) -> None:
    lenses = LENSES if not question.startswith(("queries", "show nobody")) else ("",)
    for lens in lenses:
        told, meant = run(question + lens, compiled), run(question + lens, MINI)
        assert (told.exit_code, told.output) == (meant.exit_code, meant.output), lens


def test_states_in_words_are_looked_up_and_not_all_read(
    compiled: Path, mini: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    entity = CompiledReader.entity

    def watched(self: CompiledReader, iri: str) -> Entity:
        read.append(iri)
        return entity(self, iri)

    monkeypatch.setattr(CompiledReader, "entity", watched)
    search, meant = open_graph(compiled).finder.search, mini.finder.search
    visit = [match.entity.rpartition("/")[2] for match in search.with_words("syldavia visits by Anna")]
    trip = [match.entity.rpartition("/")[2] for match in search.with_words("the Ruritanian trip of Nora")]
    assert (visit, trip) == ([], ["denied-trip"])
    assert not read
    for text in ("Ruritanian Bordurian", "RUR Isles", "Anna Bern as minister of RUR", "Bordurian", "Isles the"):
        assert search.with_words(text) == meant.with_words(text)
    assert [match.name.text for match in search.with_words("Bordurian president Fink")] == [
        "Emil Fink as president of Borduria"
    ]


def test_the_library_gives_the_same_things(compiled: Path, mini: KnowledgeGraph) -> None:
    told = open_graph(compiled)
    assert told.is_compiled
    assert not mini.is_compiled
    assert told.claims() == mini.claims()
    assert told.sources() == mini.sources()
    assert told.entities() == mini.entities()
    assert told.labels() == mini.labels()
    assert [event.conclusion for event in told.events()] == [event.conclusion for event in mini.events()]
    assert set(told.truth()) == set(mini.truth())
    of, to = {PAN + "place", PAN + "visitor"}, {PAN + "host", PAN + "place"}
    for entity in mini.entities():
        stating = told.conclusions.reader.stating(entity.iri, of, to)
        assert stating == mini.conclusions.reader.stating(entity.iri, of, to)
        assert stating == tuple(
            claim for claim in mini.claims(entity)
            if any((t.subject == entity.iri and t.predicate in of) or (t.object == entity.iri and t.predicate in to) for t in claim.triples)
        )  # fmt: skip
    assert told.ontology.terms == mini.ontology.terms
    assert told.page().html == mini.page().html


def test_a_withdrawn_claim_is_there_by_name_alone(tmp_path: Path) -> None:
    file = tmp_path / "mini.trig"
    text = MINI.read_text(encoding="utf-8")
    file.write_text(
        text.replace(":3 a pan:Claim ;", ':3 a pan:Claim ; pan:withdrawn "mistaken" ;'), encoding="utf-8"
    )
    open_graph(file).build(tmp_path / "graph")
    told = open_graph(tmp_path / "graph")
    assert told.claim("mini/3").withdrawn == "mistaken"
    assert "mini/3" not in {claim.iri.partition("claim/")[2] for claim in (*told.claims(), *told.claims("anna"))}


# --- faults -------------------------------------------------------------------------------------------


def copy_of(compiled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(compiled, tmp_path / "copy"))


@pytest.mark.parametrize("name", [RECORDS, READ, SEAL, "store/CURRENT", "store/IDENTITY"])
@pytest.mark.parametrize("cut", [0, 10])
def test_a_file_that_is_missing_or_cut_is_refused(name: str, cut: int, compiled: Path, tmp_path: Path) -> None:
    folder = copy_of(compiled, tmp_path)
    if cut:
        content = (folder / name).read_bytes()
        (folder / name).write_bytes(content[: len(content) // 2])
    else:
        (folder / name).unlink()
    for question in ("show anna", "query kinds"):
        told = run(question, folder)
        assert told.exit_code == 2
        assert "build it anew" in told.stderr or "nothing to read" in told.stderr or "convert it" in told.stderr
        assert told.stdout == ""


def test_bits_that_flipped_never_change_an_answer(compiled: Path, tmp_path: Path) -> None:
    """Either the answer is the same, or the graph is said to be damaged."""
    folder = copy_of(compiled, tmp_path)
    whole = (folder / RECORDS).read_bytes()
    questions = ("show anna", "events", "find Bern", "claims -f json")
    meant = {question: run(question, folder).output for question in questions}
    chance = Random(7)
    for _ in range(60):
        place, bit = chance.randrange(len(whole)), 1 << chance.randrange(8)
        (folder / RECORDS).write_bytes(whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :])
        for question in questions:
            told = run(question, folder)
            assert told.exception is None or isinstance(told.exception, SystemExit)
            assert told.output == meant[question] or "damaged" in told.stderr, (place, bit, question)


def test_a_record_that_was_changed_is_refused(compiled: Path, tmp_path: Path) -> None:
    folder = copy_of(compiled, tmp_path)
    records = sqlite3.connect(folder / RECORDS)
    records.execute("UPDATE claims SET record = replace(record, 'Anna', 'Inge')")
    records.commit()
    records.close()
    with pytest.raises(DataError, match="damaged"):
        open_graph(folder).claims("anna")


def test_what_was_read_is_not_given_out_damaged(compiled: Path, tmp_path: Path) -> None:
    folder = copy_of(compiled, tmp_path)
    read = (folder / READ).read_bytes()
    (folder / READ).write_bytes(read.replace(b"Anna", b"Inge"))
    graph = open_graph(folder)
    with pytest.raises(DataError, match="damaged"):
        graph.export("nq")
    told = run("export -f nq", folder)
    assert told.exit_code == 2 and told.stdout == ""


def test_what_was_put_beside_a_graph_does_no_harm(compiled: Path, tmp_path: Path) -> None:
    folder = copy_of(compiled, tmp_path)
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "store" / "note.txt").write_text("x", encoding="utf-8")
    assert open_graph(folder).export("nq") == open_graph(compiled).export("nq")


def test_a_folder_of_another_version_is_refused(compiled: Path, tmp_path: Path) -> None:
    folder = copy_of(compiled, tmp_path)
    seal = (folder / SEAL).read_text(encoding="utf-8")
    (folder / SEAL).write_text(seal.replace('"format": ', '"format": 9'), encoding="utf-8")
    with pytest.raises(DataError, match="another version"):
        Compiled(folder)


def test_what_is_no_graph_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear", encoding="utf-8")
    told = run(f"build {tmp_path}", MINI)
    assert (told.exit_code, (tmp_path / "letter.txt").read_text(encoding="utf-8")) == (2, "dear")
    assert "letter.txt; choose another place" in told.stderr


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    told = run(f"build {tmp_path / 'file' / 'graph'}", MINI)
    assert told.exit_code == 2
    assert "Traceback" not in told.output


# --- the cache ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["precious.txt", "store/thesis.txt", "kept/letter.doc", "deep/er/note.md"])
def test_what_is_ones_own_is_left_where_it_lies(compiled: Path, tmp_path: Path, name: str) -> None:
    folder = copy_of(compiled, tmp_path)
    own = folder / name
    own.parent.mkdir(parents=True, exist_ok=True)
    own.write_text("dear", encoding="utf-8")
    told = run(f"build {folder}", MINI)
    assert told.exit_code == 2 and f"holds something else, {name}" in told.stderr
    cleared = CliRunner().invoke(main, ["cache", "--clear"], env={"PANMUNJOM_CACHE": str(tmp_path)})
    assert cleared.exit_code == 0 and own.read_text(encoding="utf-8") == "dear"
    assert open_graph(folder).claims("anna")


def test_a_link_in_the_cache_is_not_followed(compiled: Path, tmp_path: Path) -> None:
    folder, cache = copy_of(compiled, tmp_path), tmp_path / "cache"
    cache.mkdir()
    (cache / "linked").symlink_to(folder)
    cleared = CliRunner().invoke(main, ["cache", "--clear"], env={"PANMUNJOM_CACHE": str(cache)})
    assert cleared.exit_code == 0 and (cache / "linked").is_symlink()
    assert open_graph(folder).claims("anna")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("PANMUNJOM_CACHE", str(home))
    yield home


def fill(home: Path, data: Path) -> Path:
    folder = home / key_of([data])
    open_graph(data).build(folder)
    return folder


def test_the_key_changes_with_every_byte_and_name(tmp_path: Path) -> None:
    one = tmp_path / "one.trig"
    one.write_text("# a\n", encoding="utf-8")
    first = key_of([one])
    one.write_text("# b\n", encoding="utf-8")
    second = key_of([one])
    (tmp_path / "two.trig").write_text("# b\n", encoding="utf-8")
    assert (
        len({first, second, key_of([one, tmp_path / "two.trig"]), key_of([tmp_path])}) == 3
    )  # the last two are one
    assert key_of([one]) == second
    (tmp_path / "elsewhere").mkdir()
    shutil.copy(one, tmp_path / "elsewhere" / "one.trig")
    assert key_of([tmp_path / "elsewhere" / "one.trig"]) != second  # its relative IRIs are others


def test_what_changed_is_not_answered_from_the_cache(home: Path, tmp_path: Path) -> None:
    data = tmp_path / "mini.trig"
    shutil.copy(MINI, data)
    fill(home, data)
    assert open_graph(data).is_compiled
    data.write_text(data.read_text(encoding="utf-8").replace("Anna Bern", "Anna Berne"), encoding="utf-8")
    assert not open_graph(data).is_compiled
    assert open_graph(data).entity("person/anna").label() == "Anna Berne"


def test_edits_are_seen_as_in_memory(home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any sequence of edits gives the same answers with the cache as without."""
    data, chance = tmp_path / "mini.trig", Random(3)
    lines = MINI.read_text(encoding="utf-8").splitlines()
    comments = [number for number, line in enumerate(lines) if "rdfs:comment" in line]
    data.write_text("\n".join(lines), encoding="utf-8")
    for step in range(6):
        number = chance.choice(comments)
        lines[number] = lines[number].replace('"', f'"{step} ', 1)
        data.write_text("\n".join(lines), encoding="utf-8")
        if step % 2:
            fill(home, data)
        told = run("claims -f json", data).output
        with monkeypatch.context() as off:
            off.setenv("PANMUNJOM_CACHE", "off")
            assert told == run("claims -f json", data).output


def test_a_pipe_among_the_files_is_refused_and_not_waited_for(home: Path, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    os.mkfifo(tmp_path / "data" / "b.ttl")
    with pytest.raises(DataError, match="is a pipe, a socket or a device"):
        open_graph(tmp_path / "data")


def test_a_damaged_one_is_said_and_dropped(home: Path, tmp_path: Path) -> None:
    data = tmp_path / "mini.trig"
    shutil.copy(MINI, data)
    folder = fill(home, data)
    (folder / RECORDS).write_bytes(b"")
    with pytest.warns(match="was damaged; it will be compiled anew"):
        told = open_graph(data)
    assert not told.is_compiled
    assert not folder.exists()


def test_only_one_builds_and_killed_ones_leave_nothing(home: Path) -> None:
    folder = home / "key"
    left = home / ".key.x.part"
    left.mkdir()
    with only_builder(folder) as mine:
        assert mine
        assert not left.exists()
        with only_builder(folder) as other:
            assert not other
    assert list(home.iterdir()) == []


def test_unused_ones_go_by_themselves(home: Path) -> None:
    folder = fill(home, MINI)
    os.utime(folder / SEAL, (0, 0))
    assert sweep() == 1
    assert not folder.exists()


def test_what_is_in_the_cache_is_shown_and_cleared(home: Path) -> None:
    folder = fill(home, MINI)
    shown = CliRunner().invoke(main, ["cache", "-f", "csv"])
    assert shown.stdout.splitlines()[1].startswith(f"{folder},")
    assert shown.stderr == f"The cache is {home}.\n"
    assert CliRunner().invoke(main, ["cache", "--clear"]).stderr == "1 deleted.\n"
    assert list(home.iterdir()) == []


def test_a_folder_with_something_of_ones_own_is_none_of_the_cache(home: Path) -> None:
    folder = fill(home, MINI)
    (folder / "thesis.txt").write_text("mine", encoding="utf-8")
    assert CliRunner().invoke(main, ["cache", "--clear"]).stderr == "0 deleted.\n"
    assert (folder / "thesis.txt").is_file()


def test_off_means_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PANMUNJOM_CACHE", "off")
    assert cached([MINI]) is None


def test_a_lens_sees_what_it_sees_in_the_files(compiled: Path, mini: KnowledgeGraph) -> None:
    lens = Lens.parse(known_by="2001-12-31")
    told, meant = open_graph(compiled).within(lens), mini.within(lens)
    assert [event.when for event in told.events()] == [event.when for event in meant.events()]
    assert told.export("nq") == meant.export("nq")


def test_sums_tell_texts_apart() -> None:
    assert checksum("Anna") != checksum("Annа")
