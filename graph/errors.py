"""The error family: every message says what is wrong, where, and what to do.

The library knows no command line. Where what to do depends on how it was asked, an error carries the names of the
arguments concerned in `loosen`, and whoever asked words them.
"""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import east_asian_width

_SHOWN = 80
"""Letters of a name that a message repeats."""


class PanmunjomError(Exception):
    """Base of every error that this package raises on purpose.

    Args:
        message: What is wrong and what to do.
        loosen: Names of the arguments without which, or with a wider value of which, it would go.

    Attributes:
        message: What is wrong, without what `loosen` adds to it.
    """

    def __init__(self, message: str, *, loosen: Sequence[str] = ()) -> None:
        self.message, self.loosen = message, tuple(loosen)
        super().__init__(f"{message}; loosen {', '.join(self.loosen)}" if self.loosen else message)


class DataError(PanmunjomError, ValueError):
    """Data cannot be read as it stands: a file, a claim, a date.

    Args:
        message: What is wrong and what to do.
        path: The file, if there is one.
        line: Line in the file, counted from 1.
        column: Column in the line, counted from 1.
        claim: The claim, source or entity at fault, without the project's base.
    """

    def __init__(
        self, message: str, *, path: str | None = None, line: int | None = None, column: int | None = None,
        claim: str | None = None,
    ) -> None:  # fmt: skip
        self.path, self.line, self.column, self.claim = path, line, column, claim
        place = ":".join(str(part) for part in (path, line, column) if part is not None)
        super().__init__(": ".join(part for part in (place, claim, message) if part))
        self.reason = message


class DamagedGraphError(DataError):
    """The files of a compiled graph are not as they were written, as the engine has found.

    Args:
        message: What the engine says.
    """

    def __init__(self, message: str) -> None:
        super().__init__(f"the compiled graph is damaged; build it anew, or clear the cache: {message}")

    @classmethod
    def found_in(cls, message: str) -> bool:
        """Tell whether what the engine says tells of damage, and not of a query."""
        return message.startswith(("Corruption", "IO error"))


class DataWarning(UserWarning):
    """Data that can be read in part: what is left out, and where it stands."""


class LensError(PanmunjomError, ValueError):
    """A lens cannot be made of what was asked for: a reversed span, an unknown source, dossier or certainty."""


class EmptyLensError(LensError):
    """A lens lets no claim through."""


class UnknownNameError(PanmunjomError, LookupError):
    """Nothing in the graph bears the name.

    Args:
        name: What was asked for.
        suggestions: Labels that come close, best first.
        what: What kind of thing was looked for: `"name"`, `"kind"`, `"source"`, `"claim"`, `"query"` or `"term"`.
        lens: What the lens lets through that it was looked for under, if there was one.
        known: All that there is, where that is little.
        claims: Numbers of claims that have the words of the name.
        more_claims: How many more of these there are.
    """

    def __init__(  # noqa: PLR0913 - by keyword
        self, name: str, suggestions: Sequence[str] = (), *, what: str = "name", lens: str = "",
        known: Sequence[str] = (), claims: Sequence[str] = (), more_claims: int = 0,
    ) -> None:  # fmt: skip
        self.name, self.suggestions, self.what, self.lens = name, tuple(suggestions), what, lens
        self.known = tuple(known)
        self.claims, self.more_claims = tuple(claims), more_claims
        within = f"what the lens lets through ({lens})" if lens else "these sources"
        advice = f". Known: {', '.join(known)}." if known else ""
        advice = f". Did you mean {', '.join(self.suggestions)}?" if self.suggestions else advice
        shown = name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"
        said = f"no {shown!r} in {within}" if what == "name" else f"unknown {what} {shown!r}"
        place = f" in {within}" if lens and what != "name" else ""
        super().__init__(f"{said}{place}{advice}{self._told()}")

    def _told(self) -> str:
        """Say which claims have the words of the name."""
        if not self.claims:
            return ""
        more = f" and {self.more_claims} more" if self.more_claims else ""
        return f"{'' if self.suggestions else '.'} These claims have its words: {', '.join(self.claims)}{more}."


class HiddenError(UnknownNameError):
    """The data has what the name means, but the lens lets nothing of it through; `loosen` names the parts of the
    lens without one of which there is something.

    Args:
        name: What was asked for.
        message: What is hidden by which part of the lens, and what there is without it.
        loosen: Those parts.
    """

    def __init__(self, name: str, message: str, *, loosen: Sequence[str] = ()) -> None:
        super().__init__(name)
        PanmunjomError.__init__(self, message, loosen=loosen)


class AmbiguousNameError(PanmunjomError, LookupError):
    """Several things in the graph bear the name.

    Args:
        name: What was asked for.
        candidates: Label and slug of each candidate, persons first, then those of which most claims speak.
        more: How many more there are.
    """

    def __init__(self, name: str, candidates: Sequence[tuple[str, str]], *, more: int = 0) -> None:
        self.name, self.candidates, self.more = name, tuple(candidates), more
        listing = "\n".join(f"  {label}  ({slug})" for label, slug in self.candidates)
        rest = f"\n  and {more} more" if more else ""
        super().__init__(f"{name!r} is ambiguous; say which one:\n{listing}{rest}")


class OutputError(PanmunjomError, OSError):
    """A file cannot be written; what was there before is untouched."""

    def __init__(self, path: object, reason: Exception) -> None:
        super().__init__(
            f"cannot write {path}: {getattr(reason, 'strerror', None) or reason}; choose another place"
        )


class ColumnError(PanmunjomError, LookupError):
    """A table has no column of that name.

    Args:
        name: What was asked for.
        known: The columns that there are.
    """

    def __init__(self, name: str, known: Sequence[str]) -> None:
        super().__init__(f"unknown column {name!r}; there are: {', '.join(known)}")


class NoPathError(PanmunjomError, LookupError):
    """There is no path between the ends under the filters; `loosen` names those without which there is one."""


class PathError(PanmunjomError, ValueError):
    """A path cannot be asked for like that: equal ends, or an end that is avoided."""


class SearchLimitError(PanmunjomError, RuntimeError):
    """A search was given up because its conditions leave too many dead ends."""

    def __init__(self) -> None:
        super().__init__("the search was given up: too many dead ends", loosen=("max_hops", "through", "in_order"))


class QueryError(PanmunjomError, ValueError):
    """A query cannot be run as it was asked."""


class QuerySyntaxError(QueryError):
    """A query breaks the syntax.

    Args:
        message: What is wrong and what to do.
        line: Line in the query, counted from 1.
        column: Column in the line, counted from 1.
        text: The line itself.
    """

    def __init__(self, message: str, line: int, column: int, text: str) -> None:
        self.line, self.column, self.text = line, column, text
        gap = "".join("  " if east_asian_width(char) in "WF" else " " for char in text[: column - 1])
        super().__init__(f"line {line}, column {column}: {message}\n  {text}\n  {gap}^")


class ParameterError(QueryError):
    """A parameter is missing, unknown or ill-typed; the message lists what there is."""


class ForbiddenQueryError(QueryError):
    """A query would do more than read the graph."""


class DeadlineError(QueryError, TimeoutError):
    """A query was stopped because its time was up."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(f"stopped after {seconds:g} s; narrow the query, or allow more time")


class UnknownTermWarning(UserWarning):
    """A query asks for a term that the ontology lacks, so that nothing can match it."""


class RemoteError(PanmunjomError, OSError):
    """A store elsewhere does not answer as it should.

    Args:
        message: What is wrong and what to do.
        address: The store, without credentials.
    """

    def __init__(self, message: str, *, address: str) -> None:
        super().__init__(f"{address}: {message}")


class SourceError(PanmunjomError, ValueError):
    """A source cannot be begun like that: no page's address, there already, or of an unknown kind."""


class NetworkError(PanmunjomError, ValueError):
    """A network cannot be made of what was asked for: there is no such layer."""


class RankError(PanmunjomError, ValueError):
    """A ranking cannot be made of what was asked for: an unknown measure, sides that do not fit."""


class SparkError(PanmunjomError, RuntimeError):
    """Spark cannot do what was asked for: it is not installed, does not begin, or does not measure that."""


class ExportError(PanmunjomError, ValueError):
    """A graph cannot be written like that: an unknown format, or one that cannot hold what was asked for."""
