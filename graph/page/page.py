"""Pages: the graph as one HTML file that asks nothing of the network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.model.entities import Entity
from graph.model.vocabulary import LANGUAGES, slug
from graph.network.paths import PathFinder
from graph.page import bundle, packing
from graph.page.answer import Answer
from graph.page.importance import within_hops
from graph.page.model import build_model
from graph.page.record import ModelWriter
from graph.page.tables import Tables
from graph.page.tour import Tour, read_tour
from graph.render.evidence import claim_number

if TYPE_CHECKING:
    from jinja2 import Environment

    from graph.conclusions.conclusions import Conclusions
    from graph.store.reader import Reader

MOST = 300
"""So many things a page draws at first: what the eye can take in. It holds all of them."""

_OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "interaction": {
        "hover": True, "keyboard": False, "multiselect": False, "navigationButtons": False,
        "tooltipDelay": 250, "hideEdgesOnDrag": False, "selectConnectedEdges": False,
    },
    "layout": {"improvedLayout": False},
    "edges": {"smooth": False, "font": {"size": 0}, "width": 1.1, "selectionWidth": 0, "hoverWidth": 0.8},
    "nodes": {"font": {"size": 0}},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """A page, ready to be written.

    Attributes:
        html: All of it.
        drawn: How many things it draws at first.
        held: How many it holds.
        total: How many there are.
    """

    html: str
    drawn: int
    held: int
    total: int

    def _repr_html_(self) -> str:
        """Show the page inside a notebook, in a frame that can reach nothing outside it."""
        from html import escape

        return (
            '<iframe sandbox="allow-scripts allow-downloads" style="width:100%;height:720px;border:0" '
            f'srcdoc="{escape(self.html)}"></iframe>'
        )

    def __str__(self) -> str:
        return self.html


def page(  # noqa: PLR0913 - what to show, by keyword
    finder: PathFinder, *, about: Sequence[Entity] = (), hops: int = 2, most: int = MOST, title: str | None = None,
    tour: Tour | None = None, language: str = "en", answer: Answer | None = None,
) -> Page:  # fmt: skip
    """Make a page of a graph.

    Args:
        finder: Knows what is shown, and how it is linked; its lens counts.
        about: Hold only what lies around these.
        hops: How far around.
        most: How many things to draw at first, the most important; of an excerpt how many it holds.
        title: The heading; one that says what the page is about without it.
        tour: A guided reading. Without it, a page of the whole graph has the shipped one, as far as the claims that
            it rests on pass the lens.
        language: In which language the page opens.
        answer: Show this answer instead of the whole graph.
    """
    conclusions = finder.conclusions
    reading = tour or (None if about or answer else read_tour())

    def make() -> _Content:
        return _content(finder, about, hops, most, reading, answer)

    if about or answer:
        content = make()
    else:
        name = _kept_name(most, reading)
        content = conclusions.reader.kept(name, make, list, lambda parts: _Content(*parts))
    meta = {"lang": language, "title": title, "lens": conclusions.lens.describe()} | content.meta
    heading = title or (answer.title if answer else " · ".join(centre.label(language) for centre in about))
    environment = _environment(content.data | {"meta": meta}, heading, conclusions.reader)
    html = _render(content, environment)
    return Page(html, content.data["drawn"], len(content.nodes), content.data["total"])


class _Content(NamedTuple):
    """What a page holds, as its script reads it: marks, what joins them, all else, and what is said of the page."""

    nodes: list[dict[str, Any]]
    edges: list[dict[str, Any]]
    data: dict[str, Any]
    meta: dict[str, Any]


def _kept_name(most: int, tour: Tour | None) -> str:
    """Return what the content of a page of a whole graph is kept under: what it depends on beside the graph."""
    engines = [version(name) for name in ("networkx", "numpy", "rustworkx")]
    return f"page-{sha256(repr((most, tour, engines)).encode()).hexdigest()[:32]}"


def _content(  # noqa: PLR0913, PLR0917 - what `page` is asked for
    finder: PathFinder, about: Sequence[Entity], hops: int, most: int, tour: Tour | None, answer: Answer | None
) -> _Content:
    conclusions = finder.conclusions
    reading = tour and tour.resting_on({claim_number(claim) for claim in conclusions.claims()})
    first, only = _wanted(finder, about, hops, answer, reading)
    model = build_model(finder, most=most, first=first, only=only)
    stops = reading.among({node.entity.slug for node in model.nodes}) if reading else None
    recorder = ModelWriter(conclusions, model)
    meta = _meta(conclusions) | {
        "about": recorder.numbers(centre.iri for centre in about),
        "hops": hops,
        "answer": recorder.answer(answer) if answer else None,
    }
    return _Content(
        list(map(recorder.node, model.nodes)), list(map(recorder.edge, model.edges)), recorder.data(stops), meta
    )


def _wanted(
    finder: PathFinder, centres: Sequence[Entity], hops: int, answer: Answer | None, tour: Tour | None
) -> tuple[list[str], bool]:
    """Return what is to be shown in any case, and whether nothing else is."""
    if answer:
        return within_hops(finder.layers.links, answer.things, answer.hops), True
    if centres:
        return within_hops(finder.layers.links, [centre.iri for centre in centres], hops), True
    known = {slug(iri): iri for iri in finder.nodes}
    stops = [name for step in tour.steps for name in step.focus] if tour else []
    return [known[name] for name in stops if name in known], False


def _meta(conclusions: Conclusions) -> dict[str, Any]:
    reads = [source.read for source in conclusions.reader.sources() if source.read]
    return {
        "version": f"{_version()} · {_digest_of_claims(conclusions)}",
        "day": max(reads).isoformat() if reads else "",
    }


def _version() -> str:
    try:
        return version("panmunjom")
    except PackageNotFoundError:
        return "source"


def _digest_of_claims(conclusions: Conclusions) -> str:
    """Return eight digits that change when a claim does."""
    return sha256("\n".join(map(repr, conclusions.claims())).encode("utf-8")).hexdigest()[:8]


def _render(content: _Content, environment: Environment) -> str:
    net = bundle.pyvis().network.Network(directed=True, cdn_resources="in_line")
    net.node_ids = _Names()
    for node in content.nodes:
        net.add_node(**node)
    for number, edge in enumerate(content.edges):
        net.add_edge(**edge, id=f"e{number}", arrows="")
    net.options = _OPTIONS
    net.templateEnv = environment
    net.path = "page.html.j2"
    return str(net.generate_html("page.html"))


class _Names(dict[Any, None]):
    """The names of nodes, among which pyvis looks for each node and each end of an edge; its own are a list."""

    def append(self, name: Any) -> None:
        self[name] = None


def _environment(data: dict[str, Any], heading: str, reader: Reader) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(str(bundle.HERE)), autoescape=True, undefined=StrictUndefined,
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters["packed"] = partial(_packed, reader)
    language, texts = data["meta"]["lang"], bundle.interface_texts()
    opening = data["tour"] and data["tour"]["opening"]
    scripts = (bundle.library, bundle.script, bundle.loader, *((bundle.cover,) if opening else ()))
    parts = {part.__name__: part() for part in scripts}
    environment.globals.update(
        data=data, opening=opening, language=language,
        languages={code: texts[code]["language"] for code in LANGUAGES},
        carried=packing.carried, texts=texts,
        tables=partial(Tables, data=data, language=LANGUAGES.index(language)),
        t=texts[language], title=heading or texts[language]["title"],
        style=bundle.style(), **parts, licence=(bundle.HERE / "licence.txt").read_text(encoding="utf-8"),
        script_hashes=" ".join(map(bundle.digest, parts.values())), style_hash=bundle.digest(bundle.style()),
    )  # fmt: skip
    return environment


def _packed(reader: Reader, content: Any) -> str:
    """Return packed content; texts, which are the same on all pages, as they were packed before."""
    if not isinstance(content, str):
        return packing.packed(content)
    name = f"packed-{sha256(content.encode('utf-8')).hexdigest()[:32]}"
    return reader.kept(name, lambda: packing.packed(content), str, str)
