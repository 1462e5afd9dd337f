"""Paths: what they cost, which are best, what the filters do, and what is said where there is none."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from math import log
from pathlib import Path as FilePath

import pytest

from graph import (
    Certainty,
    KnowledgeGraph,
    Lens,
    NoPathError,
    PathError,
    SearchLimitError,
    UnknownNameError,
    open_graph,
)
from graph.network.paths import Path
from tests.tools import claims_file, day


def through(path: Path) -> list[str]:
    return [node.label() for node in path.nodes[1:-1]]


# --- the cost, worked out by hand ---------------------------------------------------------------------


def test_the_cost_of_a_path_is_the_sum_of_what_is_written_down(first: KnowledgeGraph) -> None:
    """Anna → visit → Syldavia: both roles are found twice, the event has three neighbours."""
    (path,) = first.paths("Anna Bern", "Syldavia", limit=1)
    to_visit, to_syldavia = (hop.cost for hop in path.hops)
    assert to_visit.hop == 1 and to_visit.generic == 0 and to_visit.unsure == 0
    assert to_visit.common == round(0.1 * log(2), 3) == to_syldavia.common
    assert (to_visit.toll, to_syldavia.toll) == (round(0.25 * log(3), 3), 0)
    assert path.cost == pytest.approx(to_visit.total + to_syldavia.total) == pytest.approx(2.413)


def test_generic_and_unsure_hops_cost_more_and_states_have_a_toll(tmp_path: FilePath) -> None:
    file = claims_file(tmp_path, "event:a pan:party person:p , state:s", certainty="Reported")
    (path,) = open_graph(file).paths("person:p", "event:a")
    assert path.hops[0].cost.generic == 0.75
    assert path.hops[0].cost.unsure == 0.2  # two degrees below asserted
    file = claims_file(tmp_path, "person:p pan:seeks state:s", "state:s pan:seeks person:q")
    (path,) = open_graph(file).paths("person:p", "person:q")
    assert [hop.cost.toll for hop in path.hops] == [2.5, 0]


def test_an_event_that_was_cancelled_is_passed_at_a_toll(tmp_path: FilePath) -> None:
    file = claims_file(
        tmp_path,
        "event:off pan:visitor person:p ; pan:inviter person:q ; pan:status pan:Cancelled",
        "event:on pan:visitor person:p ; pan:inviter person:q ; pan:status pan:Held",
    )
    paths = open_graph(file).paths("person:p", "person:q")
    assert [through(path) for path in paths] == [["event:on"], ["event:off"]]
    assert paths[1].cost - paths[0].cost == pytest.approx(1.5)


def test_costs_never_decrease_along_a_path(article: KnowledgeGraph) -> None:
    for path in article.paths("Kim Jong-un", "gas pipeline", limit=10):
        assert all(hop.cost.total >= 1 for hop in path.hops)


# --- the article ----------------------------------------------------------------------------------------


def test_kim_and_the_gas_pipeline(article: KnowledgeGraph) -> None:
    first, second = article.paths("Kim Jong-un", "gas pipeline")
    assert through(first) == ["DPRK", "International sanctions on the DPRK", "Tripartite projects"]
    assert [hop.links[0].claims[0].paragraph for hop in first.hops] == [1, 3, 11, 11]
    assert first.certainty is Certainty.ASSERTED
    assert through(second) == [
        "Kim Jong-un's visit to Russia, April 2019", "Russia", "Russia's call to soften the sanctions",
        "Softening of the sanctions on the DPRK",
    ]  # fmt: skip


def test_lavrov_and_air_koryo_without_states(article: KnowledgeGraph) -> None:
    (path,) = article.paths("Lavrov", "Air Koryo", states=False, limit=1)
    assert through(path) == [
        "Russian invitation to Kim Jong-un, 2018", "Kim Jong-un", "Air Koryo flight for Kim Jong-un (supposed)",
        "Appearance of an unscheduled Air Koryo aircraft",
    ]  # fmt: skip
    assert path.certainty is Certainty.POSSIBLE  # as sure as its weakest hop: one of two possibilities
    assert path.hops[0].event is not None and str(path.hops[0].event.status) == "held"


def test_two_ministers_are_connected_through_the_rumours(article: KnowledgeGraph) -> None:
    connection = article.connection("Lavrov", "Matvienko", "Kolokoltsev")
    nodes = {node.label() for hop in connection.hops for node in (hop.start, hop.end)}
    assert "Rumours of a Russia-DPRK summit" in nodes
    assert len(connection.hops) == len(nodes) - 1
    assert connection.cost == pytest.approx(sum(hop.cost.total for hop in connection.hops))


# --- near-duplicates and filler ---------------------------------------------------------------------------


def test_meetings_of_one_visit_are_one_path(tmp_path: FilePath) -> None:
    """The dinner and the talks are parts of the visit: they connect the same two in the same way."""
    parties = "pan:inviter person:p ; pan:invitee person:q"
    file = claims_file(
        tmp_path, f"event:visit {parties}", f"event:dinner {parties} ; pan:partOf event:visit",
        f"event:talks {parties} ; pan:partOf event:visit",
    )  # fmt: skip
    assert len(open_graph(file).paths("person:p", "person:q", limit=10)) == 1


def test_what_costs_much_more_is_filler(tmp_path: FilePath) -> None:
    """One event joins the two; the other way has four hops more."""
    detour = ["person:p", "measure:a", "measure:b", "measure:c", "measure:d", "person:q"]
    chain = [f"{one} pan:seeks {other}" for one, other in pairwise(detour)]
    graph = open_graph(claims_file(tmp_path, "event:e pan:inviter person:p ; pan:invitee person:q", *chain))
    assert len(graph.paths("person:p", "person:q", limit=10)) == 1
    assert [len(path.hops) for path in graph.paths("person:p", "person:q", avoid=["event:e"])] == [5]


# --- filters ------------------------------------------------------------------------------------------------


def test_avoid_never_meets_the_avoided(article: KnowledgeGraph) -> None:
    avoided = ["DPRK", "Russia"]
    paths = article.paths("Kim Jong-un", "gas pipeline", avoid=avoided, limit=10)
    assert paths and all(node.label() not in avoided for path in paths for node in path.nodes)


def test_through_always_meets_it(article: KnowledgeGraph) -> None:
    for path in article.paths("Lavrov", "Matvienko", through=["Kim Jong-un"]):
        assert "Kim Jong-un" in through(path)


def test_through_a_dead_end_there_is_no_path(article: KnowledgeGraph) -> None:
    with pytest.raises(NoPathError, match=r"under these filters; loosen through$"):
        article.paths("Lavrov", "Matvienko", through=["Air Koryo"])


def test_in_order_each_event_is_over_before_the_next(tmp_path: FilePath) -> None:
    file = claims_file(
        tmp_path,
        f"event:first pan:inviter person:p ; pan:invitee person:m ; {day('2001-01-01')}",
        f"event:second pan:inviter person:m ; pan:invitee person:q ; {day('2001-01-02')}",
    )
    graph = open_graph(file)
    (path,) = graph.paths("person:p", "person:q", in_order=True)
    assert through(path) == ["event:first", "person:m", "event:second"]
    with pytest.raises(NoPathError, match=r"loosen in_order$"):
        graph.paths("person:q", "person:p", in_order=True)


def test_a_lens_that_removes_a_claim_removes_its_hops(first: KnowledgeGraph) -> None:
    """That Syldavia would host the second visit was only expected."""
    (path,) = first.paths("Second visit", "Syldavia", limit=1)
    assert len(path.hops) == 1
    (path,) = first.within(Lens(certainty=Certainty.ASSERTED)).paths("Second visit", "Syldavia", limit=1)
    assert through(path) == ["Anna Bern", "Anna Bern's visit to Syldavia"]


def test_an_end_that_the_lens_hides_is_told_so(mini: KnowledgeGraph) -> None:
    early = mini.within(Lens(known_by=date(2001, 12, 31)))
    told = (
        r'nothing about "Carla Bern" was public by 2001-12-31 .* the first word is 2002-06-30, The Daily \(mini/8\)'
    )
    with pytest.raises(UnknownNameError, match=told):
        early.paths("Carla Bern", "Anna Bern")
    with pytest.raises(NoPathError, match=r"is linked with nothing here \(the lens: known by 2001-12-31\)"):
        early.paths(mini.entity("Carla Bern"), "Anna Bern")


# --- what cannot be asked -------------------------------------------------------------------------------------


def test_equal_and_avoided_ends_are_refused(article: KnowledgeGraph) -> None:
    with pytest.raises(PathError, match="Sergey Lavrov is named twice"):
        article.paths("Lavrov", "Лавров")
    with pytest.raises(PathError, match="Air Koryo is an end and to be avoided"):
        article.paths("Lavrov", "Air Koryo", avoid=["Air Koryo"])
    with pytest.raises(PathError, match="9 ends are too many"):
        names = "Lavrov Matvienko Kolokoltsev Russia DPRK Putin Yeltsin Yongbyon Rason".split()
        article.connection(*names)


def test_each_filter_that_stands_in_the_way_is_named(article: KnowledgeGraph) -> None:
    with pytest.raises(NoPathError) as caught:
        article.paths("Lavrov", "Air Koryo", max_hops=3, states=False)
    assert str(caught.value) == ("no path between Sergey Lavrov and Air Koryo under these filters; loosen max_hops")


def test_parts_that_nothing_links_are_told(tmp_path: FilePath) -> None:
    file = claims_file(tmp_path, "person:a pan:seeks person:b", "person:c pan:seeks person:d")
    graph = open_graph(file)
    with pytest.raises(NoPathError, match="nothing links the parts"):
        graph.paths("person:a", "person:c")
    with pytest.raises(NoPathError, match="nothing links the parts"):
        graph.connection("person:a", "person:b", "person:c")


def test_the_limit_of_a_search_is_an_error_of_ours() -> None:
    assert SearchLimitError().loosen == ("max_hops", "through", "in_order")


# --- around -----------------------------------------------------------------------------------------------------


def test_around_goes_ring_by_ring(first: KnowledgeGraph) -> None:
    rings = [(neighbour.distance, neighbour.entity.label()) for neighbour in first.around("Carla Bern", hops=2)]
    assert rings == [(1, "Ruritania"), (2, "Anna Bern"), (2, "Ministry of Ruritania")]
    assert first.around("foreign minister") == ()
    assert first.around("Carla Bern", hops=10**9) == first.around("Carla Bern", hops=30)
    with pytest.raises(PathError, match="go one at least"):
        first.around("Carla Bern", hops=0)


def test_nothing_can_be_met_and_avoided(shipped: KnowledgeGraph) -> None:
    with pytest.raises(PathError, match="Donald Trump cannot be both met and avoided"):
        shipped.paths("Lavrov", "Putin", through=["Trump"], avoid=["Donald Trump"])
