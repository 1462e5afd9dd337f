"""Explanations as indented trees and as records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.events import Event
from graph.model.entities import Entity
from graph.model.vocabulary import Stage
from graph.network.causes import Branch, Explanation
from graph.render.lines import Line, Run, line
from graph.render.links import LinkWriter, recorded_status
from graph.render.network_schema import BranchRecord, ExplanationRecord
from graph.render.schema import ResolvedRecord
from graph.render.words import words

_BRANCHES = (8, 3)
"""So many causes or effects are on the first page, and so many behind each; what is behind these is counted."""


class CauseWriter:
    """Writes the explanations of one graph in one language.

    Args:
        conclusions: Names the entities.
        language: `"en"`, `"ru"` or `"ko"`.
    """

    def __init__(self, conclusions: Conclusions, language: str = "en") -> None:
        self._links, self._words = LinkWriter(conclusions, language), words(language)

    def write(self, explanation: Explanation, *, whole: bool = True) -> Iterator[Line]:
        """Yield the lines of an explanation.

        Args:
            explanation: The explanation.
            whole: Tell everything; else only what tells most, and how much more there is.
        """
        state = ", ".join(self._links.circumstances(explanation.event))
        yield line(Run(self._links.name(explanation.entity), "title"), Run(f"  {state}" if state else "", "dim"))
        for title, branches in zip(
            self.titles(explanation), (explanation.causes, explanation.effects, explanation.accounts), strict=True
        ):
            if branches:
                yield Line()
                yield line(Run(title, "heading"))
                yield from self._tree(explanation.entity, branches, 2, () if whole else _BRANCHES)

    def titles(self, explanation: Explanation) -> tuple[str, str, str]:
        """Return what its causes, effects and accounts are called, by what became of the thing."""
        return tuple(self._words[key] for key in _titles(explanation.event))  # type: ignore[return-value]

    def record(self, explanation: Explanation, resolved: ResolvedRecord | None = None) -> ExplanationRecord:
        """Return an explanation as a record."""
        entity, event = explanation.entity, explanation.event
        return {
            "label": self._links.name(entity),
            "id": entity.iri,
            "resolved": resolved,
            "date": event.when if event else None,
            "status": recorded_status(event),
            "causes": [self._record(entity, branch) for branch in explanation.causes],
            "effects": [self._record(entity, branch) for branch in explanation.effects],
            "accounts": [self._record(entity, branch) for branch in explanation.accounts],
        }

    def rows(self, explanation: Explanation) -> list[dict[str, object]]:
        """One record for each branch, with its depth and direction, for tables."""
        return [
            {"direction": direction, "depth": depth, **record}
            for direction, branches in (
                ("cause", explanation.causes),
                ("effect", explanation.effects),
                ("account", explanation.accounts),
            )
            for depth, record in self._flat(explanation.entity, branches, 1)
        ]

    def _flat(
        self, above: Entity, branches: Iterable[Branch], depth: int
    ) -> Iterator[tuple[int, dict[str, object]]]:
        for branch in branches:
            yield depth, {key: value for key, value in self._record(above, branch).items() if key != "branches"}
            yield from self._flat(branch.entity, branch.branches, depth + 1)

    def _record(self, above: Entity, branch: Branch) -> BranchRecord:
        return {
            **self._links.record(branch.link, above.iri, branch.event),
            "label": self._links.name(branch.entity),
            "id": branch.entity.iri,
            "told_elsewhere": branch.told,
            "branches": [self._record(branch.entity, following) for following in branch.branches],
        }

    def _tree(self, above: Entity, branches: Sequence[Branch], indent: int, most: Sequence[int]) -> Iterator[Line]:
        """Yield branches, as many at each depth as `most` says and nothing below that, or all where it is empty."""
        shown = branches[: most[0]] if most else branches
        for branch in shown:
            yield line(
                self._phrase(above, branch),
                Run(self._state(branch.event), "warning"),
                Run(f"  {self._words['see_there']}" if branch.told else "", "dim"),
                indent=indent,
            )
            yield line(Run(self._links.backing(branch.link, None), "dim"), indent=indent + 4)
            if len(most) == 1:
                yield from self._more(branch.branches, indent + 2, "behind_it")
            else:
                yield from self._tree(branch.entity, branch.branches, indent + 2, most[1:])
        yield from self._more(branches[len(shown) :], indent, "of_these")

    def _phrase(self, above: Entity, branch: Branch) -> str:
        """Return the sentence without what it begins with, if that stands right above it."""
        text = self._links.sentence(branch.link, above.iri)
        return text.removeprefix(f"{self._links.name(above)} ").removeprefix("— ")

    def _more(self, branches: Sequence[Branch], indent: int, where: str) -> Iterator[Line]:
        """Yield that there are more branches."""
        if branches:
            yield line(Run(self._words[where].format(len(branches)), "dim"), indent=indent)

    def _state(self, event: Event | None) -> str:
        state = ", ".join(self._links.circumstances(event))
        return f" ({state})" if state else ""


def _titles(event: Event | None) -> tuple[str, str, str]:
    """Return the keys of what causes, effects and accounts are called, by what became of the thing."""
    if event and event.conclusion.stage is Stage.TOOK_PLACE:
        return "how_it_came", "what_came", "accounts"
    if event and event.conclusion.stage is Stage.CAME_TO_NOTHING:
        return "stood_in_way", "would_have_followed", "accounts"
    return "stands_in_way", "would_follow", "accounts"
