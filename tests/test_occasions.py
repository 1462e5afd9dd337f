"""Occasions: what counts as one coming together, who was there, and what ranks and changes make of it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from graph import KnowledgeGraph, Lens, open_graph
from graph.conclusions.occasions import Occasion
from graph.errors import RankError
from tests.tools import claims_file, day


def told(folder: Path, *statements: str, kind: str = "", of: str = "e") -> KnowledgeGraph:
    """Open a graph of statements, one a claim; all events are meetings but one, if another kind is given for it."""
    file = claims_file(folder, *statements)
    if kind:
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace(f"event:{of} a pan:Meeting ;", f"event:{of} a pan:{kind} ;"), encoding="utf-8")
    return open_graph(file)


def held(event: str, who: str, when: str = "", rest: str = "") -> str:
    """Return the statement that a meeting of some persons, one letter each, was held."""
    persons = " , ".join(f"person:{letter}" for letter in who)
    dated = f" ; {day(when)}" if when else ""
    return f"event:{event} pan:party {persons} ; pan:status pan:Held{dated}{rest and f' ; {rest}'}"


def lasting(event: str, who: str, start: str, end: str, rest: str = "") -> str:
    """Return the statement that a meeting of some persons lasted from a day to another."""
    span = f'pan:date "{start}/{end}"^^edtf:EDTF ; pan:earliest "{start}"^^xsd:date ; pan:latest "{end}"^^xsd:date'
    return held(event, who, rest=span + (f" ; {rest}" if rest else ""))


def parts(graph: KnowledgeGraph) -> dict[str, list[str]]:
    """Return the names of all occasions, each with those of its parts."""
    return {name(one): [part.entity.slug.removeprefix("event/") for part in one.parts] for one in occasions(graph)}


def occasions(graph: KnowledgeGraph) -> tuple[Occasion, ...]:
    return graph.conclusions.occasions


def name(occasion: Occasion) -> str:
    return occasion.event.entity.slug.removeprefix("event/")


def strength(graph: KnowledgeGraph) -> dict[str, float]:
    """Return on how many occasions each met somebody."""
    return {s.entity.label().partition(":")[2]: s.score for s in graph.rank("strength").standings}


# --- what is one ------------------------------------------------------------------------------------------


def test_a_summit_in_five_parts_and_a_lone_meeting_count_one_and_one(tmp_path: Path) -> None:
    """However finely the summit was told, p met q on one occasion and r on another."""
    names = ["walk", "talks", "lunch", "signing"]
    graph = told(
        tmp_path, held("summit", "pq", "2001-05-01"), held("lone", "pr", "2001-05-03"),
        *(held(part, "pq", "2001-05-01", "pan:partOf event:summit") for part in names),
    )  # fmt: skip
    assert parts(graph) == {"summit": ["lunch", "signing", "talks", "walk"], "lone": []}
    assert strength(graph) == {"p": 2.0, "q": 1.0, "r": 1.0}
    first = graph.rank("strength").standings[0]
    assert [(name(loss.occasion), loss.drop) for loss in first.losses] == [("summit", 1.0), ("lone", 1.0)]


def test_ten_claims_on_a_dinner_do_not_make_it_ten_dinners(tmp_path: Path) -> None:
    graph = told(tmp_path, *[held("dinner", "pq", "2001-05-01")] * 10, held("lone", "pr", "2001-05-03"))
    assert strength(graph) == {"p": 2.0, "q": 1.0, "r": 1.0}


def test_rounds_a_season_apart_are_occasions_and_their_process_is_none(tmp_path: Path) -> None:
    """Sixty-one days lie between the rounds; with sixty they would be one round with a recess."""
    process = "event:talks pan:party person:p , person:q ; pan:status pan:Held"
    rounds = [held("one", "pq", "2001-01-01", "pan:partOf event:talks")]
    apart = told(tmp_path, process, *rounds, held("two", "pq", "2001-03-03", "pan:partOf event:talks"))
    assert parts(apart) == {"one": [], "two": []}
    near = told(tmp_path, process, *rounds, held("two", "pq", "2001-03-02", "pan:partOf event:talks"))
    assert parts(near) == {"talks": ["one", "two"]}


def test_meetings_at_a_session_or_a_feast_are_occasions_of_their_own(tmp_path: Path) -> None:
    """The sittings of one day are one with the session; a meeting two days later is another."""
    claims = [
        "event:session pan:party person:s ; pan:status pan:Held",
        held("sitting", "pq", "2001-05-01", "pan:partOf event:session"),
        held("margin", "pq", "2001-05-03", "pan:partOf event:session"),
    ]
    assert parts(told(tmp_path, *claims, kind="Session", of="session")) == {"sitting": [], "margin": []}
    assert parts(told(tmp_path, *claims)) == {"session": ["sitting", "margin"]}


def test_what_the_same_did_with_the_same_meanwhile_is_of_one_occasion(tmp_path: Path) -> None:
    """Nobody calls the signing or the tea a part of the visit; q and r were host and guest on both."""
    graph = told(
        tmp_path, lasting("visit", "qr", "2001-05-01", "2001-05-03"), held("tea", "qr", "2001-05-02"),
        held("signing", "qr", "2001-05-03"), held("after", "qr", "2001-05-04"), held("other", "qs", "2001-05-02"),
    )  # fmt: skip
    assert parts(graph) == {"visit": ["tea", "signing"], "other": [], "after": []}
    assert strength(graph) == {"q": 3.0, "r": 2.0, "s": 1.0}


def test_what_went_on_longer_than_a_visit_is_no_part_of_it(tmp_path: Path) -> None:
    claims = lasting("visit", "qr", "2001-05-01", "2001-05-04"), lasting("stay", "qr", "2001-05-03", "2001-05-05")
    assert parts(told(tmp_path, *claims)) == {"visit": [], "stay": []}


def test_what_only_may_have_been_meanwhile_stays_apart(tmp_path: Path) -> None:
    """The tea was in May, the visit on three days of May: they need not be the same."""
    in_may = (
        'pan:date "2001-05"^^edtf:EDTF ; pan:earliest "2001-05-01"^^xsd:date ; pan:latest "2001-05-31"^^xsd:date'
    )
    graph = told(tmp_path, lasting("visit", "qr", "2001-05-01", "2001-05-03"), held("tea", "qr", rest=in_may))
    assert parts(graph) == {"visit": [], "tea": []}


# --- who was there ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "event:e pan:party person:p , person:q ; pan:status pan:Planned",
        "event:e pan:party person:p , person:q ; pan:status pan:NotHeld",
        "event:e pan:party person:p , person:q ; pan:status pan:Cancelled",
        "event:e pan:party person:p ; pan:invitee person:q ; pan:status pan:Held",
        "event:e pan:party person:p ; pan:recipient person:q ; pan:status pan:Held",
        "event:e pan:reporter person:p ; pan:informant person:q ; pan:status pan:Held",
    ],
)
def test_who_did_not_come_together_met_nobody(tmp_path: Path, statement: str) -> None:
    assert told(tmp_path, statement).rank("strength").standings == ()


@pytest.mark.parametrize("kind", ["Invitation", "Delivery", "Flight", "Decision", "Statement", "Rumour", "Launch"])
def test_kinds_in_which_people_need_not_meet_are_no_occasions(tmp_path: Path, kind: str) -> None:
    """The letter, the flight that nobody says they were on together, the decision by a list of signatures."""
    graph = told(tmp_path, held("e", "pq", "2001-05-01"), kind=kind)
    assert occasions(graph) == ()


def test_who_was_only_expected_was_not_there(tmp_path: Path) -> None:
    """The meeting was held; that p was to come is no report that p came."""
    file = claims_file(tmp_path, held("e", "qr", "2001-05-01"), "event:e pan:party person:p")
    text = file.read_text(encoding="utf-8")
    expected = text.replace(
        "paragraph 2 ;\n    pan:certainty pan:Asserted", "paragraph 2 ;\n    pan:certainty pan:Expected"
    )
    assert expected != text
    assert strength(open_graph(file)) == {"p": 1.0, "q": 1.0, "r": 1.0}
    file.write_text(expected, encoding="utf-8")
    assert strength(open_graph(file)) == {"q": 1.0, "r": 1.0}


def test_of_two_of_whom_one_was_there_neither_is_known_to_have_been(tmp_path: Path) -> None:
    """The host received p or r, by one source; that q was there is plain."""
    file = claims_file(tmp_path, held("e", "hq"), "event:e pan:party person:p", "event:e pan:party person:r")
    text = file.read_text(encoding="utf-8")
    for one, other in ((2, 3), (3, 2)):
        text = text.replace(f"pan:paragraph {one} ;", f"pan:paragraph {one} ; pan:alternative :{other} ;")
    file.write_text(text, encoding="utf-8")
    assert strength(open_graph(file)) == {"h": 1.0, "q": 1.0}


def test_a_state_is_there_by_whoever_acts_for_it_and_meets_not_its_own(article: KnowledgeGraph) -> None:
    """Lavrov, foreign minister of Russia, was the guest of the DPRK: Russia met the DPRK, and not Lavrov."""
    network = article.network("actors")
    ends = {article.conclusions.entity(iri).label(): iri for iri in network}
    assert network.has_edge(ends["Russia"], ends["DPRK"]) and network.has_edge(ends["Sergey Lavrov"], ends["DPRK"])
    assert not network.has_edge(ends["Sergey Lavrov"], ends["Russia"])
    assert not network.has_edge(ends["Valentina Matviyenko"], ends["Federation Council"])  # she is its chair


# --- on what a place stands ---------------------------------------------------------------------------------


def counts(graph: KnowledgeGraph) -> dict[str, tuple[int, int]]:
    """Return on how many occasions each met others, and how many of these hang on one source."""
    standings = graph.rank("strength").standings
    return {s.entity.label()[-1]: (s.footing.number, s.footing.single) for s in standings}


def of_two_sources(folder: Path, *statements: str, late: tuple[int, ...]) -> KnowledgeGraph:
    """Open a graph of statements, one a claim; those of some numbers are made by the source `late`."""
    file = claims_file(folder, *statements)
    text = file.read_text(encoding="utf-8") + 'source:late pan:read "2020-01-02"^^xsd:date .\n'
    for number in late:
        mark = f"source:made ; pan:paragraph {number} ;"
        text = text.replace(mark, mark.replace("made", "late"))
    file.write_text(text, encoding="utf-8")
    return open_graph(file)


def of_four_occasions(folder: Path) -> KnowledgeGraph:
    """p met q by two sources, r by the first alone, s by the second alone on two occasions."""
    statements = [held("e1", "pq"), held("e1", "pq"), held("e2", "pr"), held("e3", "ps"), held("e4", "ps")]
    return of_two_sources(folder, *statements, late=(2, 4, 5))


def test_a_place_tells_how_many_sources_it_stands_on_and_how_much_hangs_on_one(tmp_path: Path) -> None:
    """Of p's four occasions three are told by one source alone, two of these by `late`."""
    ranking = of_four_occasions(tmp_path).rank("strength")
    first = ranking.standings[0]
    footing = first.footing
    assert (footing.number, len(footing.sources), footing.single, footing.alone) == (4, 2, 3, 2)
    assert (footing.main or "").endswith("source/late") and footing.share == 0.5
    assert [(loss.source.rpartition("/")[2], loss.drop) for loss in first.source_losses] == [
        ("late", 2),
        ("made", 1),
    ]
    assert (first.halves_without or "").endswith("source/late")
    assert (ranking.footing, ranking.dossiers.alone) == (footing, 4)  # of all; it stands in one file
    by_name = {s.entity.label(): s.footing for s in ranking.standings}
    assert (by_name["person:q"].single, by_name["person:q"].main) == (0, None)  # either source would do


def test_that_two_met_hangs_on_no_source_where_another_tells_of_a_part(tmp_path: Path) -> None:
    """One source tells of the summit, the other of the lunch at it."""
    summit, lunch = held("summit", "pq", "2001-05-01"), held("lunch", "pq", "2001-05-01", "pan:partOf event:summit")
    assert counts(of_two_sources(tmp_path, summit, lunch, late=(2,))) == {"p": (1, 0), "q": (1, 0)}


def test_an_occasion_hangs_on_no_source_where_each_names_another_guest(tmp_path: Path) -> None:
    """That p met somebody is told by both, that q and r were there by one source each."""
    graph = of_two_sources(tmp_path, held("e", "pq", "2001-05-01"), held("e", "pr", "2001-05-01"), late=(2,))
    assert counts(graph) == {"p": (1, 0), "q": (1, 1), "r": (1, 1)}


def test_without_one_source_betweenness_drops_by_all_that_it_alone_tells(tmp_path: Path) -> None:
    """p lies between q, r and s: three pairs, of which two go with s when `late` goes, and two with r and `made`."""
    first = of_four_occasions(tmp_path).rank("betweenness").standings[0]
    assert first.score == 1.0
    found = {loss.source.rpartition("/")[2]: round(3 * loss.drop, 6) for loss in first.source_losses}
    assert found == {"late": 2, "made": 2}
    assert {name(loss.occasion): round(3 * loss.drop, 6) for loss in first.losses} == {"e1": 2, "e2": 2}


# --- what a day changed -------------------------------------------------------------------------------------


def test_changes_put_first_who_was_there_on_the_day_then_who_moved_farthest(tmp_path: Path) -> None:
    """On 1 June p met q, for the first time; r met s three times later, and t twice before and never again."""
    graph = told(
        tmp_path, held("day", "pq", "2001-06-01"), held("dinner", "pq", "2001-06-01", "pan:partOf event:day"),
        *(held(f"later{number}", "rs", f"2001-07-0{number}") for number in (1, 3, 5)),
        *(held(f"before{number}", "tu", f"2001-05-0{number}") for number in (1, 3)),
        held("outside", "tu", "2000-01-01"), held("undated", "tu"),
    )  # fmt: skip
    found = graph.changes(date(2001, 6, 1))
    assert [(move.entity.label()[-1], move.before, move.after, move.rise) for move in found.moves] == [
        ("p", None, 3, 1), ("q", None, 3, 1), ("r", None, 1, 3), ("s", None, 1, 3), ("t", 1, None, -2),
        ("u", 1, None, -2),
    ]  # fmt: skip
    assert ([name(one) for one in found.day], found.moves[0].on_the_day, found.undated) == (["day"], 2, 1)
    assert [name(one) for one in found.moves[4].occasions] == ["before1", "before3"]  # of who fell, those before


def test_who_came_to_a_visit_on_another_day_was_not_there_on_the_day(tmp_path: Path) -> None:
    """The visit of q to p lasted three days; r dined with q on the second."""
    dinner = held("dinner", "qr", "2001-06-02", "pan:partOf event:visit")
    graph = told(tmp_path, lasting("visit", "pq", "2001-06-01", "2001-06-03"), dinner, held("alone", "p"))
    for on, there in ((1, "pq"), (2, "qpr"), (3, "pq")):
        found = graph.changes(date(2001, 6, on), "30d")
        assert [move.entity.label()[-1] for move in found.moves if move.on_the_day] == list(there)
        assert found.undated == 0  # of those where somebody met somebody


def test_an_occasion_under_way_on_the_day_counts_as_after(tmp_path: Path) -> None:
    graph = told(
        tmp_path,
        lasting("visit", "pq", "2001-05-30", "2001-06-02"),
        lasting("early", "rs", "2001-05-30", "2001-05-31"),
    )
    found = graph.changes(date(2001, 6, 1), "30d")
    assert ([name(one) for one in found.before], [name(one) for one in found.after]) == (["early"], ["visit"])


def test_what_the_singapore_summit_changed(shipped: KnowledgeGraph) -> None:
    """Those who were there come first, however few their occasions; who came months later comes after them."""
    found = shipped.changes(date(2018, 6, 12))
    order = [move.entity.label() for move in found.moves]
    assert [name(one) for one in found.day] == ["singapore-summit-2018"]
    for there in ("Kim Jong-un", "Donald Trump", "Mike Pompeo"):
        assert order.index(there) < order.index("Valentina Matviyenko")
    (trump,) = (move for move in found.moves if move.entity.label() == "Donald Trump")
    assert len({name(one) for one in trump.occasions}) == len(trump.occasions)


def test_who_mattered_in_2018_met_others_on_occasions_of_that_year(shipped: KnowledgeGraph) -> None:
    lens = Lens(since=date(2018, 1, 1), until=date(2018, 12, 31))
    ranking = shipped.within(lens).rank("strength", kind="person")
    assert ranking.standings[0].entity.label() == "Kim Jong-un"
    for standing in ranking.standings:
        assert standing.score == standing.footing.number
    for occasion in shipped.within(lens).layers.occasions:
        assert occasion.span.earliest and occasion.span.latest


# --- without heads of states ------------------------------------------------------------------------------


def test_whoever_was_head_of_a_state_on_the_day_can_be_left_out(tmp_path: Path) -> None:
    """P was president of a state in 2001 and not in 2003; Q of a body; R chairman of the defence commission."""
    file = claims_file(
        tmp_path, held("one", "pqr", "2001-05-01"), held("two", "pq", "2003-05-01"),
        *(tenure(*one) for one in (
            ("p", "president", "state:s"), ("q", "president", "organisation:c"),
            ("r", "chairman", "organisation:national-defence-commission"),
        )),
    )  # fmt: skip
    graph = open_graph(file)
    assert scores(graph, heads=True, kind="person") == {"q": 2.0, "p": 2.0, "r": 1.0}
    assert scores(graph, heads=False, kind="person") == {"p": 1.0, "q": 2.0}
    assert [entity.slug for entity in graph.rank("strength", heads=False).heads] == ["person/p", "person/r"]
    with pytest.raises(RankError, match="among actors"):
        graph.rank("degree", layer="all", heads=False)


def tenure(who: str, office: str, of: str) -> str:
    """Return the statement that somebody held an office in 2001."""
    return (
        f'tenure:{who} pan:holder person:{who} ; pan:office office:{office} ; pan:of {of} ; pan:date "2001"^^edtf:EDTF'
        ' ; pan:earliest "2001-01-01"^^xsd:date ; pan:latest "2001-12-31"^^xsd:date'
    )


def scores(graph: KnowledgeGraph, *, heads: bool, kind: str) -> dict[str, float]:
    """Return on how many occasions each met somebody, with or without heads of states."""
    found = graph.rank("strength", kind=kind, heads=heads).standings
    return {each.entity.slug.removeprefix("person/"): each.score for each in found}
