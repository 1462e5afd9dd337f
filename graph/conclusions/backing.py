"""Backing: the claims that a statement of the view rests on, be it stated by them or concluded from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import NamedTuple

from pyoxigraph import DefaultGraph, NamedNode, Store

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.gatherings import attending
from graph.conclusions.when import Basis, When
from graph.model.claims import Claim, Triple, Value, gather, surest_first
from graph.model.dates import Span
from graph.model.vocabulary import BASE, CODES, PAN, XSD, Certainty, Remark


class Backing(NamedTuple):
    """What a statement rests on.

    Attributes:
        claims: The claims, surest first; none for names, kinds, the vocabulary and the records of sources.
        certainty: How sure the statement is; None where it rests on no claim.
        traced: Whether all that it rests on was found; a statement that no rule here knows is not traced.
    """

    claims: tuple[Claim, ...] = ()
    certainty: Certainty | None = None
    traced: bool = True


NEEDS_NONE = Backing()
"""What names, kinds, the vocabulary and the records of sources rest on: no claim."""


def backed(claims: Iterable[Claim]) -> Backing:
    """Return what a statement rests on that each of some claims makes."""
    found = surest_first(dict.fromkeys(claims))
    return Backing(found, found[0].certainty) if found else Backing(traced=False)


def all_of(parts: Iterable[Backing]) -> Backing:
    """Return what rests on several things at once: it is as sure as the least sure of them."""
    parts = tuple(parts)
    claims = surest_first(dict.fromkeys(claim for part in parts for claim in part.claims))
    sure = [part.certainty for part in parts if part.certainty is not None]
    return Backing(claims, min(sure, default=None), all(part.traced for part in parts))


def any_of(ways: Iterable[Backing]) -> Backing:
    """Return what rests on any of several things: it is as sure as the surest of them."""
    ways = tuple(ways)
    claims = surest_first(dict.fromkeys(claim for way in ways for claim in way.claims))
    if any(way.certainty is None and way.traced for way in ways):
        return Backing(claims, None)
    return Backing(claims, max((way.certainty for way in ways if way.certainty), default=None), bool(claims))


class Backings:
    """Says what the statements of a view rest on, each once.

    Args:
        conclusions: What the claims amount to; the view was derived from the same.
        view: The store whose default graph is the view.
    """

    def __init__(self, conclusions: Conclusions, view: Store) -> None:
        self._conclusions, self._reader, self._view = conclusions, conclusions.reader, view
        self._tenures = frozenset(tenure.entity.iri for tenure in conclusions.tenures)
        self._stated: dict[str, dict[Triple, tuple[Claim, ...]]] = {}
        self._narrower: dict[str, frozenset[str]] = {}
        self._found: dict[Triple, Backing] = {}
        self._concluded: dict[str, Callable[[Triple], Backing]] = {
            PAN + "status": self._status,
            PAN + "conclusion": self._remark,
            PAN + "lastReported": self._status,
            PAN + "earliest": self._day,
            PAN + "latest": self._day,
            PAN + "datesFrom": self._lender,
            PAN + "heldFrom": self._term,
            PAN + "heldUntil": self._term,
            PAN + "succeededFrom": self._succession,
            PAN + "side": self._side,
            PAN + "attended": self._attendance,
        }

    def of(self, triple: Triple) -> Backing:
        """Return what a statement of the view rests on.

        Args:
            triple: The statement; it must stand in the view.
        """
        if triple not in self._found:
            self._found[triple] = self._back(triple)
        return self._found[triple]

    def of_claim(self, iri: str) -> Backing:
        """Return what the record of a claim, given by its IRI, and its graph rest on: the claim itself."""
        claim = self._reader.claim(iri)
        return Backing((claim,), claim.certainty)

    def _back(self, triple: Triple) -> Backing:
        subject, predicate, _ = triple
        if subject.startswith(f"{BASE}claim/"):
            return self.of_claim(subject)
        if subject.startswith(f"{BASE}disagreement/"):
            return self._disagreement(subject)
        if not subject.startswith(BASE) or subject.startswith((f"{BASE}source/", PAN)):
            return NEEDS_NONE
        if predicate in self._concluded:
            return self._concluded[predicate](triple)
        claims = self._stating(triple)
        if claims:
            return backed(claims)
        is_identity = not predicate.startswith(PAN) or predicate in CODES
        return NEEDS_NONE if is_identity else Backing(traced=False)

    def _stating(self, triple: Triple) -> list[Claim]:
        """Return the claims that state a triple, or one that implies it: a visitor is a participant."""
        subject, predicate, thing = triple
        if subject not in self._stated:
            self._stated[subject] = gather(claim for claim in self._reader.about(subject) if not claim.denied)
        if predicate not in self._narrower:
            self._narrower[predicate] = self._conclusions.ontology.below(predicate)
        relations, stated = self._narrower[predicate], self._stated[subject]
        return [claim for name in sorted(relations) for claim in stated.get(Triple(subject, name, thing), ())]

    # --- what is concluded ----------------------------------------------------------------------------

    def _status(self, triple: Triple) -> Backing:
        """Back what became of a thing; that it is over rests on when it was as well."""
        conclusion = self._conclusions.conclusion(triple.subject)
        said = Backing(surest_first(conclusion.claims), conclusion.certainty, bool(conclusion.claims))
        over = conclusion.remark is Remark.CONCLUDED
        return all_of([said, *(self._days(triple.subject, conclusion.when.span) if over else ())])

    def _remark(self, triple: Triple) -> Backing:
        """Back what lapse of time makes of a status; that an outcome is not said rests on later claims as well."""
        conclusion = self._conclusions.conclusion(triple.subject)
        end = conclusion.when.span.latest
        if not end or conclusion.remark not in {Remark.NO_LATER_WORD, Remark.OUTCOME_NOT_SAID}:
            return self._status(triple)
        spoken = self._speaking(triple.subject)
        later = [claim for claim in spoken if claim.last_said > end and claim not in conclusion.claims]
        days = self._days(triple.subject, conclusion.when.span)
        return all_of([self._status(triple), *days, *([backed(later)] if later else [])])

    def _day(self, triple: Triple) -> Backing:
        """Back the first or last day of a thing: by the dates that have it, else by what lends it."""
        if self._conclusions.entity(triple.subject).kind == PAN + "Tenure":
            return self._term(triple)
        when = self._conclusions.conclusion(triple.subject).when
        if not when.lenders or _dating(when, triple):
            return self._dated(triple.subject, triple)
        spans = {lender: self._conclusions.conclusion(lender).when.span for lender in when.lenders}
        lending = [lender for lender, span in spans.items() if _ends(span, triple)] or list(spans)
        return any_of(self._loan(when, lender, triple) for lender in lending)

    def _dated(self, iri: str, triple: Triple) -> Backing:
        """Back a day by what dates a thing itself; a plan dates what took place with those who say that it did."""
        conclusion = self._conclusions.conclusion(iri)
        when = conclusion.when
        confirming = conclusion.claims if when.basis is Basis.AS_PLANNED else ()
        if dated := _dating(when, triple):
            return all_of(map(backed, filter(None, (dated, confirming))))
        if not when.claims:
            return Backing(traced=False)
        return all_of(map(backed, filter(None, (when.claims, when.closed_by, confirming))))

    def _loan(self, when: When, lender: str, triple: Triple) -> Backing:
        """Back what is lent: by what links the two, and by what dates the one that lends."""
        return all_of([_linking(when, lender), self._dated(lender, triple)])

    def _lender(self, triple: Triple) -> Backing:
        when, lender = self._conclusions.conclusion(triple.subject).when, str(triple.object)
        return all_of([_linking(when, lender), backed(self._conclusions.conclusion(lender).when.claims)])

    def _term(self, triple: Triple) -> Backing:
        """Back a day of a tenure: by the claims that have it, else by those of the tenures next to it."""
        own = self._speaking(triple.subject)
        if dated := [claim for claim in own if _day_of(triple) in claim.span(triple.subject)]:
            return backed(dated)
        others = sorted({thing for claim in own for thing in claim.mentions} & self._tenures - {triple.subject})
        claims = [(other, claim) for other in others for claim in self._speaking(other)]
        bounding = [claim for other, claim in claims if _day_of(triple) in claim.span(other)]
        if not bounding:  # a beginning that is put before the end that the next one's beginning is
            days = set(self._conclusions.term(triple.subject).handed_over or ()) - {None}
            bounding = [claim for other, claim in claims if days & set(claim.span(other))]
        return all_of(map(backed, filter(None, (own, bounding))))

    def _speaking(self, iri: str) -> list[Claim]:
        return [claim for claim in self._reader.mentioning(iri) if not claim.denied]

    def _succession(self, triple: Triple) -> Backing:
        """Back the day from which another is known in an office: by the claims on that one's tenure."""
        own, day = self._conclusions.tenure(triple.subject), _day_of(triple)
        rivals = [
            other
            for other in self._conclusions.tenures_of(own.office.iri if own.office else "")
            if (other.office, other.of) == (own.office, own.of) and other.holder != own.holder
        ]
        begun = [other for other in rivals if other.term.earliest == day]
        before = [other for other in rivals if day and other.term.earliest and other.term.earliest <= day]
        return all_of([backed(own.claims), any_of(backed(other.claims) for other in begun or before)])

    def _side(self, triple: Triple) -> Backing:
        """Back a side in an event: by who took part for it, what says for whom they acted, and when it was."""
        event, side = self._conclusions.event(triple.subject), str(triple.object)
        sides, ways = self._conclusions.sides, []
        for actor in event.actors:
            if side in sides.of(actor.iri, event.span):
                acting = any_of(all_of(map(backed, way)) for way in sides.ways_for(actor.iri, side, event.span))
                dating = self._days(triple.subject, event.span) if actor.kind == PAN + "Person" else ()
                ways.append(all_of([backed(event.claims_of(actor.iri)), acting, *dating]))
        return any_of(ways)

    def _attendance(self, triple: Triple) -> Backing:
        """Back that somebody was at an event: by who says so, and by what says that it took place."""
        event = self._conclusions.event(str(triple.object))
        there = backed(attending(event, self._conclusions.ontology).get(triple.subject, ()))
        return all_of([there, *([backed(event.conclusion.claims)] if event.conclusion.claims else [])])

    def _days(self, iri: str, span: Span) -> Iterator[Backing]:
        for name, day in (("earliest", span.earliest), ("latest", span.latest)):
            if day:
                yield self._day(Triple(iri, PAN + name, Value(day.isoformat(), XSD + "date")))

    def _disagreement(self, iri: str) -> Backing:
        readings = self._view.quads_for_pattern(NamedNode(iri), NamedNode(PAN + "reading"), None, DefaultGraph())
        return all_of(self.of_claim(quad.object.value) for quad in readings if isinstance(quad.object, NamedNode))


def _linking(when: When, lender: str) -> Backing:
    """Back that a thing and one that lends it dates are part of each other, over all that lies between."""
    direct = [claim for claim in when.claims if lender in claim.mentions]
    others = frozenset(when.lenders) - {lender}
    between = [claim for claim in when.claims if claim not in direct and not others & claim.mentions]
    return all_of(map(backed, filter(None, (direct, *([claim] for claim in between)))))


def _dating(when: When, triple: Triple) -> list[Claim]:
    """Return the claims of the dates that begin or end on the day of a statement."""
    return [claim for dating in when.datings if _ends(dating.span, triple) for claim in dating.claims]


def _ends(span: Span, triple: Triple) -> bool:
    """Tell whether a span has the day of a statement at the end of which it speaks."""
    return (span.earliest if triple.predicate == PAN + "earliest" else span.latest) == _day_of(triple)


def _day_of(triple: Triple) -> date | None:
    return date.fromisoformat(triple.object.text) if isinstance(triple.object, Value) else None
