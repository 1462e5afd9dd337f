"""What is wrong with a query: where its syntax breaks, and which of its terms nothing can match."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import lru_cache

from graph.errors import DamagedGraphError, ForbiddenQueryError, QueryError, QuerySyntaxError
from graph.model.vocabulary import BASE, ENTITY_FOLDERS, PAN, PREFIXES, local, slug
from graph.names.labels import prefixed
from graph.names.references import is_in_data
from graph.names.similarity import nearest
from graph.sparql.prefixes import WELL_KNOWN
from graph.sparql.tokens import code, iris
from graph.store.reader import NarrowedReader, Reader

_PLACE = re.compile(r"error at (\d+):(\d+): (?:expected )?(?:one of )?(.*)", re.DOTALL)
_PREFIXED = re.compile(r"(?:^|(?<=[^\w.:?$-]))([A-Za-z][\w.-]*|):[\w.-]*$")
_BEGINNING = re.compile(r"\s*(?:(?:PREFIX\s+[\w.-]*:|BASE)\s+)*(\w*)", re.IGNORECASE)
_FORMS = frozenset("SELECT ASK CONSTRUCT DESCRIBE".split())
_UPDATES = frozenset("INSERT DELETE LOAD CLEAR DROP CREATE ADD MOVE COPY WITH".split())
_DECLARED = re.compile(r"\bPREFIX\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE)
_NAME = re.compile(r"(?<![\w:.?$\\-])((?:[A-Za-z][\w.-]*)?):((?:[\w:%-]|\\.|\.(?=[\w:%\\-]))+)")
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
    if _PREFIXED.search(before) and text.split("\n")[line - 1].startswith("/", len(before)):
        return _at(text, line, column, "in a shortened name a slash is written \\/")
    from graph.sparql.scope import scope_fault
    from graph.sparql.slips import slip_in

    fault = scope_fault(text) or slip_in(text)
    if fault:
        return _at(text, *_line_and_column(text, fault.place), fault.message)
    return _at(text, line, column, _reworded(expected, text, line))


def query_error(message: str) -> QueryError | DamagedGraphError:
    """Return what the engine raised while it evaluated a query as an error that says what to do."""
    if DamagedGraphError.found_in(message):
        return DamagedGraphError(message)
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


def as_select(text: str) -> str:
    """Return a query whose answer has rows: a SELECT as it is, an ASK as a SELECT of all its variables.

    Raises:
        QueryError: It is neither.

    >>> as_select("PREFIX : <http://e/> ASK { ?s :p 1 }")
    'PREFIX : <http://e/> SELECT * { ?s :p 1 }'
    """
    start = _BEGINNING.match(code(text))
    word = start[1].upper() if start else ""
    if word in {"CONSTRUCT", "DESCRIBE"}:
        raise QueryError(f"evidence is for the rows of SELECT and ASK; {word} gives triples")
    if start and word == "ASK":
        return f"{text[: start.start(1)]}SELECT *{text[start.end(1) :]}"
    return text


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
def warnings_of_terms(text: str, known: frozenset[str]) -> tuple[str, ...]:
    """Return a warning for each term of the ontology's namespace that the ontology lacks.

    Args:
        text: The query.
        known: IRIs of the ontology's terms.
    """
    return tuple(
        f"pan:{local(iri)} is not in the ontology, so nothing can match it.{_nearest_name(local(iri), known)}"
        for iri in _iris_named(text)
        if iri.startswith(PAN) and iri != PAN and iri not in known
    )


def _nearest_name(name: str, known: Collection[str]) -> str:
    best = nearest(name, (iri.removeprefix(PAN) for iri in known), most=1)
    return f" Did you mean pan:{best[0]}?" if best else ""


def warnings_of_things(text: str, reader: Reader) -> tuple[str, ...]:
    """Return a warning for each entity, claim and source in a query that nothing can match.

    Args:
        text: The query.
        reader: Knows what there is.
    """
    folders = {*ENTITY_FOLDERS, "claim", "source"}
    things = (iri for iri in _iris_named(text) if iri.startswith(BASE) and slug(iri).partition("/")[0] in folders)
    return tuple(warning for iri in things if local(iri) and (warning := _absence_of(iri, reader)))


def _absence_of(iri: str, reader: Reader) -> str:
    shown = slug(iri) if iri.startswith(f"{BASE}claim/") else prefixed(iri)
    if not is_in_data(iri, reader):
        return f"{shown} is not in the data, so nothing can match it.{_like(iri, reader)}"
    if isinstance(reader, NarrowedReader) and not reader.is_mentioned(iri):
        return f"{shown} is not in what the lens lets through, so nothing can match it."
    return ""


def _like(iri: str, reader: Reader) -> str:
    """Offer what comes near: the same name among things of another kind, or a like name among those of its own."""
    folder, _, name = slug(iri).partition("/")
    if folder == "claim":
        return _like_claim(name, reader)
    known = [source.iri for source in reader.sources()] if folder == "source" else reader.named()
    alike = [other for other in known if local(other) == name]
    own = [local(other) for other in known if slug(other).startswith(f"{folder}/")]
    alike += [f"{BASE}{folder}/{near}" for near in nearest(name, own, most=1)]
    return f" Did you mean {prefixed(alike[0])}?" if alike else ""


def _like_claim(name: str, reader: Reader) -> str:
    file = name.rpartition("/")[0]
    numbers = [local(claim.iri) for claim in reader.claims() if claim.file == file]
    if numbers:
        return f" {file} has claims from {numbers[0]} to {numbers[-1]}."
    near = nearest(file, {claim.file for claim in reader.claims()}, most=1)
    return f" Did you mean claims of {near[0]}?" if near else ""


def _iris_named(text: str) -> tuple[str, ...]:
    """Return the IRIs that a query names, each once."""
    plain = code(text)
    prefixes = dict(PREFIXES)
    for declared in _DECLARED.finditer(text):
        if plain[declared.start()].strip():  # not in a comment
            prefixes[declared[1]] = declared[2]
    names = (prefixes[name[1]] + name[2].replace("\\", "") for name in _NAME.finditer(plain) if name[1] in prefixes)
    return tuple(dict.fromkeys([*names, *iris(text)]))
