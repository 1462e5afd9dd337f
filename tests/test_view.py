"""The derived default graph: merged, closed, one envelope and one status; the same on any engine."""

from pyoxigraph import DefaultGraph, RdfFormat, Store

from graph import KnowledgeGraph, Lens
from graph.conclusions.view import truth
from graph.model.vocabulary import PREFIXES, local
from graph.store import resources

HEAD = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in PREFIXES.items())


def rows(graph: KnowledgeGraph, query: str) -> list[tuple[str, ...]]:
    found = graph.view.query(HEAD + query)
    return sorted(tuple(term.value.rpartition("/")[2] if term else "" for term in row) for row in found)


def test_what_two_claims_state_counts_once(mini: KnowledgeGraph) -> None:
    assert rows(mini, "SELECT (COUNT(*) AS ?n) { event:anna-in-syldavia pan:visitor ?who }") == [("1",)]


def test_roles_are_participants_and_kinds_close_upwards(mini: KnowledgeGraph) -> None:
    assert rows(mini, "SELECT ?e ?who { ?e a pan:Event ; pan:participant ?who }") == [
        ("anna-in-syldavia", "anna"),
        ("anna-in-syldavia", "syldavia"),
        ("klow-meeting", "anna"),
        ("klow-meeting", "boris"),
        ("second-visit", "anna"),
        ("second-visit", "syldavia"),
    ]


def test_one_envelope_and_one_status(mini: KnowledgeGraph) -> None:
    query = "SELECT ?e ?from ?to ?s { ?e a pan:Visit ; pan:earliest ?from ; pan:latest ?to ; pan:status ?s }"
    assert rows(mini, query) == [
        ("anna-in-syldavia", "2001-04-01", "2001-05-09", "ontology#Held"),
        ("second-visit", "2002-01-01", "2002-12-31", "ontology#NotHeld"),
    ]
    early = mini.within(Lens.parse(known_by="2001"))
    assert rows(early, query) == [
        ("anna-in-syldavia", "2001-05-07", "2001-05-09", "ontology#Held"),
        ("second-visit", "2002-01-01", "2002-12-31", "ontology#Planned"),
    ]


def test_a_moment_in_office_is_no_bound_of_it(mini: KnowledgeGraph) -> None:
    query = "SELECT ?t ?from { ?t a pan:Tenure OPTIONAL { ?t pan:earliest ?from } OPTIONAL { ?t pan:latest ?to } }"
    assert rows(mini, query) == [("anna-minister", ""), ("carla-minister", "2002-01-01")]


def test_denied_and_withdrawn_claims_are_in_their_graphs_alone(mini: KnowledgeGraph) -> None:
    assert rows(mini, "SELECT ?c { GRAPH ?c { event:klow-meeting pan:party person:carla } }") == [("10",)]
    assert rows(mini, "SELECT ?e { ?e pan:party person:carla }") == []
    only_denied = mini.within(Lens.parse(sources=["paper-2002"]))
    assert rows(only_denied, "SELECT ?c { GRAPH ?c { event:klow-meeting pan:party person:boris } }") == [("4",)]
    assert rows(only_denied, "SELECT ?e { ?e pan:party person:boris }") == []


def test_a_lens_names_what_its_claims_mention_and_nothing_else(mini: KnowledgeGraph) -> None:
    article = mini.within(Lens.parse(sources=["daily-2001"]))
    assert rows(article, "SELECT ?p { ?p a pan:Person ; rdfs:label ?name FILTER(LANG(?name) = 'en') }") == [
        ("anna",),
        ("boris",),
    ]


def test_a_lens_on_a_viewed_graph_sees_the_claims_and_not_the_view(mini: KnowledgeGraph) -> None:
    assert mini.view is not None
    again = mini.within(Lens.parse(known_by="2001"))
    assert rows(again, "SELECT ?d { event:anna-in-syldavia pan:date ?d }") == [("2001-05-09",)]


def test_the_dataset_is_the_same_store(mini: KnowledgeGraph) -> None:
    dataset = mini.dataset
    assert len({graph.identifier for graph in dataset.graphs()}) == 11  # ten claims and the view
    assert dataset.store._inner is mini.view


def test_rdflib_derives_the_same_view(mini: KnowledgeGraph) -> None:
    """The updates in `queries/view/` are plain SPARQL 1.1: rdflib's own engine gives the same default graph."""
    from rdflib import Dataset

    plain = Store()
    plain.extend(truth(mini.view, mini.ontology))
    plain.extend(quad for quad in mini.view if local(quad.predicate.value) == "knownFrom")
    dataset = Dataset()
    dataset.parse(data=plain.dump(format=RdfFormat.N_QUADS), format="nquads")
    for update in sorted((resources.shipped("queries") / "view").glob("*.ru")):
        dataset.update(update.read_text())
    copy = Store()
    copy.load(dataset.serialize(format="nquads").encode(), RdfFormat.N_QUADS)
    default = DefaultGraph()
    found, expected = ({str(q) for q in s.quads_for_pattern(None, None, None, default)} for s in (copy, mini.view))
    assert found == expected
