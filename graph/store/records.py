"""From the quads of a record to a claim or a source: every typed value is read here, or refused."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from warnings import warn

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from graph.errors import DataError, DataWarning, UnknownNameError
from graph.model.claims import Claim, Dates, Triple, Value
from graph.model.dates import Span, edtf_span, iso_day, parse_partial
from graph.model.sources import Publisher, Source
from graph.model.vocabulary import DCTERMS, PAN, RDF, RDFS, Certainty, Status, local, slug

Description = Mapping[str, list[object]]
"""The objects of what is stated of one thing, by the IRI of the predicate."""

_TIMES = frozenset(PAN + name for name in ("date", "earliest", "latest", "attested"))
_STATUS = PAN + "status"
_UNDATED = date.max


def make_claim(iri: str, record: Description, graph: Iterable[Quad], source_of: Callable[[str], Source]) -> Claim:
    """Make a claim of its record and its graph.

    Args:
        iri: Its IRI.
        record: What is stated of it.
        graph: What it states.
        source_of: Reads a source.

    Raises:
        DataError: Something is missing, or is not what it must be.
    """
    source = _source(_needed(record, "source"), source_of)
    triples = tuple(sorted(map(_triple, graph), key=_triple_order))
    certainty = _certainty(_needed(record, "certainty"))
    alternatives = _iris_in(record, "alternative")
    return Claim(
        iri=iri,
        source=source,
        paragraph=_paragraph(record),
        locator=_text(record, PAN + "locator"),
        certainty=min(certainty, Certainty.POSSIBLE) if alternatives else certainty,
        comment=_text(record, RDFS + "comment") or "",
        denied=_denied(record),
        reported_by=_iris_in(record, "reportedBy"),
        reported_by_text=_text(record, PAN + "reportedByText"),
        conditions=_iris_in(record, "condition"),
        condition_text=_text(record, PAN + "conditionText"),
        as_of=_moment_meant(record, iri),
        alternatives=alternatives,
        contradicts=_iris_in(record, "contradicts"),
        withdrawn=_value(record, "withdrawn"),
        reviewed=_day(record, "reviewed"),
        triples=triples,
        dates=_dates(triples, iri),
        statuses=_statuses(triples),
    )


def make_source(
    iri: str, record: Description, referring: Iterable[Source], publisher_of: Callable[[str], Publisher]
) -> Source:
    """Make a source of its record.

    Args:
        iri: Its IRI.
        record: What is stated of it.
        referring: The sources that point to it.
        publisher_of: Reads what is known of a publisher.

    Raises:
        DataError: A day is none.
    """
    published = _value(record, DCTERMS + "issued")
    written, read = _day(record, "written"), _day(record, "read")
    issued = parse_partial(published).latest if published else None
    kinds = [kind for kind in _sorted_iris(record, RDF + "type") if kind != PAN + "Source"]
    referred = min((source.known_from for source in referring), default=None)
    publisher = next(iter(_sorted_iris(record, DCTERMS + "publisher")), None)
    creator = next(iter(_sorted_iris(record, DCTERMS + "creator")), None)
    voices = [publisher_of(body) for body in (creator, publisher) if body]
    return Source(
        iri=iri,
        kind=kinds[0] if kinds else PAN + "Source",
        title=_text(record, DCTERMS + "title") or local(iri),
        publisher=publisher,
        creator=creator,
        voice=next((voice for voice in voices if voice.kind), voices[-1] if voices else None),
        published=published,
        written=written,
        read=read,
        known_from=date.min if kinds == [PAN + "Curation"] else issued or written or referred or read or _UNDATED,
        url=_text(record, PAN + "url"),
        language=_text(record, DCTERMS + "language"),
    )


READ_AS_VALUES = ("certainty", "polarity", "paragraph", "reviewed", "status", "earliest", "latest")
"""Names of the properties of a claim, and of what it says, whose values are read, or refused."""


def is_readable(name: str, term: object) -> bool:
    """Tell whether a term can be read as a value of one of `READ_AS_VALUES`."""
    record = {PAN + name: [term]}
    try:
        match name:
            case "certainty":
                _certainty(_needed(record, name))
            case "polarity":
                _denied(record)
            case "paragraph":
                _paragraph(record)
            case "status":
                _status(_iri(record, name) or "", "")
            case _:
                _day(record, name)
    except DataError:
        return False
    return True


def literals(record: Description, predicate: str) -> Iterator[str]:
    """Yield the literals that a record has for a predicate, in order."""
    yield from sorted(term.value for term in record.get(predicate, ()) if isinstance(term, Literal))


def _dates(triples: Iterable[Triple], claim: str) -> dict[str, Dates]:
    """Return what the claim says of time, by the IRI of the thing."""
    said: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for subject, predicate, value in triples:
        if predicate in _TIMES:
            if not isinstance(value, Value):
                raise DataError(f"gives {local(subject)} the {local(predicate)} <{value}>, which is no date")
            said[subject][local(predicate)].append(value.text)
    return {subject: _dates_of(subject, given, claim) for subject, given in said.items()}


def _dates_of(subject: str, given: Mapping[str, list[str]], claim: str) -> Dates:
    bounds = Span(
        min((_bound_day(text, "earliest", subject) for text in given.get("earliest", ())), default=None),
        max((_bound_day(text, "latest", subject) for text in given.get("latest", ())), default=None),
    )
    if bounds.earliest and bounds.latest and bounds.earliest > bounds.latest:
        raise DataError(f"gives {local(subject)} bounds in reverse, {bounds.edtf}; swap or correct them")
    read = {
        name: tuple(text for text in given.get(name, ()) if _is_edtf(text, name, subject, claim))
        for name in ("date", "attested")
    }
    if not bounds:
        bounds = _admitted((*read["date"], *read["attested"]))
    return Dates(bounds, read["date"], read["attested"])


def _admitted(dates: Iterable[str]) -> Span:
    """Return the days that some dates admit between them."""
    spans = [edtf_span(text) for text in dates]
    starts = [span.earliest for span in spans if span.earliest]
    ends = [span.latest for span in spans if span.latest]
    first = min(starts) if spans and len(starts) == len(spans) else None
    return Span(first, max(ends) if spans and len(ends) == len(spans) else None)


def _bound_day(text: str, name: str, subject: str) -> date:
    try:
        return iso_day(text)
    except ValueError:
        what = f"gives {local(subject)} the {name} {text!r}, which is no day"
        raise DataError(f"{what}; write YYYY-MM-DD") from None


def _is_edtf(text: str, name: str, subject: str, claim: str) -> bool:
    """Tell whether a date can be read; one that cannot is warned of, and the claim's bounds serve."""
    try:
        edtf_span(text)
    except DataError as error:
        what = f"gives {local(subject)} the {name} {text!r}: {error.reason}"
        warn(f"{slug(claim)}: {what}; its bounds are used", DataWarning, stacklevel=2)
        return False
    return True


def _statuses(triples: Iterable[Triple]) -> dict[str, tuple[Status, ...]]:
    found: dict[str, list[Status]] = defaultdict(list)
    for subject, predicate, value in triples:
        if predicate == _STATUS:
            found[subject].append(_status(value, subject))
    return {subject: tuple(statuses) for subject, statuses in found.items()}


def _status(value: str | Value, subject: str) -> Status:
    name = local(value) if isinstance(value, str) and value.startswith(PAN) else ""
    if name not in Status._value2member_map_:
        known = ", ".join(f"pan:{status.value}" for status in Status)
        shown = value.text if isinstance(value, Value) else value.replace(PAN, "pan:")
        raise DataError(f"gives {local(subject)} the status {shown}, which is none; known: {known}")
    return Status(name)


def _source(iri: str, source_of: Callable[[str], Source]) -> Source:
    try:
        return source_of(iri)
    except UnknownNameError:
        raise DataError(f"comes from {slug(iri)}, of which nothing is said; describe the source") from None


def _denied(record: Description) -> bool:
    polarity = _iri(record, "polarity")
    if polarity not in {None, PAN + "Denied"}:
        raise DataError(f"has the polarity <{polarity}>, which is none; write pan:Denied, or leave it out")
    return polarity is not None


def _certainty(iri: str) -> Certainty:
    try:
        return Certainty.parse(iri if iri.startswith(PAN) else f"<{iri}>")
    except ValueError as error:
        raise DataError(f"{error}".replace(PAN, "pan:")) from None


def _paragraph(record: Description) -> int | None:
    text = _value(record, "paragraph")
    if text is None:
        return None
    if not (text.isascii() and text.isdigit() and len(text) <= len("99999")):
        raise DataError(f"has the paragraph {text!r}, which is no number; count from 1, the title being 0")
    return int(text)


def _moment_meant(record: Description, claim: str) -> str | None:
    text = _value(record, "asOf")
    if text is None or _is_edtf(text, "asOf", claim, claim):
        return text
    return None


def _day(record: Description, name: str) -> date | None:
    text = _value(record, name)
    try:
        return iso_day(text) if text is not None else None
    except ValueError:
        raise DataError(f"no such day: {text!r} for {name}; write YYYY-MM-DD") from None


def _needed(record: Description, name: str) -> str:
    found = _iri(record, name)
    if found is None:
        raise DataError(f"has no pan:{name}; add it to the claim's record")
    return found


def _iri(record: Description, name: str) -> str | None:
    return next(iter(_iris_in(record, name)), None)


def _iris_in(record: Description, name: str) -> tuple[str, ...]:
    terms = record.get(PAN + name, ())
    for term in terms:
        if not isinstance(term, NamedNode):
            shown = f"the blank node _:{term.value}" if isinstance(term, BlankNode) else f"{term}"
            raise DataError(f"has {shown} for pan:{name}, where an IRI belongs")
    return _sorted_iris(record, PAN + name)


def _sorted_iris(record: Description, predicate: str) -> tuple[str, ...]:
    return tuple(sorted(term.value for term in record.get(predicate, ()) if isinstance(term, NamedNode)))


def _text(record: Description, predicate: str) -> str | None:
    return next(literals(record, predicate), None)


def _value(record: Description, name: str) -> str | None:
    """Return a literal; what is none is refused, and not passed over."""
    predicate = name if ":" in name else PAN + name
    if any(not isinstance(term, Literal) for term in record.get(predicate, ())):
        raise DataError(f"has a thing for {local(predicate)}, where a value belongs; put it in quotes")
    return _text(record, predicate)


def _triple(quad: Quad) -> Triple:
    match quad.subject, quad.object:
        case NamedNode(value=subject), NamedNode(value=thing):
            return Triple(subject, quad.predicate.value, thing)
        case NamedNode(value=subject), Literal() as value:
            return Triple(subject, quad.predicate.value, Value(value.value, value.datatype.value, value.language))
        case (BlankNode(), _) | (_, BlankNode()):
            raise DataError("has a blank node in its graph, where an IRI belongs; give the thing an IRI")
    raise DataError("has a triple term in its graph; triple terms are not supported")


def _triple_order(triple: Triple) -> tuple[str, str, bool, str]:
    subject, predicate, thing = triple
    if isinstance(thing, str):
        return subject, predicate, False, thing
    return subject, predicate, True, f"{thing.text}\0{thing.datatype}\0{thing.language or ''}"
