"""What is wrong with a query: where its syntax breaks, and which of its terms nothing can match."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from graph.errors import ForbiddenQueryError, QueryError, QuerySyntaxError
from graph.model.vocabulary import PAN
from graph.names.similarity import nearest
from graph.sparql.prefixes import WELL_KNOWN
from graph.sparql.scope import scope_fault
from graph.sparql.slips import slip_in
from graph.sparql.tokens import code

_PLACE = re.compile(r"error at (\d+):(\d+): (?:expected )?(?:one of )?(.*)", re.DOTALL)
_PREFIXED = re.compile(r"(?:^|(?<=[^\w.:?$-]))([A-Za-z][\w.-]*|):[\w.-]*$")
_BEGINNING = re.compile(r"\s*(?:(?:PREFIX\s+[\w.-]*:|BASE)\s+)*(\w*)", re.IGNORECASE)
_FORMS = frozenset("SELECT ASK CONSTRUCT DESCRIBE".split())
_UPDATES = frozenset("INSERT DELETE LOAD CLEAR DROP CREATE ADD MOVE COPY WITH".split())
_MARK = re.compile(r'"([^\w\s"\\]{1,2})"')


def syntax_error(  # noqa: PLR0911 - one for each kind of fault
    error: SyntaxError, text: str, prefixes: Collection[str]
) -> QueryError:
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
        return _at(text, line, used.start(1) + 1, _unknown_prefix(used[1], text, prefixes))
    if expected.startswith("IRI parsing failed"):
        relative = re.search(r"<([^<>:\s]*)>$", before)
        if relative:
            what = f"<{relative[1]}> is a relative IRI"
            advice = "write it out, or begin the query with BASE <https://…/>"
            return _at(text, line, relative.start() + 1, f"{what}; {advice}")
        return _at(text, line, column, "this is no valid IRI")
    fault = scope_fault(text) or slip_in(text)
    if fault:
        return _at(text, *_line_and_column(text, fault.place), fault.message)
    return _at(text, line, column, _reworded(expected, text, line))


def refused(message: str) -> QueryError:
    """Return what the engine raised while it evaluated a query as an error that says what to do."""
    function = re.search(r"custom function <([^>]*)>", message)
    if function:
        what = f"unknown function <{function[1]}>"
        return QueryError(
            f"{what}; there are those of SPARQL 1.1, such as STRLEN(…), and casts such as xsd:date(…)"
        )
    return QueryError(f"the engine cannot evaluate this: {message}")


def _unknown_prefix(prefix: str, text: str, prefixes: Collection[str]) -> str:
    if prefix in WELL_KNOWN:
        return f"undeclared prefix {prefix}:; begin the query with PREFIX {prefix}: <{WELL_KNOWN[prefix]}>"
    declared = re.findall(r"\bPREFIX\s+([\w.-]*):", code(text), re.IGNORECASE)
    known = sorted({*prefixes, *declared})
    near = nearest(prefix, known, most=1) if prefix else []
    advice = f"; did you mean {near[0]}:?" if near else ""
    listed = ", ".join(f"{name}:" for name in known)
    return f"unknown prefix {prefix}:{advice or '; declare it with PREFIX'} (known: {listed})"


def _line_and_column(text: str, place: int) -> tuple[int, int]:
    return text.count("\n", 0, place) + 1, place - text.rfind("\n", 0, place)


def _at(text: str, line: int, column: int, message: str) -> QuerySyntaxError:
    shown = text.split("\n")[line - 1].rstrip("\r")
    return QuerySyntaxError(message, line, min(column, len(shown) + 1), shown)


def _reworded(expected: str, text: str, line: int) -> str:
    """Say what the engine missed; of what it lists, only marks are to be trusted, words are but some of many."""
    if expected.startswith("The "):
        return (expected[0].lower() + expected[1:]).partition(",")[0]
    if re.match(r"""["']\\?["'"]""", expected):
        return "a string is not closed"
    marks = " or ".join(dict.fromkeys(_MARK.findall(expected)))
    ends = not "".join(text.split("\n")[line:]).strip() and line >= text.rstrip().count("\n") + 1
    wrong = "cannot be read on from here"
    if ends and text.count("{") > text.count("}"):
        wrong = "the query ends too early"
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
