"""The vocabulary as the code asks for it: words, kinds above kinds, roles under roles, and what rules must know."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

from graph.errors import UnknownNameError
from graph.model.vocabulary import LANGUAGES, PAN, RDFS, SKOS, Stage, Status, local

_MARKS = ("mayLast", "showsBegun", "apart", "inRetinue")


Fact = tuple[str, str, str, str | None]
"""What is stated of a term of the vocabulary: its IRI, a relation, an IRI or a text, and the language of a text."""


class Way(NamedTuple):
    """A relation that leads from a thing to what lies behind it, or to what follows from it.

    Attributes:
        relation: Its IRI.
        to_subject: Whether it leads from its object to its subject, and not the other way.
    """

    relation: str
    to_subject: bool


class Ontology:
    """What `data/ontology.ttl` says, as the code asks for it.

    Args:
        facts: What is stated of the terms.

    Attributes:
        facts: The same.
        terms: IRIs of all that it defines.
        single_valued: Relations of which a thing has one value only, so that two are a disagreement.
        by_unit: Those of them of which a thing has one value in each unit, which is the last word.
    """

    def __init__(self, facts: Iterable[Fact]) -> None:
        self.facts = tuple(facts)
        self._by_relation: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            self._by_relation[fact[1]].append(fact)
        self._parents: dict[str, set[str]] = defaultdict(set)
        for predicate in ("subClassOf", "subPropertyOf"):
            for subject, parent in self._pairs(RDFS + predicate):
                self._parents[subject].add(parent)
        self._above: dict[str, frozenset[str]] = {}
        self._below: dict[str, frozenset[str]] = {}
        self.terms = frozenset(term for term, _ in self._pairs(SKOS + "definition"))
        self._texts = {
            field: {(term, language or "en"): text for term, _, text, language in self._by_relation[iri]}
            for field, iri in {
                "label": RDFS + "label",
                "phrase": PAN + "phrase",
                "inverse": PAN + "inversePhrase",
                "held": PAN + "heldAs",
            }.items()
        }
        self._ends = {end: dict(self._pairs(RDFS + end)) for end in ("domain", "range")}
        self.single_valued = self._marked("singleValued")
        self.by_unit = self._marked("byUnit")

    # --- kinds and relations ----------------------------------------------------------------------

    def above(self, iri: str) -> frozenset[str]:
        """Return a kind or relation with all that is above it."""
        if iri not in self._above:
            self._above[iri] = frozenset(self._upwards(iri))
        return self._above[iri]

    def below(self, iri: str) -> frozenset[str]:
        """Return a kind or relation with all that is below it."""
        if iri not in self._below:
            self._below[iri] = frozenset({iri, *(term for term in list(self._parents) if iri in self.above(term))})
        return self._below[iri]

    def kind(self, name: str) -> str:
        """Return the IRI of the kind of entity that a word means: its label in any language, or its name or IRI.

        Raises:
            UnknownNameError: There is none.
        """
        return self._named(name, self.below(PAN + "Entity"), "kind")

    def kind_of_event(self, name: str) -> str:
        """Return the IRI of the kind of event that a word means: its label in any language, or its name or IRI.

        Raises:
            UnknownNameError: There is none.
        """
        return self._named(name, self.events, "kind of event")

    def kind_of_thing(self, name: str, otherwise: UnknownNameError) -> str:
        """Return the IRI of the kind of entity that a word means, or raise what is said `otherwise`."""
        try:
            return self.kind(name)
        except UnknownNameError:
            raise otherwise from None

    def role(self, name: str) -> str:
        """Return the IRI of the role that a word means: its label in any language, or its name or IRI.

        Raises:
            UnknownNameError: There is none.
        """
        return self._named(name, self.below(PAN + "participant"), "role")

    def _named(self, name: str, known: Iterable[str], what: str) -> str:
        word = name.casefold()
        for iri in sorted(known):
            labels = (self.label(iri, language).casefold() for language in LANGUAGES)
            if word in {iri.casefold(), local(iri).casefold(), *labels}:
                return iri
        raise UnknownNameError(name, what=what, known=sorted(map(self.label, known)))

    def publisher_kind(self, name: str) -> str:
        """Return the IRI of the kind of publisher that a word means: its label in any language, or its name.

        Raises:
            UnknownNameError: There is none.
        """
        scheme = PAN + "publisherKindScheme"
        known = [kind for kind, within in self._pairs(SKOS + "inScheme") if within == scheme]
        return self._named(name, known, "kind of publisher")

    def most_specific(self, kinds: Iterable[str]) -> str | None:
        """Return the one kind that none of the others lies below, or None where no kind is given."""
        given = sorted(kinds)
        return next((kind for kind in given if not any(kind in self.above(k) for k in given if k != kind)), None)

    def end(self, relation: str, end: str) -> str | None:
        """Return the class that a relation takes at its `"domain"` or `"range"`, or None where it takes any."""
        return self._ends[end].get(relation)

    def is_role(self, iri: str) -> bool:
        """Tell whether a relation is `pan:participant` or a role under it."""
        return PAN + "participant" in self.above(iri)

    @cached_property
    def events(self) -> frozenset[str]:
        """The IRIs of all kinds of event."""
        return self.below(PAN + "Event")

    # --- words ------------------------------------------------------------------------------------

    def label(self, iri: str, language: str = "en") -> str:
        """Return the label in a language, else in English, else the name in the IRI."""
        return self._text("label", iri, language) or self._text("label", iri, "en") or local(iri)

    def phrase(self, iri: str, language: str = "en", *, inverse: bool = False) -> str | None:
        """Return what stands between subject and object in a sentence, or None where a language has none.

        Args:
            iri: The relation.
            language: `"en"`, `"ru"` or `"ko"`.
            inverse: Read the sentence from the object's end.
        """
        return self._text("inverse" if inverse else "phrase", iri, language)

    def status(self, status: Status, language: str = "en", kind: str = "") -> str:
        """Return what a status is called of a thing of a kind: a meeting was held, a shelling occurred."""
        own = (self._text("held", above, language) for above in self._upwards(kind))
        said = next(filter(None, own), None) if status is Status.HELD and kind else None
        return said or self.label(PAN + status.value, language)

    # --- what rules must know -----------------------------------------------------------------------

    def stage(self, status: Status | None) -> Stage:
        """Return what a status means for whether a thing took place; without a status, nothing is said."""
        return self._stages[status] if status else Stage.NOT_SAID

    def passes_within(self, kind: str) -> int | None:
        """Return in how many days at most a happening of a kind is over, or None where it may last."""
        days, lasting = self._number("passesWithin"), self._marked_once["mayLast"]
        for above in self._upwards(kind):
            if above in days:
                return days[above]
            if above in lasting:
                return None
        return None

    def brings_together(self, kind: str) -> bool:
        """Tell whether those who take part in an event of a kind come together in it."""
        return self._marked_once["apart"].isdisjoint(self.above(kind))

    def is_there(self, role: str) -> bool:
        """Tell whether whoever has a role in an event is there."""
        return role not in self._marked_once["apart"]

    def is_in_retinue(self, role: str) -> bool:
        """Tell whether a role is that of somebody in the retinue, who has not met all of a large gathering."""
        return role in self._marked_once["inRetinue"]

    def one_within(self, kind: str) -> int:
        """Return how many days the parts of an event of a kind may lie apart to be one occasion with it."""
        days = self._number("oneWithin")
        return next((days[above] for above in self._upwards(kind) if above in days), 0)

    def shows_begun(self, kind: str) -> bool:
        """Tell whether a happening of a kind, once held, shows that the event it is part of has begun."""
        return not self._marked_once["showsBegun"].isdisjoint(self.above(kind))

    @property
    def soon_after(self) -> int:
        """Within how many days an office that is seen only later counts for an event."""
        return self._number("soonAfter")[PAN + "side"]

    @property
    def reported_within(self) -> int:
        """Within how many days after a planned date a report that the thing took place confirms it."""
        return self._number("reportedWithin")[PAN + "Planned"]

    @property
    def vague_beyond(self) -> int:
        """Over how many days a planned date is too vague where a whole or part is dated more closely."""
        return self._number("vagueBeyond")[PAN + "Planned"]

    @cached_property
    def head_offices(self) -> frozenset[str]:
        """The offices whose holder is head of a state or government, where they are held for `head_bodies`."""
        return self._at_the_head("office")

    @cached_property
    def head_bodies(self) -> frozenset[str]:
        """The kinds, and the bodies, whose head by one of `head_offices` is head of a state or government."""
        return self._at_the_head("of")

    @cached_property
    def causal(self) -> frozenset[str]:
        """The relations that say what brings about, hinders or conditions what."""
        return self._marked("causal")

    @cached_property
    def undoing(self) -> frozenset[str]:
        """The relations by which an event undoes, breaks or endangers what it bears on."""
        return self._of_fate("undoing")

    @cached_property
    def carrying_out(self) -> frozenset[str]:
        """The relations by which an event carries out what it bears on."""
        return self._of_fate("carrying out")

    @cached_property
    def replacing(self) -> frozenset[str]:
        """The relations from a thing to what took its place."""
        return self._of_fate("replacing")

    def _of_fate(self, fate: str) -> frozenset[str]:
        return frozenset(term for term, value in self._pairs(PAN + "fate") if value == fate)

    @cached_property
    def generic(self) -> frozenset[str]:
        """The relations that say little by themselves."""
        return self._marked("generic")

    @cached_property
    def ways_back(self) -> tuple[Way, ...]:
        """The ways from a thing to its causes, the most telling first."""
        return self._ways("tellsBack", back=True)

    @cached_property
    def ways_on(self) -> tuple[Way, ...]:
        """The ways from a thing to its effects, the most telling first."""
        return self._ways("tellsOn", back=False)

    # --- reading ------------------------------------------------------------------------------------

    def _ways(self, annotation: str, *, back: bool) -> tuple[Way, ...]:
        causes = dict(self._pairs(PAN + "causeEnd"))
        order = self._number(annotation)
        return tuple(
            Way(relation, (causes[relation] == PAN + "Subject") is back)
            for relation in sorted(order, key=lambda relation: order[relation])
        )

    def _upwards(self, iri: str) -> Iterator[str]:
        """Yield a kind or relation and all that is above it, the nearest first."""
        found, front = {iri}, [iri]
        while front:
            yield from front
            front = sorted({p for one in front for p in self._parents.get(one, ())} - found)
            found.update(front)

    @cached_property
    def _stages(self) -> dict[Status, Stage]:
        found = dict(self._pairs(PAN + "stage"))
        return {status: Stage(local(found[PAN + status.value])) for status in Status}

    @cached_property
    def _marked_once(self) -> dict[str, frozenset[str]]:
        return {name: self._marked(name) for name in _MARKS}

    @cached_property
    def _numbers(self) -> dict[str, dict[str, int]]:
        return {}

    def _number(self, name: str) -> dict[str, int]:
        if name not in self._numbers:
            self._numbers[name] = {term: int(number) for term, number in self._pairs(PAN + name)}
        return self._numbers[name]

    def _at_the_head(self, relation: str) -> frozenset[str]:
        return frozenset(value for term, value in self._pairs(PAN + "atTheHead") if term == PAN + relation)

    def _marked(self, name: str) -> frozenset[str]:
        return frozenset(term for term, value in self._pairs(PAN + name) if value == "true")

    def _text(self, field: str, iri: str, language: str) -> str | None:
        return self._texts[field].get((iri, language))

    def _pairs(self, relation: str) -> Iterable[tuple[str, str]]:
        return ((term, value) for term, _, value, _ in self._by_relation.get(relation, ()))
