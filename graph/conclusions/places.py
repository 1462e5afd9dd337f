"""Where places lie: by their own coordinates, or else by those of the place that they lie in."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from graph.model.claims import Claim, Value, surest_first
from graph.model.vocabulary import PAN


class Position(NamedTuple):
    """A point on the map.

    Attributes:
        latitude: Degrees north, WGS 84.
        longitude: Degrees east, WGS 84.
        of: IRI of the place that has these coordinates: the one that was asked for, or the nearest that it lies in.
    """

    latitude: float
    longitude: float
    of: str


def position(iri: str, mentioning: Callable[[str], Iterable[Claim]]) -> Position | None:
    """Return where a place lies, or None where neither its nor any wider place's coordinates are known.

    Args:
        iri: The place.
        mentioning: Gives the claims that speak of a thing.
    """
    seen, front = {iri}, [iri]
    while front:
        wider: list[str] = []
        for place in front:
            claims = surest_first(claim for claim in mentioning(place) if not claim.denied)
            for claim in claims:
                if point := _coordinates(claim, place):
                    return Position(*point, place)
            wider += [above for claim in claims for above in claim.about(place, PAN + "locatedIn")]  # type: ignore[misc]
        front = [place for place in dict.fromkeys(wider) if place not in seen]
        seen.update(front)
    return None


def _coordinates(claim: Claim, place: str) -> tuple[float, float] | None:
    """Return the coordinates that a claim gives a place, if it gives both."""
    north, east = (claim.about(place, PAN + name) for name in ("latitude", "longitude"))
    match north, east:
        case (Value(text=latitude), *_), (Value(text=longitude), *_):
            return float(latitude), float(longitude)
    return None
