"""The derived default graph: merged, closed, one envelope and one status; the same on any engine."""

from typing import Any

from pyoxigraph import DefaultGraph, NamedNode, RdfFormat, Store

from graph import KnowledgeGraph, Lens
from graph.conclusions.gatherings import attending
from graph.model.vocabulary import PREFIXES
from graph.store import resources
from tests.tools import solutions, value


def rows(graph: KnowledgeGraph, query: str) -> list[tuple[str, ...]]:
    found = solutions(graph.view, query)
    return sorted(tuple(value(term).rpartition("/")[2] if term else "" for term in row) for row in found)


def test_what_two_claims_state_counts_once(first: KnowledgeGraph) -> None:
    assert rows(first, "SELECT (COUNT(*) AS ?n) { event:anna-in-syldavia pan:visitor ?who }") == [("1",)]


def test_roles_are_participants_and_kinds_close_upwards(first: KnowledgeGraph) -> None:
    assert rows(first, "SELECT ?e ?who { ?e a pan:Event ; pan:participant ?who }") == [
        ("anna-in-syldavia", "anna"),
        ("anna-in-syldavia", "syldavia"),
        ("klow-meeting", "anna"),
        ("klow-meeting", "boris"),
        ("second-visit", "anna"),
        ("second-visit", "syldavia"),
    ]


def test_one_envelope_and_one_status(first: KnowledgeGraph) -> None:
    query = "SELECT ?e ?from ?to ?s { ?e a pan:Visit ; pan:earliest ?from ; pan:latest ?to ; pan:status ?s }"
    assert rows(first, query) == [
        ("anna-in-syldavia", "2001-04-01", "2001-05-09", "ontology#Held"),
        ("second-visit", "2002-01-01", "2002-12-31", "ontology#NotHeld"),
    ]
    early = first.within(Lens.parse(known_by="2001"))
    assert rows(early, query) == [
        ("anna-in-syldavia", "2001-05-07", "2001-05-09", "ontology#Held"),
        ("second-visit", "2002-01-01", "2002-12-31", "ontology#Planned"),
    ]


def test_tenures_have_the_days_that_sources_vouch_for(mini: KnowledgeGraph) -> None:
    query = """SELECT ?t ?from ?sure ?until ?to ?next { ?t a pan:Tenure OPTIONAL { ?t pan:earliest ?from }
        OPTIONAL { ?t pan:heldFrom ?sure } OPTIONAL { ?t pan:heldUntil ?until } OPTIONAL { ?t pan:latest ?to }
        OPTIONAL { ?t pan:succeededFrom ?next } }"""
    assert rows(mini, query) == [
        ("anna-minister", "2001-05-10", "2001-05-10", "2001-05-10", "", ""),  # seen once
        ("carla-minister", "2002-01-01", "2002-06-30", "2002-06-30", "", ""),  # since 2002, as of June
        ("emil-president", "1999-01-01", "1999-12-31", "2003-03-01", "2003-03-01", "2003-03-01"),
        ("nora-president", "2003-03-01", "2003-03-01", "2003-04-10", "", ""),  # open, as of the paper's day
    ]


def test_denied_and_withdrawn_claims_are_in_their_graphs_alone(mini: KnowledgeGraph) -> None:
    assert rows(mini, "SELECT ?c { GRAPH ?c { event:klow-meeting pan:party person:carla } }") == [("10",)]
    assert rows(mini, "SELECT ?e { ?e pan:party person:carla }") == []
    only_denied = mini.within(Lens.parse(sources=["paper-2002"]))
    assert rows(only_denied, "SELECT ?c { GRAPH ?c { event:klow-meeting pan:party person:boris } }") == [("4",)]
    assert rows(only_denied, "SELECT ?e { ?e pan:party person:boris }") == []


def test_a_lens_names_what_its_claims_mention_and_nothing_else(first: KnowledgeGraph) -> None:
    article = first.within(Lens.parse(sources=["daily-2001"]))
    assert rows(article, "SELECT ?p { ?p a pan:Person ; rdfs:label ?name FILTER(LANG(?name) = 'en') }") == [
        ("anna",),
        ("boris",),
    ]


def test_a_lens_on_a_viewed_graph_sees_the_claims_and_not_the_view(first: KnowledgeGraph) -> None:
    assert first.view is not None
    again = first.within(Lens.parse(known_by="2001"))
    assert rows(again, "SELECT ?d { event:anna-in-syldavia pan:date ?d }") == [("2001-05-09",)]


def test_the_dataset_is_the_same_store(mini: KnowledgeGraph) -> None:
    dataset = mini.dataset
    assert len({graph.identifier for graph in dataset.graphs()}) == 43  # forty-two claims and the view
    store: Any = dataset.store
    assert store._inner is mini.view


def test_rdflib_merges_the_same(mini: KnowledgeGraph) -> None:
    """The updates in `queries/view/` are plain SPARQL 1.1: rdflib's own engine gives the same default graph."""
    from rdflib import Dataset

    ours, plain = Store(), Store()
    for store in (ours, plain):
        store.extend(mini.truth())
    updates = [file.read_text() for file in sorted((resources.shipped("queries") / "view").glob("*.ru"))]
    dataset = Dataset()
    dataset.parse(data=plain.dump(format=RdfFormat.N_QUADS), format="nquads")
    for update in updates:
        ours.update(update)
        dataset.update(update)
    copy = Store()
    copy.load(dataset.serialize(format="nquads").encode(), RdfFormat.N_QUADS)
    default = DefaultGraph()
    found, expected = ({str(q) for q in s.quads_for_pattern(None, None, None, default)} for s in (copy, ours))
    assert found == expected
    assert expected <= {str(quad) for quad in mini.view.quads_for_pattern(None, None, None, default)}


def test_the_view_tells_of_everybody_who_was_there_what_occasions_tell(shipped: KnowledgeGraph) -> None:
    """Derived at once for all and without reading claims; concluded for each event from its claims."""
    conclusions = shipped.conclusions
    concluded = {
        (who, event.entity.iri) for event in conclusions.events for who in attending(event, conclusions.ontology)
    }
    quads = shipped.view.quads_for_pattern(None, NamedNode(PREFIXES["pan"] + "attended"), None, DefaultGraph())
    assert {(value(quad.subject), value(quad.object)) for quad in quads} == concluded


def test_who_was_expected_invited_or_denied_was_not_there(mini: KnowledgeGraph) -> None:
    """Nora and Emil were only to meet at the fair; Pavel was only invited; Olga is denied in a withdrawn claim."""
    found = rows(mini, "SELECT ?who ?event { ?who pan:attended ?event }")
    assert not {("nora", "harvest-fair"), ("emil", "harvest-fair"), ("pavel", "olga-invites-pavel")} & set(found)
    assert ("olga", "harbour-dinner") in found
