"""The layers: who is linked with whom, and what is no link."""

from __future__ import annotations

from pathlib import Path

import networkx as nx
import pytest

from graph import KnowledgeGraph, NetworkError, open_graph
from graph.network.layers import LAYERS, Layers
from graph.network.meetings import CROWD
from tests.tools import claims_file, iri

PREFIX = "https://w3id.org/panmunjom/"


def pairs(graph: nx.Graph) -> set[tuple[str, str]]:
    return {(start.removeprefix(PREFIX), end.removeprefix(PREFIX)) for start, end, *_ in graph.edges()}


def test_every_relation_of_every_claim_is_an_edge_of_the_claims(first: KnowledgeGraph) -> None:
    edges = {
        (start.removeprefix(PREFIX), data["relation"], end.removeprefix(PREFIX), data["certainty"])
        for start, end, data in first.network().edges(data=True)
    }
    assert edges == {
        ("event/anna-in-syldavia", "visitor", "person/anna", "asserted"),
        ("event/anna-in-syldavia", "visitor", "person/anna", "reported"),
        ("event/anna-in-syldavia", "host", "state/syldavia", "asserted"),
        ("event/anna-in-syldavia", "host", "state/syldavia", "reported"),
        ("event/klow-meeting", "party", "person/anna", "asserted"),
        ("event/klow-meeting", "party", "person/boris", "asserted"),  # one source denies it, another states it
        ("event/klow-meeting", "place", "place/klow", "asserted"),
        ("event/klow-meeting", "partOf", "event/anna-in-syldavia", "asserted"),
        ("person/anna", "of", "state/ruritania", "asserted"),  # the tenure contracted
        ("person/carla", "of", "state/ruritania", "asserted"),
        ("event/second-visit", "visitor", "person/anna", "expected"),
        ("event/second-visit", "host", "state/syldavia", "expected"),
        ("event/second-visit", "visitor", "person/anna", "asserted"),
        ("person/boris", "memberOf", "organisation/ministry", "asserted"),
        ("organisation/ministry", "belongsTo", "state/ruritania", "asserted"),
    }


def test_a_claim_that_only_denies_links_nobody(article: KnowledgeGraph) -> None:
    deal = iri(article, "big deal")
    assert all(
        link.triple.predicate != f"{PREFIX}ontology#outcome" for link in article.layers.links if deal in link.ends
    )


def test_parallel_relations_are_one_edge_that_lists_them(first: KnowledgeGraph) -> None:
    whole = first.network("all")
    edge = whole.edges[PREFIX + "event/anna-in-syldavia", PREFIX + "person/anna"]
    assert [[claim.iri.rpartition("/")[2] for claim in link.claims] for link in edge["links"]] == [["1", "2"]]
    assert whole.number_of_edges() == 12


def test_actors_are_linked_by_the_occasions_on_which_they_met(first: KnowledgeGraph) -> None:
    """The visit and the meeting on it are one occasion; Anna was at both, and her state by her; Boris at one only."""
    actors = first.network("actors")
    assert pairs(actors) == {
        ("person/anna", "person/boris"), ("person/anna", "state/syldavia"), ("person/boris", "state/ruritania"),
        ("state/ruritania", "state/syldavia"),
    }  # fmt: skip
    edge = actors.edges[PREFIX + "person/anna", PREFIX + "state/syldavia"]
    assert [one.occasion.event.entity.label() for one in edge["encounters"]] == [
        "Anna Bern's visit to Syldavia"
    ]  # one was not held
    assert edge["weight"] == pytest.approx(1 / 3)  # four were there: each met three others at most
    assert (str(edge["first"]), str(edge["last"]), edge["kinds"]) == ("2001-04-01", "2001-05-09", ("Visit",))
    (node,) = (data for iri, data in actors.nodes(data=True) if iri.endswith("/boris"))
    assert (len(node["occasions"]), [source.rpartition("/")[2] for source in node["sources"]]) == (
        1,
        ["daily-2001"],
    )


def test_a_crowd_links_nobody(tmp_path: Path) -> None:
    def actors(number: int) -> int:
        parties = " , ".join(f"person:p{i}" for i in range(number))
        claims = [f"event:fair pan:party {parties} ; pan:status pan:Held"]
        graph = open_graph(claims_file(tmp_path, *claims))
        return int(graph.network("actors").number_of_edges())

    assert actors(CROWD) == CROWD * (CROWD - 1) / 2
    assert actors(CROWD + 1) == 0


def test_in_a_crowd_the_retinue_meets_those_who_lead(tmp_path: Path) -> None:
    """Two signed, and twelve stood by: the two met each other and each of the twelve, 1 + 2 · 12 pairs."""
    retinue = " , ".join(f"person:p{number}" for number in range(12))
    claim = f"event:e pan:signatory person:a , person:b ; pan:participant {retinue} ; pan:status pan:Held"
    actors = open_graph(claims_file(tmp_path, claim)).network("actors")
    assert actors.number_of_edges() == 25
    assert {actors.degree(PREFIX + "person/a"), actors.degree(PREFIX + "person/p7")} == {13, 2}


def test_causes_have_a_direction_and_their_conditions(article: KnowledgeGraph) -> None:
    causes = article.network("causes")
    sanctions, tripartite = iri(article, "International sanctions on the DPRK"), iri(article, "Tripartite projects")
    assert causes.has_edge(sanctions, tripartite) and not causes.has_edge(tripartite, sanctions)
    change, disavowal = (
        iri(article, "event/power-change-in-rok"),
        iri(article, "event/disavowal-of-agreements-of-2018"),
    )
    assert causes.has_edge(change, disavowal)


@pytest.mark.parametrize("layer", LAYERS)
def test_layers_are_frozen_and_the_same_every_time(first: KnowledgeGraph, layer: str) -> None:
    one, other = (Layers(first.conclusions).layer(layer) for _ in range(2))
    assert list(one.edges(data=True)) == list(other.edges(data=True))
    assert nx.is_frozen(one)
    assert first.network(layer) is first.network(layer)  # made once


def test_an_unknown_layer_is_refused_with_the_known_ones(first: KnowledgeGraph) -> None:
    with pytest.raises(NetworkError, match="unknown layer 'x'; known: claims, all, actors, causes"):
        first.network("x")
