"""Records: the model of a page as the JSON that its script reads. `docs/page.md` describes it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from graph.conclusions.alternatives import alternatives_of
from graph.conclusions.conclusions import Conclusions
from graph.model.claims import Claim, Value
from graph.model.entities import Entity, Label
from graph.model.sources import Source
from graph.model.vocabulary import BASE, LANGUAGES, PAN, local, slug
from graph.page.answer import Answer
from graph.page.conclusions import Timetables
from graph.page.model import Edge, Model, Node
from graph.page.opening import Opening
from graph.page.tour import Tour
from graph.page.views import VIEWS
from graph.page.wording import costs, term_names

_SHAPES = {
    "state": "square",
    "person": "dot",
    "body": "hexagon",
    "event": "diamond",
    "place": "triangleDown",
    "act": "star",
    "matter": "triangle",
}


class ModelWriter:
    """Writes the parts of one page's model, things and claims by number.

    Args:
        conclusions: Names what the model speaks of.
        model: What is written.
    """

    def __init__(self, conclusions: Conclusions, model: Model) -> None:
        self._conclusions, self._model = conclusions, model
        self._all_sources = {source.iri: source for source in conclusions.reader.sources()}
        self._sources = {source.iri: number for number, source in enumerate(self._used_sources())}
        shown = [node.entity.iri for node in model.nodes]
        self._named = _only_named(model.claims, frozenset(shown))
        self._things = {iri: number for number, iri in enumerate([*shown, *self._named])}
        self._claims = {claim.iri: number for number, claim in enumerate(model.claims)}
        self._timetables = Timetables(conclusions, self._things, self._claims)

    def _used_sources(self) -> list[Source]:
        used = {claim.source.iri: claim.source for claim in self._model.claims}
        return sorted(used.values(), key=lambda source: (source.known_from, source.iri))

    def node(self, node: Node) -> dict[str, Any]:
        """Return a mark: its number, its names, its look, its places."""
        return {
            "n_id": self._things[node.entity.iri],
            **self._entity(node.entity),
            "shape": _SHAPES[node.group],
            "group": node.group,
            "side": slug(node.side) if node.side else None,
            "weight": node.weight,
            "toll": node.toll,
            **({"untold": node.untold} if node.untold else {}),
            **({"code": node.entity.iso} if node.entity.iso else {}),
            **({"occasion": slug(node.occasion)} if node.occasion != node.entity.iri else {}),
            **({"spot": list(node.spot)} if node.spot else {}),
            **({"wider": list(node.wider)} if node.wider != node.spot else {}),
        }

    def edge(self, edge: Edge) -> dict[str, Any]:
        """Return what joins two marks: each relation, whether it reads from the first end, and its claims."""
        return {
            "source": self._things[edge.ends[0]],
            "to": self._things[edge.ends[1]],
            "says": [
                [
                    local(link.triple.predicate),
                    int(link.ends[0] == edge.ends[0]),
                    sorted(self._cited(claim.iri for claim in link.claims)),
                    *([self._things[link.office]] if link.office in self._things else []),
                ]
                for link in edge.links
            ],
        }

    def named(self) -> list[dict[str, Any]]:
        """Return what is no mark but spoken of: offices, tenures, those who are cited."""
        return [self._entity(self._known(iri)) for iri in self._named]

    def _known(self, iri: str) -> Entity:
        if source := self._all_sources.get(iri):
            return Entity(iri, source.kind, (Label(source.title, "en"),))
        return self._conclusions.entity(iri)

    def _entity(self, entity: Entity) -> dict[str, Any]:
        names = [entity.label(language) for language in LANGUAGES]
        while len(names) > 1 and names[-1] == names[0]:
            names.pop()
        others = dict.fromkeys(alias.text for alias in entity.aliases if alias.text not in names)
        return {"slug": entity.slug, "kind": local(entity.kind), "label": names[0], "names": names[1:]} | (
            {"aka": list(others)} if others else {}
        )

    def claim(self, claim: Claim) -> dict[str, Any]:
        """Return a claim; what it does not have is left out."""
        marks = {
            "no": int(claim.denied),
            "asof": claim.as_of,
            "by": [self._things[iri] for iri in claim.reported_by if iri in self._things],
            "if": [self._things[iri] for iri in claim.conditions if iri in self._things],
            "iftext": claim.condition_text,
            "or": self._cited(other.iri for other in alternatives_of(claim, self._conclusions.reader)),
            "vs": self._cited(claim.contradicts),
        }
        return {
            "id": slug(claim.iri).removeprefix("claim/"),
            "source": self._sources[claim.source.iri],
            "at": claim.paragraph if claim.paragraph is not None else claim.locator or "",
            "sure": int(claim.certainty),
            "says": claim.comment,
            "triples": [
                [self._things[t.subject], local(t.predicate), self._object(t.object)]
                for t in claim.triples
                if t.subject in self._things
            ],
            **{key: value for key, value in marks.items() if value},
        }

    def _cited(self, iris: Iterable[str]) -> list[int]:
        return [self._claims[iri] for iri in iris if iri in self._claims]

    def _object(self, thing: str | Value) -> int | str:
        if isinstance(thing, Value):
            return thing.text
        return self._things[thing] if thing in self._things else local(thing)

    def source(self, source: Source) -> dict[str, Any]:
        """Return a source."""
        names = {
            role: [self._known(iri).label(language) for language in LANGUAGES]
            for role, iri in (("publisher", source.publisher), ("author", source.creator))
            if iri
        }
        record = {
            "id": local(source.iri),
            "kind": local(source.kind),
            "title": source.title,
            **names,
            "date": source.published or (source.written.isoformat() if source.written else ""),
            "written": int(not source.published and bool(source.written)),
            "from": source.known_from.isoformat(),
            "read": source.read.isoformat() if source.read else None,
            "url": source.url if (source.url or "").startswith(("https://", "http://")) else None,
            "lang": source.language,
        }
        return {key: value for key, value in record.items() if value}

    def answer(self, answer: Answer) -> dict[str, Any]:
        """Return an answer; what is not shown is left out."""
        things = self._things
        return {
            "title": answer.title,
            "things": self.numbers(answer.things),
            "told": [
                {
                    "relation": local(told.link.triple.predicate),
                    "start": things[told.link.ends[0]],
                    "end": things[told.link.ends[1]],
                    **({"office": things[told.link.office]} if told.link.office in things else {}),
                    "from": things[told.start],
                    "claims": self._cited(claim.iri for claim in told.link.claims),
                    "depth": told.depth,
                }
                for told in answer.told
                if things.keys() >= {*told.link.ends, told.start}
            ],
            "scores": [[things[iri], score] for iri, score in answer.scores.items() if iri in things],
            "columns": list(answer.columns),
            "rows": [list(row) for row in answer.rows],
            "ends": self.numbers(answer.ends or ()),
        }

    def data(self, tour: Tour | None) -> dict[str, Any]:
        """Return all but the marks and what joins them."""
        model, named = self._model, self.named()
        kinds = {local(node.entity.kind) for node in model.nodes} | {thing["kind"] for thing in named}
        return {
            "drawn": model.drawn,
            "total": model.total,
            "things": named,
            "concluded": [self._timetables.of_thing(iri) for iri in self._things],
            "history": self._histories(),
            "claims": [self.claim(claim) for claim in model.claims],
            "sources": [self.source(source) for source in self._used_sources()],
            "measures": {by: [_short(score) for score in scores] for by, scores in model.measures.items()},
            "words": term_names(self._conclusions.ontology, kinds, model.claims),
            "costs": costs(model.counts, self._conclusions.ontology.generic),
            "tour": self._tour(tour) if tour else None,
            "views": {name: data(model, self._conclusions, self._things) for name, data in VIEWS.items()},
        }

    def _histories(self) -> dict[int, list[list[Any]]]:
        steps = {number: self._timetables.steps(iri) for iri, number in self._things.items()}
        return {number: found for number, found in steps.items() if len(found) > 1}

    def numbers(self, iris: Iterable[str]) -> list[int]:
        """Return the numbers of things, without those that the page does not hold."""
        return [self._things[iri] for iri in iris if iri in self._things]

    def _opening(self, opening: Opening) -> dict[str, Any]:
        numbers = {slug(iri): number for iri, number in self._things.items()}
        return {
            "title": dict(opening.title),
            "lead": dict(opening.lead),
            "shores": [numbers[name] for name in opening.shores],
            "scenes": [
                {
                    "title": dict(scene.title),
                    "event": numbers[scene.way.event],
                    "start": numbers[scene.way.start],
                    "name": dict(scene.way.name),
                    "word": dict(scene.way.word),
                    "known": scene.known_by.isoformat(),
                    "sentences": [
                        {
                            "text": dict(said.text),
                            "claims": self._cited(f"{BASE}claim/{name}" for name in said.claims),
                        }
                        for said in scene.sentences
                    ],
                }
                for scene in opening.scenes
            ],
        }

    def _tour(self, tour: Tour) -> dict[str, Any]:
        return {
            "title": dict(tour.title),
            "opening": self._opening(tour.opening) if tour.opening else None,
            "steps": [
                {
                    "title": dict(step.title),
                    "text": dict(step.text),
                    "focus": list(step.focus),
                    "arrangement": step.arrangement,
                    "known": step.known_by.isoformat() if step.known_by else "",
                    "claims": self._cited(f"{BASE}claim/{name}" for name in step.claims),
                }
                for step in tour.steps
            ],
        }


def _short(score: float) -> float:
    """Leave four digits of a score: nobody sees more, and they would fill the page."""
    return float(f"{score:.4g}")


def _only_named(claims: Iterable[Claim], shown: frozenset[str]) -> list[str]:
    """Return the IRIs that claims speak of, or cite, and that are no marks."""
    named: set[str] = set()
    for claim in claims:
        named |= {t.subject for t in claim.triples} | {*claim.reported_by, *claim.conditions}
        named |= {t.object for t in claim.triples if isinstance(t.object, str) and not t.object.startswith(PAN)}
    return sorted(named - shown)
