"""Evaluate with a deadline: in a child process that the system ends, whatever it is doing."""

from __future__ import annotations

import faulthandler
import math
import os
import pickle
import signal
import warnings
from collections.abc import Callable, Iterable, Iterator
from typing import IO, NoReturn, TypeVar, cast

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolution,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
)

from graph.errors import DeadlineError, QueryError

Found = QuerySolutions | QueryTriples | QueryBoolean
Outcome = tuple[list[str], Iterator[QuerySolution]] | Iterator[Triple] | bool
T = TypeVar("T")

_SOLUTIONS, _TRIPLES, _OTHER = b"S", b"T", b"O"


def answer_of(found: Found) -> Outcome:
    """Return what the engine found: variables and rows of a SELECT, the triples of a CONSTRUCT or DESCRIBE, or
    whether an ASK found anything."""
    if isinstance(found, QuerySolutions):
        return [variable.value for variable in found.variables], found
    return found if isinstance(found, QueryTriples) else bool(found)


def within(seconds: float, evaluate: Callable[[], Found]) -> Outcome:
    """Evaluate in a child process, and return the answer as it comes.

    The engine heeds no signal while it evaluates, and a thread cannot be stopped; a process can. The child shares
    the parent's memory (fork), so nothing is copied or read again. Its own alarm ends it at the deadline.

    Args:
        seconds: The deadline, from now to the last row; `inf` for none.
        evaluate: Called in the child.

    Raises:
        DeadlineError: The deadline has passed; also while rows are read.
        QueryError: The engine broke down, or this system cannot fork.
        Exception: What evaluating raised.
    """
    if not hasattr(os, "fork"):
        if math.isinf(seconds):
            return answer_of(evaluate())
        raise QueryError("this system cannot stop a query (it lacks fork); run it without a deadline")
    child = _Child(seconds, evaluate)
    try:
        return child.answer()
    except BaseException:
        child.close()
        raise


class _Child:
    def __init__(self, seconds: float, evaluate: Callable[[], Found]) -> None:
        self._seconds, self._process = seconds, 0  # an interrupt may come at any time: `close` knows what there is
        reading, writing = os.pipe()
        self._pipe = os.fdopen(reading, "rb", buffering=0)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of other threads, which the child does not need
            self._process = os.fork()
        if self._process == 0:
            _serve(seconds, evaluate, writing)
        os.close(writing)

    def answer(self) -> Outcome:
        kind = self._pipe.read(1)
        if kind == _SOLUTIONS:
            found = cast(QuerySolutions, parse_query_results(self._pipe, QueryResultsFormat.JSON))
            return [variable.value for variable in found.variables], self._to_the_end(found)
        if kind == _TRIPLES:
            return (quad.triple for quad in self._to_the_end(parse(self._pipe, RdfFormat.N_TRIPLES)))
        said = self._pipe.readall()
        self._end()
        answer = pickle.loads(said)
        if isinstance(answer, BaseException):
            raise answer
        return bool(answer)

    def _to_the_end(self, items: Iterable[T]) -> Iterator[T]:
        try:
            yield from items
        except SyntaxError:
            self._end()  # cut off: says why
            raise
        else:
            self._end()
        finally:
            self.close()

    def _end(self) -> None:
        """Wait until the child has gone, and raise if it was ended."""
        process, self._process = self._process, 0
        code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        if code == -signal.SIGALRM:
            raise DeadlineError(self._seconds)
        if code:
            raise QueryError(f"the query broke the engine down (exit {code}); simplify it")

    def close(self) -> None:
        """End the child, if it is still there."""
        self._pipe.close()
        if self._process:
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
            self._process = 0

    __del__ = close


def _serve(seconds: float, evaluate: Callable[[], Found], writing: int) -> NoReturn:
    code = 1
    try:
        for number in (signal.SIGALRM, signal.SIGINT):
            signal.signal(number, signal.SIG_DFL)
        faulthandler.disable()
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # the engine writes there as it breaks down
        if not math.isinf(seconds):
            signal.setitimer(signal.ITIMER_REAL, seconds)
        with os.fdopen(writing, "wb", buffering=1 << 16) as out:
            _write(evaluate, out)
        code = 0
    finally:
        os._exit(code)


def _write(evaluate: Callable[[], Found], out: IO[bytes]) -> None:
    try:
        found: Found | Exception = evaluate()
    except Exception as error:  # whatever it is, the parent raises it
        found = error
    if isinstance(found, QuerySolutions):
        out.write(_SOLUTIONS)
        found.serialize(out, QueryResultsFormat.JSON)
    elif isinstance(found, QueryTriples):
        out.write(_TRIPLES)
        found.serialize(out, RdfFormat.N_TRIPLES)
    else:
        out.write(_OTHER + pickle.dumps(found if isinstance(found, Exception) else bool(found)))
