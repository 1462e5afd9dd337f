"""The page: one HTML file that holds the graph, its evidence and all that is needed to explore them."""

from graph.page.answer import Answer
from graph.page.page import Page, page
from graph.page.tour import Tour, read_tour

__all__ = ["Answer", "Page", "Tour", "page", "read_tour"]
