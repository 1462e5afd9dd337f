"""Why, and what a day changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from graph import KnowledgeGraph, RankError, open_graph
from graph.network.causes import Branch, Explanation
from tests.tools import claims_file, day

Tree = dict[str, "Tree"]


def tree(branches: Iterable[Branch]) -> Tree:
    return {branch.entity.label() + ("…" if branch.told else ""): tree(branch.branches) for branch in branches}


def test_why_there_is_no_gas_pipeline(article: KnowledgeGraph) -> None:
    found = article.why("gas pipeline")
    sanctions = "International sanctions on the DPRK"
    assert tree(found.causes) == {
        "Softening of the sanctions on the DPRK": {
            "Russia's call to soften the sanctions": {"Russia": {}},
            sanctions: {},
            "UN Security Council sanctions regime on the DPRK": {sanctions: {}, "UN Security Council": {}},
        },
        "Tripartite projects": {sanctions: {}, "Softening of the sanctions on the DPRK…": {}},
    }
    assert found.effects == ()
    assert {claim.paragraph for claim in found.claims} == {10, 11}


def test_what_hangs_on_the_softening(article: KnowledgeGraph) -> None:
    effects = tree(article.why("Softening of the sanctions").effects)
    assert effects.keys() == {
        "Russia-Korea gas pipeline", "Reconnection of the Trans-Korean Main Line", "Tripartite projects",
    }  # fmt: skip


def test_conditions_come_with_the_claim(article: KnowledgeGraph) -> None:
    (danger,) = article.why("event/disavowal-of-agreements-of-2018").effects
    labels = {article.entity(iri).slug for iri in danger.conditions}
    assert labels == {"event/power-change-in-united-states", "event/power-change-in-rok"}


def test_circles_are_cut(tmp_path: Path) -> None:
    file = claims_file(
        tmp_path, "project:a pan:requires project:b", "project:b pan:requires project:c",
        "project:c pan:requires project:a",
    )  # fmt: skip
    found: Explanation = open_graph(file).why("project:a")
    assert tree(found.causes) == {"project:b": {"project:c": {"project:a…": {}}}}


def test_what_is_told_twice_is_unfolded_where_it_is_nearest(tmp_path: Path) -> None:
    file = claims_file(
        tmp_path, "project:a pan:requires project:b , project:d", "project:b pan:requires project:c",
        "project:c pan:requires project:d", "project:d pan:requires project:e",
    )  # fmt: skip
    causes = tree(open_graph(file).why("project:a").causes)
    assert causes == {"project:b": {"project:c": {"project:d…": {}}}, "project:d": {"project:e": {}}}


# --- changes --------------------------------------------------------------------------------------------


def test_what_a_day_changed_by_hand(tmp_path: Path) -> None:
    """Before: p meets q. On the day and after: q meets r, twice. What is planned counts for nothing."""
    file = claims_file(
        tmp_path,
        f"event:old pan:party person:p , person:q ; pan:status pan:Held ; {day('2018-06-11')}",
        f"event:new pan:party person:q , person:r ; pan:status pan:Held ; {day('2018-06-12')}",
        f"event:late pan:party person:q , person:r ; pan:status pan:Held ; {day('2018-07-12')}",
        f"event:later pan:party person:q , person:r ; pan:status pan:Held ; {day('2018-07-13')}",
        f"event:plan pan:party person:p , person:r ; pan:status pan:Planned ; {day('2018-06-20')}",
        "event:vague pan:party person:p , person:r ; pan:status pan:Held",
    )
    found = open_graph(file).changes(date(2018, 6, 12), "1m")
    assert [(m.entity.label(), m.before, m.after, m.rise) for m in found.moves] == [
        ("person:q", 1, 1, 1.0), ("person:r", None, 1, 2.0), ("person:p", 1, None, -1.0),
    ]  # fmt: skip
    assert [[o.event.entity.label() for o in m.occasions] for m in found.moves] == [
        ["event:new", "event:late"], ["event:new", "event:late"], ["event:old"],
    ]  # fmt: skip
    assert (str(found.start), str(found.end), found.undated) == ("2018-05-12", "2018-07-12", 1)


def test_around_the_first_summit_in_the_article(article: KnowledgeGraph) -> None:
    found = article.changes(date(2018, 6, 12))
    moves = {move.entity.label(): (move.before, move.after) for move in found.moves}
    assert moves["Sergey Lavrov"] == (1, None)  # his visit of 31 May and the invitation that he conveyed
    assert moves["United States"] == (None, 2)
    assert [one.event.entity.label() for one in found.after] == [
        "First US-DPRK summit, June 2018", "Matviyenko's visit to the DPRK, 2018",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("at", "window", "start", "end"),
    [
        ("2018-03-31", "1m", "2018-02-28", "2018-04-30"),
        ("2020-02-29", "1y", "2019-02-28", "2021-02-28"),
        ("2018-06-12", "10d", "2018-06-02", "2018-06-22"),
        ("2018-06-12", "2w", "2018-05-29", "2018-06-26"),
        ("0001-06-12", "9999y", "0001-01-01", "9999-12-31"),
    ],
)
def test_windows(first: KnowledgeGraph, at: str, window: str, start: str, end: str) -> None:
    found = first.changes(date.fromisoformat(at), window)
    assert (found.start.isoformat(), found.end.isoformat()) == (start, end)


@pytest.mark.parametrize("window", ["", "6", "m", "0m", "-3d", "6 months"])
def test_no_window(first: KnowledgeGraph, window: str) -> None:
    with pytest.raises(RankError, match="30d, 8w, 6m, 1y"):
        first.changes(date(2001, 5, 8), window)
