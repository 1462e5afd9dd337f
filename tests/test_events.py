"""Events, tenures and sides: what claims amount to, worked out by hand."""

from datetime import date

import pytest

from graph import Certainty, KnowledgeGraph, Lens, Span, Status
from graph.model.dates import parse_partial, show_edtf


def test_an_event_is_made_of_all_its_claims(mini: KnowledgeGraph) -> None:
    visit = mini.event("anna-in-syldavia")
    assert [
        (part.role.rpartition("#")[2], part.actor.label(), len(part.claims)) for part in visit.participations
    ] == [
        ("host", "Syldavia", 2),
        ("visitor", "Anna Bern", 2),
    ]
    assert visit.span == Span(date(2001, 4, 1), date(2001, 5, 9))
    assert visit.status is Status.HELD
    assert visit.when == "2001-04 or 2001-05-07 – 09"


def test_a_part_takes_its_wholes_days_on_look_up_only(mini: KnowledgeGraph) -> None:
    meeting = mini.event("klow-meeting")
    assert meeting.datings == ()
    assert meeting.span == Span(date(2001, 4, 1), date(2001, 5, 9))
    assert meeting.when == "(2001-04-01 – 05-09)"
    assert [actor.label() for actor in meeting.actors] == ["Anna Bern", "Boris Cole"]  # Carla's claim was withdrawn


def test_status_is_the_latest_said(mini: KnowledgeGraph) -> None:
    second = mini.event("second-visit")
    assert [(step.status, step.claim.source.known_from) for step in second.history] == [
        (Status.PLANNED, date(2001, 5, 10)),
        (Status.NOT_HELD, date(2002, 6, 30)),
    ]
    assert (second.status, second.certainty) == (Status.NOT_HELD, Certainty.ASSERTED)
    early = mini.within(Lens(known_by=date(2001, 12, 31))).event("second-visit")
    assert (early.status, early.certainty, early.when) == (Status.PLANNED, Certainty.EXPECTED, "2002")


def test_what_was_expected_once_and_did_not_happen(article: KnowledgeGraph) -> None:
    visit = article.event("kim-jong-un-in-russia-2015")
    assert [(step.status, step.claim.said) for step in visit.history] == [
        (Status.PLANNED, "2015"),
        (Status.NOT_HELD, "2019-04-20"),
    ]


def test_events_of_somebody_by_time_and_by_side(mini: KnowledgeGraph) -> None:
    assert [e.entity.slug for e in mini.events("Anna Bern")] == [
        "event/anna-in-syldavia",
        "event/klow-meeting",
        "event/second-visit",
    ]
    # Boris belongs to the ministry, which belongs to Ruritania.
    assert [e.entity.slug for e in mini.events("Anna Bern", with_="Ruritania")] == [
        "event/anna-in-syldavia",
        "event/klow-meeting",
        "event/second-visit",
    ]
    assert [e.entity.slug for e in mini.events("Syldavia", with_="Boris Cole")] == []
    assert [e.entity.slug for e in mini.events("Klow")] == ["event/klow-meeting"]


def test_the_side_of_a_state(mini: KnowledgeGraph) -> None:
    side = {iri.rpartition("/")[2] for iri in mini.side("RUR")}
    assert side == {"ruritania", "anna", "carla", "ministry", "boris"}


def test_an_office_is_found_by_its_descriptor(mini: KnowledgeGraph) -> None:
    assert mini.resolve("the Ruritanian foreign minister").how == "as foreign minister, Ruritania (since 2002)"
    early = mini.within(Lens(known_by=date(2001, 12, 31)))
    assert early.resolve("foreign minister of Ruritania").how == "as foreign minister, Ruritania (seen 2001-05-10)"
    assert early.entity("foreign minister of Ruritania").label() == "Anna Bern"


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
