"""What a path costs: the one place where it is written down.

A path is the cheaper the more it tells. It costs what its hops and the nodes between its ends cost, added up.
"""

from __future__ import annotations

import math
from collections.abc import Container, Mapping
from dataclasses import dataclass

from graph.model.vocabulary import PAN, Certainty, Stage

HOP = 1.0
"""Every hop."""

GENERIC = 0.75
"""More for a hop over a relation that says little."""

COMMON = 0.1
"""More for a hop over a relation that is found n times: this times log n."""

UNSURE = 0.1
"""More for each degree that the surest claim behind a hop is less than asserted."""

STATE = 2.5
"""The toll of a state between the ends: nearly everything is linked through some state."""

DEGREE = 0.25
"""The toll of any other node with n neighbours between the ends: this times log n."""

NOTHING = 1.5
"""The toll, on top, of an event between the ends that was cancelled or did not take place."""

UNITS = 1000
"""Costs are summed as whole thousandths, so that equal paths cost exactly the same."""

LEAST = round(HOP * UNITS)
"""No hop costs less, in thousandths."""


@dataclass(frozen=True, slots=True)
class HopCost:
    """What one hop costs, and why.

    Attributes:
        hop: For the hop itself.
        generic: For a relation that says little.
        common: For a relation that is often found.
        unsure: For claims less than asserted.
        toll: For the node that it leads to, unless the path ends there.
    """

    hop: float
    generic: float
    common: float
    unsure: float
    toll: float = 0.0

    @property
    def total(self) -> float:
        """The sum."""
        return round(self.hop + self.generic + self.common + self.unsure + self.toll, 3)


def hop_cost(relation: str, certainty: Certainty, counts: Mapping[str, int], generic: Container[str]) -> HopCost:
    """Return what a hop over a link costs, without the toll.

    Args:
        relation: IRI of its relation.
        certainty: How sure its surest claim is.
        counts: How often each relation is found in the graph.
        generic: The relations that say little, by the ontology.
    """
    return HopCost(
        hop=HOP,
        generic=GENERIC if relation in generic else 0.0,
        common=round(COMMON * math.log(counts[relation]), 3),
        unsure=round(UNSURE * (Certainty.ASSERTED - certainty), 3),
    )


def node_toll(kind: str, degree: int, stage: Stage | None = None) -> float:
    """Return what it costs to pass through a node.

    Args:
        kind: IRI of its class.
        degree: How many neighbours it has.
        stage: Of an event, whether it took place.

    >>> node_toll(PAN + "State", 40)
    2.5
    """
    if kind == PAN + "State":
        return STATE
    nothing = NOTHING if stage is Stage.CAME_TO_NOTHING else 0.0
    return round(DEGREE * math.log(max(degree, 1)), 3) + nothing
