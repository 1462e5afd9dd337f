"""The terminal as it is: what it takes, a line that says what is going on, and how a command ends in any case."""

from __future__ import annotations

import contextlib
import io
import os
import signal
import sys
import threading
import warnings
from collections.abc import Iterable, Iterator
from types import FrameType
from typing import Any, NoReturn

import click

_AFTER = 1.0
"""Seconds after which it is said what is going on."""

_CLEARED = "\r\x1b[K"


class Failure(click.ClickException):
    """What the library or the system refuses, said on stderr; `wrong` if the question or the data is at fault."""

    def __init__(self, message: str, exit_code: int = 2, *, wrong: bool = True) -> None:
        super().__init__(message)
        self.wrong = wrong
        self.exit_code = exit_code  # type: ignore[misc]

    def show(self, file: Any = None) -> None:
        """Say what is wrong."""
        note(f"Error: {self.message}" if self.wrong else self.message)


# --- what the terminal takes ------------------------------------------------------------------------


def has_colours() -> bool:
    """Tell whether styles reach a reader: stdout is a terminal that knows them, and they are wanted."""
    return is_terminal(sys.stdout) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def is_terminal(stream: Any) -> bool:
    """Tell whether a stream leads to a terminal."""
    return bool(stream) and stream.isatty()


def takes(characters: str) -> bool:
    """Tell whether stdout's encoding has some characters."""
    try:
        characters.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except (UnicodeError, LookupError):
        return False
    return True


def note(text: str) -> None:
    """Say something beside the answer, on stderr, harmlessly."""
    from graph.model.safe import safe

    progress.end()
    with contextlib.suppress(OSError):  # nobody is there to be told
        click.echo("\n".join(fitted(map(safe, text.split("\n")), sys.stderr)), err=True)


def fitted(lines: Iterable[str], stream: Any) -> Iterator[str]:
    """Yield lines as they are, or wrapped between words where they go to a terminal."""
    columns = columns_of(stream)
    if columns is None:
        yield from lines
        return
    from graph.render.wrapping import wrapped

    for line in lines:
        indent = " " * (len(line) - len(line.lstrip()))
        yield from (indent + part for part in wrapped(line.lstrip(), columns - len(indent)))


def columns_of(stream: Any) -> int | None:
    """Return the cells that a terminal has for text, 120 at most; None where a stream leads elsewhere."""
    if not is_terminal(stream):
        return None
    import shutil

    return max(20, min(shutil.get_terminal_size().columns, 120))


# --- what is going on -------------------------------------------------------------------------------


class Progress:
    """A line on a terminal's stderr that says what is going on, and goes away before anything else is said."""

    def __init__(self) -> None:
        self._lock, self._shown, self._what = threading.Lock(), False, ""
        self._timer: threading.Timer | None = None

    def begin(self, what: str) -> None:
        """Say what is going on, if it takes long enough to wonder; what was said of it before gives way."""
        with self._lock:
            self._what = what
            if self._shown:
                self._write(f"{_CLEARED}{what} …")
            elif self._timer is None and is_terminal(sys.stderr) and os.environ.get("TERM") != "dumb":
                self._timer = threading.Timer(_AFTER, self._show)
                self._timer.daemon = True
                self._timer.start()

    def end(self) -> None:
        """Take the line away."""
        with self._lock:
            if self._timer:
                self._timer.cancel()
            if self._shown:
                self._write(_CLEARED)
            self._timer, self._shown = None, False

    def _show(self) -> None:
        with self._lock:
            if self._timer is threading.current_thread():
                self._shown = True
                self._write(f"{self._what} …")

    @staticmethod
    def _write(text: str) -> None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(text)
            sys.stderr.flush()


progress = Progress()


# --- how a command ends -----------------------------------------------------------------------------


@contextlib.contextmanager
def ended_clearly() -> Iterator[None]:
    """End a command clearly, whatever happens in it: with one message, a code, and no half-written file."""
    from graph.errors import DamagedGraphError, DataWarning, HiddenError, PanmunjomError

    _hold_standard_descriptors()
    _take_all_characters()
    try:
        with warnings.catch_warnings(), _orderly_termination():
            warnings.simplefilter("always", DataWarning)
            warnings.showwarning = _show_warning
            try:
                yield
                _flush()
            finally:
                progress.end()
    except KeyboardInterrupt:
        raise SystemExit(130) from None
    except BrokenPipeError:  # who read the answer has seen enough
        _discard_the_rest()
        raise SystemExit(0) from None
    except PanmunjomError as error:
        from graph.commands.refusal import exit_code, worded

        raise Failure(worded(error), exit_code(error), wrong=not isinstance(error, HiddenError)) from error
    except OSError as error:
        _discard_the_rest()
        place = f": {error.filename}" if error.filename else ""
        raise Failure(f"{error.strerror or error}{place}") from error
    except UnicodeError as error:
        raise Failure(f"not in UTF-8: {ascii(getattr(error, 'object', ''))[:80]}; write it in UTF-8") from error
    except MemoryError as error:
        raise Failure("the answer takes more memory than there is; narrow what you ask") from error
    except RecursionError as error:
        raise Failure("what was asked is nested too deep; simplify it") from error
    except RuntimeError as error:  # of the engine, also in the middle of an answer
        if not DamagedGraphError.found_in(str(error)):
            raise
        raise Failure(str(DamagedGraphError(str(error)))) from error


def _hold_standard_descriptors() -> None:
    """Let no file or pipe take the number of a standard stream that the caller has closed."""
    for descriptor in range(3):
        try:
            os.fstat(descriptor)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free


def _take_all_characters() -> None:
    """Write what the encoding lacks by its number, instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


@contextlib.contextmanager
def _orderly_termination() -> Iterator[None]:
    """Let SIGTERM and SIGINT end the command as an exception does, so that what was begun is cleared away."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    interrupted = signal.getsignal(signal.SIGINT)
    terminated = signal.signal(signal.SIGTERM, _terminated)
    try:
        if callable(interrupted):  # else it is to be ignored
            signal.signal(signal.SIGINT, signal.default_int_handler)
        yield
    finally:
        signal.signal(signal.SIGINT, interrupted)
        signal.signal(signal.SIGTERM, terminated)


def _terminated(number: int, frame: FrameType | None) -> NoReturn:
    raise SystemExit(128 + number)


def _show_warning(message: Warning | str, *_: Any, **__: Any) -> None:
    note(f"Warning: {message}")


def _flush() -> None:
    if sys.stdout:
        sys.stdout.flush()


def _discard_the_rest() -> None:
    """Let what is still to be written to stdout go nowhere: it would fail again at the very end."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        place = sys.stdout.fileno()
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, place)
        os.close(nowhere)
