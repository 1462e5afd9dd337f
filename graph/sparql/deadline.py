"""Evaluate within limits of time and memory: in a child process that the system ends, whatever it is doing."""

from __future__ import annotations

import faulthandler
import math
import os
import pickle
import signal
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
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
_SHARE = 4
_MIB = 1 << 20


def answer_of(found: Found) -> Outcome:
    """Return what the engine found: variables and rows of a SELECT, the triples of a CONSTRUCT or DESCRIBE, or
    whether an ASK found anything."""
    if isinstance(found, QuerySolutions):
        return [variable.value for variable in found.variables], found
    return found if isinstance(found, QueryTriples) else bool(found)


def usual_memory() -> int:
    """Return a quarter of this machine's memory, in bytes; a GiB where that is not known."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // _SHARE
    except (AttributeError, ValueError, OSError):
        return 1 << 30


def within(seconds: float, evaluate: Callable[[], Found], memory: int | None = None) -> Outcome:
    """Evaluate in a child process, and return the answer as it comes.

    The engine heeds no signal while it evaluates, and a thread cannot be stopped; a process can. The child shares
    the parent's memory (fork), so nothing is copied or read again. Its own alarm ends it at the deadline, and the
    system when the parent has gone.

    Args:
        seconds: The deadline, from now to the last row; `inf` for none.
        evaluate: Called in the child.
        memory: How many bytes it may take beyond those that it shares; a quarter of the machine's without it.

    Raises:
        DeadlineError: The deadline has passed; also while rows are read.
        QueryError: The engine broke down or took too much memory, or this system cannot fork.
        Exception: What evaluating raised.
    """
    if not hasattr(os, "fork"):
        if math.isinf(seconds):
            return answer_of(evaluate())
        raise QueryError("this system cannot stop a query (it lacks fork); run it without a deadline")
    child = _Child(seconds, evaluate, usual_memory() if memory is None else memory)
    try:
        return child.answer()
    except BaseException:
        child.close()
        raise


class _Child:
    def __init__(self, seconds: float, evaluate: Callable[[], Found], memory: int) -> None:
        self._seconds, self._memory = seconds, memory
        self._process = 0  # an interrupt may come at any time: `close` knows what there is
        (reading, writing), (faults, faulty), (life, self._life) = os.pipe(), os.pipe(), os.pipe()
        self._pipe, self._faults = (os.fdopen(end, "rb", buffering=0) for end in (reading, faults))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # of other threads, which the child does not need
            before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # until the child heeds its own
            try:
                self._process = os.fork()
                if self._process == 0:
                    _answer_in_child(evaluate, (writing, faulty, life), seconds, memory)
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, before)
        for end in (writing, faulty, life):
            os.close(end)

    def answer(self) -> Outcome:
        kind = self._pipe.read(1)
        if kind == _SOLUTIONS:
            found = cast(QuerySolutions, parse_query_results(self._pipe, QueryResultsFormat.JSON))
            return [variable.value for variable in found.variables], self._to_the_end(found)
        if kind == _TRIPLES:
            return (quad.triple for quad in self._to_the_end(parse(self._pipe, RdfFormat.N_TRIPLES)))
        said = self._pipe.readall()
        self._end()
        return bool(pickle.loads(said))

    def _to_the_end(self, items: Iterable[T]) -> Iterator[T]:
        try:
            yield from items
        except (SyntaxError, OSError):
            self._end()  # cut off: says why
            raise
        else:
            self._end()
        finally:
            self.close()

    def _end(self) -> None:
        """Wait until the child has gone, and raise what it died of."""
        fault = self._faults.readall()
        process, self._process = self._process, 0
        code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
        if fault:
            raise pickle.loads(fault)
        if code == -signal.SIGINT:  # it came to both, and the child was quicker
            raise KeyboardInterrupt
        if code == -signal.SIGALRM:
            raise DeadlineError(self._seconds)
        if code == -signal.SIGABRT:
            raise QueryError(f"the query takes more than {self._memory // _MIB} MiB; narrow it", loosen=("memory",))
        if code:
            raise QueryError(f"the query broke the engine down (exit {code}); simplify it")

    def close(self) -> None:
        """End the child, if it is still there."""
        self._pipe.close()
        self._faults.close()
        if self._life:
            os.close(self._life)
            self._life = 0
        if self._process:
            os.kill(self._process, signal.SIGKILL)
            os.waitpid(self._process, 0)
            self._process = 0

    __del__ = close


def _answer_in_child(
    evaluate: Callable[[], Found], pipes: tuple[int, int, int], seconds: float, memory: int
) -> NoReturn:
    """Do the work of the child: one answer into one pipe, or an exception into another, while the third lives."""
    (writing, faulty, life), code = pipes, 1
    try:
        for number in (signal.SIGALRM, signal.SIGINT, signal.SIGIO, signal.SIGTERM):
            signal.signal(number, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        faulthandler.disable()
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # the engine writes there as it breaks down
        _die_with_parent(life, keep=(writing, faulty))
        _limit_memory(memory)
        if not math.isinf(seconds):
            signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            with os.fdopen(writing, "wb", buffering=1 << 16) as out:
                _write(evaluate(), out)
            code = 0
        except MemoryError:
            os.kill(os.getpid(), signal.SIGABRT)  # as the engine does
        except Exception as error:  # whatever it is, the parent raises it
            os.write(faulty, pickle.dumps(error))
    finally:
        os._exit(code)


def _die_with_parent(life: int, keep: tuple[int, ...]) -> None:
    """Let the system send a signal when nobody holds the other end of a pipe any more."""
    last = 2
    for end in sorted({life, *keep}):
        os.closerange(last + 1, end)
        last = end
    os.closerange(last + 1, min(os.sysconf("SC_OPEN_MAX"), 1 << 16))  # the other ends, of this child and of others
    with suppress(ImportError, OSError, AttributeError):
        import fcntl
        import select

        fcntl.fcntl(life, fcntl.F_SETOWN, os.getpid())
        fcntl.fcntl(life, fcntl.F_SETFL, os.O_ASYNC)
        if select.select([life], [], [], 0)[0]:  # gone before that
            os._exit(1)


def _limit_memory(memory: int) -> None:
    """Let this process take no more than so many bytes beyond those that it has."""
    with suppress(ImportError, OSError, ValueError, IndexError):
        import resource

        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        most = pages * os.sysconf("SC_PAGE_SIZE") + memory
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(resource.RLIMIT_AS, (most if hard < 0 else min(most, hard), hard))


def _write(found: Found, out: IO[bytes]) -> None:
    if isinstance(found, QuerySolutions):
        out.write(_SOLUTIONS)
        found.serialize(out, QueryResultsFormat.JSON)
    elif isinstance(found, QueryTriples):
        out.write(_TRIPLES)
        found.serialize(out, RdfFormat.N_TRIPLES)
    else:
        out.write(_OTHER + pickle.dumps(bool(found)))
