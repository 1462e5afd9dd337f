"""Lists: the first page, the things of a kind, the sources, the claims, where sources differ, the vocabulary."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from graph.model.dates import envelope
from graph.model.terms import SORTS
from graph.model.vocabulary import PAN
from graph.render.listings import list_claims, list_disagreements
from graph.serve.pages import html_page, json_reply, lines_reply
from graph.serve.reply import Reply, redirect
from graph.serve.serialisation import rdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    import pyoxigraph as ox

    from graph.conclusions.conclusions import Conclusions
    from graph.model.entities import Entity
    from graph.render.lines import Line
    from graph.serve.visit import Visit

T = TypeVar("T")

_KINDS = "Person State Organisation Group Place Event Process Measure Project Agreement Position Office".split()
_SHOWN = 500
"""So many claims a page shows; JSON has all."""


def home(visit: Visit) -> Reply:
    """Answer with what there is, and where to begin."""
    graph = visit.graph
    span = envelope(event.span for event in graph.events() if event.took_place)
    counts = Counter(kind for entity in graph.entities() for kind in graph.ontology.above(entity.kind))
    kinds = [(PAN + kind, counts[PAN + kind]) for kind in _KINDS if counts[PAN + kind]]
    certainties = Counter(claim.certainty for claim in graph.claims())
    return html_page(
        visit, "home.html", kinds=kinds, span=span, claims=len(graph.claims()), sources=len(graph.sources()),
        certainties=sorted(certainties.items(), reverse=True),
    )  # fmt: skip


def things(visit: Visit) -> Reply:
    """Answer with the things of a kind."""
    kind = visit.required("kind")
    found = visit.graph.entities(kind)
    if visit.form == "json":
        return json_reply(list(map(visit.recorder.entity, found)))
    ordered = sorted(found, key=lambda entity: entity.label(visit.language).casefold())
    return html_page(visit, "things.html", kind=visit.graph.ontology.kind(kind), things=ordered)


def sources(visit: Visit) -> Reply:
    """Answer with the sources, the latest first."""
    graph = visit.graph
    counts = Counter(claim.source.iri for claim in graph.claims())
    found = graph.sources()[::-1]
    if visit.form == "json":
        return json_reply([visit.recorder.source(source, counts[source.iri]) for source in found])
    return html_page(visit, "sources.html", sources=found, counts=counts)


def claims(visit: Visit) -> Reply:
    """Answer with the claims, or with those that speak of something."""
    entity = _entity_asked_about(visit)
    found = visit.graph.claims(entity)
    told = _told_without_page(visit, found, visit.recorder.claim, list_claims)
    return told or html_page(visit, "claims.html", entity=entity, claims=found[:_SHOWN], total=len(found))


def disagreements(visit: Visit) -> Reply:
    """Answer with what sources say differently."""
    entity = _entity_asked_about(visit)
    found = visit.graph.disagreements(entity)
    told = _told_without_page(visit, found, visit.recorder.disagreement, list_disagreements)
    return told or html_page(visit, "disagreements.html", entity=entity, found=found)


def ontology(visit: Visit) -> Reply:
    """Answer with the vocabulary, each term with its definition."""
    from graph.render.terms import facts, term_record

    records = [term_record(term, visit.language) for term in visit.graph.terms()]
    if visit.form == "json":
        return json_reply(records)
    if visit.form != "html":
        return rdf(_vocabulary(visit), visit.form)
    by_sort = [(sort, [(r, facts(r)) for r in records if r["sort"] == sort]) for sort in SORTS]
    return html_page(visit, "ontology.html", by_sort=by_sort)


def as_of(visit: Visit) -> Reply:
    """Lead to what was known by a day; the day stands in the address from there on."""
    from graph.serve.question import Asked

    wanted = visit.question.value("to") or "/"
    path, _, query = wanted.partition("?")
    target = Asked.of(path if path.startswith("/") else "/", query).question()
    kept = [pair for pair in target.params if pair not in target.lens]
    return redirect(target._replace(day=visit.question.value("day") or "").link(target.path, kept))


def _entity_asked_about(visit: Visit) -> Entity | None:
    """Return what is asked about, if anything is."""
    name = visit.question.value("about")
    return visit.graph.entity(name) if name else None


def _told_without_page(
    visit: Visit, found: Sequence[T], record: Callable[[T], object],
    lines: Callable[[Sequence[T], Conclusions, str], Iterable[Line]],
) -> Reply | None:  # fmt: skip
    """Answer with records or lines where these are asked for, and no page."""
    if visit.form == "json":
        return json_reply(list(map(record, found)))
    if visit.form == "txt":
        return lines_reply(lines(found, visit.graph.conclusions, visit.language))
    return None


def _vocabulary(visit: Visit) -> Iterator[ox.Triple]:
    import pyoxigraph as ox

    for term in sorted(visit.graph.ontology.terms):
        for quad in visit.graph.view.quads_for_pattern(ox.NamedNode(term), None, None, ox.DefaultGraph()):
            yield quad.triple
