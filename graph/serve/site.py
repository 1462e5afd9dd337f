"""The site: which answer belongs to which address, under which lens, and how refusals are told."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from graph.errors import PanmunjomError
from graph.model.vocabulary import ENTITY_FOLDERS
from graph.serve.answers import (
    asked,
    described,
    extension,
    lists,
    network,
    reconcile,
    search,
    sparql,
    things,
    timetable,
)
from graph.serve.negotiation import preferred, titles
from graph.serve.question import Pairs, Question
from graph.serve.refusals import page_not_found, refusal
from graph.serve.reply import Reply
from graph.serve.visit import Visit

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph

_KEPT = 4
"""So many narrowed graphs a worker keeps."""


class Route(NamedTuple):
    """An address and what answers it.

    Attributes:
        pattern: Of its path, without the ending that names a form.
        forms: In which it answers, the usual one first; none where the answer itself decides.
        answer: Makes the reply.
    """

    pattern: re.Pattern[str]
    forms: tuple[str, ...]
    answer: Callable[[Visit], Reply]


def _route(pattern: str, forms: str, answer: Callable[[Visit], Reply]) -> Route:
    return Route(re.compile(pattern), tuple(forms.split()), answer)


_THING = rf"/({'|'.join(ENTITY_FOLDERS)})/([\w-]+)"
_DOCUMENT = "html json ttl trig jsonld nq"

_ROUTES = (
    _route(r"/", "html", lists.home),
    _route(r"/sparql", "", sparql.answer),
    _route(r"/\.well-known/void", "ttl jsonld nt rdf", described.dataset),
    _route(_THING, f"{_DOCUMENT} txt", things.thing),
    _route(r"/claim/([\w.-]+)/([\w-]+)", _DOCUMENT, things.claim),
    _route(r"/source/([\w-]+)", _DOCUMENT, things.source),
    _route(r"/ontology", "html json ttl jsonld nt", lists.ontology),
    _route(r"/show", "html json ttl trig jsonld txt", things.show),
    _route(r"/cite", "txt json", things.cite),
    _route(r"/things", "html json", lists.things),
    _route(r"/sources", "html json", lists.sources),
    _route(r"/claims", "html json txt", lists.claims),
    _route(r"/disagreements", "html json txt", lists.disagreements),
    _route(r"/as-of", "html", lists.as_of),
    _route(r"/search", "html json txt", search.search),
    _route(r"/complete/name", "json", search.names),
    _route(r"/complete/word", "json", search.completions),
    _route(r"/queries", "html json", asked.queries),
    _route(r"/queries/([\w-]+)", "html json csv tsv srj srx ttl trig nt jsonld", asked.query),
    _route(r"/path", "html json txt", network.path),
    _route(r"/around", "html json txt", network.around),
    _route(r"/why", "html json txt", network.why),
    _route(r"/rank", "html json", network.rank),
    _route(r"/graph", "html", network.picture),
    _route(r"/palette\.css", "", network.palette),
    _route(r"/events", "html json ics txt", timetable.events),
    _route(r"/feed", "atom", timetable.feed),
    _route(r"/reconcile", "json", reconcile.reconcile),
    _route(r"/reconcile/suggest", "json", reconcile.suggest),
    _route(r"/reconcile/properties", "json", extension.propose),
    _route(r"/reconcile/preview", "html", reconcile.preview),
    _route(r"/opensearch\.xml", "", search.opensearch),
)


class Site:
    """Answers questions to one graph.

    Args:
        graph: The whole graph.
    """

    def __init__(self, graph: KnowledgeGraph) -> None:
        self._graph = graph
        self._lensed: OrderedDict[Pairs, KnowledgeGraph] = OrderedDict()

    def answer(self, question: Question, opened: Callable[[], None] = lambda: None) -> Reply:
        """Return the reply to a question.

        Args:
            question: What is asked.
            opened: Called once the graph is there and evaluating begins, by answers that may take long.
        """
        route, form, fixed, names = _routed(question)
        visit = Visit(self._graph, question, form, fixed, names, opened)
        try:
            if route is None:
                return page_not_found(visit)
            if route.forms and not form:
                return _not_acceptable(route.forms)
            lens = question.lens
            return route.answer(visit._replace(graph=self._through(lens)) if lens else visit)
        except PanmunjomError as error:
            return refusal(visit, error)

    def _through(self, lens: Pairs) -> KnowledgeGraph:
        """Return the graph that a lens lets through; the last few are kept."""
        if lens not in self._lensed:
            from graph.model.lens import Lens

            parts: dict[str, list[str]] = {}
            for name, value in lens:
                parts.setdefault(name, []).append(value)
            sources, dossiers = parts.pop("source", None), parts.pop("dossier", None)
            single = {name.replace("-", "_"): values[-1] for name, values in parts.items()}
            narrow = Lens.parse(sources=sources, dossiers=dossiers, **single)
            self._lensed[lens] = self._graph.within(narrow)
            while len(self._lensed) > _KEPT:
                self._lensed.popitem(last=False)
        self._lensed.move_to_end(lens)
        return self._lensed[lens]


def _routed(question: Question) -> tuple[Route | None, str, bool, tuple[str, ...]]:
    """Find what answers an address, in which form, whether the address names the form, and what else it names."""
    path, accept = question.path, question.accept
    stem, _, ending = path.rpartition(".")
    for route in _ROUTES:
        if ending in route.forms and (found := route.pattern.fullmatch(stem)):
            return route, ending, True, found.groups()
        if found := route.pattern.fullmatch(path):
            asked = next((form for form in question.values("format") if form in route.forms), None)
            form = asked or preferred(accept, route.forms)
            return route, form or "", False, found.groups()
    return None, "html" if preferred(accept, ("nt", "html")) == "html" else "nt", False, ()


def _not_acceptable(forms: tuple[str, ...]) -> Reply:
    text = f"None of what you accept is here; there are {titles(forms)}.\n"
    return Reply(text.encode(), "text/plain; charset=utf-8", 406)
