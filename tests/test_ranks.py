"""Rankings: networkx as oracle for every measure, small networks by hand, and the article."""

from __future__ import annotations

from math import isclose
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from cli import main
from graph import KnowledgeGraph, RankError, UnknownNameError, open_graph
from graph.network.measures import (
    MEANINGS,
    MEASURES,
    betweenness,
    betweenness_between,
    constraint,
    effective_size,
    fast_betweenness,
    harmonic_closeness,
    measure,
)
from graph.render.words import words
from tests.tools import claims_file


@st.composite
def networks(draw: st.DrawFn) -> nx.Graph:
    size = draw(st.integers(1, 12))
    graph = draw(st.sampled_from([nx.Graph, nx.DiGraph]))()
    graph.add_nodes_from(f"n{number:02}" for number in range(size))
    ends = st.integers(0, size - 1)
    for one, other in draw(st.lists(st.tuples(ends, ends), max_size=30)):
        if one != other:
            graph.add_edge(f"n{one:02}", f"n{other:02}")
    return graph


def same(ours: dict[str, float], theirs: dict[str, float]) -> bool:
    return ours.keys() == theirs.keys() and all(isclose(ours[n], theirs[n], abs_tol=1e-6) for n in ours)


@settings(max_examples=150)
@given(networks())
def test_every_measure_agrees_with_networkx(graph: nx.Graph) -> None:
    undirected, size = graph.to_undirected(), len(graph)
    harmonic = {node: score / max(size - 1, 1) for node, score in nx.harmonic_centrality(graph).items()}
    assert same(harmonic_closeness(graph), harmonic)
    assert same(betweenness(graph), nx.betweenness_centrality(graph))
    assert same(fast_betweenness(graph), nx.betweenness_centrality(graph))
    assert same(measure(graph, "core"), nx.core_number(undirected))
    assert same(measure(graph, "degree"), dict(undirected.degree()))
    assert same(measure(graph, "strength"), dict(graph.degree()))
    linked = undirected.subgraph([node for node in undirected if undirected.degree(node)])
    if linked:
        assert same({n: constraint(graph)[n] for n in linked}, nx.constraint(undirected, nodes=list(linked)))
        sizes = nx.effective_size(undirected, nodes=list(linked))
        assert same({n: effective_size(graph)[n] for n in linked}, sizes)


@settings(max_examples=50)
@given(networks(), st.data())
def test_leaving_out_edges_is_as_if_they_were_not_there(graph: nx.Graph, data: st.DataObject) -> None:
    edges = sorted(graph.edges)
    gone = data.draw(st.lists(st.sampled_from(edges), max_size=3)) if edges else []
    less = graph.copy()
    less.remove_edges_from(gone)
    assert same(fast_betweenness(graph, without=gone), nx.betweenness_centrality(less))


@settings(max_examples=50)
@given(networks())
def test_pagerank_is_where_the_walker_stays(graph: nx.Graph) -> None:
    """Each score is what its neighbours hand on, 0.85 of theirs in equal parts, and an equal share of the rest."""
    scores = measure(graph, "pagerank")
    both = graph.to_directed()
    stuck = sum(scores[node] for node in both if not both.out_degree(node))
    for node in both:
        handed = sum(scores[other] / both.out_degree(other) for other in both.predecessors(node))
        assert isclose(scores[node], 0.15 / len(both) + 0.85 * (handed + stuck / len(both)), abs_tol=1e-5)


def test_eigenvector_of_a_star_by_hand() -> None:
    """The hub counts as much as the square root of its rays together: 1/√2 against 1/√6 each."""
    scores = measure(nx.relabel_nodes(nx.star_graph(3), str), "eigenvector")
    assert scores["0"] == pytest.approx(0.5**0.5, abs=1e-6)
    assert [scores[ray] for ray in "123"] == pytest.approx([6**-0.5] * 3, abs=1e-6)


def test_eigenvector_of_two_chains_nearly_alike_is_refused() -> None:
    with pytest.raises(RankError, match="use pagerank or closeness"):
        measure(nx.disjoint_union(nx.path_graph(40), nx.path_graph(41)), "eigenvector")


def test_large_networks_are_measured_exactly_by_another_engine() -> None:
    graph = nx.gnm_random_graph(600, 1500, seed=7)
    assert same(betweenness(graph), nx.betweenness_centrality(graph))


def test_betweenness_between_two_sides_by_hand() -> None:
    """a1 and a2 reach b only through m; a1 through a2 as well."""
    graph = nx.Graph([("a1", "a2"), ("a2", "m"), ("m", "b")])
    assert betweenness_between(graph, {"a1", "a2"}, {"b"}) == {"a1": 0.0, "a2": 0.5, "m": 1.0, "b": 0.0}


# --- rankings of graphs ---------------------------------------------------------------------------------


def test_equal_scores_share_a_place_and_keep_their_order(tmp_path: Path) -> None:
    graph = open_graph(claims_file(tmp_path, "event:e pan:party person:b , person:a , person:c"))
    ranking = graph.rank("degree")
    assert [(s.rank, s.entity.label(), s.score) for s in ranking.standings] == [
        (1, "person:a", 2.0), (1, "person:b", 2.0), (1, "person:c", 2.0),
    ]  # fmt: skip


def test_leaving_one_occasion_out_by_hand(tmp_path: Path) -> None:
    """p met q twice and r once: only the meeting with r costs p a contact, and its place between the two."""
    file = claims_file(
        tmp_path, "event:one pan:party person:p , person:q", "event:two pan:party person:p , person:q",
        "event:three pan:party person:p , person:r",
    )  # fmt: skip
    graph = open_graph(file)
    for by, drop in (("degree", 1.0), ("betweenness", 1.0)):
        first = graph.rank(by).standings[0]
        assert first.entity.label() == "person:p"
        assert [(loss.occasion.event.entity.label(), loss.drop) for loss in first.losses] == [("event:three", drop)]
    first = graph.rank("strength").standings[0]
    assert (first.score, len(first.losses)) == (3.0, 3)


def test_who_brokers_in_the_article(article: KnowledgeGraph) -> None:
    """Twelve actors met somebody; of each, the eleven others make 55 pairs. Yeltsin and Seoul stand apart.

    Without the DPRK these fall apart: Russia with Kim Yong-nam and Kim Chang-son, who came to it; Matviyenko with her
    legislators and the Federation Council; Lavrov; Kolokoltsev; the United States. Of the 36 pairs of these nine, six
    are within one part: 30 need the DPRK, and Matviyenko reaches her Council half by it, half by the legislators.
    Through Russia lead Kim Yong-nam to Kim Chang-son, and each of the two to seven others.
    """
    ranking = article.rank("betweenness")
    assert ranking.size == 12
    assert [(s.rank, s.entity.label(), round(55 * s.score, 6)) for s in ranking.standings[:4]] == [
        (1, "DPRK", 30.5), (2, "Russia", 15), (3, "Russian legislators", 0.5), (4, "Federation Council", 0),
    ]  # fmt: skip
    without_chang_son, *_ = (
        loss for loss in ranking.standings[1].losses if "Chang-son" in str(loss.occasion.event)
    )
    assert round(55 * without_chang_son.drop, 5) == 8  # Kim Chang-son to eight others


def test_persons_among_themselves_are_not_linked_by_their_hosts(article: KnowledgeGraph) -> None:
    """By the article alone each visitor met states and bodies, and no other person."""
    assert article.rank("betweenness", kind="person").standings == ()
    found = article.rank("strength", kind="person").standings
    assert {(s.rank, s.score) for s in found} == {(1, 1.0)}
    assert [s.entity.label() for s in found] == [
        "Boris Yeltsin", "Kim Chang-son", "Kim Yong-nam", "Sergey Lavrov", "Valentina Matviyenko",
        "Vladimir Kolokoltsev",
    ]  # fmt: skip


def test_constraint_comes_with_effective_size_the_freest_first(article: KnowledgeGraph) -> None:
    ranking = article.rank("constraint")
    scores = [standing.score for standing in ranking.standings]
    assert scores == sorted(scores)
    assert all(standing.effective_size is not None for standing in ranking.standings)


def test_between_the_sides_of_two(article: KnowledgeGraph) -> None:
    """Russia, Lavrov and Kolokoltsev here; the DPRK, Kim Yong-nam and Kim Chang-son there: nine pairs.

    Lavrov and Kolokoltsev reach the two Kims through the DPRK and Russia, 2 · 2 pairs; all others are neighbours.
    """
    ranking = article.rank("betweenness", between=("Russia", "DPRK"), limit=3)
    assert "between the sides of Russia and DPRK" in ranking.meaning
    assert [(s.entity.label(), round(9 * s.score, 6)) for s in ranking.standings] == [
        ("DPRK", 4), ("Russia", 4), ("Russian legislators", 0),
    ]  # fmt: skip


def test_who_was_there_when_two_sides_met(tmp_path: Path) -> None:
    """North and South met twice, once with a mediator; the other meetings of each do not count."""
    held = "pan:status pan:Held"
    file = claims_file(
        tmp_path,
        f"event:first pan:party state:north , state:south , person:mediator ; {held}",
        f"event:second pan:party state:north , state:south ; {held}",
        f"event:third pan:party state:north , person:mediator ; {held}",
        f"event:fourth pan:party state:south , person:guest ; {held}",
    )
    ranking = open_graph(file).rank("strength", between=("state:north", "state:south"))
    assert "only the occasions on which the sides of state:north and state:south met" in ranking.meaning
    assert [(s.entity.label(), s.rank, s.score) for s in ranking.standings] == [
        ("state:north", 1, 2), ("state:south", 1, 2), ("person:mediator", 3, 1),
    ]  # fmt: skip
    assert ranking.footing.number == 2


def test_what_cannot_be_ranked_is_refused(article: KnowledgeGraph) -> None:
    with pytest.raises(RankError, match="unknown measure 'fame'; known: degree, strength"):
        article.rank("fame")
    with pytest.raises(RankError, match=r"unknown measure 'cut'; known: degree, .*, constraint$"):
        article.rank("cut")
    with pytest.raises(RankError, match="sides meet among actors, not in the layer all"):
        article.rank("degree", between=("Russia", "DPRK"), layer="all")
    with pytest.raises(RankError, match="no two sides"):
        article.rank("betweenness", between=("DPRK", "Kim Yong-nam"))
    with pytest.raises(RankError, match="nobody of the side of Rason"):
        article.rank("betweenness", between=("DPRK", "Rason"))
    with pytest.raises(UnknownNameError, match="unknown kind 'wizard'"):
        article.rank("degree", kind="wizard")


def test_a_graph_without_meetings_ranks_nobody(tmp_path: Path) -> None:
    graph = open_graph(claims_file(tmp_path, "person:a pan:seeks person:b"))
    for by in MEASURES:
        assert graph.rank(by).standings == ()
    assert graph.cuts() == ()
    assert graph.communities().groups == ()


# --- cuts and communities ---------------------------------------------------------------------------------


def met(folder: Path, pairs: str) -> KnowledgeGraph:
    """Return the graph of meetings of two persons each."""
    events = (f"event:{pair} pan:party person:{pair[0]} , person:{pair[1]}" for pair in pairs.split())
    return open_graph(claims_file(folder, *events))


def test_whose_removal_cuts_whom_off_by_hand(tmp_path: Path) -> None:
    """a–b–c–d in a row, a triangle at d. Of two equal parts, the first by name is the one that stays."""
    found = [
        ([node.label()[-1] for node in cut.removed], [node.label()[-1] for node in cut.cut_off])
        for cut in met(tmp_path, "ab bc cd de ef df").cuts()
    ]
    assert found == [
        (["c"], ["a", "b"]), (["d"], ["e", "f"]), (["b"], ["a"]),
        (["c", "d"], ["d", "e", "f"]), (["b", "c"], ["a", "b"]),
    ]  # fmt: skip


def test_whose_removal_cuts_whom_off_in_the_article(article: KnowledgeGraph) -> None:
    found = [(cut.removed[0].label(), [node.label() for node in cut.cut_off]) for cut in article.cuts()]
    assert found == [
        ("DPRK", ["Kim Chang-son", "Kim Yong-nam", "Russia", "Sergey Lavrov", "United States",
                  "Vladimir Kolokoltsev"]),  # of two parts of three the first by name stays: the legislators'
        ("Russia", ["Kim Chang-son", "Kim Yong-nam"]),
        ("DPRK", ["Kim Chang-son", "Kim Yong-nam", "Russia"]),  # its link with Russia
    ]  # fmt: skip


def test_communities_by_hand(tmp_path: Path) -> None:
    """Two triangles joined by one meeting: of seven links one lies between, so modularity is 6/7 - 1/2."""
    graph = met(tmp_path, "ab bc ac de ef df cd")
    found = graph.communities()
    assert [[member.label()[-1] for member in group.members] for group in found.groups] == [
        list("abc"),
        list("def"),
    ]
    assert found.modularity == pytest.approx(6 / 7 - 1 / 2)
    assert graph.communities() == found


def test_what_a_measure_means_is_told_in_three_languages() -> None:
    assert {name: words("en")[f"meaning_{name}"] for name in MEANINGS} == MEANINGS
    ran = CliRunner().invoke(main, ["rank", "--by", "core", "--lang", "ko", "-n", "1"])
    assert ran.stderr.startswith("core: 각자가 k명과 이어진 집단에 드는 가장 큰 k. 마디 ")
