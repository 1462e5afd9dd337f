"""Rankings, cuts, communities and changes as records and lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.occasions import Occasion
from graph.model.entities import Entity
from graph.model.vocabulary import local
from graph.network.changes import Changes, Move
from graph.network.communities import Communities
from graph.network.cuts import Cut
from graph.network.footing import Footing
from graph.network.ranks import Loss, Ranking, Standing
from graph.render.dates import dated
from graph.render.evidence import evidence
from graph.render.lines import Line, Run, line
from graph.render.network_schema import (
    CommunityRecord,
    CutRecord,
    FootingRecord,
    LossRecord,
    MoveRecord,
    OccasionRecord,
    StandingRecord,
)
from graph.render.records import Recorder
from graph.render.words import counted, words

_SHOWN = 5
_CENTRAL = 8
_NAMED = 3
_FEW = 10


class RankWriter:
    """Writes what a graph answers on who matters, in one language.

    Args:
        conclusions: Names the entities.
        language: `"en"`, `"ru"` or `"ko"`.
    """

    def __init__(self, conclusions: Conclusions, language: str = "en") -> None:
        self._conclusions, self._language = conclusions, language
        self._recorder, self._words = Recorder(conclusions, language), words(language)

    def ranking(self, ranking: Ranking) -> list[StandingRecord]:
        """Return a ranking as records, one for each place."""
        return [
            {
                "rank": standing.rank,
                "label": self._name(standing.entity),
                "kind": self._conclusions.ontology.label(standing.entity.kind, self._language),
                "id": standing.entity.iri,
                "score": round(standing.score, 6),
                "by": ranking.by,
                "layer": ranking.layer,
                **_footing_record(standing.footing, met=ranking.layer == "actors"),
                "effective_size": standing.effective_size,
                "drops_most_without": [self._loss(loss) for loss in standing.losses],
                "drops_most_without_source": [
                    {
                        "value": f"{local(loss.source)} (−{round(loss.drop, 6):g})",
                        "source": local(loss.source),
                        "drop": round(loss.drop, 6),
                    }
                    for loss in standing.source_losses
                ],
            }
            for standing in ranking.standings
        ]

    def ranking_lines(self, ranking: Ranking, shown: Sequence[Standing]) -> Iterator[Line]:
        """Yield places of a ranking as lines: the score, what it stands on, and what it hangs on most."""
        for standing in shown:
            score = f"{round(standing.score, 6):<8g}  "
            kind = self._conclusions.ontology.label(standing.entity.kind, self._language)
            place = Run(f"{standing.rank:>3}  ", "date")
            yield line(place, score, self._name(standing.entity), Run(f"  {kind}", "dim"), hang=15)
            yield line(Run("; ".join(self._behind(standing, ranking)), "dim"), indent=15, hang=17)

    def _behind(self, standing: Standing, ranking: Ranking) -> Iterator[str]:
        footing = standing.footing
        told = [
            self._count(footing.number, _what_is_counted(ranking)),
            self._count(len(footing.sources), "several_sources"),
        ]
        told += [self._words["told_by_one"].format(footing.single)] if footing.single else []
        yield ", ".join(told)
        if standing.effective_size is not None:
            yield self._words["effective_size"].format(round(standing.effective_size, 2))
        if standing.losses and ranking.by != "strength":  # there, each occasion counts one
            loss = standing.losses[0]
            name = self._name(loss.occasion.event.entity)
            yield self._words["less_without"].format(loss.drop / standing.score, name)

    def cautions(self, ranking: Ranking, shown: int) -> Iterator[str]:
        """Yield what to bear in mind with the first places of a ranking, in sentences."""
        yield from cautions(ranking.footing, ranking.dossiers, _what_is_counted(ranking), self._language)
        several = len(ranking.footing.sources) > 1
        halved = [
            f"{self._name(standing.entity)} ({local(source)})"
            for standing in ranking.standings[:shown]
            if several and (source := standing.halves_without)
        ]
        if halved:
            yield self._words["halved"].format(self._some(halved))

    def left_out(self, ranking: Ranking) -> Iterator[str]:
        """Yield who does not count, in a sentence."""
        if ranking.heads:
            yield self._words["heads_left_out"].format(self._some(list(map(self._name, ranking.heads))))

    def _some(self, names: Sequence[str]) -> str:
        """Write the first of some names, and how many more there are."""
        first, more = ", ".join(names[:_NAMED]), len(names) - _NAMED
        return self._words["and_more"].format(first, more) if more > 0 else first

    def _count(self, number: int, key: str) -> str:
        return counted(number, key, self._language)

    def _loss(self, loss: Loss) -> LossRecord:
        value = f"{self._name(loss.occasion.event.entity)} (−{round(loss.drop, 6):g})"
        return {**self._occasion(loss.occasion), "value": value, "drop": round(loss.drop, 6)}

    def cuts(self, cuts: Iterable[Cut]) -> list[CutRecord]:
        """Return cuts as records."""
        return [
            {
                "removed": " — ".join(map(self._name, cut.removed)),
                "ids": [entity.iri for entity in cut.removed],
                "number": len(cut.cut_off),
                "cut_off": [self._name(entity) for entity in cut.cut_off],
            }
            for cut in cuts
        ]

    def communities(self, communities: Communities) -> list[CommunityRecord]:
        """Return communities as records."""
        return [
            {
                "community": number,
                "name": group.name(self._language),
                "size": len(group.members),
                "central": [self._name(member) for member in group.members[:_CENTRAL]],
                "members": [self._name(member) for member in group.members],
                "ids": [member.iri for member in group.members],
                "modularity": communities.modularity,
            }
            for number, group in enumerate(communities.groups, 1)
        ]

    def changes(self, changes: Changes) -> list[MoveRecord]:
        """Return moves as records."""
        return [
            {
                "label": self._name(move.entity),
                "id": move.entity.iri,
                "before": move.before,
                "after": move.after,
                "rise": move.rise,
                "score_before": move.score_before,
                "score_after": move.score_after,
                "by": changes.by,
                "at": changes.at.isoformat(),
                "on_the_day": move.on_the_day,
                **_footing_record(move.footing, met=True),
                "behind": [self._occasion(occasion) for occasion in move.occasions],
            }
            for move in changes.moves
        ]

    def changes_lines(self, changes: Changes, limit: int) -> Iterator[Line]:
        """Yield the moves as lines, each with the occasions behind it."""
        spans = (("occasions_before", changes.before), ("occasions_after", changes.after))
        counts = ", ".join(self._words[when].format(self._count(len(o), "occasions")) for when, o in spans)
        around = self._words["around_day"].format(changes.at)
        yield line(Run(around, "title"), Run(f"  {changes.start} – {changes.end}: {counts}", "dim"))
        day = "; ".join(self._name(occasion.event.entity) for occasion in changes.day)
        others = [move for move in changes.moves if not move.on_the_day]
        for title, moves in (
            (self._words["on_the_day"].format(day), [move for move in changes.moves if move.on_the_day]),
            (self._words["rose"], [move for move in others if move.rise >= 0]),
            (self._words["fell"], [move for move in others if move.rise < 0]),
        ):
            if moves:
                yield Line()
                yield line(Run(title, "heading"))
            for move in moves[:limit]:
                yield from self._move(move)
            if len(moves) > limit:
                more = self._words["more_moves"].format(len(moves) - limit, len(moves))
                yield line(Run(more, "dim"), indent=2)

    def _move(self, move: Move) -> Iterator[Line]:
        places = f"{move.before or '–'} → {move.after or '–'}"
        met = self._count(len(move.occasions), "occasions")
        told = self._count(len(move.footing.sources), "several_sources")
        moved = Run(f"  {move.rise:+g} · {met}, {told}", "dim")
        yield line(Run(f"{places:<9}", "date"), self._name(move.entity), moved, indent=2, hang=13)
        for occasion in move.occasions[:_SHOWN]:
            yield line(
                f"{dated(occasion.event.when, self._language)}  {self._name(occasion.event.entity)}", indent=13
            )
            said = [
                claim
                for gathering in occasion.gatherings
                for one in gathering.present
                if one.actor == move.entity
                for claim in one.claims
            ]
            yield line(Run(evidence(said, self._conclusions, self._language, most=1), "dim"), indent=17)
        if len(move.occasions) > _SHOWN:
            yield line(Run(self._words["more_claims"].format(len(move.occasions) - _SHOWN), "dim"), indent=13)

    def _occasion(self, occasion: Occasion) -> OccasionRecord:
        return {
            **self._recorder.occurrence(occasion.event, occasion.claims),
            "parts": [self._name(part.entity) for part in occasion.parts],
        }

    def _name(self, entity: Entity) -> str:
        return entity.label(self._language)


def cautions(sources: Footing, dossiers: Footing, what: str, language: str = "en") -> Iterator[str]:
    """Yield, in sentences, where a network mirrors what was read more than what happened.

    Args:
        sources: What it stands on.
        dossiers: The same by dossiers.
        what: What is counted: `"occasions"` or `"links"`.
        language: `"en"`, `"ru"` or `"ko"`.
    """
    if 0 < sources.number < _FEW:
        yield words(language)["few_behind"].format(counted(sources.number, what, language))
    if sources.number == 1:
        return
    for footing, told in ((sources, "alone_source"), (dossiers, "alone_dossier")):
        if footing.main and 2 * footing.alone > footing.number:
            all_of_them = counted(footing.number, what, language)
            yield words(language)[told].format(footing.alone, all_of_them, local(footing.main))
            return


def _what_is_counted(ranking: Ranking) -> str:
    return "occasions" if ranking.layer == "actors" else "links"


def _footing_record(footing: Footing, *, met: bool) -> FootingRecord:
    return {
        "occasions": footing.number if met else None,
        "links": None if met else footing.number,
        "sources": len(footing.sources),
        "single_source": footing.single,
        "main_source": local(footing.main) if footing.main else None,
        "main_source_share": round(footing.share, 3),
    }
