"""Occasions: what counts as one coming together, who was there, and what ranks and changes make of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from tools import claims_file, day

from graph import KnowledgeGraph, open_graph
from graph.conclusions.occasions import Occasion


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
