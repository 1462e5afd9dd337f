"""Cards as lines for the terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from graph.conclusions.cards import Attendance, Card
from graph.conclusions.conclusions import Conclusions
from graph.conclusions.disagreements import Disagreement
from graph.conclusions.events import Event
from graph.conclusions.tenures import Tenure
from graph.model.claims import Claim, Statement
from graph.model.vocabulary import PAN
from graph.render.evidence import conditional, evidence
from graph.render.lines import Line, Run, line
from graph.render.sentences import sentence, show_object

_FOLD = 12


class CardWriter:
    """Writes the cards of one graph in one language.

    Args:
        conclusions: Names the entities.
        language: `"en"`, `"ru"` or `"ko"`.
        fold: How many lines of a section to show; None for all.
    """

    def __init__(self, conclusions: Conclusions, language: str = "en", fold: int | None = _FOLD) -> None:
        self._conclusions, self._language, self._fold = conclusions, language, fold

    def write(self, card: Card) -> Iterator[Line]:
        """Yield the lines of a card."""
        yield from self._head(card)
        if card.event:
            yield from self._event(card.event)
        yield from self._section("Offices", card.offices, lambda tenure: self._tenure(tenure, card))
        yield from self._section("Events", card.attendances, self._attendance)
        yield from self._section("Relations", card.statements, lambda s: self._statement(s, card.entity.iri))
        yield from self._section("Denied", card.denied, lambda s: self._statement(s, card.entity.iri))
        yield from self._section("Sources differ", card.disagreements, self._disagreement)

    def _head(self, card: Card) -> Iterator[Line]:
        entity = card.entity
        label = entity.label(self._language)
        others = dict.fromkeys(name.text for name in (*entity.labels, *entity.aliases) if name.text != label)
        kind = self._conclusions.ontology.label(entity.kind, self._language)
        yield line(Run(label, "title"), Run(f"  {kind}", "dim"))
        if others:
            yield line(Run(" · ".join(others), "dim"), indent=2)
        identity = [entity.slug, *entity.same_as]
        yield line(Run("  ".join(identity), "dim"), indent=2)

    def _event(self, event: Event) -> Iterator[Line]:
        yield Line()
        if event.state:
            yield line(Run("State  ", "heading"), event.state, Run(f"  {event.certainty}", "dim"), indent=2)
        if event.when:
            said = self._evidence(event.conclusion.when.claims)
            yield line(Run("When   ", "heading"), event.when, Run(f"  {said}", "dim"), indent=2)
        if event.placings:
            places = ", ".join(placing.place.label(self._language) for placing in event.placings)
            said = self._evidence({c.iri: c for p in event.placings for c in p.claims}.values())
            yield line(Run("Where  ", "heading"), places, Run(f"  {said}", "dim"), indent=2)
        for part in event.participations:
            role = self._conclusions.ontology.label(part.role, self._language)
            yield line(
                Run("Who    ", "heading"), f"{part.actor.label(self._language)} ({role})",
                Run(f"  {self._evidence(part.claims)}", "dim"), indent=2,
            )  # fmt: skip
        yield from self._section("How it became so", event.history, lambda step: [
            line(Run(f"{_said(step.claim)}  ", "date"), str(step.status), indent=2),
            line(Run(self._evidence([step.claim]), "dim"), indent=6),
            line(Run(step.claim.comment, "plain"), indent=6),
        ])  # fmt: skip

    def _evidence(self, claims: Iterable[Claim]) -> str:
        return evidence(claims, self._conclusions, self._language)

    def _tenure(self, tenure: Tenure, card: Card) -> Iterable[Line]:
        title, holder = tenure.title(self._language), tenure.holder
        if holder and holder.iri != card.entity.iri:
            title = f"{holder.label(self._language)}: {title}"
        yield from self._dated(title, tenure.when, tenure.claims)

    def _attendance(self, attendance: Attendance) -> Iterable[Line]:
        event = attendance.event
        roles = ", ".join(self._conclusions.ontology.label(role, self._language) for role in attendance.roles)
        kind = self._conclusions.ontology.label(event.entity.kind, self._language)
        state = f"{event.state} · " if event.state else ""
        title = f"{event.entity.label(self._language)} ({kind}) — {roles}"
        yield from self._dated(title, event.when, attendance.claims, state)

    def _dated(self, title: str, when: str, claims: Iterable[Claim], state: str = "") -> Iterable[Line]:
        yield line(Run(f"{when or 'undated'}  ", "date"), title, indent=2)
        yield line(Run(f"{state}{self._evidence(claims)}", "dim"), indent=6)

    def _statement(self, statement: Statement, start: str) -> Iterable[Line]:
        yield line(
            sentence(statement.triple, self._conclusions, self._conclusions.ontology, self._language, start=start),
            indent=2,
        )
        said = conditional(self._evidence(statement.claims), statement.claims[0], self._conclusions, self._language)
        yield line(Run(said, "dim"), indent=6)

    def _disagreement(self, disagreement: Disagreement) -> Iterable[Line]:
        label = self._conclusions.ontology.label(disagreement.relation, self._language)
        if disagreement.relation != PAN + "contradicts":
            yield line(Run(label, "warning"), indent=2)
        for reading in disagreement.readings:
            value = show_object(reading.value, self._conclusions, self._language)
            yield line(value, Run(f"  {self._evidence(reading.claims)}", "dim"), indent=4)

    def _section(self, title: str, items: Iterable[object], write: Callable[..., Iterable[Line]]) -> Iterator[Line]:
        items = list(items)
        if not items:
            return
        yield Line()
        yield line(Run(title, "heading"))
        for item in items[: self._fold]:
            yield from write(item)
        if self._fold is not None and len(items) > self._fold:
            yield line(Run(f"… and {len(items) - self._fold} more; --all shows them", "dim"), indent=2)


def _said(claim: Claim) -> str:
    """Write when something was said; of a page without any date only the day of reading is known."""
    dated = claim.as_of or claim.source.published or claim.source.written
    return claim.said if dated else f"read {claim.said}"
