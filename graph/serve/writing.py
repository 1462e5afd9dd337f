"""Writing: what templates call to name things, to link them, and to tell what backs a statement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from graph.conclusions.alternatives import alternatives_of
from graph.conclusions.concerned import concerned_in
from graph.model.claims import Claim, surest_first
from graph.model.vocabulary import BASE, PAN, Status, slug
from graph.render.dates import dated
from graph.render.evidence import cite_claim, claim_number, conditions, reporters, said_when
from graph.render.holders import beside_term
from graph.render.sentences import phrase_of, show_object
from graph.render.states import state_of

if TYPE_CHECKING:
    from graph.conclusions.cards import Attendance, Card
    from graph.conclusions.events import Conclusion, Event
    from graph.conclusions.particulars import Happening
    from graph.conclusions.tenures import Tenure
    from graph.model.claims import Statement, Triple, Value
    from graph.model.entities import Entity
    from graph.model.sources import Source
    from graph.model.vocabulary import Certainty
    from graph.network.links import Link
    from graph.render.links import LinkWriter
    from graph.serve.visit import Visit
    from graph.sparql.terms import Term

_DAY = re.compile(r"\d{4}-\d\d(-\d\d)?")


class Writer:
    """Writes the parts of one page.

    Args:
        visit: Whose page it is.
        texts: The words of pages.
    """

    def __init__(self, visit: Visit, texts: Mapping[str, str]) -> None:
        self._visit, self._question, self._texts = visit, visit.question, texts
        self._conclusions = visit.graph.conclusions
        self._ontology = visit.graph.ontology

    # --- names and links ----------------------------------------------------------------------------

    def label(self, iri: str) -> str:
        """Return what the ontology calls a term."""
        return self._ontology.label(iri, self._visit.language)

    def name(self, entity: Entity) -> str:
        """Return what an entity is called."""
        return entity.label(self._visit.language)

    def thing(self, entity: Entity | str) -> Markup:
        """Return the name of an entity, which may be given by its IRI, as a link to its page."""
        known = self._conclusions.entity(entity) if isinstance(entity, str) else entity
        return Markup('<a href="{}">{}</a>').format(self.address(known.iri), self.name(known))

    def concerned(self, event: Event) -> str:
        """Name the persons whom an event concerns and who take no part in it, or return nothing."""
        names = ", ".join(map(self.name, concerned_in(event, self._conclusions)))
        return f"{self.label(PAN + 'concerns')}: {names}" if names else ""

    def beside(self, tenure: Tenure) -> str:
        """Tell who came before and after a tenure, and until when it is known, as far as that follows."""
        return beside_term(tenure, self._visit.language)

    def address(self, iri: str) -> str:
        """Return where the page of an IRI is."""
        return self._question.link(path_of(iri)) if iri.startswith(BASE) else iri

    def value(self, thing: str | Value) -> Markup:
        """Return an object: a link, a plain date, a text."""
        if isinstance(thing, str) and thing.startswith(BASE) and not thing.startswith(f"{BASE}ontology"):
            return self.thing(thing)
        if isinstance(thing, str) and thing.startswith(BASE):
            return Markup('<a href="{}">{}</a>').format(self.address(thing), self.label(thing))
        return Markup("{}").format(show_object(thing, self._conclusions, self._visit.language))

    def source(self, source: Source) -> Markup:
        """Return the title of a source as a link to its page."""
        return Markup('<a href="{}">{}</a>').format(self.address(source.iri), source.title)

    def outside(self, address: str) -> Markup:
        """Return an address elsewhere, as a link if it is one of the web."""
        if not address.startswith(("http://", "https://")):
            return Markup("{}").format(address)
        return Markup('<a class="outside" rel="noopener noreferrer" href="{}">{}</a>').format(address, address)

    def others(self, entity: Entity) -> list[str]:
        """Return the other names of an entity."""
        names = dict.fromkeys(label.text for label in (*entity.labels, *entity.aliases))
        return [name for name in names if name != self.name(entity)]

    def term(self, term: Term) -> Markup:
        """Return a term of a row: a link with its name, or its text."""
        if term.is_iri and term.value.startswith(("http://", "https://")):
            return Markup('<a href="{}">{}</a>').format(self.address(term.value), term.label)
        if _DAY.fullmatch(term.label):
            return Markup('<span class="date">{}</span>').format(term.label)
        return Markup("{}").format(term.label)

    def in_language(self, language: str) -> str:
        """Return the address of this page in another language."""
        question = self._question
        kept = [pair for pair in question.params if pair[0] != "lang"]
        return question._replace(tongue=language, params=tuple(kept)).link(
            question.path, [pair for pair in kept if pair not in question.lens]
        )

    def as_form(self, form: str) -> str:
        """Return the address of this answer in another form."""
        return self._question.link(f"{self._question.path.removesuffix('.html')}.{form}", self.others_params())

    def others_params(self, *without: str) -> list[tuple[str, str]]:
        """Return the parameters of this page that are no part of the lens, but for some."""
        question = self._question
        return [(n, v) for n, v in question.params if (n, v) not in question.lens and n not in without and v]

    def bare(self) -> str:
        """Return the address of this page without a day of knowledge."""
        return self._question._replace(day="").link(self._question.path, self.others_params())

    def whole(self) -> str:
        """Return the address of this page with nothing left out."""
        return self._question.unlensed().link(self._question.path, self.others_params())

    # --- words --------------------------------------------------------------------------------------

    def labels(self, iris: Iterable[str]) -> str:
        """Return what the ontology calls terms, each once."""
        return ", ".join(dict.fromkeys(map(self.label, iris)))

    def certainty(self, level: Certainty | None) -> str:
        """Return the name of a certainty, if there is one."""
        return self.label(PAN + level.name.capitalize()) if level else ""

    def when(self, text: str | None) -> str:
        """Return a date as the library writes it, or a text around it, in the language of the page."""
        return dated(text, self._visit.language) if text else self._texts["undated"]

    def status(self, status: Status, event: Event) -> str:
        """Return the name of a status of an event."""
        return self._ontology.status(status, self._visit.language, event.entity.kind)

    def state(self, conclusion: Conclusion, kind: str) -> str:
        """Return what became of something of a kind."""
        return state_of(conclusion, kind, self._ontology, self._visit.language)

    def chip(self, event: Event) -> Markup:
        """Return how far an event came, where that is worth a mark."""
        concluded = event.conclusion
        if not concluded.is_told or (event.status is Status.HELD and not (concluded.remark or concluded.against)):
            return Markup("")
        kind = "" if event.took_place else " open"
        return Markup(' <span class="chip{}">{}</span>').format(kind, self.state(concluded, event.entity.kind))

    def phrase(self, triple: Triple, start: str = "") -> str:
        """Return what stands between the ends of a statement."""
        return phrase_of(triple, self._ontology, self._visit.language, start=start)

    def phrases(self, statements: Iterable[Statement], start: str) -> list[tuple[str, list[Statement]]]:
        """Return statements by what stands between their ends, read from one of them."""
        found: dict[str, list[Statement]] = {}
        for statement in statements:
            found.setdefault(self.phrase(statement.triple, start), []).append(statement)
        return list(found.items())

    def sentence(self, statement: Statement, start: str) -> str:
        """Return a statement as a sentence, read from one of its ends."""
        return self._visit.recorder.sentence(statement, start)

    def years(self, items: Sequence[Attendance | Happening]) -> list[tuple[int | None, list[Any]]]:
        """Return what stands on a card by the years of its events."""
        years = groupby(items, lambda item: item.event.day.year if item.event.day else None)
        return [(year, list(group)) for year, group in years]

    def summary(self, card: Card) -> str:
        """Return a card in a sentence, for those who link to it."""
        kind, state = self.label(card.entity.kind), self.state(card.conclusion, card.entity.kind)
        claims = f"{len(card.claims)} {self._texts['claims'].lower()}"
        return " · ".join(part for part in (kind, card.conclusion.when.text, state, claims) if part)

    def is_telling(self, triple: Triple) -> bool:
        """Tell whether a triple says more than the plain bounds beside a date."""
        return triple.predicate not in {PAN + "earliest", PAN + "latest"}

    def linked(self, text: str, *entities: Entity) -> Markup:
        """Return a text in which the names of entities are links, each where it first stands."""
        parts: list[str | Markup] = [text]
        for entity in sorted(entities, key=lambda entity: -len(self.name(entity))):
            for place, part in enumerate(parts):
                before, name, after = (
                    ("", "", "") if isinstance(part, Markup) else part.partition(self.name(entity))
                )
                if name:
                    parts[place : place + 1] = [before, self.thing(entity), after]
                    break
        return Markup("").join(parts)

    def link_sentence(self, link: Link, start: Entity, end: Entity) -> Markup:
        """Return a link of the network as a sentence that leads on to its ends."""
        return self.linked(self._links.sentence(link, start.iri), start, end)

    def circumstances(self, event: Event | None) -> str:
        """Return when an event was, and how far it came."""
        if event is None:
            return ""
        state = self.state(event.conclusion, event.entity.kind)
        return " · ".join(filter(None, [self.when(event.when) if event.when else "", state]))

    @cached_property
    def _links(self) -> LinkWriter:
        from graph.render.links import LinkWriter

        return LinkWriter(self._conclusions, self._visit.language)

    # --- evidence -----------------------------------------------------------------------------------

    def slug(self, iri: str) -> str:
        """Return an IRI without the project's base."""
        return slug(iri)

    def number(self, claim: Claim) -> str:
        """Return the name of a claim."""
        return claim_number(claim)

    def said(self, claim: Claim) -> str:
        """Return when something was said."""
        text = said_when(claim)
        return self.when(text) if text else ""

    def place(self, claim: Claim) -> str:
        """Return where in its source a claim stands."""
        if claim.paragraph is not None:
            return self._texts["paragraph"].format(claim.paragraph)
        return self._texts["opening"] if claim.locator == "opening" else claim.locator or ""

    def surest(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Return claims, the surest first."""
        return surest_first(claims)

    def evidence(self, claim: Claim) -> Markup:
        """Return how sure a claim is, who reports it, and where it stands, linked with the claim."""
        text = " · ".join(self._qualified(claim))
        return Markup('<a class="{}" href="{}" title="{}">{}</a>').format(
            f"evidence {claim.certainty}{' denied' if claim.denied else ''}",
            self.address(claim.iri), claim.comment, text,
        )  # fmt: skip

    def _qualified(self, claim: Claim) -> Iterator[str]:
        """Yield how sure a claim is, who reports it, where it stands, what may be so instead, like the terminal."""
        words, language = self._texts, self._visit.language
        sure = self.certainty(claim.certainty)
        sure = words["denied_how"].format(sure) if claim.denied else sure
        yield f"{sure} {words['as_of_day'].format(claim.as_of)}" if claim.as_of else sure
        if names := reporters(claim, self._conclusions, language):
            yield words["told_by"].format(", ".join(names))
        cited = cite_claim(claim)
        yield cited.replace(" opening", f" {words['opening']}") if claim.locator == "opening" else cited
        for other in alternatives_of(claim, self._conclusions.reader):
            yield words["or_else"].format(f"{other.comment} [{claim_number(other)}]")
        if given := conditions(claim, self._conclusions, language):
            yield words["if"].format(words["or"].join(given))


def path_of(iri: str) -> str:
    """Return the path under which an IRI of the project stands here, as a page.

    >>> path_of("https://w3id.org/panmunjom/ontology#visitor")
    '/ontology#visitor'
    """
    name = slug(iri)
    if name.startswith(("ontology", "claim/")):
        return f"/{name}"
    return f"/{name}.html"
