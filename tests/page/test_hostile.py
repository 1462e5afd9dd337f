"""Hostile data: in every field something that would like to run, to break out, or to confuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from graph import DataWarning, open_graph
from tests.page.reader import Visit

POISONS = {
    "script": "</script><script>alert(1)</script>",
    "image": "<img src=x onerror=alert(1)>",
    "template": "{{ 7*7 }}{% raw %}${alert(1)}",
    "quotes": "\"'`<!--]]>&lt;",
    "separators": "a\u2028b\u2029c\u0007d",
    "backwards": "\u202etxt.exe\u2066 ok",
    "endless": "x" * 10_000,
    "comment": "<!--<script>",
    "formula": "=HYPERLINK(\"http://evil.example\")",
}  # fmt: skip

_TEMPLATE = """
@prefix : <https://w3id.org/panmunjom/claim/hostile/> .
@prefix pan: <https://w3id.org/panmunjom/ontology#> .
@prefix person: <https://w3id.org/panmunjom/person/> .
@prefix event: <https://w3id.org/panmunjom/event/> .
@prefix source: <https://w3id.org/panmunjom/source/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
source:hostile a pan:NewsReport ; dcterms:title TEXT@en ; dcterms:issued "2019-04-20"^^xsd:date ;
    dcterms:language "en" ; pan:url "javascript:alert(1)"^^xsd:anyURI .
person:one a pan:Person ; rdfs:label TEXT@en , TEXT@ru , TEXT@ko ; skos:altLabel TEXT@en .
<https://w3id.org/panmunjom/event/a'b&c)(*> a pan:Meeting ; rdfs:label "met"@en .
:1 a pan:Claim ; pan:source source:hostile ; pan:locator TEXT ; pan:certainty pan:Conditional ;
    pan:conditionText TEXT@en ; rdfs:comment TEXT@en .
:1 { <https://w3id.org/panmunjom/event/a'b&c)(*> pan:participant person:one ; pan:note TEXT@en ;
    pan:date TEXT^^edtf:EDTF ; pan:status pan:Planned . }
"""


def quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if ord(c) >= 32 else f"\\u{ord(c):04x}" for c in escaped) + '"'


@pytest.mark.parametrize("poison", POISONS.values(), ids=POISONS.keys())
def test_nothing_runs_and_all_is_shown_as_text(visit: Visit, tmp_path: Path, poison: str) -> None:
    data = tmp_path / "hostile.trig"
    data.write_text(_TEMPLATE.replace("TEXT", quoted(poison)), encoding="utf-8")
    graph = open_graph(data)
    file = tmp_path / "page.html"
    with pytest.warns(DataWarning, match="hostile/1: gives"):  # its date is none
        file.write_text(graph.page(title=poison).html, encoding="utf-8")
    page = visit("#node=person/one", file=file)
    assert page.text_content("#card h2") == poison
    assert page.text_content("#title") == poison
    assert poison in (page.text_content("#card") or "")
    assert page.locator("#card a[href^='javascript']").count() == 0
    assert page.evaluate("document.querySelectorAll('main script, aside script, aside img').length") == 0
    page.click("#view-table")
    page.click("#view-network")
    page.fill("#search", "met")
    page.press("#search", "Enter")
    assert page.inner_text("#card h2") == "met"
