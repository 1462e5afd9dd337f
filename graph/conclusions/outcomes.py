"""Outcomes: what became of a thing, and when it was, with what its wholes and parts lend it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from graph.conclusions.events import Conclusion
from graph.conclusions.sayings import Sayings
from graph.conclusions.status import HAPPENED, PLANNED, Step, Verdict, conclude_status
from graph.conclusions.when import Basis, Loan, When, conclude_dates
from graph.conclusions.wholes import Wholes
from graph.model.claims import Claim
from graph.model.dates import Span, envelope
from graph.model.vocabulary import Certainty, Remark, Stage, Status
from graph.store.reader import Reader


class _Own(NamedTuple):
    """What is concluded of a thing without its wholes and parts."""

    verdict: Verdict
    when: When
    stage: Stage


class Outcomes:
    """Concludes what became of things and when they were, each once for a day of knowledge.

    Args:
        reader: Gives claims and entities.
        wholes: Knows what is part of what.
    """

    def __init__(self, reader: Reader, wholes: Wholes) -> None:
        self._reader, self._wholes, self._ontology = reader, wholes, reader.ontology
        self._own_of: dict[tuple[str, date], _Own] = {}
        self._found: dict[tuple[str, date], Conclusion] = {}

    def of(self, iri: str, day: date) -> Conclusion:
        """Return what the claims about a thing, known on a day, amount to."""
        if (iri, day) not in self._found:
            self._found[iri, day] = self._conclude(iri, day)
        return self._found[iri, day]

    def heard(self, iri: str, day: date) -> tuple[Claim, ...]:
        """Return the claims about a thing, denials included, whose sources were public by a day."""
        return tuple(claim for claim in self._reader.about(iri) if claim.source.known_from <= day)

    def _conclude(self, iri: str, day: date) -> Conclusion:
        own = self._own(iri, day)
        verdict, when, remark = own.verdict, own.when, None
        if self._wholes.is_event(iri) and self._wholes.is_linked(iri, day):
            when = self._dates(iri, day, verdict, borrow=True)
            if own.stage not in {Stage.TOOK_PLACE, Stage.CAME_TO_NOTHING}:
                verdict, remark = self._begun(iri, day, verdict)
        if remark and when.basis is Basis.OWN and own.verdict.status in PLANNED:
            when = when._replace(basis=Basis.AS_PLANNED)
        status, remark = self._now(iri, day, verdict, when, remark)
        return Conclusion(
            status=status,
            stage=self._ontology.stage(status),
            certainty=verdict.certainty or self._surest(iri, day),
            remark=remark,
            last_reported=verdict.last_reported,
            when=when,
            against=_since(verdict, when.span),
            unsaid=verdict.unsaid,
            claims=verdict.claims,
        )

    def _own(self, iri: str, day: date) -> _Own:
        """Conclude without borrowing, so that wholes and parts can ask each other."""
        if (iri, day) not in self._own_of:
            verdict = conclude_status(iri, self.heard(iri, day))
            when = self._dates(iri, day, verdict, borrow=False)
            status, _ = self._now(iri, day, verdict, when, None)
            self._own_of[iri, day] = _Own(verdict, when, self._ontology.stage(status))
        return self._own_of[iri, day]

    def _dates(self, iri: str, day: date, verdict: Verdict, *, borrow: bool) -> When:
        told = Sayings.sorted_from(iri, self._reader.entity(iri).kind, verdict, self.heard(iri, day))
        return conclude_dates(
            told, self._ontology, lambda: self._from_whole(iri, day),
            lambda: self._from_parts(iri, day) if borrow else Loan(), borrow=borrow,
        )  # fmt: skip

    def _now(
        self, iri: str, day: date, verdict: Verdict, when: When, remark: Remark | None
    ) -> tuple[Status | None, Remark | None]:
        """Say what the lapse of time has made of a status."""
        last = when.span.latest
        if verdict.status is Status.ONGOING and self._is_over(iri, day, verdict, when):
            return Status.HELD, remark or Remark.CONCLUDED
        if verdict.status in PLANNED and last and last < day:
            plans = {c for c in self.heard(iri, day) if not PLANNED.isdisjoint(c.statuses.get(iri, ()))}
            later = any(c.last_said > last and not c.denied for c in self.heard(iri, day) if c not in plans)
            return verdict.status, Remark.OUTCOME_NOT_SAID if later else Remark.NO_LATER_WORD
        return verdict.status, remark

    def _is_over(self, iri: str, day: date, verdict: Verdict, when: When) -> bool:
        """Tell whether the time of what was under way has passed: by its dates, or by the limit of its kind."""
        limit = self._ontology.passes_within(self._reader.entity(iri).kind)
        if when.span.latest and not when.is_inner:
            stretch = when.basis is Basis.OWN and any(dating.ends for dating in when.datings)
            return when.span.latest < day and (limit is not None or stretch)
        seen = max((last for last in (verdict.last_reported, when.span.latest) if last), default=None)
        return limit is not None and seen is not None and (day - seen).days > limit

    def _begun(self, iri: str, day: date, verdict: Verdict) -> tuple[Verdict, Remark | None]:
        """Let a part that was held show that the whole has begun."""
        held = []
        behind: dict[Claim, None] = {}
        for part, claims in self._wholes.parts_below(iri, day).items():
            own = self._own(part, day)
            sure = min(own.verdict.certainty or Certainty.RUMOURED, max(claim.certainty for claim in claims))
            shows = self._ontology.shows_begun(self._reader.entity(part).kind) and own.stage is Stage.TOOK_PLACE
            if shows and own.verdict.status and sure >= Certainty.REPORTED:
                held.append((sure, own.when.span.latest or own.verdict.last_reported))
                behind |= dict.fromkeys((*claims, *own.verdict.claims))
        if not held:
            return verdict, None
        last = max((seen for _, seen in held if seen), default=None)
        return Verdict(Status.ONGOING, max(sure for sure, _ in held), last, claims=tuple(behind)), Remark.BEGUN

    def _from_whole(self, iri: str, day: date) -> Loan:
        """Return the dates of the nearest event that a thing is part of and that has some."""
        seen, front = {iri}, {iri: frozenset[Claim]()}
        while front:
            above: dict[str, frozenset[Claim]] = {}
            for one, behind in front.items():
                for whole, claims in self._wholes.linked(one, day, to_whole=True).items():
                    if whole not in seen and self._wholes.is_event(whole):
                        above[whole] = above.get(whole, frozenset()) | behind | frozenset(claims)
            dated = {whole: span for whole in above if (span := self._own(whole, day).when.span)}
            if dated:
                behind = frozenset().union(*(above[whole] for whole in dated))
                return Loan(envelope(dated.values()), _in_order(behind), tuple(sorted(dated)))
            seen |= above.keys()
            front = above
        return Loan()

    def _from_parts(self, iri: str, day: date) -> Loan:
        """Return the days of the parts of a thing that took place, or that no claim gives a status."""
        dated: dict[str, Span] = {}
        behind: set[Claim] = set()
        for part, claims in self._wholes.parts_below(iri, day).items():
            own = self._own(part, day)
            if (
                (own.stage is Stage.TOOK_PLACE or own.verdict.unsaid)
                and own.when.span
                and own.when.basis is not Basis.SIGHTED
            ):
                dated[part] = own.when.span
                behind.update(claims)
        return Loan(envelope(dated.values()), _in_order(behind), tuple(sorted(dated)))

    def _surest(self, iri: str, day: date) -> Certainty | None:
        return max((claim.certainty for claim in self.heard(iri, day) if not claim.denied), default=None)


def _since(verdict: Verdict, span: Span) -> tuple[Step, ...]:
    """Return what was said, no earlier than it began, to the contrary of what took place."""
    if verdict.status not in HAPPENED:
        return ()
    return tuple(step for step in verdict.against if step.claim.last_said >= (span.earliest or date.min))


def _in_order(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    return tuple(sorted(claims, key=lambda claim: claim.iri))
