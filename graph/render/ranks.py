"""Rankings, cuts, communities and changes as records and lines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.conclusions.conclusions import Conclusions
from graph.model.entities import Entity
from graph.network.changes import Changes, Move
from graph.network.communities import Communities
from graph.network.cuts import Cut
from graph.network.ranks import Ranking
from graph.render.evidence import evidence
from graph.render.lines import Line, Run, line
from graph.render.records import Recorder
from graph.render.schema import CommunityRecord, CutRecord, MoveRecord, StandingRecord

_EVENTS = 5
_CENTRAL = 8


class RankWriter:
    """Writes what a graph answers on who matters, in one language.

    Args:
        conclusions: Names the entities.
        language: `"en"`, `"ru"` or `"ko"`.
    """

    def __init__(self, conclusions: Conclusions, language: str = "en") -> None:
        self._conclusions, self._language = conclusions, language
        self._recorder = Recorder(conclusions, language)

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
                "effective_size": standing.effective_size,
                "drops_most_without": [
                    {
                        **self._recorder.occurrence(loss.event),
                        "value": f"{self._name(loss.event.entity)} (−{round(loss.drop, 6):g})",
                        "drop": round(loss.drop, 6),
                    }
                    for loss in standing.losses
                ],
            }
            for standing in ranking.standings
        ]

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
                "events": [self._recorder.occurrence(event) for event in move.events],
            }
            for move in changes.moves
        ]

    def changes_lines(self, changes: Changes, limit: int) -> Iterator[Line]:
        """Yield the moves as lines, each with the events behind it."""
        spans = (("before", changes.before), ("from the day on", changes.after))
        counts = ", ".join(f"{len(events)} events {when}" for when, events in spans)
        yield line(Run(f"Around {changes.at}", "title"), Run(f"  {changes.start} – {changes.end}: {counts}", "dim"))
        for title, moves in (
            ("Rose", [move for move in changes.moves if move.rise >= 0]),
            ("Fell", [move for move in changes.moves if move.rise < 0]),
        ):
            if moves:
                yield Line()
                yield line(Run(title, "heading"))
            for move in moves[:limit]:
                yield from self._move(move)
            if len(moves) > limit:
                yield line(Run(f"… and {len(moves) - limit} more; -n {len(moves)} shows them", "dim"), indent=2)

    def _move(self, move: Move) -> Iterator[Line]:
        places = f"{move.before or '–'} → {move.after or '–'}"
        yield line(
            Run(f"{places:<9}", "date"), self._name(move.entity), Run(f"  {move.rise:+g}", "dim"), indent=2, hang=13
        )
        for event in move.events[:_EVENTS]:
            yield line(f"{event.when}  {self._name(event.entity)}", indent=13)
            said = [claim for part in event.participations if part.actor == move.entity for claim in part.claims]
            yield line(Run(evidence(said, self._conclusions, self._language, most=1), "dim"), indent=17)
        if len(move.events) > _EVENTS:
            yield line(Run(f"and {len(move.events) - _EVENTS} more", "dim"), indent=13)

    def _name(self, entity: Entity) -> str:
        return entity.label(self._language)
