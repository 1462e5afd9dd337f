"""What is wrong with a query: where its syntax breaks, and which of its terms nothing can match."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from graph.errors import ForbiddenQueryError, QueryError, QuerySyntaxError
from graph.model.vocabulary import PAN
from graph.names.similarity import nearest
from graph.sparql.tokens import code

_PLACE = re.compile(r"error at (\d+):(\d+): (?:expected )?(?:one of )?(.*)", re.DOTALL)
_PREFIXED = re.compile(r"(?:^|(?<=[^\w.:?$-]))([A-Za-z][\w.-]*|):[\w.-]*$")
_BEGINNING = re.compile(r"\s*(?:(?:PREFIX\s+[\w.-]*:|BASE)\s+)*(\w*)", re.IGNORECASE)
_FORMS = frozenset("SELECT ASK CONSTRUCT DESCRIBE".split())
_UPDATES = frozenset("INSERT DELETE LOAD CLEAR DROP CREATE ADD MOVE COPY WITH".split())
_MARK = re.compile(r'"([^\w\s"\\]{1,2})"')


def syntax_error(error: SyntaxError, text: str, prefixes: Collection[str]) -> QueryError:
    """Return the engine's syntax error as one that shows the place, and says what to do.

    Args:
        error: As the engine raised it.
        text: The query.
        prefixes: Names of the prefixes that need no declaring.
    """
    start = _BEGINNING.match(code(text))
    word = start[1].upper() if start else ""
    if word in _UPDATES:
        return ForbiddenQueryError(f"{word} would change the graph, which is read-only; ask with SELECT")
    if start and word not in _FORMS:
        line, column = text.count("\n", 0, start.start(1)) + 1, start.start(1) - text.rfind("\n", 0, start.start(1))
        return _at(text, line, column, "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE")
    place = _PLACE.match(str(error))
    if not place:
        return _at(text, 1, 1, str(error))
    line, column, expected = int(place[1]), int(place[2]), place[3]
    before = text.split("\n")[line - 1][: column - 1].rstrip()
    if "Prefix not found" in expected and (used := _PREFIXED.search(before)):
        declared = re.findall(r"\bPREFIX\s+([\w.-]*):", code(text), re.IGNORECASE)
        known = ", ".join(f"{name}:" for name in sorted({*prefixes, *declared}))
        return _at(text, line, used.start(1) + 1, f"unknown prefix {used[1]}:; known: {known}")
    return _at(text, line, column, _reworded(expected, text, line))


def _at(text: str, line: int, column: int, message: str) -> QuerySyntaxError:
    shown = text.split("\n")[line - 1].rstrip("\r")
    return QuerySyntaxError(message, line, min(column, len(shown) + 1), shown)


def _reworded(expected: str, text: str, line: int) -> str:
    """Say what the engine missed; of what it lists, only marks are to be trusted, words are but some of many."""
    if expected.startswith("IRI parsing failed"):
        return "this is no valid IRI"
    if expected.startswith("The "):
        return (expected[0].lower() + expected[1:]).partition(",")[0]
    if re.match(r"""["']\\?["'"]""", expected):
        return "a string is not closed"
    marks = " or ".join(dict.fromkeys(_MARK.findall(expected)))
    ends = not "".join(text.split("\n")[line:]).strip() and line >= text.rstrip().count("\n") + 1
    wrong = (
        "the query ends too early" if ends and text.count("{") > text.count("}") else "cannot be read on from here"
    )
    return f"{wrong}; expected {marks}" if 0 < len(marks) <= len("{ or } or .") else wrong


@lru_cache(maxsize=256)
def warnings_of_terms(text: str, known: frozenset[str], usual: str = "pan") -> tuple[str, ...]:
    """Return a warning for each term of the ontology's namespace that the ontology lacks.

    Args:
        text: The query.
        known: IRIs of the ontology's terms.
        usual: The prefix that stands for the namespace without being declared.
    """
    declared = re.findall(r"\bPREFIX\s+([\w.-]*):\s*<([^>]*)>", text, re.IGNORECASE)
    names = "|".join(re.escape(name) for name in {usual, *(name for name, iri in declared if iri == PAN)})
    found = re.findall(rf"(?<![\w:?$-])(?:{names}):([A-Za-z][\w-]*)", code(text))
    found += re.findall(rf"<{re.escape(PAN)}([\w-]+)>", text)
    return tuple(
        f"pan:{name} is not in the ontology, so nothing can match it.{_nearest(name, known)}"
        for name in dict.fromkeys(found)
        if PAN + name not in known
    )


def _nearest(name: str, known: Collection[str]) -> str:
    best = nearest(name, (iri.removeprefix(PAN) for iri in known), most=1)
    return f" Did you mean pan:{best[0]}?" if best else ""
