"""Other people's files: all formats, packed, piped and linked; folders whole or refused; what is too deep refused."""

from __future__ import annotations

import gzip
import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pyoxigraph import RdfFormat, Store, serialize

from cli import main
from graph import DataError, open_graph
from graph.store.cache import key_of
from graph.store.files import write_whole
from graph.store.loading import load
from tests.tools import value

TURTLE = b'@prefix : <http://example.org/> . :a :b "x" . :a :c <#here> .'
COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def counted(*data: str, stdin: bytes | None = None) -> Result:
    given = [word for path in data for word in ("--data", path)]
    return CliRunner().invoke(main, ["query", "--plain", "-e", COUNT, "-f", "json", *given], input=stdin)


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("a.ttl", RdfFormat.TURTLE), ("A.TURTLE", RdfFormat.TURTLE), ("a.trig", RdfFormat.TRIG), ("a.nq", RdfFormat.N_QUADS),
        ("a.nquads", RdfFormat.N_QUADS), ("a.nt", RdfFormat.N_TRIPLES), ("a.rdf", RdfFormat.RDF_XML), ("a.jsonld", RdfFormat.JSON_LD),
        ("a.json", RdfFormat.JSON_LD), ("A.XML", RdfFormat.RDF_XML),
    ],
)  # fmt: skip
@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_every_format_is_read(tmp_path: Path, name: str, form: RdfFormat, packed: bool, mark: bytes) -> None:
    quads = Store()
    quads.load(TURTLE, RdfFormat.TURTLE, base_iri="http://example.org/page")
    content = mark + (serialize((quad.triple for quad in quads), format=form) or b"")
    file = tmp_path / (f"{name}.gz" if packed else name)
    file.write_bytes(gzip.compress(content) if packed else content)
    assert set(load([file]).quads()) == set(quads)


def test_relative_addresses_lead_from_their_file(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_bytes(TURTLE)
    objects = {value(quad.object) for quad in load([tmp_path / "a.ttl"]).quads()}
    assert objects == {"x", (tmp_path / "a.ttl").as_uri() + "#here"}


def test_standard_input_is_read_whatever_it_holds() -> None:
    for content in (
        TURTLE,
        gzip.compress(TURTLE),
        b'[{"@id": "http://a/a", "http://a/b": "x", "http://a/c": "y"}]',
    ):
        result = counted("-", stdin=content)
        assert (result.exit_code, '"value": "2"' in result.stdout) == (0, True), result.output


def test_folders_are_read_whole_by_links_as_well(tmp_path: Path) -> None:
    (tmp_path / "all" / "sub").mkdir(parents=True)
    (tmp_path / "all" / "sub" / "A.TTL").write_bytes(TURTLE)
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "b.nt").write_text('<http://a/a> <http://a/b> "y" .')
    (tmp_path / "all" / "linked").symlink_to(tmp_path / "other")
    (tmp_path / "other" / "round").symlink_to(tmp_path / "all")
    assert len(set(load([tmp_path / "all"]).quads())) == 3


def test_what_cannot_be_read_in_a_folder_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "a.ttl").write_bytes(TURTLE)
    bad = tmp_path / "b.ttl"
    for make, says in (
        (lambda: bad.symlink_to("nowhere"), "is a link that leads nowhere"),
        (lambda: os.mkfifo(bad), "is a pipe, a socket or a device"),
        (lambda: bad.write_bytes(b"\xff"), "not UTF-8"),
    ):
        make()
        with pytest.raises(DataError, match=f"b.ttl.*{says}"):
            open_graph(tmp_path)
        bad.unlink()
    (tmp_path / "b.n3").write_text("")
    with pytest.raises(DataError, match=r"b\.n3: files ending in \.n3 cannot be read; convert it"):
        open_graph(tmp_path)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonld", b'{"http://a/b":' * 5000 + b"1" + b"}" * 5000),
        ("a.ttl", b"<a:a> <a:b> " + b"<<( <a:a> <a:b> " * 20_000 + b"<a:c>" + b" )>>" * 20_000 + b" ."),
        ("a.rdf", b"<a>" * 5000 + b"</a>" * 5000),
    ],
)
def test_what_is_nested_thousands_deep_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(DataError, match=rf"{name}:1:\d+: is nested more than 500 deep"):
        load([tmp_path / name])


def test_remote_contexts_are_not_fetched_but_named(tmp_path: Path) -> None:
    (tmp_path / "a.jsonld").write_text('{"@context": "https://example.org/context", "name": "x"}')
    with pytest.raises(DataError, match=r"@context is https://example\.org/context, and nothing is fetched"):
        load([tmp_path / "a.jsonld"])


def test_plain_data_is_asked_as_it_stands(tmp_path: Path) -> None:
    (tmp_path / "a.trig").write_text("<http://g> { <http://a> <http://b> <http://c> } <http://a> <http://b> 1 .")
    rows = open_graph(tmp_path / "a.trig", plain=True).select("SELECT ?o { <http://a> <http://b> ?o }")
    assert [row["o"].value for row in rows] == ["1"]


def test_output_goes_through_links_pipes_and_devices(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("target")
    write_whole(tmp_path / "link", "text")
    assert (tmp_path / "link").is_symlink() and (tmp_path / "target").read_text() == "text"
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    write_whole(tmp_path / "pipe", "text")
    assert os.read(reader, 10) == b"text" and (tmp_path / "pipe").is_fifo()
    os.close(reader)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["link", "pipe", "target"]


@pytest.mark.parametrize("name", ["a.nt", "a.ttl", "a.jsonld"])
def test_a_text_too_long_for_the_engine_is_told_with_its_file(tmp_path: Path, name: str) -> None:
    long = b"x" * (1 << 24)
    (tmp_path / name).write_bytes(
        b'{"http://a": "' + long + b'"}' if name == "a.jsonld" else b'\n<http://a> <http://b> "' + long + b'" .'
    )
    with pytest.raises(
        DataError, match=rf"{name}:{1 if name == 'a.jsonld' else 2}: a literal, .* more than 16 MiB"
    ):
        load([tmp_path / name])


def test_a_name_in_another_encoding_is_a_name(tmp_path: Path) -> None:
    file = tmp_path / os.fsdecode(b"by\xffte.ttl")
    file.write_bytes(TURTLE)
    assert len(list(load([file]).quads())) == 2
    assert key_of([file]) == key_of([file])


def test_a_closed_standard_input_is_no_empty_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(DataError, match="standard input: is closed; send data through it, or name a file"):
        load(["-"])


def test_a_version_that_the_engine_does_not_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.nq").write_text('VERSION "1.2"\n<http://a> <http://b> <http://c> .\n', encoding="utf-8")
    with pytest.raises(DataError, match=r"a\.nq:1:1: VERSION is not read in this format; leave the line out"):
        load([tmp_path / "a.nq"])


XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:a="http://a/">'
    '<rdf:Description rdf:about="http://a/b"><a:c>1</a:c></rdf:Description>'
)


@pytest.mark.parametrize(
    ("rest", "fault"),
    [("", "no element found"), ("</rdf:RDF>" + XML + "</rdf:RDF>", "junk after document element")],
)
def test_xml_that_is_cut_off_or_goes_on_is_refused(tmp_path: Path, rest: str, fault: str) -> None:
    (tmp_path / "a.rdf").write_text(XML + "</rdf:RDF>", encoding="utf-8")
    assert len(list(load([tmp_path / "a.rdf"]).quads())) == 1
    (tmp_path / "a.rdf").write_text(XML + rest, encoding="utf-8")
    with pytest.raises(DataError, match=rf"a\.rdf:1:\d+: is no XML: {fault}"):
        load([tmp_path / "a.rdf"])
