"""Things that cannot both be: one happening under two names, two holders of one office, the dead at a meeting."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from graph.check.corpus import Corpus, Finding
from graph.conclusions.events import Event
from graph.conclusions.tenures import Tenure
from graph.model.dates import Span, edtf_span, envelope, show_span
from graph.model.vocabulary import PAN, Certainty, local

_MATTER = frozenset(PAN + name for name in ("agenda", "concerns", "outcome", "occasion"))


def doubles(corpus: Corpus) -> Iterator[Finding]:
    """Find pairs of events of one kind with the same actors and overlapping days, neither part of the other."""
    by_kind: dict[tuple[str, frozenset[str]], list[Event]] = defaultdict(list)
    for event in corpus.conclusions.events:
        actors = frozenset(actor.iri for actor in event.actors)
        if actors and event.datings and event.status and event.took_place:
            by_kind[event.entity.kind, actors].append(event)
    for alike in by_kind.values():
        for one, other in combinations(alike, 2):
            if _share_days(one.span, other.span) and not _related(one, other) and not _differ_in_matter(one, other):
                yield corpus.at(
                    other.entity.iri,
                    f"looks like {one.entity.slug}: same kind, same actors, overlapping days; make them one,"
                    " or say which is part of which",
                )


def sure_alternatives(corpus: Corpus) -> Iterator[Finding]:
    """Find claims that name an alternative, of which only one can be true, and are surer than possible."""
    recorded = {at.subject: at.thing for at in corpus.records(PAN + "certainty")}
    for claim in corpus.claims:
        level = Certainty.parse(recorded[claim.iri])
        if claim.alternatives and level > Certainty.POSSIBLE:
            yield corpus.at(claim.iri, f"is {level}, though it names an alternative; make it possible at most")


def overlapping_tenures(corpus: Corpus) -> Iterator[Finding]:
    """Find two who surely held one office with one holder at a time, for one state or body, on the same days."""
    by_office: dict[tuple[str, str], list[Tenure]] = defaultdict(list)
    for tenure in corpus.conclusions.tenures:
        if tenure.office and tenure.of and tenure.office.single_holder:
            by_office[tenure.office.iri, tenure.of.iri].append(tenure)
    for tenures in by_office.values():
        for one, other in combinations(tenures, 2):
            apart = one.holder == other.holder or _handed_over(one, other) or _handed_over(other, one)
            if not apart and _overlap_in_office(_surely_held(one), _surely_held(other)):
                yield corpus.at(
                    other.entity.iri, f"overlaps with {one.entity.slug} in one office; correct the dates"
                )


def seen_out_of_office(corpus: Corpus) -> Iterator[Finding]:
    """Find people seen in an office at a moment that lies outside the dates of their tenure."""
    for tenure in corpus.conclusions.tenures:
        slug = tenure.entity.slug
        for claim in tenure.claims:
            seen = claim.span(tenure.entity.iri) if claim.dates_of(tenure.entity.iri).attested else Span()
            stated = envelope(dating.span for dating in tenure.datings)
            if seen and stated and not stated.overlaps(seen) and not claim.contradicts:
                yield corpus.at(
                    claim.iri,
                    f"sees {slug} in office at a time ({show_span(seen)}) outside its dates ({tenure.when});"
                    " correct them, or make it a tenure of its own",
                )


def unfit_participants(corpus: Corpus) -> Iterator[Finding]:
    """Find people who take part in what happened after their death or before their birth."""
    lives = _lives(corpus)
    for event in filter(lambda event: event.took_place, corpus.conclusions.events):
        for part in event.participations:
            born, died = lives.get((part.actor.iri, "born"), Span()), lives.get((part.actor.iri, "died"), Span())
            last, first = event.span.latest, event.span.earliest
            if died.latest and first and first > died.latest:
                yield corpus.at(event.entity.iri, f"has {part.actor.label()} take part after death ({died.latest})")
            if born.earliest and last and last < born.earliest:
                yield corpus.at(
                    event.entity.iri, f"has {part.actor.label()} take part before birth ({born.earliest})"
                )


def _lives(corpus: Corpus) -> dict[tuple[str, str], Span]:
    """Return when people were born and died, by IRI and `"born"` or `"died"`."""
    found = {}
    for located in corpus.said():
        end = local(located.predicate)
        if end in {"born", "died"}:
            found[located.subject, end] = edtf_span(located.thing)
    return found


def _related(one: Event, other: Event) -> bool:
    wholes = [{whole.iri for whole in event.wholes} for event in (one, other)]
    return one.entity.iri in wholes[1] or other.entity.iri in wholes[0] or bool(wholes[0] & wholes[1])


def _differ_in_matter(one: Event, other: Event) -> bool:
    """Tell whether two events are each about something, and about different things."""
    about = [
        {
            t.object
            for c in event.claims
            for t in c.triples
            if t.subject == event.entity.iri and t.predicate in _MATTER
        }
        for event in (one, other)
    ]
    return bool(about[0] and about[1]) and not about[0] & about[1]


def _handed_over(one: Tenure, other: Tenure) -> bool:
    """Tell whether the end of one is no source's word, but concluded from the other's beginning."""
    return one.term.handed_over is not None and other.entity.iri in one.gave_way_to


def _surely_held(tenure: Tenure) -> Span:
    """Return the span over which somebody surely held an office."""
    term = tenure.term
    return Span(term.held_from, term.held_until) if term.held_from and term.held_until else Span()


def _overlap_in_office(one: Span, other: Span) -> bool:
    """Tell whether two spans share more than the one day on which an office passes on."""
    if not (one and other and one.overlaps(other)):
        return False
    passed_on = {one.latest, other.earliest}, {other.latest, one.earliest}
    return not any(len(days) == 1 and None not in days for days in passed_on)


def _share_days(one: Span, other: Span) -> bool:
    """Tell whether two spans that are known from both ends overlap."""
    return None not in {*one, *other} and one.overlaps(other)
