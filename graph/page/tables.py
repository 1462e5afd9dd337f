"""What a page holds, as tables that need no script."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

Row = Mapping[str, Any]


class Told(NamedTuple):
    """What one claim says of a thing: the relation, the things at its other end, how sure, and where."""

    relation: str
    objects: list[str]
    sure: int
    place: str


class Tables:
    """The tables of a page in one language.

    Args:
        nodes: Its marks.
        edges: What joins them.
        data: All else that it carries.
        language: The number of the language, English being 0.
    """

    def __init__(self, nodes: Sequence[Row], edges: Iterable[Row], data: Row, language: int) -> None:
        self._nodes, self._edges, self._data, self._language = nodes[: data["drawn"]], edges, data, language

    def things(self) -> list[tuple[str, str]]:
        """Return the name and the kind of each thing that is drawn at first."""
        return [(self._name(node), self._word(node["kind"])) for node in self._nodes]

    def relations(self) -> dict[str, list[Told]]:
        """Return by name of a thing what is said of it and others that are drawn at first."""
        found: dict[str, dict[tuple[str, int, str], list[str]]] = {}
        for edge in self._edges:
            ends = (edge["from"], edge["to"])
            if max(ends) >= len(self._nodes):
                continue
            for relation, forwards, claims, *_ in edge["says"]:
                start, end = (self._name(self._nodes[number]) for number in (ends if forwards else ends[::-1]))
                claim = self._data["claims"][claims[0]]
                told = (self._word(relation), claim["sure"], self._place(claim))
                found.setdefault(start, {}).setdefault(told, []).append(end)
        return {
            start: [Told(relation, objects, sure, place) for (relation, sure, place), objects in told.items()]
            for start, told in found.items()
        }

    def _name(self, node: Row) -> str:
        names = [node["label"], *node["names"]]
        return str(names[self._language] if self._language < len(names) else names[0])

    def _word(self, term: str) -> str:
        return str(self._data["words"]["labels"][term][self._language])

    def _place(self, claim: Row) -> str:
        mark = "¶" if isinstance(claim["at"], int) else ""
        return f"{self._data['sources'][claim['source']]['id']} {mark}{claim['at']}"
