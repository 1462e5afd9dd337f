"""Reading files: what is refused, and where."""

from pathlib import Path

import pytest

from graph import DataError, open_graph

PREFIXES = "@prefix pan: <https://w3id.org/panmunjom/ontology#> .\n"


@pytest.mark.parametrize(
    ("name", "content", "place", "says"),
    [
        ("a.ttl", f"{PREFIXES}\npan:x pan:y zz:z .\n", ":3:13: ", "zz:"),
        ("b.trig", f'{PREFIXES}<http://e/c> {{ pan:x pan:y "open\n', ":2:", ""),
        ("c.ttl", PREFIXES.encode() + b'pan:x pan:y "\xff" .\n', ":2:14: ", "UTF-8"),
        ("d.nq", "<http://e/a> <http://e/b c> <http://e/d> .\n", ":1:", "IRI"),
        ("e.jsonld", '{"@id": 3', ":1:", ""),
    ],
)
def test_broken_files_are_told_with_file_line_and_column(
    tmp_path: Path, name: str, content: str | bytes, place: str, says: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(DataError) as refusal:
        open_graph(file)
    assert f"{file}{place}" in str(refusal.value)
    assert says in str(refusal.value)
    assert refusal.value.line and refusal.value.column


def test_missing_empty_and_unknown_paths(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no such file or folder"):
        open_graph(tmp_path / "nowhere.ttl")
    with pytest.raises(DataError, match="nothing to read in this folder"):
        open_graph(tmp_path)
    (tmp_path / "notes.txt").write_text("hello")
    with pytest.raises(DataError, match=r"unknown kind of file; expected one ending in \.trig"):
        open_graph(tmp_path / "notes.txt")


def test_folders_are_read_whole_and_files_can_be_added(tmp_path: Path) -> None:
    label = '<https://w3id.org/panmunjom/person/{0}> a pan:Person ; rdfs:label "{0}"@en .'
    head = f"{PREFIXES}@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "one.ttl").write_text(head + label.format("one"))
    (tmp_path / "two.ttl").write_text(head + label.format("two"))
    assert [str(e) for e in open_graph(tmp_path).entities("Person")] == ["one", "two"]
    both = open_graph(tmp_path / "two.ttl", add=[tmp_path / "deep"])
    assert [str(e) for e in both.entities("Person")] == ["one", "two"]


def test_a_claim_without_source_is_refused_by_name(tmp_path: Path) -> None:
    file = tmp_path / "bare.ttl"
    file.write_text(f"{PREFIXES}<http://e/claim/1> a pan:Claim ; pan:certainty pan:Asserted .")
    with pytest.raises(DataError, match=r"bare\.ttl: http://e/claim/1: has no pan:source; add it"):
        open_graph(file).claims()
