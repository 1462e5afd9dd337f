"""Status: what became of a thing, as the claims about it amount to together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from graph.model.claims import Claim
from graph.model.vocabulary import Certainty, Status

HAPPENED = frozenset({Status.HELD, Status.ONGOING})
"""Reports that it took place: final against plans."""

FAILED = frozenset({Status.NOT_HELD, Status.CANCELLED})
PLANNED = frozenset({Status.PLANNED, Status.PROPOSED})
_ORDER = list(Status)


class Step(NamedTuple):
    """What one claim says of how far a thing had come."""

    status: Status
    claim: Claim

    @property
    def moment(self) -> date:
        """The day from which it counts: plans, and what is under way, from the first day of their moment."""
        return self.claim.first_said if self.status in PLANNED | {Status.ONGOING} else self.claim.last_said

    @property
    def weight(self) -> tuple[Certainty, date, int, str]:
        """Sort key: the surer, then the later said, then the further come counts more."""
        return self.claim.certainty, self.claim.last_said, -_ORDER.index(self.status), self.claim.iri


class Verdict(NamedTuple):
    """What the claims about a thing say of its status, its dates left out of account.

    Attributes:
        status: None where no claim gives one.
        certainty: How sure that is.
        last_reported: The last day for which it was said to be under way, where nobody says that it was held.
        against: Steps that say of what took place that it did not, and that did not undo it.
        unsaid: Whether no claim speaks of a status at all; it is then taken for a fact.
        claims: The claims that the status rests on.
    """

    status: Status | None = None
    certainty: Certainty | None = None
    last_reported: date | None = None
    against: tuple[Step, ...] = ()
    unsaid: bool = False
    claims: tuple[Claim, ...] = ()

    @property
    def took_place(self) -> bool:
        """Whether it is or was a fact."""
        return self.unsaid or self.status in HAPPENED


def history_of(iri: str, claims: Iterable[Claim]) -> tuple[Step, ...]:
    """Return what claims say of a thing's status, in the order of the moments for which it was said."""
    steps = [Step(status, claim) for claim in claims for status in claim.statuses.get(iri, ())]
    return tuple(sorted(steps, key=lambda s: (s.moment, s.claim.certainty, -_ORDER.index(s.status), s.claim.iri)))


def conclude_status(iri: str, claims: Iterable[Claim]) -> Verdict:
    """Weigh what claims say of a thing's status.

    * What was held or under way is final against plans. Only a report that it did not take place, or was called
      off, undoes it: if strictly surer, and not said before the first report that it took place.
    * Of what never came about, a plan said after the last negative reopens it; a plan beats a proposal whenever
      said; of negatives the surest counts, then the latest.
    * A surer denial, not said before, removes a plan, and likewise a negative.

    Args:
        iri: The thing.
        claims: The claims about it, those that deny included.
    """
    claims = tuple(claims)
    said = history_of(iri, (claim for claim in claims if not claim.denied))
    denials = history_of(iri, (claim for claim in claims if claim.denied))
    happened = [step for step in said if step.status in HAPPENED]
    failed = _undenied([step for step in said if step.status in FAILED], denials, FAILED)
    failed += [Step(Status.NOT_HELD, step.claim) for step in denials if step.status in HAPPENED]
    if happened:
        return _of_happened(happened, failed)
    plans = _undenied([step for step in said if step.status in PLANNED], denials, PLANNED)
    vague = [step for step in said if step.status in {Status.UNREALISED, Status.UNKNOWN}]
    steps = _of_the_rest(plans, failed, vague)
    return _verdict(steps) if steps else Verdict(unsaid=not (said or denials))


def _verdict(steps: Sequence[Step]) -> Verdict:
    """Return what the first of some steps says, with all of them that say so."""
    first = steps[0]
    said = dict.fromkeys(step.claim for step in steps if step.status is first.status)
    return Verdict(first.status, first.claim.certainty, claims=tuple(said))


def _of_happened(happened: Sequence[Step], failed: Sequence[Step]) -> Verdict:
    held = [step for step in happened if step.status is Status.HELD]
    surest = max(step.claim.certainty for step in happened)
    first = min(step.moment for step in happened)
    undoing = [step for step in failed if step.claim.certainty > surest and step.claim.last_said >= first]
    if undoing:
        return _verdict(sorted(undoing, key=lambda step: step.weight, reverse=True))
    claims = tuple(dict.fromkeys(step.claim for step in happened))
    if held:
        return Verdict(Status.HELD, surest, None, tuple(failed), claims=claims)
    last = max(step.claim.last_said for step in happened)
    return Verdict(Status.ONGOING, surest, last, tuple(failed), claims=claims)


def _of_the_rest(plans: Sequence[Step], failed: Sequence[Step], vague: Sequence[Step]) -> list[Step]:
    """Return the steps of the sort that counts, first the one that decides."""
    last_failed = max((step.moment for step in failed), default=None)
    live = [step for step in plans if last_failed is None or step.moment > last_failed]
    hopes = [step for step in vague if step.status is Status.UNREALISED]
    last_planned = max((step.moment for step in live), default=None)
    given_up = [s for s in hopes if not failed and last_planned and s.claim.first_said > last_planned]
    if live and not given_up:
        planned = [step for step in live if step.status is Status.PLANNED] or live
        return sorted(planned, key=lambda s: (s.moment, s.claim.certainty, s.claim.iri), reverse=True)
    return sorted(failed or vague, key=lambda step: step.weight, reverse=True)


def _undenied(steps: Iterable[Step], denials: Iterable[Step], of: frozenset[Status]) -> list[Step]:
    """Leave out the steps that a surer denial, not said before them, removes."""
    against = [denial.claim for denial in denials if denial.status in of]
    return [
        step
        for step in steps
        if not any(c.certainty > step.claim.certainty and step.moment <= c.last_said for c in against)
    ]
