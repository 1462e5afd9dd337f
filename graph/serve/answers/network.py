"""The network: how things hang together, what lies around them, why they are as they are, who matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from graph.errors import ParameterError
from graph.serve.answers.found import drawn
from graph.serve.pages import html_page, json_reply, lines_reply
from graph.serve.reply import Reply

if TYPE_CHECKING:
    from graph.serve.visit import Visit

_RANKED = 25
_AROUND = 100


def path(visit: Visit) -> Reply:
    """Answer how two are connected."""
    from graph.render.paths import PathWriter

    question, graph = visit.question, visit.graph
    ends = [question.value("from"), question.value("to")]
    if None in ends:
        if visit.form != "html":
            raise ParameterError("say which two: ?from=…&to=…")
        return html_page(visit, "path.html", found=(), ends=ends)
    start, end = (graph.entity(name) for name in ends if name)
    found = graph.paths(
        start, end, limit=_count(visit, "limit", 3, 10), max_hops=_count(visit, "max-hops", 8, 30),
        through=question.values("through"), avoid=question.values("avoid"),
        states=question.value("states") != "no", in_order=question.value("in-order") == "yes",
    )  # fmt: skip
    if visit.form != "html":
        writer = PathWriter(graph.conclusions, visit.language)
        return json_reply(writer.records(found)) if visit.form == "json" else lines_reply(writer.paths(found))
    return html_page(visit, "path.html", found=found, ends=ends)


def around(visit: Visit) -> Reply:
    """Answer with what is linked with something."""
    from graph.render.paths import PathWriter

    entity = visit.graph.entity(visit.required("name"))
    found = visit.graph.around(entity, _count(visit, "hops", 1, 4))
    if visit.form != "html":
        writer = PathWriter(visit.graph.conclusions, visit.language)
        return (
            json_reply(writer.around_records(found)) if visit.form == "json" else lines_reply(writer.around(found))
        )
    return html_page(visit, "around.html", entity=entity, found=found[:_AROUND], total=len(found))


def why(visit: Visit) -> Reply:
    """Answer what stands in the way of something, what it needs, and what would follow."""
    from graph.render.causes import CauseWriter

    name = visit.question.value("name")
    if name is None and visit.form == "html":
        return html_page(visit, "why.html", found=None)
    found = visit.graph.why(visit.required("name"))
    writer = CauseWriter(visit.graph.conclusions, visit.language)
    if visit.form == "json":
        return json_reply(writer.record(found))
    if visit.form == "txt":
        return lines_reply(writer.write(found))
    return html_page(visit, "why.html", found=found, titles=writer.titles(found))


def rank(visit: Visit) -> Reply:
    """Answer who matters, by one measure."""
    from graph.network.layers import LAYERS
    from graph.network.measures import MEASURES
    from graph.render.ranks import RankWriter

    question = visit.question
    by, layer = question.value("by") or "betweenness", question.value("layer") or "actors"
    blocs = [name for name in question.values("between") if name]
    if len(blocs) not in {0, 2}:
        raise ParameterError("between takes two: ?between=…&between=…")
    found = visit.graph.rank(
        by, kind=question.value("kind"), layer=layer, between=(blocs[0], blocs[1]) if blocs else None,
        heads=question.value("no-heads") != "yes", limit=_count(visit, "limit", _RANKED, 1000),
    )  # fmt: skip
    records = RankWriter(visit.graph.conclusions, visit.language).ranking(found)
    if visit.form == "json":
        return json_reply(records)
    return html_page(
        visit, "rank.html", by=by, layer=layer, kind=question.value("kind") or "", blocs=blocs or ("", ""),
        found=found, records=records, measures=MEASURES, layers=LAYERS[1:],
    )  # fmt: skip


def picture(visit: Visit) -> Reply:
    """Answer with the interactive page, which allows itself what it is made of and nothing else.

    With a query it shows what that finds.
    """
    question = visit.question
    text = question.value("query")
    made = visit.graph.page(
        about=question.values("about"), hops=_count(visit, "hops", 2, 6), most=_count(visit, "most", 300, 3000),
        language=visit.language, answer=drawn(visit, text) if text else None,
    )  # fmt: skip
    return Reply(made.html.encode(), "html", headers=(("content-security-policy", "frame-ancestors 'none'"),))


def palette(_: Visit) -> Reply:
    """Answer with the colours and type that all pages share with the interactive one."""
    from graph.page import bundle

    return Reply(bundle.palette().encode(), "text/css; charset=utf-8")


def _count(visit: Visit, name: str, usual: int, most: int) -> int:
    """Return a number between 1 and the most that is allowed."""
    text = visit.question.value(name)
    if text is None:
        return usual
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= most):
        raise ParameterError(f"{name} is a number from 1 to {most}")
    return int(text)
