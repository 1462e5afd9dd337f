"""A relation is added with one block of Turtle: cards, paths, causes, costs, the page and the docs know it at once."""

import runpy
import sys
from pathlib import Path

import pytest

from graph import KnowledgeGraph, open_graph
from graph.model.vocabulary import BASE, PAN
from tests.tools import claims_file

RELATION = """
@prefix pan: <https://w3id.org/panmunjom/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
pan:overshadows a owl:ObjectProperty ;
    rdfs:domain pan:Event ; rdfs:range pan:Project ;
    rdfs:label "overshadows"@en , "затмевает"@ru , "가리다"@ko ;
    pan:phrase "overshadowed"@en ; pan:inversePhrase "was overshadowed by"@en ;
    pan:causal true ; pan:generic true ; pan:causeEnd pan:Subject ; pan:tellsBack 1 ; pan:tellsOn 1 ;
    skos:definition "It draws so much attention that the other is forgotten."@en ;
    skos:example "The parade overshadowed the railway."@en .
"""


@pytest.fixture
def graph(tmp_path: Path) -> KnowledgeGraph:
    ontology = tmp_path / "relation.ttl"
    ontology.write_text(RELATION, encoding="utf-8")
    claims = claims_file(
        tmp_path, "event:parade pan:overshadows project:railway", "event:parade pan:speaker person:kim"
    )
    return open_graph(claims, add=[ontology])


def test_on_a_card_it_reads_as_a_sentence(graph: KnowledgeGraph) -> None:
    from graph.render.records import Recorder

    (statement,) = graph.card("project:railway").statements
    record = Recorder(graph.conclusions).statement(statement, "https://w3id.org/panmunjom/project/railway")
    assert record["sentence"] == "project:railway was overshadowed by event:parade"


def test_paths_go_over_it_and_pay_for_what_says_little(graph: KnowledgeGraph) -> None:
    (path,) = graph.paths("person:kim", "project:railway")
    assert [hop.links[0].triple.predicate.rpartition("#")[2] for hop in path.hops] == ["speaker", "overshadows"]
    assert [hop.cost.generic for hop in path.hops] == [0, 0.75]


def test_it_tells_causes_and_effects(graph: KnowledgeGraph) -> None:
    (cause,) = graph.why("project:railway").causes
    (effect,) = graph.why("event:parade").effects
    assert (cause.entity.label(), effect.entity.label()) == ("event:parade", "project:railway")
    assert graph.network("causes").number_of_edges() == 1


def test_the_page_names_it_in_three_languages(graph: KnowledgeGraph) -> None:
    from graph.page.wording import term_names

    told = term_names(graph.ontology, [], graph.claims())
    assert told["labels"]["overshadows"] == ["overshadows", "затмевает", "가리다"]
    assert told["phrases"]["overshadows"] == ["overshadowed", "was overshadowed by"]


def test_the_documentation_defines_it(graph: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = Path(__file__).resolve().parent.parent / "docs" / "generate"
    monkeypatch.syspath_prepend(str(folder))
    section = runpy.run_path(str(folder / "terms.py"))["_section"](graph.term("overshadows"))
    assert section.startswith("### pan:overshadows\n\novershadows · затмевает · 가리다. It draws so much attention")
    assert "Reads: … overshadowed …; from the other end … was overshadowed by …" in section
    sys.modules.pop("terms", None)


def test_every_relation_is_read_from_its_other_end_in_three_languages(shipped: KnowledgeGraph) -> None:
    """A list headed by the relation's own label would tell the other way round."""
    ontology = shipped.ontology
    relations = [iri for iri in sorted(ontology.terms) if ontology.phrase(iri, inverse=True)]
    assert len(relations) > 60
    lacking = [iri for iri in relations for la in ("ru", "ko") if not ontology.phrase(iri, la, inverse=True)]
    assert lacking == []
    symmetrical = {"alternative", "contradicts"}
    alike = [iri for iri in relations for la in ("ru", "ko")
             if ontology.phrase(iri, la, inverse=True) == ontology.label(iri, la)]  # fmt: skip
    assert {iri.rpartition("#")[2] for iri in alike} <= symmetrical


def test_from_the_other_end_a_sentence_begins_there(shipped: KnowledgeGraph) -> None:
    from graph.model.claims import Triple
    from graph.render.sentences import sentence

    realised = Triple(
        iri("event/liaison-office-opening-2018"), PAN + "realises", iri("agreement/panmunjom-declaration-2018")
    )

    def told(language: str) -> str:
        return sentence(realised, shipped.conclusions, shipped.ontology, language, start=str(realised.object))

    assert told("ko") == "판문점선언 — 이행 조치: 남북공동연락사무소 개소 (2018년 9월)"
    assert told("ru").startswith("Пханмунджомская декларация — как осуществлялось: Открытие совместного бюро связи")


def iri(slug: str) -> str:
    return BASE + slug
