"""Writing: what templates call to name things, to link them, and to tell what backs a statement."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from markupsafe import Markup

from graph.model.claims import Claim, surest_first
from graph.model.vocabulary import BASE, slug

if TYPE_CHECKING:
    from graph.model.claims import Value
    from graph.model.entities import Entity
    from graph.serve.visit import Visit
    from graph.sparql.results import Term


class Writer:
    """Writes the parts of one page.

    Args:
        visit: Whose page it is.
    """

    def __init__(self, visit: Visit) -> None:
        self._visit, self._question = visit, visit.question
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

    def address(self, iri: str) -> str:
        """Return where the page of an IRI is."""
        return self._question.link(path_of(iri)) if iri.startswith(BASE) else iri

    def value(self, thing: str | Value) -> Markup:
        """Return an object: a link, a plain date, a text."""
        from graph.render.sentences import show_object

        if isinstance(thing, str) and thing.startswith(BASE) and not thing.startswith(f"{BASE}ontology"):
            return self.thing(thing)
        if isinstance(thing, str) and thing.startswith(BASE):
            return Markup('<a href="{}">{}</a>').format(self.address(thing), self.label(thing))
        return Markup("{}").format(show_object(thing, self._conclusions, self._visit.language))

    def term(self, term: Term) -> Markup:
        """Return a term of a row: a link with its name, or its text."""
        if term.is_iri and term.value.startswith(("http://", "https://")):
            return Markup('<a href="{}">{}</a>').format(self.address(term.value), term.label)
        return Markup("{}").format(term.label)

    def in_language(self, language: str) -> str:
        """Return the address of this page in another language."""
        question = self._question
        kept = [pair for pair in question.params if pair[0] != "lang"]
        return question._replace(tongue=language, params=tuple(kept)).link(
            question.path, [pair for pair in kept if pair not in question.lens]
        )

    def bare(self) -> str:
        """Return the address of this page without a day of knowledge."""
        question = self._question
        return question._replace(day="").link(
            question.path, [pair for pair in question.params if pair not in question.lens]
        )

    # --- evidence -----------------------------------------------------------------------------------

    def surest(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Return claims, the surest first."""
        return surest_first(claims)

    def evidence(self, claim: Claim) -> Markup:
        """Return how sure a claim is, who reports it, and where it stands, linked with the claim."""
        from graph.render.evidence import conditional, qualified_claim

        language = self._visit.language
        told = qualified_claim(claim, self._conclusions, language)
        text = conditional(told, claim, self._conclusions, language)
        return Markup('<a class="{}" href="{}" title="{}">{}</a>').format(
            f"evidence {claim.certainty}{' denied' if claim.denied else ''}",
            self.address(claim.iri), claim.comment, text,
        )  # fmt: skip


def path_of(iri: str) -> str:
    """Return the path under which an IRI of the project stands here, as a page.

    >>> path_of("https://w3id.org/panmunjom/ontology#visitor")
    '/ontology#visitor'
    """
    name = slug(iri)
    if name.startswith(("ontology", "claim/")):
        return f"/{name}"
    return f"/{name}.html"
