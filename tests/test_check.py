"""`check`: every kind of fault is told once, at its claim, with what to do; the shipped data has none."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from cli import main
from graph import DataError
from graph.check import check
from graph.model.dates import edtf_span
from graph.store import resources

MINI = (Path(__file__).parent / "data" / "mini.trig").read_text()
E = "https://w3id.org/panmunjom/"

SHAPES = {  # a line that breaks one shape and nothing else, in the small graph
    "Claim": "the place in the source taken away",
    "ClaimSource": ":1 pan:source source:paper-2002 .",
    "ClaimCertainty": ":1 pan:certainty pan:Possible .",
    "ClaimComment": ':1 rdfs:comment "Anna Bern in Syldavia."@en .',
    "ClaimPolarity": ":1 pan:polarity pan:Held .",
    "ClaimAlternative": ":1 pan:alternative person:anna .",
    "ClaimContradicts": ":1 pan:contradicts person:anna .",
    "ClaimReportedBy": ":1 pan:reportedBy place:klow .",
    "ClaimReportedByText": ':2 pan:reportedByText "others"@en .',
    "ClaimCondition": ":1 pan:condition pan:Held .",
    "ClaimAsOf": ':1 pan:asOf "2001-05-07"^^xsd:date .',
    "ClaimReviewed": ':1 pan:reviewed "yesterday" .',
    "SourceTitle": 'source:daily-2001 dcterms:title "Off the road"@en .',
    "SourcePublisher": "source:daily-2001 dcterms:publisher place:klow .",
    "SourceIssued": 'source:daily-2001 dcterms:issued "2001-05-11"^^xsd:date .',
    "SourceWritten": 'source:daily-2001 pan:written "last week" .',
    "SourceRead": 'source:daily-2001 pan:read "2026-11-25"^^xsd:date .',
    "SourceLanguage": 'source:daily-2001 dcterms:language "ru" .',
    "SourceAddress": 'source:daily-2001 pan:url "ftp://example.org/a"^^xsd:anyURI .',
    "EntityLabels": 'person:boris rdfs:label "Boris Coal"@en .',
    "EntityAliases": 'person:boris skos:altLabel "Coal" .',
    "StateCode": 'state:ruritania pan:iso "Ruritania" .',
    "DateType": ':1 { event:anna-in-syldavia pan:date "2001-05-07" . }',
    "EarliestType": ':3 { event:klow-meeting pan:earliest "2001" . }',
    "LatestType": ':3 { event:klow-meeting pan:latest "2001" . }',
    "AttestedType": ':5 { tenure:anna-minister pan:attested "2001" . }',
    "StatusKnown": ":1 { event:anna-in-syldavia pan:status pan:Denied . }",
    "TenureHolder": ":5 { tenure:anna-minister pan:holder person:carla . }",
    "TenureOf": ":5 { tenure:anna-minister pan:of organisation:ministry . }",
    "Latitude": ':3 { place:klow pan:latitude 91.0 . }',
    "Longitude": ':3 { place:klow pan:longitude 181.0 . }',
    "PublisherCountry": ':1 { organisation:daily pan:country "RUR" ; pan:publisherKind pan:Newspaper . }',
    "PublisherKind": ':1 { organisation:daily pan:country "RR" . }',
    "PublisherShortName": ':1 { organisation:daily pan:publisherKind pan:Newspaper ; pan:shortName "The Daily of Ruritania and Syldavia" . }',
}  # fmt: skip


def messages() -> dict[str, str]:
    """The shapes of `data/shapes.ttl` that carry a message, by name."""
    from rdflib import SH, Graph

    shapes = Graph().parse(resources.shipped("data") / "shapes.ttl")
    return {str(shape).rpartition("#")[2]: str(text) for shape, text in shapes.subject_objects(SH.message)}


def findings(tmp_path: Path, text: str) -> list[str]:
    file = tmp_path / "mini.trig"
    file.write_text(text)
    return [str(finding).removeprefix(f"{file}: ") for finding in check(file)]


def test_the_shipped_data_is_clean() -> None:
    assert [str(finding) for finding in check()] == []


def test_the_small_graph_is_clean(tmp_path: Path) -> None:
    assert findings(tmp_path, MINI) == []


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_catches_what_no_other_does(tmp_path: Path, shape: str) -> None:
    text = MINI.replace("pan:paragraph 1 ; ", "", 1) if shape == "Claim" else f"{MINI}\n{SHAPES[shape]}"
    (found,) = findings(tmp_path, text)
    assert found.endswith(messages()[shape])


@pytest.mark.parametrize(
    ("shape", "old", "new"),
    [
        ("EntityEnglish", 'rdfs:label "Boris Cole"@en', 'rdfs:label "Борис Коул"@ru'),
        ("TenureOffice", "pan:office office:minister ; pan:of state:ruritania ;\n        pan:attested", "pan:of state:ruritania ; pan:attested"),
        ("PositionHolder", "event:klow-meeting a pan:Meeting", 'event:klow-meeting a pan:Position'),
    ],
)  # fmt: skip
def test_shapes_that_ask_for_what_is_missing(tmp_path: Path, shape: str, old: str, new: str) -> None:
    assert old in MINI
    assert any(found.endswith(messages()[shape]) for found in findings(tmp_path, MINI.replace(old, new)))


def test_every_shape_has_its_case() -> None:
    assert set(messages()) == {*SHAPES, "EntityEnglish", "TenureOffice", "PositionHolder"}


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (":1 rdfs:seeAlso [] .", "claim/mini/1: has a blank node; give it an IRI"),
        ('person:anna pan:born "1960" .', "person/anna: states born outside a claim; put it into the graph of a claim"),
        (':1 { person:anna rdfs:label "A"@en . }', "claim/mini/1: gives anna a kind or name inside a claim; move it"),
        (":99 { event:klow-meeting pan:party person:anna . }", "claim/mini/99: is a graph without a record"),
        (":1 { event:anna-in-syldavia pan:visitro person:anna . }", "claim/mini/1: uses pan:visitro, which the ontology lacks; did you mean pan:visitor?"),
        ("person:dora a pan:Perso ; rdfs:label \"Dora\"@en .", "person/dora: uses pan:Perso, which the ontology lacks; did you mean pan:Person?"),
        ("person:boris a pan:Group .", "person/boris: has 2 kinds (Group, Person); keep the closest one"),
        (":1 { event:anna-in-syldavia pan:host place:klow . }", "claim/mini/1: has klow, a city or town, as object of pan:host, which takes a actor"),
        ('person:dora a pan:Person ; rdfs:label "Dora"@en .', "person/dora: is mentioned by no claim; remove it, or add the claim"),
        (":1 { event:anna-in-syldavia pan:place place:nowhere . }", "claim/mini/1: mentions place/nowhere, which has no kind and label"),
        ('person:anna skos:altLabel "An\\u001B[31mna"@en .', "person/anna: has a control character in 'An␛[31mna'; delete it"),
        ('source:daily-2001 pan:url "https://me:secret@example.org/x"^^xsd:anyURI .', "source/daily-2001: has an address of example.org with a user's name in it; leave that out"),
        ('source:daily-2001 pan:url "https://example.org:99999/x"^^xsd:anyURI .', "source/daily-2001: has the address 'https://example.org:99999/x', which names no host; correct it"),
        (':1 { event:anna-in-syldavia pan:latest "2018-13-45"^^xsd:date . }', "claim/mini/1: has latest '2018-13-45', which is no date; correct it"),
        (':1 { event:anna-in-syldavia pan:date "2001-13"^^edtf:EDTF . }', "claim/mini/1: has date '2001-13': no such day: '2001-13'; correct it"),
        (':1 { event:anna-in-syldavia pan:date "-0001"^^edtf:EDTF . }', "claim/mini/1: has date '-0001': not an EDTF date: '-0001'; years run from 0001 to 9999; correct it"),
        (':3 { event:klow-meeting pan:date "2001-05"^^edtf:EDTF ; pan:earliest "2001-05-01"^^xsd:date . }', "claim/mini/3: gives klow-meeting the date 2001-05 with bounds 2001-05-01/..; they should be 2001-05-01/2001-05-31"),
        (':3 { event:klow-meeting pan:date "2003"^^edtf:EDTF ; pan:earliest "2003-01-01"^^xsd:date ; pan:latest "2003-12-31"^^xsd:date . }', "claim/mini/3: dates klow-meeting 2003-01-01, after its source (2001-05-10); mark it planned or expected"),
        ('state:syldavia rdfs:label "RURITANIA"@ru . state:ruritania rdfs:label "Ruritania"@ru .', "state/syldavia: has the label 'RURITANIA', and so has ruritania"),
        ('source:x a pan:Article ; dcterms:title "X"@en ; dcterms:language "en" ; pan:read "2026-01-01"^^xsd:date .', "source/x: is a source of no claim"),
        ('source:daily-2001 pan:url "https://localhost/a"^^xsd:anyURI .', "source/daily-2001: has the address 'https://localhost/a', which names no host"),
        (":15 pan:alternative :13 .", "claim/mini/15: is asserted, though it names an alternative; make it possible at most"),
        (":1 { event:anna-in-syldavia pan:carrier organisation:daily . }", "claim/mini/1: does not name The Daily in its comment; say all that its graph says"),
    ],
)  # fmt: skip
def test_each_fault_is_told_at_its_claim(tmp_path: Path, line: str, found: str) -> None:
    assert any(text.startswith(found) for text in findings(tmp_path, f"{MINI}\n{line}")), findings(
        tmp_path, f"{MINI}\n{line}"
    )


CLAIM = """
:{n} a pan:Claim ; pan:source source:paper-2002 ; pan:paragraph 9 ; pan:certainty pan:Asserted ;
    rdfs:comment "{comment}"@en .
:{n} {{ {graph} }}
"""


def test_one_happening_under_two_names(tmp_path: Path) -> None:
    twin = CLAIM.format(
        n=91, comment="Anna Bern went to Syldavia on 8 May 2001.",
        graph='event:anna-abroad pan:visitor person:anna ; pan:host state:syldavia ; pan:status pan:Held ;'
        ' pan:date "2001-05-08"^^edtf:EDTF ; pan:earliest "2001-05-08"^^xsd:date ; pan:latest "2001-05-08"^^xsd:date .',
    )  # fmt: skip
    identity = 'event:anna-abroad a pan:Visit ; rdfs:label "Anna abroad"@en .'
    (found,) = findings(tmp_path, MINI + identity + twin)
    assert found.startswith("event/anna-abroad: looks like event/anna-in-syldavia: same kind, same actors")


def test_two_holders_of_one_office(tmp_path: Path) -> None:
    dated = (
        'pan:date "2001/2003"^^edtf:EDTF ; pan:earliest "2001-01-01"^^xsd:date ; pan:latest "2003-12-31"^^xsd:date'
    )
    text = MINI.replace(
        'pan:attested "2001-05-10"^^edtf:EDTF ;\n        pan:earliest "2001-05-10"^^xsd:date ; pan:latest "2001-05-10"^^xsd:date',
        dated,
    )
    assert text != MINI
    assert not any("overlaps" in found for found in findings(tmp_path, text))
    found = findings(tmp_path, f"{text}\noffice:minister pan:singleHolder true .")
    assert any(
        f.startswith("tenure/carla-minister: overlaps with tenure/anna-minister in one office") for f in found
    )


def test_a_successor_who_is_seen_before_others_let_him_begin_overlaps_with_nobody(tmp_path: Path) -> None:
    """Anna's end is no source's word: she gave way to Carla, whom one sees on 30 December 2001 and another has begin in 2002."""
    begun = CLAIM.format(
        n=91, comment="Anna Bern was foreign minister of Ruritania from 2000 on.",
        graph='tenure:anna-minister pan:date "2000/.."^^edtf:EDTF ; pan:earliest "2000-01-01"^^xsd:date'
        " ; pan:replacedBy tenure:carla-minister .",
    )  # fmt: skip
    seen = CLAIM.format(
        n=92, comment="Carla was foreign minister of Ruritania on 30 December 2001.",
        graph='tenure:carla-minister pan:attested "2001-12-30"^^edtf:EDTF ;'
        ' pan:earliest "2001-12-30"^^xsd:date ; pan:latest "2001-12-30"^^xsd:date .',
    )  # fmt: skip
    single = "office:minister pan:singleHolder true ."
    text = MINI + begun + seen + single
    assert not any("overlaps" in found for found in findings(tmp_path, text))


def test_nobody_is_seen_in_an_office_that_was_over(tmp_path: Path) -> None:
    ended = CLAIM.format(
        n=91, comment="Anna Bern was foreign minister of Ruritania until the end of 1999.",
        graph='tenure:anna-minister pan:date "../1999-12-31"^^edtf:EDTF ; pan:latest "1999-12-31"^^xsd:date .',
    )  # fmt: skip
    (found,) = findings(tmp_path, MINI + ended)
    assert found.startswith(
        "claim/mini/5: sees tenure/anna-minister in office at a time (2001-05-10) outside its dates (until 1999"
    )
    still = ended.replace("1999", "2002").replace("until", "up to")
    assert findings(tmp_path, MINI + still) == []


def test_the_dead_do_not_travel(tmp_path: Path) -> None:
    died = CLAIM.format(
        n=91, comment="Anna Bern died on 1 March 2001.", graph='person:anna pan:died "2001-03-01"^^edtf:EDTF .'
    )
    found = findings(tmp_path, MINI + died)
    assert found[0] == "event/anna-in-syldavia: has Anna Bern take part after death (2001-03-01)"


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ('    pan:reportedByText "hearsay"@en ;\n    rdfs:comment "Anna Bern visited Syldavia in April 2001."@en', '    rdfs:comment "Anna Bern visited Syldavia in April 2001."@en', "claim/mini/2: is reported, but not by whom"),
        ("from 7 to 9 May 2001", "in May 2001", "claim/mini/1: dates anna-in-syldavia 2001-05-07/2001-05-09, but its comment has the month alone"),
        ("Anna Bern is foreign minister of Ruritania.", "Anna Bern was foreign minister of Ruritania in May 2001.", "claim/mini/5: dates anna-minister 2001-05-10, but its comment has the month alone"),
    ],
)  # fmt: skip
def test_evidence_vaguer_than_it_could_be(tmp_path: Path, old: str, new: str, found: str) -> None:
    assert MINI.count(old) == 1
    (told,) = findings(tmp_path, MINI.replace(old, new))
    assert told.startswith(found)


def test_a_text_with_numbered_points_has_no_mere_opening(tmp_path: Path) -> None:
    text = MINI.replace("source:daily-2001 ; pan:paragraph 1 ;", 'source:daily-2001 ; pan:locator "opening" ;')
    assert findings(tmp_path, text) == []
    text = text.replace("source:daily-2001 ; pan:paragraph 2 ;", 'source:daily-2001 ; pan:locator "point 2" ;', 1)
    (found,) = findings(tmp_path, text)
    assert found == (
        "claim/mini/1: is placed at the opening of daily-2001, a text with numbers (claim 3: point 2);"
        " say at which, or before which"
    )


def test_two_sources_at_one_address(tmp_path: Path) -> None:
    urls = [
        f'source:{s} pan:url "{u}"^^xsd:anyURI .'
        for s, u in (("daily-2001", "https://www.example.org/a/"), ("paper-2002", "http://example.org/a"))
    ]
    (found,) = findings(tmp_path, "\n".join([MINI, *urls]))
    assert found == "source/paper-2002: has the same address as daily-2001; make them one source"


def test_broken_files_are_findings_and_missing_ones_errors(tmp_path: Path) -> None:
    (tmp_path / "broken.ttl").write_text("oops")
    (tmp_path / "mini.trig").write_text(MINI)
    (found,) = (str(finding) for finding in check(tmp_path))
    assert found.startswith(f"{tmp_path / 'broken.ttl'}:1:")
    with pytest.raises(DataError, match="no such file"):
        list(check(tmp_path / "absent"))


@pytest.mark.parametrize(
    ("edtf", "bounds"),
    [("2018~", "2018-01-01/2018-12-31"), ("[1992..]", "1992-01-01/.."), ("[..2024-01-23]", "../2024-01-23")],
)
def test_what_a_date_admits(edtf: str, bounds: str) -> None:
    assert edtf_span(edtf).edtf == bounds


def test_a_claim_stands_in_one_file(tmp_path: Path) -> None:
    other = MINI.replace("pan:Held", "pan:Cancelled")
    assert other != MINI
    for name, text in (("one", MINI), ("two", other)):
        (tmp_path / f"{name}.trig").write_text(text, encoding="utf-8")
    told = [str(found) for found in check(tmp_path / "one.trig", tmp_path / "two.trig")]
    assert any(
        f"two.trig: claim/mini/1: is a claim in {tmp_path / 'one.trig'} already; number it anew" in found
        for found in told
    )
    assert not any("already" in str(found) for found in check(tmp_path / "one.trig"))


def test_nobody_reads_what_is_not_yet_published(tmp_path: Path) -> None:
    text = MINI.replace('pan:read "', 'pan:read "2000-01-01"^^xsd:date ; pan:read "', 1)
    assert any("was read on 2000-01-01, before it was published" in found for found in findings(tmp_path, text))


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ("https://www.example.org/x --published 2099-01-01", "published 2099-01-01, and read on"),
        ("https://user:secret@example.org/x", "not the address of a page"),
        ("https://www.example.org:99999/x", "not the address of a page"),
        ("https://www.example.org/x --title a\x1b[31m", "the title has a control character"),
    ],
)
def test_a_source_that_cannot_be_is_not_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str, says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    told = CliRunner().invoke(main, ["new", "source", "--slug", "example-2099-x", *given.split(" ")])
    assert (told.exit_code, list(tmp_path.iterdir())) == (2, []) and says in told.stderr
