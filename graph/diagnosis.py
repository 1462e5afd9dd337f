"""What is wrong with a query: where its syntax breaks, and which of its terms nothing can match."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from graph.errors import QuerySyntaxError
from graph.lexis import code
from graph.vocabulary import PAN

_PLACE = re.compile(r"error at (\d+):(\d+): (?:expected )?(?:one of )?(.*)", re.DOTALL)
_PREFIXED = re.compile(r"(?:^|(?<=[^\w.:?$-]))([A-Za-z][\w.-]*|):[\w.-]*$")
_PROLOGUE = re.compile(
    r"\s*(?:(?:PREFIX\s+[\w.-]*:|BASE)\s+)*(?!SELECT\b|ASK\b|CONSTRUCT\b|DESCRIBE\b)", re.IGNORECASE
)
_MARK = re.compile(r'"([^\w\s"\\]{1,2})"')


def syntax_error(error: SyntaxError, text: str, prefixes: Collection[str]) -> QuerySyntaxError:
    """Return the engine's syntax error as one that shows the place, and says what to do.

    Args:
        error: As the engine raised it.
        text: The query.
        prefixes: Names of the prefixes that need no declaring.
    """
    if start := _PROLOGUE.match(code(text)):
        message = "a query begins with SELECT, ASK, CONSTRUCT or DESCRIBE"
        return _at(
            text, text.count("\n", 0, start.end()) + 1, start.end() - text.rfind("\n", 0, start.end()), message
        )
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


def unknown_terms(text: str, known: Collection[str], prefixes: Mapping[str, str]) -> Iterator[str]:
    """Yield a warning for each term of the ontology's namespace that the ontology lacks.

    Args:
        text: The query.
        known: IRIs of the ontology's terms.
        prefixes: Those that need no declaring.
    """
    declared = dict(re.findall(r"\bPREFIX\s+([\w.-]*):\s*<([^>]*)>", text, re.IGNORECASE))
    names = [re.escape(name) for name, iri in ({**prefixes, **declared}).items() if iri == PAN]
    found = re.findall(rf"(?<![\w:?$-])(?:{'|'.join(names)}):([A-Za-z][\w-]*)", code(text)) if names else []
    found += re.findall(rf"<{re.escape(PAN)}([\w-]+)>", text)
    for name in dict.fromkeys(found):
        if PAN + name not in known:
            yield f"pan:{name} is not in the ontology, so nothing can match it.{_nearest(name, known)}"


def _nearest(name: str, known: Collection[str]) -> str:
    from rapidfuzz import process

    best = process.extractOne(name, [iri.removeprefix(PAN) for iri in sorted(known)], score_cutoff=60)
    return f" Did you mean pan:{best[0]}?" if best else ""
