"""Sections: lists under headings, folded where they are long, events by years."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.events import Event
from graph.render.lines import Line, Run, line
from graph.render.phrasing import Phrasing

FOLD = 12
"""So many items of a section are shown at first."""

_A_YEAR = 3
"""So many events of a year are shown where there are too many to show all."""

_WITHOUT_YEARS = 8
"""Fewer events than this are not parted by years."""

T = TypeVar("T")


class Sections(Phrasing):
    """What writes sections in one language.

    Args:
        conclusions: Names the entities.
        language: `"en"`, `"ru"` or `"ko"`.
        fold: How many items of a section to show; None for all.
        strictly: Whether that holds of events by years too, of which otherwise a few of each year are shown.
    """

    def __init__(
        self, conclusions: Conclusions, language: str = "en", fold: int | None = FOLD, *, strictly: bool = False
    ) -> None:
        super().__init__(conclusions, language)
        self._fold, self._strictly = fold, strictly

    def _section(self, title: str, items: Iterable[object], write: Callable[..., Iterable[Line]]) -> Iterator[Line]:
        items = list(items)
        if not items:
            return
        yield Line()
        yield line(Run(self._words[title], "heading"))
        for item in items[: self._fold]:
            yield from write(item)
        if self._fold is not None and len(items) > self._fold:
            yield line(Run(self._words["more_shown"].format(len(items) - self._fold), "dim"), indent=2)

    def _by_years(
        self, title: str, items: Sequence[T], event_of: Callable[[T], Event], write: Callable[[T], Iterable[Line]]
    ) -> Iterator[Line]:
        """Yield a section of events; of many, a few of each year."""
        if len(items) <= _WITHOUT_YEARS:
            yield from self._section(title, items, write)
            return
        few = self._fold is not None and len(items) > self._fold
        yield Line()
        counted = self._words["all_shown"].format(len(items)) if few else str(len(items))
        yield line(Run(self._words[title], "heading"), Run(f"  {counted}", "dim"))
        if few and self._strictly:
            chosen = sorted(items, key=lambda item: -len(event_of(item).claims))[: self._fold]
            for item in (item for item in items if item in chosen):
                yield from write(item)
            return
        for year, group in groupby(items, lambda item: _year(event_of(item))):
            of_year = list(group)
            weighty = sorted(of_year, key=lambda item: -len(event_of(item).claims))[: _A_YEAR if few else None]
            yield line(Run(str(year or self._words["undated"]), "title"), indent=1)
            for item in of_year:
                if item in weighty:
                    yield from write(item)
            if len(weighty) < len(of_year):
                yield line(Run(self._words["more_claims"].format(len(of_year) - len(weighty)), "dim"), indent=2)


def _year(event: Event) -> int | None:
    return event.day.year if event.day else None
