"""One truth, four readers: Python under a lens, Python on a day, the SPARQL view and the page's timetables agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any, NamedTuple

import pytest
from pyoxigraph import DefaultGraph, NamedNode

from graph import KnowledgeGraph, Lens, open_graph
from graph.conclusions.conclusions import Conclusions
from graph.conclusions.datings import closest
from graph.model.dates import edtf_span, envelope
from graph.model.vocabulary import PAN, local
from graph.page.conclusions import Timetables
from tests.made import table, trig
from tests.tools import value

DAYS = (date(2018, 6, 12), date(2019, 4, 20), date(2019, 5, 1), None)
MADE_DAYS = (date(2020, 4, 2), date(2020, 5, 8), date(2020, 6, 1), None)


class Told(NamedTuple):
    """What is told of a thing."""

    status: str | None
    remark: str | None
    last_reported: str | None
    first: str | None
    last: str | None
    differ: frozenset[tuple[str, frozenset[str]]]
    """What sources differ on, and the claims that do."""


class World:
    """One graph, read whole, and through the lens of a day."""

    def __init__(self, graph: KnowledgeGraph) -> None:
        self.whole = graph
        self.through = cache(lambda day: graph.within(Lens(known_by=day)) if day else graph)
        self.claims = {claim.iri: number for number, claim in enumerate(graph.claims())}
        self.numbers = {number: iri for iri, number in self.claims.items()}
        self.tenures = [tenure.entity.iri for tenure in graph.conclusions.tenures]
        self.events = [event.entity.iri for event in graph.conclusions.events]
        self.disputed = sorted({dispute.subject.iri for dispute in graph.disagreements()})
        things = sorted({*self.events, *self.disputed, *self.tenures})
        pages = Timetables(graph.conclusions, {}, self.claims)
        self.timetables = {iri: pages.of_thing(iri) for iri in things}

    @property
    def things(self) -> list[str]:
        """All of which a status or a time may be told, but tenures."""
        return [iri for iri in self.timetables if iri not in set(self.tenures)]

    def day(self, day: date | None) -> date:
        return day or self.whole.conclusions.day


@pytest.fixture(scope="module", params=["shipped", "made"])
def world(
    request: pytest.FixtureRequest, shipped: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory
) -> World:
    if request.param == "shipped":
        return World(shipped)
    file = tmp_path_factory.mktemp("made") / "made.trig"
    file.write_text(trig(table("happenings"), table("terms")), encoding="utf-8")
    return World(open_graph(file))


@pytest.fixture(params=range(4))
def day(request: pytest.FixtureRequest, world: World) -> date | None:
    return (DAYS if len(world.claims) > 1000 else MADE_DAYS)[request.param]


# --- the four readers -----------------------------------------------------------------------------------


def by_python(conclusions: Conclusions, iri: str, day: date | None = None) -> Told:
    found = conclusions.conclusion(iri, day)
    return Told(
        found.status.value if found.status else None,
        found.remark.value if found.remark else None,
        _text(found.last_reported),
        _text(found.when.span.earliest),
        _text(found.when.span.latest),
        frozenset(
            (local(d.relation), frozenset(claim.iri for reading in d.readings for claim in reading.claims))
            for d in conclusions.disputes(iri, day)
        ),
    )


def by_view(graph: KnowledgeGraph) -> dict[str, dict[str, Any]]:
    """Return all that the view states of time, status and sides, by thing and property, each as a set."""
    found: dict[str, dict[str, Any]] = defaultdict(lambda: defaultdict(set))
    for (
        name
    ) in "status conclusion lastReported earliest latest heldFrom heldUntil succeededFrom side datesFrom".split():
        for quad in graph.view.quads_for_pattern(None, NamedNode(PAN + name), None, DefaultGraph()):
            found[value(quad.subject)][name].add(value(quad.object))
    disputes: dict[str, dict[str, Any]] = defaultdict(lambda: {"reading": set()})
    for name in ("about", "on", "reading"):
        for quad in graph.view.quads_for_pattern(None, NamedNode(PAN + name), None, DefaultGraph()):
            node = disputes[value(quad.subject)]
            node["reading"].add(value(quad.object)) if name == "reading" else node.update(
                {name: value(quad.object)}
            )
    for node in disputes.values():
        found[node["about"]]["differ"].add((local(node["on"]), frozenset(node["reading"])))
    return found


def told_by_view(found: dict[str, Any]) -> Told:
    one = {
        name: _only(found.get(name, ())) for name in ("status", "conclusion", "lastReported", "earliest", "latest")
    }
    status, remark = (iri and local(iri) for iri in (one["status"], one["conclusion"]))
    return Told(
        status, remark, one["lastReported"], one["earliest"], one["latest"], frozenset(found.get("differ", ()))
    )


def told_by_page(world: World, iri: str, day: date) -> Told:
    entry = _in_force(world.timetables[iri], day)
    when = entry.get("when", {})
    return Told(
        entry.get("status"), entry.get("remark"), entry.get("last"), when.get("first"), when.get("last"),
        frozenset(
            (relation, frozenset(world.numbers[number] for _, numbers in readings for number in numbers))
            for relation, readings in entry.get("differ", ())
        ),
    )  # fmt: skip


def _in_force(entries: list[dict[str, Any]], day: date) -> dict[str, Any]:
    return next((entry for entry in reversed(entries) if entry["day"] <= day.isoformat()), {})


def _only(values: Iterable[str]) -> str | None:
    found = list(values)
    assert len(found) < 2, found
    return found[0] if found else None


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


# --- happenings -------------------------------------------------------------------------------------------


def test_python_tells_the_same_through_a_lens_and_on_a_day(world: World, day: date | None) -> None:
    lensed = world.through(day).conclusions
    unlike = [iri for iri in world.things if by_python(lensed, iri) != by_python(world.whole.conclusions, iri, day)]
    assert unlike == []


def test_the_view_tells_what_python_tells(world: World, day: date | None) -> None:
    graph = world.through(day)
    view = by_view(graph)
    found = {iri: (told_by_view(view[iri]), by_python(graph.conclusions, iri)) for iri in world.things}
    assert {iri: told for iri, told in found.items() if told[0] != told[1]} == {}
    beyond = view.keys() - set(world.timetables)
    assert {iri for iri in beyond if "/event/" in iri or view[iri].keys() & {"differ", "side"}} == set()


def test_the_page_tells_what_python_tells(world: World, day: date | None) -> None:
    conclusions, known = world.whole.conclusions, world.day(day)
    for iri in world.things:
        assert told_by_page(world, iri, known) == by_python(conclusions, iri, known), iri


def test_the_page_tells_the_same_dates_in_the_same_words(world: World, day: date | None) -> None:
    known = world.day(day)
    for iri in world.things:
        found = world.whole.conclusions.conclusion(iri, known)
        entry = _in_force(world.timetables[iri], known)
        assert entry.get("sure", 0) == (found.certainty or 0), iri
        if found.when.span or found.when.datings:
            when = entry["when"]
            assert when["basis"] == found.when.basis.value
            assert when.get("dates", []) == [dating.text for dating in found.when.datings]
            assert {world.numbers[n] for n in when.get("claims", ())} == {claim.iri for claim in found.when.claims}
        else:
            assert "when" not in entry


def test_the_timetable_holds_on_every_day(world: World) -> None:
    """A day before, on and after each day on which something became known or may have lapsed."""
    conclusions = world.whole.conclusions
    for iri in world.things:
        ends = [date.fromisoformat(entry["day"]) for entry in world.timetables[iri]]
        spans = [edtf_span(text) for claim in conclusions.reader.about(iri) for text in claim.dates_of(iri).texts]
        ends += [end for span in spans for end in span if end]
        for end in sorted(set(ends)):
            for known in (date.fromordinal(max(end.toordinal() + shift, 1)) for shift in (-1, 0, 1, 2, 8, 31)):
                if known <= conclusions.day:
                    assert told_by_page(world, iri, known) == by_python(conclusions, iri, known), (iri, known)


def test_borrowed_dates_name_the_lender(world: World, day: date | None) -> None:
    graph = world.through(day)
    view = by_view(graph)
    for iri in world.events:
        assert view[iri].get("datesFrom", set()) == set(graph.conclusions.conclusion(iri).when.lenders), iri


# --- sides, offices, disagreements --------------------------------------------------------------------------


def test_the_view_has_the_sides_that_python_tells(world: World, day: date | None) -> None:
    graph = world.through(day)
    view = by_view(graph)
    for event in graph.conclusions.events:
        assert view[event.entity.iri].get("side", set()) == graph.conclusions.sides_at(event), event.entity.slug


def test_terms_of_office_are_the_same_everywhere(world: World, day: date | None) -> None:
    graph, known = world.through(day), world.day(day)
    view = by_view(graph)
    for iri in world.tenures:
        term = graph.conclusions.term(iri)
        if graph.conclusions.tenure(iri).claims:
            assert term == world.whole.conclusions.term(iri, known), iri
        days = {name: _only(view[iri].get(name, ())) for name in _DAYS_OF_TERMS}
        assert days == {name: _text(getattr(term, field)) for name, field in _DAYS_OF_TERMS.items()}, iri
        entry = _in_force(world.timetables[iri], known)
        tenure = graph.conclusions.tenure(iri)
        seen = list(tenure.attested)
        assert entry.get("seen", []) == (seen if len(seen) < 3 else [envelope(term.seen).edtf]), iri
        assert entry.get("dates", []) == [dating.text for dating in closest(tenure.datings)], iri


_DAYS_OF_TERMS = {
    "earliest": "earliest", "latest": "latest", "heldFrom": "held_from", "heldUntil": "held_until",
    "succeededFrom": "succeeded_from",
}  # fmt: skip


@pytest.mark.parametrize("asked", [date(2002, 6, 1), date(2016, 5, 10), date(2018, 6, 12), date(2019, 4, 20)])
def test_offices_at_names_the_holders_that_python_names(world: World, asked: date) -> None:
    conclusions = world.whole.conclusions
    rows = {
        (row["holder"].value, row["office"].value, row["of"].value, row["how"].value,
         row["vouched"].value if "vouched" in row else None)
        for row in world.whole.select("offices-at", day=asked.isoformat(), years=100)
    }  # fmt: skip
    offices = {(t.office.iri, t.of.iri) for t in conclusions.tenures if t.office and t.of}
    held = {
        (h.tenure.holder.iri, office, of, str(h.grade), _text(h.tenure.term.held_until or h.tenure.term.held_from))
        for office, of in offices for h in conclusions.holders(office, of, asked) if h.tenure.holder
    }  # fmt: skip
    assert rows == held


def test_disagreements_on_one_thing_are_among_all(world: World, day: date | None) -> None:
    conclusions = world.through(day).conclusions
    everywhere = conclusions.disagreements()
    for iri in {*world.disputed, *world.events[::20]}:
        assert conclusions.disputes(iri) == tuple(d for d in everywhere if d.subject.iri == iri)
        assert set(conclusions.disputes(iri)) <= set(conclusions.disagreements(iri))
