"""Named queries: SPARQL files with a header that says what they ask, and which parameters they take.

A file begins with comments: a title, the same in other languages, a description, then a line for each parameter and
an example:

    # Visits of a person
    # title@ru: Визиты кого-либо
    #
    # Every visit that somebody went on or headed, with host, place, dates and status.
    #
    # parameter who: entity Actor; the visitor
    # example: panmunjom query visits-of -p who=Lavrov

Where a query asks what was known of a thing by a day, a line `knowledge: thing by day` names the two parameters, so
that an empty answer can say when the thing was first spoken of.

An entity may be bound to a class of the ontology, or to one of several (`entity State or Organisation`): a name is
then looked for among those alone.

A parameter's value stands in the query as `VALUES ?who { person:sergey-lavrov }`: the default, with which the file
runs on any engine. `UNDEF` is no default. Running it puts another term there.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import Literal, cast, get_args

import pyoxigraph as ox

from graph.errors import ParameterError, UnknownNameError
from graph.names.similarity import nearest
from graph.sparql.tokens import code
from graph.store.resources import shipped

Kind = Literal["entity", "date", "integer", "certainty", "text"]
BoundNode = ox.NamedNode | ox.Literal

_PARAMETER = re.compile(
    r"parameter (?P<name>\w+): (?P<kind>\w+)(?: (?P<classes>\w+(?: or \w+)*))?(?P<optional>, optional)?"
    r"(?:; (?P<description>.*))?"
)
_TITLE = re.compile(r"title@(\w+): (.*)")
_KNOWLEDGE = re.compile(r"knowledge: (\w+) by (\w+)")
_VALUES = re.compile(r"\bVALUES\s+[?$](?P<name>\w+)\s*\{(?P<terms>[^{}]*)\}", re.IGNORECASE)
_TERM = re.compile(
    r"""UNDEF|<[^<>\s]*>|[\w.-]*:[\w.-]+|[+-]?\d+|("([^"\\]|\\.)*"|'([^'\\]|\\.)*')(@[\w-]+|\^\^\S+)?"""
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query lets one choose.

    Attributes:
        name: The variable, without its question mark.
        kind: `"entity"`, `"date"`, `"integer"`, `"certainty"` or `"text"`.
        description: What it means.
        default: What stands in the query, as SPARQL; None for nothing.
        optional: Without a default: it may be left out, and then lets everything through.
        classes: Of an entity: names of the classes of the ontology of one of which it must be; none for any.
    """

    name: str
    kind: Kind
    description: str = ""
    default: str | None = None
    optional: bool = False
    classes: tuple[str, ...] = ()

    @property
    def takes(self) -> str:
        """What it takes, in words: `date`, `entity`, `State or Organisation` …"""
        return " or ".join(self.classes) or self.kind

    @property
    def required(self) -> bool:
        """Whether the query cannot run without a value for it."""
        return self.default is None and not self.optional

    def __str__(self) -> str:
        value = f" = {self.usual}" if self.default else ", optional" if self.optional else ""
        return f"{self.name} ({self.takes}{value})"

    @property
    def usual(self) -> str:
        """The default as one would type it."""
        text = self.default or ""
        return text[1:].partition(text[0])[0] if text[:1] in {'"', "'"} else text


@dataclass(frozen=True, slots=True)
class Query:
    """A query with what its header says.

    Attributes:
        name: Its name, empty for one that was given as text.
        text: The whole file.
        title: What it asks, in a few words.
        description: The same in a paragraph.
        parameters: What it lets one choose.
        example: A command that runs it.
        knowledge: Where it asks what was known of a thing by a day: the parameters that give the two.
        titles: The title in other languages.
    """

    name: str
    text: str
    title: str
    description: str
    parameters: tuple[Parameter, ...]
    example: str
    knowledge: tuple[str, str] | None = None
    titles: Mapping[str, str] = field(default_factory=dict)

    def title_in(self, language: str) -> str:
        """Return the title in a language, in English where it has none.

        >>> named_query("visits-of").title_in("ru")
        'Все визиты кого-либо'
        """
        return self.titles.get(language, self.title)

    def parameter(self, name: str) -> Parameter:
        """Return a parameter by its name.

        Raises:
            ParameterError: The query has none of this name.
        """
        for parameter in self.parameters:
            if parameter.name == name:
                return parameter
        raise ParameterError(f"unknown parameter {name!r}; {self.offer()}")

    def offer(self) -> str:
        """Say which parameters there are."""
        if self.parameters:
            return "there are: " + ", ".join(map(str, self.parameters))
        return "the query takes none; one is declared by a block such as VALUES ?who { UNDEF }"

    def bound(self, values: Mapping[str, BoundNode]) -> str:
        """Return the text with terms put in for parameters.

        Raises:
            ParameterError: A parameter is unknown, or one that is required is missing.

        >>> parse_query("ASK { VALUES ?n { 1 } }").bound({"n": ox.Literal(2)})
        'ASK { VALUES ?n { "2"^^<http://www.w3.org/2001/XMLSchema#integer> } }'
        """
        for name in values:
            self.parameter(name)
        for parameter in self.parameters:
            if parameter.required and parameter.name not in values:
                raise ParameterError(f"parameter {parameter.name!r} is missing; {self.offer()}")
        text = self.text
        blocks = list(_VALUES.finditer(code(text))) if values else []
        for block in reversed(blocks):
            if block["name"] in values:
                start, end = block.span("terms")
                text = f"{text[:start]} {values[block['name']]} {text[end:]}"
        return text


@lru_cache(maxsize=256)
def parse_query(text: str, name: str = "") -> Query:
    """Read a query's header and its parameters.

    Args:
        text: The query.
        name: The name it goes by.

    Raises:
        ParameterError: The header declares a parameter of an unknown kind, or one without its VALUES block.
    """
    title, *lines = _header(text) or [""]
    declared = [_declaration(line) for line in lines if re.match(r"parameter \w+:", line)]
    prose = [line for line in lines if not line.startswith(("parameter ", "example: ", "knowledge: ", "title@"))]
    known = next((match for line in lines if (match := _KNOWLEDGE.fullmatch(line))), None)
    defaults = _defaults(text)
    return Query(
        name=name,
        text=text,
        title=title,
        description=" ".join(prose).strip(),
        parameters=tuple(
            [_declared(match, defaults) for match in declared]
            if declared or name
            else [
                Parameter(variable, _kind_of_default(term), default=_given(term))
                for variable, term in defaults.items()
            ]
        ),
        example=next((line.removeprefix("example: ") for line in lines if line.startswith("example: ")), ""),
        knowledge=(known[1], known[2]) if known else None,
        titles={match[1]: match[2] for line in lines if (match := _TITLE.fullmatch(line))},
    )


@cache
def named_queries() -> tuple[Query, ...]:
    """Return the shipped queries, ordered by name."""
    return tuple(map(_read_query, query_names()))


@cache
def query_names() -> tuple[str, ...]:
    """Return the names of the shipped queries, without reading them."""
    files = sorted(file.name for file in os.scandir(shipped("queries")))
    return tuple(name.removesuffix(".rq") for name in files if name.endswith(".rq"))


def named_query(name: str) -> Query:
    """Return a shipped query by its name.

    Raises:
        UnknownNameError: There is none of this name; with suggestions.

    >>> named_query("who-met-whom").title
    'Who met whom'
    """
    if name not in query_names():
        raise UnknownNameError(name, nearest(name, query_names()), what="query")
    return _read_query(name)


def _read_query(name: str) -> Query:
    return parse_query((shipped("queries") / f"{name}.rq").read_text(encoding="utf-8"), name)


def _header(text: str) -> list[str]:
    lines = []
    for line in text.split("\n"):
        if not line.startswith("#"):
            break
        lines.append(line.removeprefix("#").strip())
    return lines


def _defaults(text: str) -> dict[str, str]:
    """Return the term that each block of one variable and one term holds."""
    blocks = {block["name"]: text[slice(*block.span("terms"))].strip() for block in _VALUES.finditer(code(text))}
    return {name: term for name, term in blocks.items() if _TERM.fullmatch(term)}


def _declaration(line: str) -> re.Match[str]:
    match = _PARAMETER.fullmatch(line)
    if not match:
        form = "parameter NAME: KIND; what it means, or parameter NAME: entity CLASS; what it means"
        raise ParameterError(f"the header's line {line!r} cannot be read; write {form}")
    return match


def _declared(match: re.Match[str], defaults: Mapping[str, str]) -> Parameter:
    name, kind = match["name"], cast(Kind, match["kind"])
    if kind not in get_args(Kind):
        raise ParameterError(f"parameter {name!r} is of unknown kind {kind!r}; known: {', '.join(get_args(Kind))}")
    if name not in defaults:
        raise ParameterError(f"parameter {name!r} is declared but used nowhere; add VALUES ?{name} {{ UNDEF }}")
    classes = tuple(match["classes"].split(" or ")) if match["classes"] else ()
    if classes and kind != "entity":
        raise ParameterError(f"parameter {name!r} is a {kind}, which has no class; leave {classes[0]} out")
    default = _given(defaults[name])
    return Parameter(name, kind, match["description"] or "", default, bool(match["optional"]), classes)


def _given(term: str) -> str | None:
    return None if term == "UNDEF" else term


def _kind_of_default(term: str) -> Kind:
    if term.endswith(("xsd:date", "XMLSchema#date>")):
        return "date"
    if term.lstrip("+-").isdigit():
        return "integer"
    return "text" if term[0] in "\"'" else "entity"
