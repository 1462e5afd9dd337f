"""The timeline's data: which states took part in each event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graph.conclusions.conclusions import Conclusions
from graph.page.model import Model


def data(model: Model, conclusions: Conclusions, numbers: Mapping[str, int]) -> dict[str, Any]:
    """Return for each event the numbers of the states and intergovernmental bodies that took part.

    Args:
        model: What the page holds.
        conclusions: Tells who stood for whom.
        numbers: The number of each thing, by its IRI.
    """
    events = (node.entity for node in model.nodes if conclusions.is_event(node.entity))
    sides = {event.iri: conclusions.sides_at(conclusions.event(event.iri)) for event in events}
    return {
        "sides": {
            numbers[event]: sorted(numbers[side] for side in found if side in numbers)
            for event, found in sides.items()
            if found
        }
    }
