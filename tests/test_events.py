"""Events, tenures and sides: what claims amount to, worked out by hand."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from graph import Certainty, Event, KnowledgeGraph, Lens, Span, Status, open_graph
from graph.model.dates import parse_partial, show_edtf
from graph.render.lines import layout
from graph.render.listings import list_events
from graph.render.overview import overview
from tests.tools import claims_file


def test_an_event_is_made_of_all_its_claims(first: KnowledgeGraph) -> None:
    visit = first.event("anna-in-syldavia")
    assert [
        (part.role.rpartition("#")[2], part.actor.label(), len(part.claims)) for part in visit.participations
    ] == [
        ("host", "Syldavia", 2),
        ("visitor", "Anna Bern", 2),
    ]
    assert visit.span == Span(date(2001, 4, 1), date(2001, 5, 9))
    assert visit.status is Status.HELD
    assert visit.when == "2001-04 or 2001-05-07 – 09"


def test_a_part_takes_its_wholes_days_on_look_up_only(first: KnowledgeGraph) -> None:
    meeting = first.event("klow-meeting")
    assert meeting.datings == ()
    assert meeting.span == Span(date(2001, 4, 1), date(2001, 5, 9))
    assert meeting.when == "(2001-04-01 – 05-09)"
    assert [actor.label() for actor in meeting.actors] == ["Anna Bern", "Boris Cole"]  # Carla's claim was withdrawn


def test_status_is_the_latest_said(first: KnowledgeGraph) -> None:
    second = first.event("second-visit")
    assert [(step.status, step.claim.source.known_from) for step in second.history] == [
        (Status.PLANNED, date(2001, 5, 10)),
        (Status.NOT_HELD, date(2002, 6, 30)),
    ]
    assert (second.status, second.certainty) == (Status.NOT_HELD, Certainty.ASSERTED)
    early = first.within(Lens(known_by=date(2001, 12, 31))).event("second-visit")
    assert (early.status, early.certainty, early.when) == (Status.PLANNED, Certainty.EXPECTED, "2002")


def test_what_was_expected_once_and_did_not_happen(article: KnowledgeGraph) -> None:
    visit = article.event("kim-jong-un-in-russia-2015")
    assert [(step.status, step.claim.said) for step in visit.history] == [(Status.NOT_HELD, "2019-04-20")]
    assert [claim.said for claim in visit.claims if claim.certainty is Certainty.EXPECTED] == ["2015"]


def slugs(events: Iterable[Event]) -> list[str]:
    return [event.entity.slug.removeprefix("event/") for event in events]


def test_events_of_somebody_by_time_and_place(first: KnowledgeGraph) -> None:
    assert slugs(first.events("Anna Bern")) == ["anna-in-syldavia", "klow-meeting", "second-visit"]
    assert slugs(first.events("Klow")) == ["klow-meeting"]
    assert slugs(first.events("Syldavia")) == ["anna-in-syldavia", "second-visit"]


def test_events_of_two_sides_are_the_same_from_either(mini: KnowledgeGraph) -> None:
    """Anna acts for Ruritania, whose minister she was seen to be; Boris, a mere member of its ministry, does not."""
    both = slugs(mini.events("Ruritania", with_="Syldavia"))
    assert both == slugs(mini.events("Syldavia", with_="Ruritania")) == ["anna-in-syldavia", "second-visit"]
    assert slugs(mini.events("Ruritania", with_="Boris Cole")) == ["klow-meeting"]
    # In 2003 Nora is president of Borduria, and Emil no longer is.
    assert set(slugs(mini.events("Borduria", with_="Ruritania"))) == {
        "border-signing",
        "denied-trip",
        "first-sitting",
    }
    assert slugs(mini.events("Borduria", with_="Ruritania", itself=True)) == ["border-signing"]
    assert slugs(mini.events("Nora Eck", with_="Borduria")) == ["court-flight"]  # two at least: Emil, for Borduria


def test_the_sides_of_events(mini: KnowledgeGraph) -> None:
    sides = {event: {state.label() for state in mini.sides(event)} for event in (
        "first-sitting", "emil-in-ruritania", "court-flight", "klow-meeting", "border-signing", "autumn-round",
    )}  # fmt: skip
    assert sides == {
        "first-sitting": {"Borduria", "Ruritania"},  # Nora in office, Anna last known two years before
        "emil-in-ruritania": {"Ruritania"},  # seven months after his term; envoys without a charter are nobody's
        "court-flight": {"Borduria"},  # Emil in office, Nora within the year after
        "klow-meeting": {"Ruritania"},  # membership is no office
        "border-signing": {"Borduria", "Ruritania"},
        "autumn-round": set(),
    }


def test_those_who_may_ever_act_for_a_state(mini: KnowledgeGraph) -> None:
    assert {iri.rpartition("/")[2] for iri in mini.side("RUR")} == {"ruritania", "anna", "carla", "ministry"}
    assert {iri.rpartition("/")[2] for iri in mini.side("Borduria")} == {"borduria", "nora", "emil"}


def test_an_office_is_found_by_its_descriptor(first: KnowledgeGraph) -> None:
    how = first.resolve("the Ruritanian foreign minister").how
    assert how == "as foreign minister, Ruritania (in office)"  # since that year, by a paper of that month
    early = first.within(Lens(known_by=date(2001, 12, 31)))
    assert early.entity("foreign minister of Ruritania").label() == "Anna Bern"
    assert early.resolve("foreign minister of Ruritania").how == (
        "as foreign minister, Ruritania (last known 2001-05-10)"
    )
    seen = first.within(Lens(known_by=date(2001, 5, 10)))
    assert seen.resolve("foreign minister of Ruritania").how == "as foreign minister, Ruritania (seen)"


def test_who_lavrov_met_on_the_dprk_side(article: KnowledgeGraph) -> None:
    found = article.events("Lavrov", with_="DPRK")
    assert [(e.when, e.entity.slug) for e in found] == [
        ("2018-05-31", "event/lavrov-in-dprk-2018"),
        ("(2018-05-31)", "event/russian-invitation-to-kim-2018"),
    ]
    assert {a.label() for e in found for a in e.actors} >= {"Kim Jong-un", "Sergey Lavrov", "DPRK"}


def test_the_meeting_planned_and_then_held(shipped: KnowledgeGraph) -> None:
    visit = shipped.within(Lens(known_by=date(2019, 4, 20))).event("kim-jong-un-in-russia-2019")
    assert (visit.status, visit.when) == (Status.PLANNED, "a day in 2019-04-16 – 30")
    summit = shipped.event("vladivostok-summit-2019")
    assert (summit.status, summit.when) == (Status.HELD, "2019-04-25")


@pytest.mark.parametrize(
    ("edtf", "shown"),
    [
        ("2018-05-31", "2018-05-31"),
        ("2018-08", "2018-08"),
        ("2018~", "c. 2018"),
        ("2018?", "perhaps 2018"),
        ("2018-23", "autumn 2018"),
        ("199X", "1990s"),
        ("2018-09-18/2018-09-20", "2018-09-18 – 20"),
        ("2018-09-28/2018-10-02", "2018-09-28 – 10-02"),
        ("2017-12-30/2018-01-02", "2017-12-30 – 2018-01-02"),
        ("2011-09-21/..", "since 2011-09-21"),
        ("../2015", "until 2015"),
        ("[2019-04-16..2019-04-30]", "a day in 2019-04-16 – 30"),
        ("[..2024-01-23]", "by 2024-01-23"),
        ("[1992..]", "from 1992 on"),
        ("[1982-01-08,1983-01-08]", "1982-01-08 or 1983-01-08"),
    ],
)
def test_dates_for_readers(edtf: str, shown: str) -> None:
    assert show_edtf(edtf) == shown


def test_partial_dates_cover_all_their_days() -> None:
    assert parse_partial("2020-02") == Span(date(2020, 2, 1), date(2020, 2, 29))
    assert parse_partial(" 2018 ") == Span(date(2018, 1, 1), date(2018, 12, 31))


@pytest.mark.parametrize(
    "lens", [Lens(), Lens(known_by=date(2001, 12, 31)), Lens(sources=frozenset({"daily-2001"}))]
)
def test_list_start_page_and_sparql_count_the_same_events(mini: KnowledgeGraph, lens: Lens) -> None:
    """Also those that claims only name: what is said of a thing may be behind the lens."""
    graph = mini.within(lens) if lens else mini
    listed = {event.entity.iri for event in graph.events()}
    found = {row["event"].value for row in graph.select("SELECT DISTINCT ?event { ?event a pan:Event }")}
    assert listed == found
    text = layout(overview(graph.conclusions), None, lambda text, style: text)
    assert f"{len(listed)} events" in text


def test_an_event_that_is_only_named_is_listed(tmp_path: Path) -> None:
    graph = open_graph(claims_file(tmp_path, "event:feast pan:concerns event:victory ; pan:status pan:Held"))
    victory = graph.event("event/victory")
    assert victory in graph.events()
    assert (victory.certainty, victory.claims, victory.status) == (None, (), None)
    listed = layout(list_events([victory], graph.conclusions), None, lambda text, style: text)
    assert listed.splitlines() == ["undated  event:victory  meeting", "    named only"]
