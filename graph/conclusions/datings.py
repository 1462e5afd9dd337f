"""Dates of a thing as sources give them: which are closest, overtaken, or clash, and how to tell them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator
from datetime import date
from itertools import combinations
from typing import NamedTuple

from graph.model.claims import Claim
from graph.model.dates import Span, edtf_ends, envelope, show_edtf


class Dating(NamedTuple):
    """One date of a thing, in EDTF and as the span it admits, with the claims that give it."""

    text: str
    span: Span
    claims: tuple[Claim, ...]

    @property
    def ends(self) -> tuple[Span, Span] | None:
        """The days on which a stretch may begin and may end, open ones empty; None for one day, known or not."""
        return edtf_ends(self.text)

    @property
    def certain(self) -> Span:
        """The days that it surely took up; empty where not one day is sure."""
        if self.ends is None:
            return self.span if self.span.days == 0 else Span()
        start, end = self.ends
        first, last = start.latest or end.earliest, end.earliest or start.latest
        return Span(first, last) if first and last and first <= last else Span()

    @property
    def is_open(self) -> bool:
        """Whether it is a stretch of which only the beginning is said."""
        return bool(self.ends and self.ends[0] and not self.ends[1])

    @property
    def is_until(self) -> bool:
        """Whether it is a stretch of which only the end is said."""
        return bool(self.ends and self.ends[1] and not self.ends[0])

    def clashes(self, other: Dating) -> bool:
        """Tell whether the two cannot both be right: no day in common, or stretches that begin or end apart."""
        if not self.span.overlaps(other.span):
            return True
        if self.ends is None or other.ends is None:
            return False
        return any(one and two and not one.overlaps(two) for one, two in zip(self.ends, other.ends, strict=True))

    def yields_to(self, other: Dating) -> bool:
        """Tell whether the other says the same more closely: a day for a month, both ends of a stretch for one."""
        if self.span == other.span:
            return False
        if self.ends is None:
            return self.span.contains(other.span) or (other.ends is not None and other.span.contains(self.span))
        if other.ends is None:
            return False
        return all(not one or (two and one.contains(two)) for one, two in zip(self.ends, other.ends, strict=True))


def datings_of(iri: str, claims: Iterable[Claim]) -> tuple[Dating, ...]:
    """Return the dates that claims give a thing, earliest first, equal ones together.

    Where no claim gives a date, plain bounds count as one: what all of them admit.
    """
    found: dict[tuple[str, Span], list[Claim]] = defaultdict(list)
    bare: list[Claim] = []
    for claim in claims:
        dates = claim.dates_of(iri)
        for text in dates.texts:
            found[text, dates.bounds].append(claim)
        if dates.bounds and not dates.texts and not dates.attested:
            bare.append(claim)
    if not found and bare:
        met = _met([claim.span(iri) for claim in bare])
        return (Dating(met.edtf, met, tuple(bare)),)
    return _by_time(Dating(text, span, tuple(said)) for (text, span), said in found.items())


def _met(spans: list[Span]) -> Span:
    """Return the days that all spans have in common, or those that any has where there is none."""
    starts = [span.earliest for span in spans if span.earliest]
    ends = [span.latest for span in spans if span.latest]
    common = Span(max(starts, default=None), min(ends, default=None))
    reversed_ = common.earliest and common.latest and common.earliest > common.latest
    return envelope(spans) if reversed_ else common


def closest(datings: Iterable[Dating]) -> tuple[Dating, ...]:
    """Return the dates that none of the others says more closely; a beginning and an end make one stretch."""
    return _by_time(_unyielding(_joined(_unyielding(datings))))


def settled(datings: Iterable[Dating]) -> tuple[Dating, ...]:
    """Return the closest dates without those that only lend a bound to another.

    A period that admits the known beginning, or end, of a half-open stretch is no second reading of it, nor is an
    end that a whole stretch has as well.
    """
    near = closest(datings)
    return tuple(one for one in near if not any(_lends(one, other) for other in near if other is not one))


def _lends(one: Dating, other: Dating) -> bool:
    if one.ends is None:
        start, end = other.ends or (Span(), Span())
        return (other.is_open and start.overlaps(one.span)) or (other.is_until and end.overlaps(one.span))
    if one.is_until and other.ends and all(other.ends):
        return other.ends[1].overlaps(one.ends[1])
    return False


def standing_plans(datings: Iterable[Dating], plans: Container[Claim]) -> tuple[Dating, ...]:
    """Return the planned dates that stand: the later said overtakes those that it clashes with, and, if it was
    still to come, those whose time was past when it was said.

    Args:
        datings: The dates.
        plans: The claims that plan, and do not only say that nothing came of it.
    """
    datings = tuple(datings)

    def overtakes(later: Dating, earlier: Dating) -> bool:
        said = _last_said(later)
        if said <= _last_said(earlier):
            return False
        past = earlier.span.latest is not None and earlier.span.latest < said
        return later.clashes(earlier) or (past and _to_come(later, plans))

    return settled(one for one in datings if not any(overtakes(other, one) for other in datings))


def _last_said(dating: Dating) -> date:
    return max(claim.first_said for claim in dating.claims)


def _to_come(dating: Dating, plans: Container[Claim]) -> bool:
    """Tell whether a date was planned when its time was not past."""
    end = dating.span.latest or date.max
    return any(claim in plans and end >= claim.first_said for claim in dating.claims)


def clashing(datings: Iterable[Dating]) -> tuple[Dating, ...]:
    """Return the dates of which another one says otherwise."""
    datings = tuple(datings)
    pairs = [pair for pair in combinations(datings, 2) if pair[0].clashes(pair[1])]
    return tuple(dating for dating in datings if any(dating in pair for pair in pairs))


def borne_out(datings: Iterable[Dating]) -> tuple[Dating, ...]:
    """Return dates, those first that most sources give, equal ones as they are."""
    return tuple(sorted(datings, key=lambda dating: -len({claim.source.iri for claim in dating.claims})))


def tell(datings: Iterable[Dating], *, since: str = "since") -> str:
    """Write dates for readers, `… or …` where there are several.

    Args:
        datings: The dates.
        since: The word before a beginning without an end.
    """
    return " or ".join(dict.fromkeys(show_edtf(dating.text, since=since) for dating in datings))


def _by_time(datings: Iterable[Dating]) -> tuple[Dating, ...]:
    return tuple(sorted(datings, key=lambda d: (str(d.span.earliest or d.span.latest), d.text)))


def _unyielding(datings: Iterable[Dating]) -> list[Dating]:
    datings = tuple(datings)
    return [one for one in datings if not any(one.yields_to(other) for other in datings)]


def _joined(datings: list[Dating]) -> Iterator[Dating]:
    """Replace the one date that says only a beginning and the one that says only an end by the stretch between."""
    starts = [dating for dating in datings if dating.is_open]
    ends = [dating for dating in datings if dating.is_until]
    if len(starts) != 1 or len(ends) != 1 or not starts[0].span.overlaps(ends[0].span):
        yield from datings
        return
    (start,), (end,) = starts, ends
    yield from (dating for dating in datings if dating not in (start, end))
    text = f"{start.text.partition('/')[0]}/{end.text.partition('/')[2]}"
    yield Dating(text, Span(start.span.earliest, end.span.latest), (*start.claims, *end.claims))
