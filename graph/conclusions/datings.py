"""Dates of a thing as sources give them: which ones are closest, which clash, and how to tell them."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import NamedTuple

from graph.model.claims import Claim, Value
from graph.model.dates import Span, parse_partial, show_edtf
from graph.model.lens import span_of
from graph.model.vocabulary import PAN


class Dating(NamedTuple):
    """One date of a thing, in EDTF and as the span it admits, with the claims that give it."""

    text: str
    span: Span
    claims: tuple[Claim, ...]

    @property
    def ends(self) -> tuple[Span, Span] | None:
        """The days on which a stretch may begin and may end, open ones empty; None for one day, known or not."""
        if "/" not in self.text:
            return None
        return tuple(_end(text) for text in self.text.split("/", 1))  # type: ignore[return-value]

    def clashes(self, other: "Dating") -> bool:
        """Tell whether the two cannot both be right: no day in common, or stretches that begin or end apart."""
        if not self.span.overlaps(other.span):
            return True
        if self.ends is None or other.ends is None:
            return False
        return any(one and two and not one.overlaps(two) for one, two in zip(self.ends, other.ends, strict=True))

    def yields_to(self, other: "Dating") -> bool:
        """Tell whether the other says the same more closely: a day for a month, both ends of a stretch for one."""
        if self.span == other.span:
            return False
        if self.ends is None:
            return self.span.contains(other.span) or (other.ends is not None and other.span.contains(self.span))
        if other.ends is None:
            return False
        return all(not one or (two and one.contains(two)) for one, two in zip(self.ends, other.ends, strict=True))


def datings_of(iri: str, claims: Iterable[Claim]) -> tuple[Dating, ...]:
    """Return the dates that claims give a thing, earliest first, equal ones together."""
    found: dict[tuple[str, Span], list[Claim]] = defaultdict(list)
    for claim in claims:
        for value in claim.about(iri, PAN + "date"):
            if isinstance(value, Value):
                found[value.text, span_of(claim, iri)].append(claim)
    return _by_time(Dating(text, span, tuple(said)) for (text, span), said in found.items())


def closest(datings: Iterable[Dating]) -> tuple[Dating, ...]:
    """Return the dates that none of the others says more closely; a beginning and an end make one stretch."""
    return _by_time(_unyielding(_joined(_unyielding(datings))))


def _by_time(datings: Iterable[Dating]) -> tuple[Dating, ...]:
    return tuple(sorted(datings, key=lambda d: (str(d.span.earliest or d.span.latest), d.text)))


def _unyielding(datings: Iterable[Dating]) -> list[Dating]:
    datings = tuple(datings)
    return [one for one in datings if not any(one.yields_to(other) for other in datings)]


def _joined(datings: list[Dating]) -> list[Dating]:
    """Replace the one date that says only a beginning and the one that says only an end by the stretch between."""
    starts = [d for d in datings if d.text.endswith("/..")]
    ends = [d for d in datings if d.text.startswith("../")]
    if len(starts) != 1 or len(ends) != 1 or not starts[0].span.overlaps(ends[0].span):
        return datings
    (start,), (end,) = starts, ends
    text = f"{start.text.removesuffix('/..')}/{end.text.removeprefix('../')}"
    whole = Dating(text, Span(start.span.earliest, end.span.latest), (*start.claims, *end.claims))
    return [*(d for d in datings if d not in (start, end)), whole]


def clashing(datings: Iterable[Dating]) -> tuple[Dating, ...]:
    """Return the dates of which another one says otherwise."""
    datings = tuple(datings)
    pairs = [pair for pair in combinations(datings, 2) if pair[0].clashes(pair[1])]
    return tuple(dating for dating in datings if any(dating in pair for pair in pairs))


def tell(datings: Iterable[Dating]) -> str:
    """Write dates for readers, `… or …` where there are several."""
    return " or ".join(dict.fromkeys(show_edtf(dating.text) for dating in datings))


def _end(text: str) -> Span:
    """Return the days that one end of an interval admits."""
    return parse_partial(text.rstrip("~?%")) if text.strip(".") else Span()
