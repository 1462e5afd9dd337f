"""As much of SHACL Core as our shapes use, straight over the data; what is not known here is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation

from pyoxigraph import BlankNode, Literal, NamedNode

from graph.check.dates import is_possible
from graph.check.merged import MergedGraph, Term
from graph.errors import DataError
from graph.model.vocabulary import XSD, local

_SH = "http://www.w3.org/ns/shacl#"


class Shape:
    """What a thing must be, or what it must have for the predicate on the shape's path.

    Args:
        shapes: The graph that describes shapes.
        node: This one.

    Raises:
        DataError: It uses what is not known here.
    """

    def __init__(self, shapes: MergedGraph, node: Term) -> None:
        self._shapes, self._node = shapes, node
        known = {NamedNode(_SH + name) for name in (*_STRUCTURE, *_OF_EACH, *_OF_ALL)}
        if unknown := sorted(term.value for term in shapes.predicates(node) - known if term.value.startswith(_SH)):
            raise DataError(f"the shape {node} has sh:{local(unknown[0])}, which is not known here")
        self.message = next((text.value for text in self._given("message")), "")
        self.properties = self._parts("property")
        self.qualified = self._parts("qualifiedValueShape")
        self._path = next(iter(self._given("path")), None)
        self._choices = [[Shape(shapes, each) for each in members] for members in self._given("or")]
        self._of_each = [(test, limit) for name, test in _OF_EACH.items() for limit in self._given(name)]
        self._of_all = [(test, limit) for name, test in _OF_ALL.items() for limit in self._given(name)]

    def fits(self, thing: Term, data: MergedGraph) -> bool:
        """Tell whether a thing meets the shape, and its values the shapes of their properties."""
        if not self.met_alone(thing, data):
            return False
        if not self.properties:
            return True
        return all(part.fits(value, data) for value in self._values(thing, data) for part in self.properties)

    def met_alone(self, thing: Term, data: MergedGraph) -> bool:
        """Tell whether a thing meets the shape, the shapes of properties left out of account."""
        values = self._values(thing, data)
        for of_all, limit in self._of_all:
            if not of_all(values, limit, self, data):
                return False
        for of_each, limit in self._of_each:
            for value in values:
                if not of_each(value, limit, data):
                    return False
        for choices in self._choices:
            for value in values:
                if not any(choice.fits(value, data) for choice in choices):
                    return False
        return True

    def targets(self, data: MergedGraph) -> set[Term]:
        """Return what the shape is for."""
        found = (
            [data.instances(kind) for kind in self._given("targetClass")]
            + [data.subjects_of(relation) for relation in self._given("targetSubjectsOf")]
            + [data.objects_of(relation) for relation in self._given("targetObjectsOf")]
        )
        return set().union(*found)

    def _values(self, thing: Term, data: MergedGraph) -> set[Term]:
        return {thing} if self._path is None else data.objects(thing, self._path)

    def _parts(self, name: str) -> list[Shape]:
        return [Shape(self._shapes, part) for part in self._given(name)]

    def _given(self, name: str) -> list[Term]:
        """Return what is said of the shape under a name, lists as lists."""
        found = self._shapes.objects(self._node, NamedNode(_SH + name))
        return [self._shapes.members(term) if name in _LISTS else term for term in sorted(found, key=str)]


def violations(shapes: MergedGraph, data: MergedGraph) -> Iterator[tuple[Term, str]]:
    """Yield each thing that breaks a shape, with the message of the shape.

    Raises:
        DataError: A shape uses what is not known here.
    """
    for shape in (Shape(shapes, node) for node in sorted(shapes.instances(NamedNode(_SH + "NodeShape")), key=str)):
        for thing in shape.targets(data):
            if not shape.met_alone(thing, data):
                yield thing, shape.message
            for part in shape.properties:
                if not part.fits(thing, data):
                    yield thing, part.message


# --- constraints ------------------------------------------------------------------------------------


def _has_datatype(value: Term, datatype: Term, data: MergedGraph) -> bool:
    return isinstance(value, Literal) and value.datatype == datatype and is_possible(value)


def _fits_pattern(value: Term, pattern: Term, data: MergedGraph) -> bool:
    return not isinstance(value, BlankNode) and bool(re.search(pattern.value, value.value))


def _is_in_language(value: Term, languages: Term, data: MergedGraph) -> bool:
    language = (isinstance(value, Literal) and value.language) or ""
    return any(language == each.value or language.startswith(f"{each.value}-") for each in languages)


def _is_at_least(value: Term, least: Term, data: MergedGraph) -> bool:
    number = _numeric(value)
    return number is not None and number >= Decimal(least.value)


def _is_at_most(value: Term, most: Term, data: MergedGraph) -> bool:
    number = _numeric(value)
    return number is not None and number <= Decimal(most.value)


def _numeric(value: Term) -> Decimal | None:
    try:
        number = Decimal(value.value) if isinstance(value, Literal) and value.datatype in _NUMBERS else None
    except InvalidOperation:
        return None
    return number if number is not None and number.is_finite() else None


def _once_a_language(values: set[Term], wanted: Term, shape: Shape, data: MergedGraph) -> bool:
    languages = [value.language for value in values if isinstance(value, Literal) and value.language]
    return wanted.value != "true" or len(languages) == len(set(languages))


def _enough_fit(values: set[Term], least: Term, shape: Shape, data: MergedGraph) -> bool:
    return sum(all(part.fits(value, data) for part in shape.qualified) for value in values) >= int(least.value)


_NUMBERS = {NamedNode(XSD + name) for name in ("integer", "decimal", "float", "double")}
_LISTS = frozenset({"or", "in", "languageIn"})
_STRUCTURE = (
    "path", "property", "or", "qualifiedValueShape", "message",
    "targetClass", "targetSubjectsOf", "targetObjectsOf",
)  # fmt: skip
_OF_EACH: dict[str, Callable[[Term, Term, MergedGraph], bool]] = {
    "class": lambda value, kind, data: data.is_a(value, kind),
    "datatype": _has_datatype,
    "in": lambda value, members, data: value in members,
    "languageIn": _is_in_language,
    "pattern": _fits_pattern,
    "minInclusive": _is_at_least,
    "maxInclusive": _is_at_most,
}
_OF_ALL: dict[str, Callable[[set[Term], Term, Shape, MergedGraph], bool]] = {
    "minCount": lambda values, least, shape, data: len(values) >= int(least.value),
    "maxCount": lambda values, most, shape, data: len(values) <= int(most.value),
    "uniqueLang": _once_a_language,
    "qualifiedMinCount": _enough_fit,
}
