"""Sayings: the claims about one thing, sorted by whether they speak of a fact or of a plan."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from graph.conclusions.status import HAPPENED, PLANNED, Verdict
from graph.model.claims import Claim
from graph.model.vocabulary import Status


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
