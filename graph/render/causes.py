"""Explanations as indented trees and as records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.events import Event
from graph.model.entities import Entity
from graph.network.causes import Branch, Explanation
from graph.render.lines import Line, Run, line
from graph.render.links import LinkWriter
from graph.render.records import Record


class CauseWriter:
    """Writes the explanations of one graph in one language.

    Args:
        conclusions: Names the entities.
        language: `"en"`, `"ru"` or `"ko"`.
    """

    def __init__(self, conclusions: Conclusions, language: str = "en") -> None:
        self._links = LinkWriter(conclusions, language)

    def write(self, explanation: Explanation) -> Iterator[Line]:
        """Yield the lines of an explanation."""
        state = ", ".join(self._links.circumstances(explanation.event))
        yield line(Run(self._links.name(explanation.entity), "title"), Run(f"  {state}" if state else "", "dim"))
        for title, branches in (
            ("What stands in its way, what it needs, who wants it", explanation.causes),
            ("What would follow, what waits for it", explanation.effects),
        ):
            if branches:
                yield Line()
                yield line(Run(title, "heading"))
                yield from self._tree(explanation.entity, branches, 2)

    def record(self, explanation: Explanation) -> Record:
        """Keys: label, id, date, status, causes, effects; these have label, id, told_elsewhere, branches, and the
        keys of `LinkWriter.record`."""
        entity = explanation.entity
        return {
            "label": self._links.name(entity),
            "id": entity.iri,
            **self._links.occasion(explanation.event),
            "causes": [self._record(entity, branch) for branch in explanation.causes],
            "effects": [self._record(entity, branch) for branch in explanation.effects],
        }

    def rows(self, explanation: Explanation) -> list[Record]:
        """One record for each branch, with its depth and direction, for tables."""
        return [
            {"direction": direction, "depth": depth, **record}
            for direction, branches in (("cause", explanation.causes), ("effect", explanation.effects))
            for depth, record in self._flat(explanation.entity, branches, 1)
        ]

    def _flat(self, above: Entity, branches: Iterable[Branch], depth: int) -> Iterator[tuple[int, Record]]:
        for branch in branches:
            yield depth, {key: value for key, value in self._record(above, branch).items() if key != "branches"}
            yield from self._flat(branch.entity, branch.branches, depth + 1)

    def _record(self, above: Entity, branch: Branch) -> Record:
        return {
            "label": self._links.name(branch.entity),
            "id": branch.entity.iri,
            **self._links.record(branch.link, above.iri, branch.event),
            "told_elsewhere": branch.told,
            "branches": [self._record(branch.entity, following) for following in branch.branches],
        }

    def _tree(self, above: Entity, branches: Iterable[Branch], indent: int) -> Iterator[Line]:
        for branch in branches:
            yield line(
                self._phrase(above, branch),
                Run(self._state(branch.event), "warning"),
                Run("  … (what is behind it: see there)" if branch.told else "", "dim"),
                indent=indent,
            )
            yield line(Run(self._links.backing(branch.link, None), "dim"), indent=indent + 4)
            yield from self._tree(branch.entity, branch.branches, indent + 2)

    def _phrase(self, above: Entity, branch: Branch) -> str:
        """Return the sentence without what it begins with, if that stands right above it."""
        text = self._links.sentence(branch.link, above.iri)
        return text.removeprefix(f"{self._links.name(above)} ")

    def _state(self, event: Event | None) -> str:
        state = ", ".join(self._links.circumstances(event))
        return f" ({state})" if state else ""
