"""Shapes: our engine finds what pySHACL finds, and the generated shapes say of ends what `check` says of them."""

from __future__ import annotations

import logging
import re
from io import BytesIO
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, Triple, serialize

from graph import DataError
from graph.check.corpus import Corpus
from graph.check.merged import MergedGraph
from graph.check.shacl import violations
from graph.check.structure import wrong_ends
from graph.store.resources import shipped
from tests.test_check import MINI, SHAPES
from tests.tools import matched

FILES = (shipped("data") / "shapes.ttl", shipped("data") / "shapes-of-ends.ttl")
PLANTED = "\n".join(
    [
        *(line for name, line in SHAPES.items() if name != "Claim"),
        'person:boris rdfs:label "Boris"@en-GB , "Борис"@ru , "B" .',
        ":4 { place:klow pan:latitude -90.5 ; pan:longitude 180 . }",
        ':6 a pan:Claim ; pan:source source:nowhere ; pan:certainty person:anna ; rdfs:comment "c"@fr .',
        'event:nameless a pan:Summit . :7 { event:nameless pan:date "2001-05-07"^^<http://id.loc.gov/datatypes/edtf/EDTF> . }',
        ":8 { person:anna pan:visitor place:klow . place:klow pan:host person:anna ; pan:status 7 . }",
        ':8 { event:anna-in-syldavia pan:amount "much" . }',
        'organisation:klow-paper a pan:Organisation ; rdfs:label "Klow Paper"@en ; pan:country "Klow" .',
        'source:paper-2002 dcterms:language "EN" ; pan:url <https://example.org/> .',
    ]
)  # fmt: skip


def merged(paths: list[Path], text: str = "") -> MergedGraph:
    store = Store()
    for path in paths:
        store.load(path=str(path))
    store.load(text, RdfFormat.TRIG)
    return MergedGraph(store)


def pyshacl_says(shapes: Path, text: str) -> set[tuple[str, str]]:
    from pyshacl import validate
    from rdflib import SH, Graph

    logging.disable(logging.CRITICAL)  # of literals that rdflib cannot convert
    store = Store()
    store.load(path=str(shipped("data") / "ontology.ttl"))
    store.load(text, RdfFormat.TRIG)
    lines = BytesIO()
    triples = {Triple(quad.subject, quad.predicate, quad.object) for quad in store}
    serialize(triples, lines, format=RdfFormat.N_TRIPLES)
    data = Graph().parse(lines.getvalue(), format="nt")
    _, report, _ = validate(data, shacl_graph=Graph().parse(shapes), inplace=True, inference="none")
    logging.disable(logging.NOTSET)
    return {
        (str(focus), str(report.value(result, SH.resultMessage)))
        for result, focus in report.subject_objects(SH.focusNode)
    }


def we_say(shapes: Path, text: str) -> set[tuple[str, str]]:
    data = merged([shipped("data") / "ontology.ttl"], text)
    return {(thing.value, message) for thing, message in violations(merged([shapes]), data)}


@pytest.mark.parametrize("shapes", FILES, ids=lambda path: path.stem)
def test_planted_faults_are_found_as_pyshacl_finds_them(shapes: Path) -> None:
    assert we_say(shapes, MINI) == pyshacl_says(shapes, MINI) == set()
    found = we_say(shapes, f"{MINI}\n{PLANTED}")
    assert len(found) > 6
    assert found == pyshacl_says(shapes, f"{MINI}\n{PLANTED}")


def test_every_shape_is_broken_by_something_planted() -> None:
    text = MINI.replace("pan:paragraph 1 ; ", "", 1)
    broken = {message for _, message in we_say(FILES[0], f"{text}\n{PLANTED}")}
    told = set(re.findall(r'sh:message "((?:[^"\\]|\\.)*)"', FILES[0].read_text(encoding="utf-8")))
    missing = {message.replace('\\"', '"') for message in told} - broken
    assert {message[:30] for message in missing} == {
        "is a tenure without exactly on",
        "is a position without a pan:po",
    }


def test_shapes_of_ends_say_what_check_says_of_ends(tmp_path: Path) -> None:
    wrong = [
        ":1 { event:anna-in-syldavia pan:host place:klow . }",
        ":1 { person:anna pan:visitor person:boris . }",
        ":5 { tenure:anna-minister pan:holder state:ruritania . }",
    ]
    for line in wrong:
        file = tmp_path / "mini.trig"
        file.write_text(f"{MINI}\n{line}", encoding="utf-8")
        told = {
            matched(r"has ([\w-]+), .* as (\w+) of (pan:\w+), ", finding.message).groups()
            for finding in wrong_ends(Corpus.read(file))
        }
        shaped = {
            (thing.rpartition("/")[2], *matched(r"is the (\w+) of (pan:\w+), ", message).groups())
            for thing, message in we_say(FILES[1], f"{MINI}\n{line}")
        }
        assert told == shaped != set()


def test_the_shipped_data_has_the_ends_that_it_should() -> None:
    data = merged(sorted(shipped("data").rglob("*.t*")))
    assert list(violations(merged([FILES[1]]), data)) == []


def test_what_the_engine_does_not_know_it_refuses() -> None:
    shapes = Store()
    shapes.load(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <a:shape> a sh:NodeShape ; sh:targetClass <a:b> ; sh:closed true .",
        RdfFormat.TURTLE,
    )
    with pytest.raises(DataError, match=r"<a:shape> has sh:closed, which is not known here"):
        list(violations(MergedGraph(shapes), MergedGraph(shapes)))
