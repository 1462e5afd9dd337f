"""Cards as lines for the terminal: what is looked up most comes first, whatever the card is about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from graph.conclusions.cards import Attendance, Card
from graph.conclusions.disagreements import Disagreement
from graph.conclusions.events import Event
from graph.conclusions.fates import Text, Turn, by_event
from graph.conclusions.particulars import Happening, Provision
from graph.conclusions.series import numbers_missing
from graph.conclusions.tenures import Holding, Tenure
from graph.model.claims import Claim, Statement
from graph.model.entities import Entity
from graph.model.vocabulary import PAN
from graph.render.dates import dated
from graph.render.evidence import conditional
from graph.render.holders import beside_term
from graph.render.lines import Line, Run, line
from graph.render.listings import missing_line
from graph.render.sections import Sections
from graph.render.states import state_of, state_of_event
from graph.render.words import capitalised

_NOTE = PAN + "note"
_HEAD, _SIGNATORY, _SIGNING, _PERSON = (PAN + name for name in ("head", "signatory", "Signing", "Person"))


class CardWriter(Sections):
    """Writes the cards of one graph in one language, as `Sections` says."""

    def write(self, card: Card) -> Iterator[Line]:
        """Yield the lines of a card."""
        yield from self._head(card)
        yield from self._state(card)
        if card.event:
            yield from self._event(card.event)
        yield from self._section("origins", card.origins, self._origin)
        yield from self._section("became", [*by_event(card.fate), *card.replaced], self._fate(card.entity.iri))
        yield from self._section("done", by_event(card.done), self._turns)
        yield from self._section("came_of_it" if card.event else "stands_in", card.texts, self._text)
        yield from self._section("provisions", card.provisions, lambda p: self._provision(p, card))
        missing = numbers_missing(card.rounds) if not self._conclusions.lens else {}
        yield from self._section(
            "rounds" if not card.event else "parts", card.rounds, lambda event: self._round(event, missing)
        )
        yield from self._section("speakers", card.speakers, self._speaker)
        if not card.speakers or self._fold is None:
            yield from self._offices(card)
        yield from self._by_years("events", card.attendances, lambda a: a.event, self._attendance)
        yield from self._by_years("chronology", card.chronology, lambda h: h.event, self._happening)
        yield from self._relations(card)
        yield from self._section("denied", card.denied, lambda s: self._statement(s, card.entity.iri))
        yield from self._section(
            "sources_differ", card.disagreements, lambda found: self._disagreement(found, card.entity)
        )

    # --- what stands at the top -----------------------------------------------------------------------

    def _head(self, card: Card) -> Iterator[Line]:
        entity = card.entity
        label = entity.label(self._language)
        others = dict.fromkeys(name.text for name in (*entity.labels, *entity.aliases) if name.text != label)
        yield line(Run(label, "title"), Run(f"  {self._label(entity.kind)}", "dim"))
        if others:
            yield line(Run(" · ".join(others), "dim"), indent=2)
        yield line(Run("  ".join([entity.slug, *entity.same_as]), "dim"), indent=2)

    def _state(self, card: Card) -> Iterator[Line]:
        concluded, last = card.conclusion, card.last
        state = state_of(concluded, card.entity.kind, self._conclusions.ontology, self._language)
        dated_closer = any(concluded.when.span.contains(event.span) for event in card.origins if event.span)
        when = "" if dated_closer and len(concluded.when.datings) == 1 else concluded.when.text
        if state or when or last:
            yield Line()
        if state:
            yield self._field("state", state, self._sure(concluded.certainty))
        if when:
            yield self._field("when", dated(when, self._language), self._evidence(concluded.when.claims))
        if last:
            event, heard = last.event, card.heard_until
            how = f" ({self._how([last])})" if last.relation else ""
            label = f"{event.entity.label(self._language)}{how}"
            told = self._words["as_last_told"].format(self._day(event.when), label)
            told += f"; {self._words['no_later'].format(heard)}" if heard else ""
            yield self._field("state", told, self._evidence(event.claims, most=1))

    def _event(self, event: Event) -> Iterator[Line]:
        if event.placings:
            places = ", ".join(placing.place.label(self._language) for placing in event.placings)
            said = self._evidence({c.iri: c for p in event.placings for c in p.claims}.values())
            yield self._field("where", places, said)
        for part in event.participations[: self._fold if self._strictly else None]:
            who = f"{part.actor.label(self._language)} ({self._label(part.role)})"
            yield self._field("who", who, self._evidence(part.claims))
        yield from self._section("history", event.history, lambda step: [
            line(Run(f"{self._said(step.claim)}  ", "date"), self._status(step.status, event), indent=2),
            line(Run(self._evidence([step.claim]), "dim"), indent=6),
            line(Run(step.claim.comment, "plain"), indent=6),
        ])  # fmt: skip

    # --- items of sections ----------------------------------------------------------------------------

    def _origin(self, event: Event) -> Iterable[Line]:
        where = ", ".join(placing.place.label(self._language) for placing in event.placings)
        title = event.entity.label(self._language) + (f" · {where}" if where else "")
        yield line(Run(f"{self._day(event.when)}  ", "date"), title, indent=2)
        for who in self._who_signed(event):
            yield line(who, indent=6)
        notes = [self._object(note) for claim in event.claims for note in claim.about(event.entity.iri, _NOTE)]
        if notes:
            yield line("; ".join(dict.fromkeys(notes)), indent=6)
        yield line(Run(f"{self._state_of(event)}{self._evidence(event.claims, most=1)}", "dim"), indent=6)

    def _who_signed(self, event: Event) -> Iterator[str]:
        """Yield who took part in that out of which something came: who signed first, and by that name."""
        signing = self._conclusions.ontology.below(_SIGNATORY)
        signed = list({p.actor.iri: p.actor for p in event.participations if p.role in signing}.values())
        others = [actor for actor in event.actors if actor not in signed]
        if signed:
            yield self._words["signed_by"].format(self._names(signed))
        if event.entity.kind == _SIGNING and not any(actor.kind == _PERSON for actor in signed):
            yield self._words["signers_for_not_told" if signed else "signers_not_told"]
        if others:
            names = self._names(others)
            yield self._words["also_there"].format(names) if signed else names

    def _how(self, turns: Sequence[Turn]) -> str:
        """Write how an event bears on something, or on which of its provisions."""
        return "; ".join(
            self._label(turn.relation) + (f": {turn.of.label(self._language)}" if turn.of_part else "")
            for turn in turns
        )

    def _turns(self, turns: Sequence[Turn]) -> Iterable[Line]:
        event, claims = turns[0].event, {claim.iri: claim for turn in turns for claim in turn.claims}
        told = f"{event.entity.label(self._language)} ({self._how(turns)})"
        said = f"{self._state_of(event)}{self._evidence(claims.values())}"
        yield line(Run(f"{self._day(event.when)}  ", "date"), told, indent=2)
        for cause in turns[0].because:
            because = f"{self._day(cause.when)} {cause.entity.label(self._language)}"
            yield line(self._words["because"].format(because), indent=6)
        yield line(Run(said, "dim"), indent=6)

    def _fate(self, iri: str) -> Callable[[Sequence[Turn] | Statement], Iterable[Line]]:
        """Return what writes an event that bore on a thing, given by its IRI, or that something took its place."""
        return lambda each: self._replaced(each, iri) if isinstance(each, Statement) else self._turns(each)

    def _replaced(self, statement: Statement, iri: str) -> Iterable[Line]:
        yield line(f"{self._phrase(statement.triple, iri)}: {self._object(statement.triple.object)}", indent=2)
        yield line(Run(self._evidence(statement.claims), "dim"), indent=6)

    def _text(self, text: Text) -> Iterable[Line]:
        """Write a text one step on: when and where it came about, and what became of it."""
        when = Run(f"  {dated(text.when, self._language)}" if text.when else "", "date")
        yield line(Run(text.entity.label(self._language), "title"), when, indent=2)
        for event in text.origins:
            yield from self._origin(event)
        for happening in text.happenings[: self._fold]:
            event = happening.event
            yield line(Run(f"{self._day(event.when)}  ", "date"), event.entity.label(self._language), indent=2)
            yield line(Run(f"{self._state_of(event)}{self._evidence(happening.claims, most=1)}", "dim"), indent=6)
        fate: list[Sequence[Turn] | Statement] = [*by_event(text.fate), *text.replaced]
        for each in fate:
            yield from self._fate(text.entity.iri)(each)
        if not fate and not text.happenings:
            yield line(Run(self._words["fate_not_told"], "dim"), indent=2)

    def _provision(self, provision: Provision, card: Card) -> Iterable[Line]:
        label = provision.entity.label(self._language)
        whole = card.entity.label(self._language).rpartition(" ")[2]
        short = label.partition(": ")[2] if ": " in label and whole in label.partition(": ")[0] else label
        when = Run(f"  {dated(provision.when, self._language)}", "date")
        yield line(capitalised(short), when, indent=2)
        facts = defaultdict(list)
        for statement in provision.statements:
            facts[self._label(statement.triple.predicate)].append(self._object(statement.triple.object))
        if facts:
            yield line("; ".join(f"{name}: {', '.join(things)}" for name, things in facts.items()), indent=6)
        yield line(Run(self._evidence(provision.claims), "dim"), indent=6)

    def _round(self, event: Event, missing: Mapping[str, str]) -> Iterable[Line]:
        if event.entity.iri in missing:
            yield missing_line(missing[event.entity.iri], self._language)
        where = ", ".join(placing.place.label(self._language) for placing in event.placings)
        title = event.entity.label(self._language) + (f" · {where}" if where else "")
        state = state_of_event(event, self._conclusions.ontology, self._language)
        yield line(Run(f"{self._day(event.when)}  ", "date"), title, Run(f"  {state}", "dim"), indent=2)
        heads = [part.actor for part in event.participations if part.role == _HEAD]
        if heads:
            told = "; ".join(f"{self._sides(head.iri, event)}{head.label(self._language)}" for head in heads)
            yield line(f"{self._label(_HEAD)}: {told}", indent=6)
        yield line(Run(self._evidence(event.claims, most=1), "dim"), indent=6)

    def _sides(self, actor: str, event: Event) -> str:
        sides = sorted(self._conclusions.sides.of(actor, event.span))
        return f"{', '.join(self._name(side) for side in sides)} " if sides else ""

    def _speaker(self, holding: Holding) -> Iterable[Line]:
        tenure = holding.tenure
        holder = tenure.holder.label(self._language) if tenure.holder else ""
        office = tenure.office.label(self._language) if tenure.office else ""
        yield line(f"{office}: {holder}", Run(f"  {dated(holding.text, self._language)}", "date"), indent=2)
        yield line(Run(self._evidence(tenure.claims, most=1), "dim"), indent=6)

    def _offices(self, card: Card) -> Iterator[Line]:
        """Yield the tenures by time; of many the latest, as who holds an office now is asked most."""
        earlier = 0 if self._fold is None else max(len(card.offices) - self._fold, 0)
        if card.offices:
            yield Line()
            yield line(Run(self._words["offices"], "heading"))
        if earlier:
            yield line(Run(self._words["earlier_shown"].format(earlier), "dim"), indent=2)
        for tenure in card.offices[earlier:]:
            yield from self._tenure(tenure, card)

    def _tenure(self, tenure: Tenure, card: Card) -> Iterable[Line]:
        title, holder = tenure.title(self._language), tenure.holder
        if holder and holder.iri != card.entity.iri:
            title = f"{holder.label(self._language)}: {title}"
        beside = beside_term(tenure, self._language)
        yield from self._dated(title, tenure.when, tenure.claims, f"{beside} · " if beside else "")

    def _attendance(self, attendance: Attendance) -> Iterable[Line]:
        event = attendance.event
        roles = ", ".join(map(self._label, attendance.roles))
        title = f"{event.entity.label(self._language)} ({self._label(event.entity.kind)}) — {roles}"
        yield from self._dated(title, event.when, attendance.claims, self._state_of(event))

    def _happening(self, happening: Happening) -> Iterable[Line]:
        event = happening.event
        yield line(
            Run(f"{self._day(event.when)}  ", "date"), event.entity.label(self._language),
            Run(f"  {self._label(event.entity.kind)}", "dim"), indent=2,
        )  # fmt: skip
        for statement in happening.statements:
            said = conditional(
                self._evidence(statement.claims), statement.claims[0], self._conclusions, self._language
            )
            how = self._label(statement.triple.predicate)
            yield line(Run(f"{how} · {self._state_of(event)}{said}", "dim"), indent=6)

    def _dated(self, title: str, when: str, claims: Iterable[Claim], state: str = "") -> Iterable[Line]:
        yield line(Run(f"{self._day(when)}  ", "date"), title, indent=2)
        yield line(Run(f"{state}{self._evidence(claims)}", "dim"), indent=6)

    def _relations(self, card: Card) -> Iterator[Line]:
        """Yield what is said of a thing beside events and provisions, under one heading for each relation."""
        rest, start = card.relations, card.entity.iri
        grouped: dict[str, list[Statement]] = defaultdict(list)
        for statement in rest:
            grouped[self._phrase(statement.triple, start)].append(statement)
        shown = 0
        for phrase, statements in grouped.items():
            if self._fold is not None and shown >= self._fold:
                break
            yield Line()
            yield line(Run(f"{phrase} …" if phrase else "", "heading"))
            for statement in statements[: None if self._fold is None else self._fold - shown]:
                yield from self._statement(statement, start)
                shown += 1
        if shown < len(rest):
            yield line(Run(self._words["more_shown"].format(len(rest) - shown), "dim"), indent=2)

    def _statement(self, statement: Statement, start: str) -> Iterable[Line]:
        subject, _, thing = statement.triple
        other = self._object(thing) if subject == start else self._name(subject)
        yield line(other, indent=2)
        said = conditional(self._evidence(statement.claims), statement.claims[0], self._conclusions, self._language)
        yield line(Run(said, "dim"), indent=6)

    def _disagreement(self, disagreement: Disagreement, about: Entity) -> Iterable[Line]:
        named = [self._name(disagreement.subject.iri)] if disagreement.subject != about else []
        if disagreement.relation != PAN + "contradicts":
            named.append(self._label(disagreement.relation))
        if named:
            yield line(Run(": ".join(named), "warning"), indent=2)
        for reading in disagreement.readings:
            value = self._object(reading.value)
            yield line(value, Run(f"  {self._evidence(reading.claims)}", "dim"), indent=4)
