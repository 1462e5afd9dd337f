"""Views: what some of the page's views need besides the graph itself, a module for each.

A view is drawn by `script/views/<name>.js`. If it needs more than the graph, a module here of the same name has a
function `data`, and stands in `VIEWS`; the script finds what it returns as `page.graph.views.<name>`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from graph.conclusions.conclusions import Conclusions
from graph.page.model import Model
from graph.page.views import journeys, ladder, sources, storyline

VIEWS: dict[str, Callable[[Model, Conclusions, Mapping[str, int]], Any]] = {
    "ladder": ladder.data,
    "map": journeys.data,
    "sources": sources.data,
    "storyline": storyline.data,
}
"""By the name of the view: makes its data from the model, with things given by their numbers."""
