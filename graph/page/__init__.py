"""The page: one HTML file that holds the graph, its evidence and all that is needed to explore them."""

from graph.page.answer import (
    Answer,
    around_answer,
    connection_answer,
    paths_answer,
    ranking_answer,
    records_answer,
    rows_answer,
    why_answer,
)
from graph.page.page import Page, page
from graph.page.tour import Tour, read_tour

__all__ = [
    "Answer",
    "Page",
    "Tour",
    "around_answer",
    "connection_answer",
    "page",
    "paths_answer",
    "ranking_answer",
    "read_tour",
    "records_answer",
    "rows_answer",
    "why_answer",
]
