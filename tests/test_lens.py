"""What a lens lets through, worked out by hand on the small graph."""

from datetime import date
from typing import Any

import pytest

from graph import (
    Certainty,
    DataError,
    EmptyLensError,
    HiddenError,
    KnowledgeGraph,
    Lens,
    LensError,
    UnknownNameError,
)
from graph.model.vocabulary import BASE, local


def numbers(graph: KnowledgeGraph) -> set[int]:
    return {int(claim.iri.rpartition("/")[2]) for claim in graph.claims()}


@pytest.mark.parametrize(
    ("lens", "left"),
    [
        (Lens(), {*range(1, 10), *range(11, 37), 39, 41, 42}),
        (Lens.parse(sources=["daily-2001"]), {1, 3, 5, 6}),
        (Lens.parse(known_by="2001-05-09"), None),
        (Lens.parse(known_by="2001-05-10"), {1, 3, 5, 6}),
        (Lens.parse(known_by="2002-06-29"), {1, 3, 5, 6}),
        (Lens.parse(known_by="2002-06"), {1, 2, 3, 4, 5, 6, 7, 8, 9}),
        (Lens.parse(certainty="asserted", known_by="2002"), {1, 3, 4, 5, 7, 8, 9}),
        (Lens.parse(certainty="expected", known_by="2002"), {1, 2, 3, 4, 5, 6, 7, 8, 9}),
        # Each of two alternatives is at most possible, whatever its source says.
        (Lens.parse(certainty="possible", sources=["gazette-2003-01"]), {13, 14, 15, 16, 19}),
        (Lens.parse(certainty="expected", sources=["gazette-2003-01"]), {15, 16, 19}),
        # 3 and 4 take the visit's days; 6 may lie in 2002 only; 5 is attested only, and stays; 27 to 30, 32, 33, 36,
        # 39 and 42 are undated; of 41 only the end is known.
        (Lens.parse(until="2001-04-15"), {1, 2, 3, 4, 5, 9, 25, 27, 28, 29, 30, 32, 33, 36, 39, 41, 42}),
        (Lens.parse(since="2001-06", known_by="2002-06"), {5, 6, 7, 8, 9}),
        (Lens.parse(since="2003", known_by="2002-06"), {5, 8, 9}),
        # The fair of October 2003 is not in May, where it was first planned to be; its claims go with it.
        (
            Lens.parse(since="2003-05", until="2003-05", sources=["gazette-2003-01", "gazette-2003-04"]),
            {24, 26, 27, 28},
        ),
    ],
)
def test_claims_left(mini: KnowledgeGraph, lens: Lens, left: set[int] | None) -> None:
    if left is None:
        with pytest.raises(EmptyLensError, match="no claim passes the lens"):
            mini.within(lens)
    else:
        assert numbers(mini.within(lens)) == left


def test_lenses_add_up(mini: KnowledgeGraph) -> None:
    both = mini.within(Lens.parse(certainty="asserted")).within(Lens.parse(sources=["daily-2001"]))
    assert numbers(both) == {1, 3, 5}
    assert both.lens.certainty is Certainty.ASSERTED
    assert both.lens.describe() == "from daily-2001; certainty asserted"


def test_sources_and_dossiers_have_different_names(mini: KnowledgeGraph) -> None:
    assert numbers(mini.within(Lens.parse(dossiers=["mini"]))) == numbers(mini)
    with pytest.raises(LensError, match="'mini' is a dossier, not a source") as refusal:
        mini.within(Lens.parse(sources=["mini"]))
    assert refusal.value.loosen == ("dossiers",)
    with pytest.raises(LensError, match="unknown source 'weekly'"):
        mini.within(Lens.parse(sources=["weekly"]))
    with pytest.raises(LensError, match="unknown dossier 'weekly'; known: mini"):
        mini.within(Lens.parse(dossiers=["weekly"]))


def test_a_source_is_that_source_alone(shipped: KnowledgeGraph) -> None:
    source = shipped.within(Lens.parse(sources=["valdai-2019-04-20"]))
    dossier = shipped.within(Lens.parse(dossiers=["valdai-2019-04-20"]))
    assert {claim.source.iri for claim in source.claims()} == {f"{BASE}source/valdai-2019-04-20"}
    assert {local(c.source.iri) for c in dossier.claims()} == {"valdai-2019-04-20", "valdai-2019-asmolov"}


def test_a_piece_that_an_article_points_to_was_known_from_the_articles_day(shipped: KnowledgeGraph) -> None:
    pointed = shipped.source("valdai-2019-asmolov")
    assert (pointed.known_from, pointed.dated_by) == (date(2019, 4, 20), "referred to")
    known = shipped.within(Lens(known_by=date(2019, 4, 20)))
    assert "valdai-2019-asmolov" in {local(source.iri) for source in known.sources()}


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"since": "2018-13"}, "no such day: '2018-13'"),
        ({"until": "2018-02-30"}, "no such day: '2018-02-30'"),
        ({"known_by": "yesterday"}, "not a date: 'yesterday'; write a day, a month or a year"),
        ({"since": "2019", "until": "2018"}, "reversed: since 2019-01-01 is after until 2018-12-31"),
        ({"certainty": "sure"}, "unknown certainty 'sure'; known, from surest down: asserted, apparent, reported"),
    ],
)
def test_bad_lenses_are_refused(wrong: dict[str, str], says: str) -> None:
    with pytest.raises((LensError, DataError)) as refusal:
        Lens.parse(**wrong)
    assert says in str(refusal.value)


def test_the_article_was_not_known_before_it_was_written(shipped: KnowledgeGraph) -> None:
    before = shipped.within(Lens(known_by=date(2019, 4, 19)))
    assert "valdai-2019-04-20" not in {source.iri.rpartition("/")[2] for source in before.sources()}


@pytest.mark.parametrize(
    ("lens", "says", "loosen"),
    [
        # The harvest fair stands in claims 16 (January 2003, expected), 17 (April) and 18 (October, asserted).
        (
            {"known_by": "2002"},
            'nothing about "Harvest fair" was public by 2002-12-31 in these sources; '
            "the first word is 2003-01-15, The Gazette (mini/16)",
            ("known_by",),
        ),
        (
            {"sources": ["daily-2001"]},
            'nothing about "Harvest fair" is said by daily-2001; '
            "elsewhere there are 3 claims, first The Gazette (mini/16)",
            ("sources",),
        ),
        (
            {"sources": ["gazette-2003-01"], "certainty": "asserted"},
            'no claim about "Harvest fair" is asserted or surer; the surest is expected, The Gazette (mini/16)',
            ("certainty", "sources"),
        ),
        (
            {"until": "2001"},
            'no claim about "Harvest fair" may lie in the time asked for (until 2001-12-31); outside of it there are 3 claims',
            ("span",),
        ),
        (
            {"known_by": "2002", "sources": ["daily-2001"]},
            'no claim about "Harvest fair" passes the lens (from daily-2001; known by 2002-12-31); '
            "without it there are 3 claims",
            (),
        ),
    ],
)
def test_what_a_lens_hides_is_told_from_what_is_unknown(
    mini: KnowledgeGraph, lens: dict[str, Any], says: str, loosen: tuple[str, ...]
) -> None:
    narrow = mini.within(Lens.parse(**lens))
    with pytest.raises(HiddenError) as hidden:
        narrow.entity("Harvest fair")
    assert (hidden.value.message, hidden.value.loosen) == (says, loosen)
    with pytest.raises(UnknownNameError, match="no 'Nobody' in what the lens lets through"):
        narrow.entity("Nobody")
    with pytest.raises(HiddenError):  # although "fair" alone would be a part of other names
        narrow.entity("event/harvest-fair")


def test_what_is_in_sight_is_not_hidden(mini: KnowledgeGraph) -> None:
    assert mini.hidden_by(Lens.parse(known_by="2003-01-15"), "Harvest fair") is None
    assert mini.within(Lens.parse(known_by="2003-01-15")).entity("Harvest fair").slug == "event/harvest-fair"


@pytest.mark.parametrize(
    "parts",
    [{"known_by": "2019-04-20"}, {"since": 2018}, {"certainty": "asserted"}, {"sources": "valdai-2019-04-20"}],
)
def test_a_lens_of_texts_is_refused_where_it_is_made(parts: dict[str, Any]) -> None:
    with pytest.raises(LensError, match=r"Lens\.parse reads"):
        Lens(**parts)
