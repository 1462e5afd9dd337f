"""When: the dates of a thing that stand, the days they admit, and on what they rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from enum import Enum
from typing import NamedTuple

from graph.conclusions.datings import Dating, borne_out, datings_of, settled, standing_plans, tell
from graph.conclusions.status import HAPPENED, PLANNED, Verdict
from graph.model.claims import Claim
from graph.model.dates import Span, envelope, show_edtf, show_span
from graph.model.ontology import Ontology
from graph.model.vocabulary import Status


class Basis(Enum):
    """What the dates of a thing rest on.

    Attributes:
        OWN: Claims that date it.
        END_AS_PLANNED: Claims that date its beginning; its end is that of the plan.
        AS_PLANNED: The plan; a report of about that time says that it took place.
        UNCONFIRMED: The plan alone, though it took place: no bounds follow from it.
        WHOLE: What it is part of.
        PARTS: What is part of it, as an inner bound.
        SIGHTED: The days for which it was said to be under way.
        NONE: Nothing.
    """

    OWN = "own"
    END_AS_PLANNED = "end as planned"
    AS_PLANNED = "as planned"
    UNCONFIRMED = "unconfirmed"
    WHOLE = "whole"
    PARTS = "parts"
    SIGHTED = "sighted"
    NONE = "none"


class When(NamedTuple):
    """When a thing was.

    Attributes:
        datings: The dates that are told; several are in dispute, or one of them in doubt.
        span: The settled bounds.
        basis: What they rest on.
        claims: The claims behind them; of borrowed ones those that make it a part or whole.
        lenders: IRIs of the wholes or parts whose dates it has.
        passing: Whether it is of a kind that passes within days, so that no open end is meant.
        closed_by: The claims that lend an end to a stretch of which only the other end is said.
    """

    datings: tuple[Dating, ...] = ()
    span: Span = Span()
    basis: Basis = Basis.NONE
    claims: tuple[Claim, ...] = ()
    lenders: tuple[str, ...] = ()
    passing: bool = False
    closed_by: tuple[Claim, ...] = ()

    @property
    def is_inner(self) -> bool:
        """Whether it may have begun earlier, and have ended later."""
        return self.basis in {Basis.PARTS, Basis.SIGHTED}

    @property
    def text(self) -> str:
        """The dates for readers: in brackets what is not said of the thing itself; empty where nothing is known."""
        told = tell(borne_out(self.datings), since="from" if self.passing else "since")
        shown = show_span(self.span)
        texts = {
            Basis.OWN: told,
            Basis.AS_PLANNED: f"planned for {told}",
            Basis.UNCONFIRMED: f"(planned for {told})",
            Basis.WHOLE: f"({shown})",
            Basis.PARTS: f"(at least {shown})",
            Basis.SIGHTED: f"(under way {shown})",
            Basis.NONE: "",
        }
        if self.basis is Basis.END_AS_PLANNED:
            return f"{show_edtf(_with_end(self.datings, self.span))}, end as planned"
        return texts[self.basis]


def _with_end(datings: Sequence[Dating], span: Span) -> str:
    """Return the one half-open stretch in EDTF with its end filled in."""
    start = next(dating for dating in datings if dating.is_open)
    return f"{start.text.partition('/')[0]}/{span.latest}"


class Loan(NamedTuple):
    """Dates that a thing can borrow.

    Attributes:
        span: The days.
        claims: The claims that make it a part of the one that lends, or the other way.
        lenders: IRIs of those who lend.
    """

    span: Span = Span()
    claims: tuple[Claim, ...] = ()
    lenders: tuple[str, ...] = ()


class Sayings(NamedTuple):
    """What the claims about one thing say, sorted by whether they speak of a fact or of a plan.

    Attributes:
        iri: The thing.
        kind: IRI of its kind.
        status: What became of it, by the claims alone.
        took_place: Whether it took place; what nobody gives a status counts as fact.
        facts: Claims that it took place, or that give no status.
        plans: All other claims about it; none of either kind denies.
    """

    iri: str
    kind: str
    status: Status | None
    took_place: bool
    facts: tuple[Claim, ...]
    plans: tuple[Claim, ...]

    @classmethod
    def sorted_from(cls, iri: str, kind: str, verdict: Verdict, claims: Iterable[Claim]) -> Sayings:
        """Sort claims by what they say of the status; the verdict is what that amounts to."""
        facts: list[Claim] = []
        plans: list[Claim] = []
        for claim in claims:
            if not claim.denied:
                statuses = claim.statuses.get(iri, ())
                (facts if not statuses or not HAPPENED.isdisjoint(statuses) else plans).append(claim)
        return cls(iri, kind, verdict.status, verdict.took_place, tuple(facts), tuple(plans))

    @property
    def reports(self) -> tuple[Claim, ...]:
        """The claims that say that it took place."""
        return tuple(claim for claim in self.facts if claim.statuses.get(self.iri))

    @property
    def planning(self) -> frozenset[Claim]:
        """The claims that plan or propose it."""
        return frozenset(c for c in self.plans if not PLANNED.isdisjoint(c.statuses.get(self.iri, ())))


def conclude_dates(
    told: Sayings, ontology: Ontology, whole: Callable[[], Loan], parts: Callable[[], Loan], *, borrow: bool = True
) -> When:
    """Settle when a thing was.

    Of what came about, the dates count in claims that say so or give no status; of what did not, those of plans.
    What has none borrows them of the event that it is part of, or else has its parts' as an inner bound.

    Args:
        told: What is said of it.
        ontology: Tells how long happenings of its kind last, and when a plan is vague or confirmed.
        whole: Gives the dates of what it is part of.
        parts: Gives the dates of its parts.
        borrow: Whether it may borrow.
    """
    return _Dater(told, ontology, whole, parts, borrow=borrow).when()


class _Dater:
    def __init__(
        self,
        told: Sayings,
        ontology: Ontology,
        whole: Callable[[], Loan],
        parts: Callable[[], Loan],
        *,
        borrow: bool,
    ) -> None:
        self._told, self._ontology = told, ontology
        self._whole, self._parts, self._borrow = whole, parts, borrow
        self._limit = ontology.passes_within(told.kind)
        self._facts = settled(datings_of(told.iri, told.facts))
        self._plans = standing_plans(datings_of(told.iri, told.plans), told.planning)

    def when(self) -> When:
        own = self._of_plan() if not self._told.took_place else self._facts
        if own:
            return self._own(own)
        if not self._told.took_place:
            return self._lent() or When()
        if self._plans:
            return self._planned()
        return self._lent() or self._sighted() or When()

    def _of_plan(self) -> tuple[Dating, ...]:
        """Return the dates of what did not come about: those of plans, with those that no status goes with."""
        if self._plans and self._facts:
            planned = {claim for dating in self._plans for claim in dating.claims}
            return settled(datings_of(self._told.iri, (*self._told.facts, *planned)))
        return self._plans or self._facts

    def _planned(self) -> When:
        """Date what took place, but is dated by plans only."""
        planned, loan = envelope(dating.span for dating in self._plans), self._lent()
        vague = planned.days is None or planned.days > self._ontology.vague_beyond
        if loan and vague and planned.overlaps(loan.span) and planned.contains(loan.span):
            return loan
        if self._told.status is None or self._confirmed(planned):
            return self._own(self._plans)._replace(basis=Basis.AS_PLANNED)
        return loan or When(self._plans, basis=Basis.UNCONFIRMED, claims=_behind(self._plans))

    def _confirmed(self, planned: Span) -> bool:
        """Tell whether a report that it took place speaks from within the planned time, or shortly after."""
        end = _later(planned.latest, self._ontology.reported_within)
        return any(report.moment.overlaps(Span(planned.earliest, end)) for report in self._told.reports)

    def _lent(self) -> When | None:
        if not self._borrow:
            return None
        for basis, lend in ((Basis.WHOLE, self._whole), (Basis.PARTS, self._parts)):
            loan = lend()
            if loan.span:
                return When((), loan.span, basis, loan.claims, loan.lenders, passing=self._limit is not None)
        return None

    def _sighted(self) -> When | None:
        """Date what passes within days by the days for which it was said to be under way."""
        if self._told.status is not Status.ONGOING or self._limit is None:
            return None
        reports = self._told.reports
        span = envelope(report.moment for report in reports)
        return When((), span, Basis.SIGHTED, reports, passing=True)

    def _own(self, datings: tuple[Dating, ...]) -> When:
        span, basis, closing = envelope(dating.span for dating in datings), Basis.OWN, _Closing()
        start = next((dating for dating in datings if dating.is_open), None)
        if span.latest is None and start:
            closing = self._end_after(start)
            span, basis = Span(span.earliest, closing.day), Basis.END_AS_PLANNED if closing.planned else Basis.OWN
        until = next((dating for dating in datings if dating.is_until), None)
        if span.earliest is None and until:
            closing = self._beginning_before(until)
            span = Span(closing.day, span.latest)
        return When(
            datings, span, basis, _behind(datings), passing=self._limit is not None, closed_by=closing.claims
        )

    def _end_after(self, start: Dating) -> _Closing:
        """Close a stretch of which only the beginning is said.

        The planned end whose beginning agrees does, else the end of a period that overlaps, else the limit of the
        kind; the last dated part goes beyond.
        """
        begin = (start.ends or (Span(),))[0]
        planned = [
            plan
            for plan in self._plans
            if self._told.took_place and plan.span.latest and plan.ends and plan.ends[0].overlaps(begin)
        ]
        said = self._told.facts if self._told.took_place else (*self._told.facts, *self._told.plans)
        periods = [
            other
            for other in datings_of(self._told.iri, said)
            if other.ends is None and other.span.latest and other.span.overlaps(start.span)
            and not begin.contains(other.span)
        ]  # fmt: skip
        limit = _later(begin.latest, self._limit) if self._limit is not None else None
        ends = [dating.span.latest for dating in (*planned, *periods) if dating.span.latest]
        end, parts = min(ends, default=limit), self._parts()
        if parts.span.latest and (end is None or parts.span.latest > end):
            return _Closing(parts.span.latest, parts.claims)
        closing = [dating for dating in (*planned, *periods) if dating.span.latest == end]
        return _Closing(end, _behind(closing), planned=any(dating in planned for dating in closing))

    def _beginning_before(self, until: Dating) -> _Closing:
        """Close a stretch of which only the end is said: a plan begins at the earliest when it is said."""
        end = (until.ends or (Span(), Span()))[1]
        assert end.latest is not None
        assert end.earliest is not None
        plans: list[Dating] = []
        if self._told.took_place:
            reach = self._limit if self._limit is not None else self._ontology.vague_beyond
            plans = [
                plan
                for plan in self._plans
                if plan.ends and plan.span.earliest and 0 <= (end.latest - plan.span.earliest).days <= reach
            ]
            limit = end.earliest - timedelta(self._limit) if self._limit is not None else None
            begin = max((plan.span.earliest for plan in plans if plan.span.earliest), default=limit)
        else:
            begin = min(claim.first_said for claim in until.claims)
        parts = self._parts()
        if parts.span.earliest and (begin is None or parts.span.earliest < begin):
            begin = parts.span.earliest
        periods = [
            other
            for other in datings_of(self._told.iri, (*self._told.facts, *self._told.plans))
            if other.ends is None and other.span.earliest and other.span.overlaps(end)
        ]
        if begin and periods:
            begin = max((begin, *(period.span.earliest for period in periods if period.span.earliest)))
        lent = parts.claims if begin and begin == parts.span.earliest else ()
        closing = [dating for dating in (*plans, *periods) if begin and dating.span.earliest == begin]
        return _Closing(begin, tuple(dict.fromkeys((*_behind(closing), *lent))))


class _Closing(NamedTuple):
    """The day that closes a stretch of which one end is said, the claims that give it, and whether a plan does."""

    day: date | None = None
    claims: tuple[Claim, ...] = ()
    planned: bool = False


def _behind(datings: Iterable[Dating]) -> tuple[Claim, ...]:
    return tuple(dict.fromkeys(claim for dating in datings for claim in dating.claims))


def _later(day: date | None, days: int) -> date | None:
    if day is None or (date.max - day).days < days:
        return None
    return day + timedelta(days)
