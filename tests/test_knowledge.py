"""Looking up: entities, claims, cards, disagreements, citations."""

import pytest

from graph import AmbiguousNameError, KnowledgeGraph, Lens, UnknownNameError, Value, open_graph
from graph.model.vocabulary import PAN, PREFIXES, Certainty, Status, local
from graph.render.citation import bibtex, citation
from tests.tools import solutions, value


@pytest.mark.parametrize(
    "name",
    ["Kim Jong-un", "kim jong un", "김정은", "Ким Чен Ын", "Gim Jeongeun", "Kim Chong-un", "person/kim-jong-un"],
)
def test_one_person_under_many_names(shipped: KnowledgeGraph, name: str) -> None:
    assert shipped.entity(name).slug == "person/kim-jong-un"


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("Choi Son-hee", "person/choe-son-hui"),
        ("최선희", "person/choe-son-hui"),
        ("Матвиенко", "person/valentina-matviyenko"),
        ("North Korea", "state/dprk"),
        ("КНДР", "state/dprk"),
        ("조선", "state/dprk"),
        ("gas pipeline", "project/gas-pipeline"),
        ("the Russian foreign minister", "person/sergey-lavrov"),
    ],
)
def test_usual_names(shipped: KnowledgeGraph, name: str, slug: str) -> None:
    assert shipped.entity(name).slug == slug


def test_ambiguous_and_unknown_names(shipped: KnowledgeGraph) -> None:
    with pytest.raises(AmbiguousNameError) as several:
        shipped.entity("Kim")
    assert {"Kim Jong-un", "Kim Yong-nam", "Kim Chang-son"} <= {label for label, _ in several.value.candidates}
    with pytest.raises(UnknownNameError, match="Did you mean Sergey Lavrov"):
        shipped.entity("Lavrof")
    with pytest.raises(UnknownNameError):
        shipped.entity("")


def test_claims_about_and_claims_for(first: KnowledgeGraph) -> None:
    assert [local(claim.iri) for claim in first.claims("Klow")] == ["3"]
    visit, anna = (first.entity(slug).iri for slug in ("anna-in-syldavia", "anna"))
    assert [local(c.iri) for c in first.claims_for((visit, PAN + "visitor", anna))] == ["1", "2"]
    held = first.claims_for((first.entity("klow-meeting").iri, PAN + "party", first.entity("boris").iri))
    assert [(local(c.iri), c.denied) for c in held] == [("3", False), ("4", True)]
    date = Value("2001-04", PREFIXES["edtf"] + "EDTF")
    assert [c.certainty for c in first.claims_for((visit, PAN + "date", date))] == [Certainty.REPORTED]


def test_a_claim_knows_its_source_and_place(article: KnowledgeGraph) -> None:
    (claim,) = [
        c for c in article.claims("lavrov-in-dprk-2018") if any(t.predicate == PAN + "date" for t in c.triples)
    ]
    assert (claim.place, claim.certainty, claim.source.title[:16]) == (
        "paragraph 8",
        Certainty.ASSERTED,
        "Summit Diplomacy",
    )
    assert article.claim(f"valdai-2019-04-20/{local(claim.iri)}") is claim
    with pytest.raises(UnknownNameError, match="unknown claim"):
        article.claim("valdai-2019-04-20/99999")


def test_a_card_gathers_all(first: KnowledgeGraph) -> None:
    card = first.card("Anna Bern")
    assert [(t.title(), t.when) for t in card.offices] == [("foreign minister, Ruritania", "seen 2001-05-10")]
    assert [a.event.entity.label() for a in card.attendances] == [
        "Anna Bern's visit to Syldavia",
        "Meeting in Klow",
        "Second visit to Syldavia",
    ]
    assert (card.statements, card.denied) == ((), ())
    assert {local(claim.iri) for claim in card.claims} == {"1", "2", "3", "5", "6", "7"}
    boris = first.card("Boris Cole")
    assert [local(s.triple.predicate) for s in boris.statements] == ["memberOf"]
    assert [local(s.claims[0].iri) for s in boris.denied] == ["4"]


def test_sources_differ(first: KnowledgeGraph) -> None:
    found = {
        (d.subject.slug, local(d.relation)): [
            (r.value.text if isinstance(r.value, Value) else local(r.value), [local(c.iri) for c in r.claims])
            for r in d.readings
        ]
        for d in first.disagreements()
    }
    assert found == {
        ("event/anna-in-syldavia", "date"): [("2001-05-07/2001-05-09", ["1"]), ("2001-04", ["2"])],
        ("event/klow-meeting", "contradicts"): [
            ("In Klow Anna Bern met Boris Cole during the visit.", ["3"]),
            ("Boris Cole was not at the meeting.", ["4"]),
        ],
    }
    assert first.within(Lens.parse(sources=["daily-2001"])).disagreements() == ()


def test_the_article_differs_on_matviyenkos_month(shipped: KnowledgeGraph) -> None:
    on_date = [d for d in shipped.disagreements("matviyenko-in-dprk-2018") if local(d.relation) == "date"]
    assert [len(d.readings) for d in on_date] == [len({r.value for d in on_date for r in d.readings})]
    values = {r.value.text for r in on_date[0].readings if isinstance(r.value, Value)}
    assert "2018-08" in values and any(value.startswith("2018-09-07") for value in values)


def test_the_network_has_no_literals_classes_or_denied_edges(first: KnowledgeGraph) -> None:
    network = first.network()
    edges = {(local(a), d["relation"], local(b), local(d["claim"])) for a, b, d in network.edges(data=True)}
    assert edges == {
        ("anna-in-syldavia", "visitor", "anna", "1"),
        ("anna-in-syldavia", "host", "syldavia", "1"),
        ("anna-in-syldavia", "visitor", "anna", "2"),
        ("anna-in-syldavia", "host", "syldavia", "2"),
        ("klow-meeting", "party", "anna", "3"),
        ("klow-meeting", "party", "boris", "3"),
        ("klow-meeting", "place", "klow", "3"),
        ("klow-meeting", "partOf", "anna-in-syldavia", "3"),
        ("anna", "of", "ruritania", "5"),
        ("second-visit", "visitor", "anna", "6"),
        ("second-visit", "host", "syldavia", "6"),
        ("second-visit", "visitor", "anna", "7"),
        ("carla", "of", "ruritania", "8"),
        ("boris", "memberOf", "ministry", "9"),
        ("ministry", "belongsTo", "ruritania", "9"),
    }
    one = next(d for _, _, d in network.edges(data=True) if local(d["claim"]) == "2")
    assert (one["certainty"], str(one["earliest"]), str(one["latest"])) == ("reported", "2001-04-01", "2001-04-30")


def test_citations(first: KnowledgeGraph) -> None:
    assert citation(first.claim("mini/1"), first.conclusions) == (
        "“On the road”, The Daily, 2001-05-10, read 2026-11-24."
        " Paragraph 1: Anna Bern visited Syldavia from 7 to 9 May 2001. [Panmunjom claim/mini/1]"
    )
    assert bibtex(first.source("paper-2002"), first.conclusions) == (
        "@online{paper-2002,\n  title = {A year on},\n  organization = {The Daily},\n"
        "  date = {2002-06},\n  urldate = {2026-11-24},\n  langid = {en}\n}"
    )


def test_the_code_and_the_ontology_agree_on_degrees() -> None:
    store = open_graph().view
    query = "SELECT ?t ?r {{ ?t a pan:{} ; pan:rank ?r }}"
    certainties = {local(value(t)): int(value(r)) for t, r in solutions(store, query.format("Certainty"))}
    assert certainties == {level.name.capitalize(): int(level) for level in Certainty}
    statuses = {local(value(t)): int(value(r)) for t, r in solutions(store, query.format("Status"))}
    assert [status.value for status in Status] == sorted(statuses, key=lambda name: -statuses[name])


def test_an_unknown_source_or_kind_is_refused_with_the_nearest_or_with_what_there_is(
    shipped: KnowledgeGraph,
) -> None:
    with pytest.raises(UnknownNameError, match=r"unknown source 'valdai-2019'\. Did you mean valdai-2019-04-20"):
        shipped.source("valdai-2019")
    with pytest.raises(UnknownNameError, match=r"unknown source '김'$"):
        shipped.source("김")
    with pytest.raises(UnknownNameError, match=r"unknown kind 'visitor'\. Known: actor, agreement, "):
        shipped.entities("visitor")
