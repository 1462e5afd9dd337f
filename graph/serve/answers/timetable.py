"""Events by time, as a page, as JSON and for calendars; and a feed of what was said last."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from xml.etree import ElementTree as Xml

from graph.errors import ParameterError
from graph.model.safe import safe
from graph.model.vocabulary import Stage, slug
from graph.render.evidence import claim_number
from graph.render.listings import list_wholes
from graph.render.states import state_of_event
from graph.serve.pages import html_page, json_reply, lines_reply, page_words
from graph.serve.reply import Reply
from graph.serve.writing import path_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.conclusions.events import Event
    from graph.model.claims import Claim
    from graph.serve.visit import Visit

_FEED = 50
_MANY = 400
"""More events than this are shown year by year."""

_STATUS = {Stage.TOOK_PLACE: "CONFIRMED", Stage.CAME_TO_NOTHING: "CANCELLED"}
_ATOM = "http://www.w3.org/2005/Atom"


def events(visit: Visit) -> Reply:
    """Answer with events by time: all, or those of somebody, of two, of a kind, of a role, of a year."""
    question = visit.question
    year = question.value("year")
    if year is not None and not (year.isascii() and year.isdigit() and 1 <= int(year) <= 9999):
        raise ParameterError("year is a number, such as 2018")
    found = visit.graph.events(
        question.value("about"), question.value("with"), itself=question.value("itself") == "yes",
        year=int(year) if year else None, kind=question.value("kind"), role=question.value("role"),
    )  # fmt: skip
    if visit.form == "json":
        return json_reply(list(map(visit.recorder.event, found)))
    if visit.form == "txt":
        return lines_reply(list_wholes(found, visit.graph.conclusions, visit.language))
    if visit.form == "ics":
        return Reply("".join(_calendar(visit, found)).encode(), "ics")
    years: dict[int | None, list[Event]] = {}
    for event in found:
        years.setdefault(event.day.year if event.day else None, []).append(event)
    many = len(found) > _MANY
    about = visit.graph.entity(name) if (name := question.value("about")) else None
    return html_page(visit, "events.html", years=years, many=many, total=len(found), about=about)


def feed(visit: Visit) -> Reply:
    """Answer with the claims of the sources that came out last, as Atom."""
    graph, base, link = visit.graph, visit.question.base, visit.question.link
    dated = [c for c in graph.claims() if not c.source.is_background and c.source.dated_by != "read"]
    last = sorted(dated, key=lambda claim: (claim.source.known_from, claim.iri), reverse=True)[:_FEED]
    root = Xml.Element("feed", xmlns=_ATOM)
    _add(root, "title", f"Panmunjom: {page_words()[visit.language]['latest']}")
    _add(root, "id", base + link("/feed"))
    _add(root, "updated", _midnight_text(last[0].source.known_from if last else date(1970, 1, 1)))
    Xml.SubElement(root, "link", rel="self", href=base + link("/feed"))
    author = Xml.SubElement(root, "author")
    _add(author, "name", "Panmunjom")
    for claim in last:
        _entry(root, claim, base + link(path_of(claim.iri)))
    Xml.indent(root)
    body = '<?xml version="1.0" encoding="UTF-8"?>\n' + Xml.tostring(root, encoding="unicode") + "\n"
    return Reply(body.encode(), "atom")


def _entry(root: Xml.Element, claim: Claim, address: str) -> None:
    entry = Xml.SubElement(root, "entry")
    _add(entry, "title", claim.comment)
    _add(entry, "id", claim.iri)
    _add(entry, "updated", _midnight_text(claim.source.known_from))
    Xml.SubElement(entry, "link", href=address)
    _add(entry, "summary", f"{claim.certainty} · {claim.source.title} · {claim.place} [{claim_number(claim)}]")


def _add(parent: Xml.Element, tag: str, text: str) -> None:
    Xml.SubElement(parent, tag).text = safe(text)


def _midnight_text(day: date) -> str:
    return datetime.combine(day, time(), UTC).isoformat()


def _calendar(visit: Visit, found: tuple[Event, ...]) -> Iterator[str]:
    """Yield events as iCalendar: those that are dated to some days; what did not come about says so."""
    stamp = f"{visit.graph.conclusions.day:%Y%m%d}T000000Z"
    base, link = visit.question.base, visit.question.link
    yield from _folded_lines("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Panmunjom//EN", "CALSCALE:GREGORIAN")
    for event in found:
        first, last = event.span.earliest, event.span.latest
        if not (first and last) or last == date.max:
            continue
        status = _STATUS.get(event.conclusion.stage, "CONFIRMED" if event.took_place else "TENTATIVE")
        name, where = (
            event.entity.label(visit.language),
            ", ".join(p.place.label(visit.language) for p in event.placings),
        )
        said = "; ".join(claim_number(claim) for claim in event.claims[:5])
        state = state_of_event(event, visit.graph.ontology, visit.language) or event.certainty
        yield from _folded_lines(
            "BEGIN:VEVENT", f"UID:{slug(event.entity.iri).replace('/', '-')}@panmunjom", f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{first:%Y%m%d}", f"DTEND;VALUE=DATE:{last + timedelta(1):%Y%m%d}",
            f"SUMMARY:{_in_ical(name)}", *([f"LOCATION:{_in_ical(where)}"] if where else []),
            f"DESCRIPTION:{_in_ical(f'{event.when} · {state} · {said}')}",
            f"STATUS:{status}", f"URL:{base}{link(path_of(event.entity.iri))}", "TRANSP:TRANSPARENT", "END:VEVENT",
        )  # fmt: skip
    yield from _folded_lines("END:VCALENDAR")


def _in_ical(text: str) -> str:
    plain = safe(text).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return plain.replace("\n", "\\n")


def _folded_lines(*lines: str) -> Iterator[str]:
    """Yield lines of at most 75 bytes; longer ones go on after a blank."""
    for line in lines:
        row = ""
        for char in line:
            if len((row + char).encode()) > 75:
                yield row + "\r\n"
                row = " "
            row += char
        yield row + "\r\n"
