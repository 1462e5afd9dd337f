"""What a lens lets through, worked out by hand on the small graph."""

from datetime import date

import pytest

from graph import Certainty, EmptyLensError, KnowledgeGraph, Lens, LensError


def numbers(graph: KnowledgeGraph) -> set[int]:
    return {int(claim.iri.rpartition("/")[2]) for claim in graph.claims()}


@pytest.mark.parametrize(
    ("lens", "left"),
    [
        (Lens(), {1, 2, 3, 4, 5, 6, 7, 8, 9}),
        (Lens.parse(sources=["daily-2001"]), {1, 3, 5, 6}),
        (Lens.parse(known_by="2001-05-09"), None),
        (Lens.parse(known_by="2001-05-10"), {1, 3, 5, 6}),
        (Lens.parse(known_by="2002-06-29"), {1, 3, 5, 6}),
        (Lens.parse(known_by="2002-06"), {1, 2, 3, 4, 5, 6, 7, 8, 9}),
        (Lens.parse(certainty="asserted"), {1, 3, 4, 5, 7, 8, 9}),
        (Lens.parse(certainty="expected"), {1, 2, 3, 4, 5, 6, 7, 8, 9}),
        # 3 and 4 take the visit's days; 6 may lie in 2002 only; 5 is attested only, and stays.
        (Lens.parse(until="2001-04-15"), {1, 2, 3, 4, 5, 9}),
        (Lens.parse(since="2001-06"), {5, 6, 7, 8, 9}),
        (Lens.parse(since="2003"), {5, 8, 9}),
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


def test_a_lens_by_the_name_of_a_claims_file(mini: KnowledgeGraph) -> None:
    assert numbers(mini.within(Lens.parse(sources=["mini"]))) == numbers(mini)
    with pytest.raises(LensError, match="unknown source 'weekly'"):
        mini.within(Lens.parse(sources=["weekly"]))


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
    with pytest.raises(LensError) as refusal:
        Lens.parse(**wrong)  # type: ignore[arg-type]
    assert says in str(refusal.value)


def test_the_article_was_not_known_before_it_was_written(shipped: KnowledgeGraph) -> None:
    before = shipped.within(Lens(known_by=date(2019, 4, 19)))
    assert "valdai-2019-04-20" not in {source.iri.rpartition("/")[2] for source in before.sources()}
