"""A connection to an endpoint over HTTP: asked with patience, and within limits."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING
from weakref import finalize

from graph.errors import RemoteError
from graph.model.safe import safe
from graph.store.address import PASSWORD, TOKEN, USER, Address

if TYPE_CHECKING:
    import httpx2

LARGEST = 1 << 28
"""An answer may have so many bytes at most."""

SECONDS = 60.0
"""How long an endpoint may stay silent, unless `PANMUNJOM_TIMEOUT` says otherwise."""

_LONGEST = 1e8
"""Three years, which stand for ever."""

_CONNECTING = 10.0
_TRIES = 4
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 60.0
_TRY_AGAIN = frozenset({429, 502, 503, 504})

_sleep = time.sleep


class HttpConnection:
    """Asks one address.

    Args:
        address: Where it is.
    """

    def __init__(self, address: Address) -> None:
        self._address = address
        self._client: httpx2.Client | None = None
        self._process = 0
        self._seconds = _seconds()

    def post(self, form: Mapping[str, str], accept: str, seconds: float | None = None) -> bytes:
        """Return the answer to a form, whole; where asking again may help, it is asked again.

        Args:
            form: What to send.
            accept: In which format the answer is to be.
            seconds: How long it may stay silent.

        Raises:
            RemoteError: It is down, slow, moved, or refuses; or the answer breaks off.
        """
        pause = _FIRST_PAUSE
        for trial in range(1, _TRIES + 1):
            wait = pause
            try:
                return self._once(form, accept, seconds or self._seconds)
            except _Again as again:
                wait = pause if again.after is None else again.after
                if trial == _TRIES or wait > _LONGEST_PAUSE:
                    raise self.fault(again.why) from None
            _sleep(wait)
            pause *= 2
        raise AssertionError

    def fault(self, message: str) -> RemoteError:
        """Return the error that says what is wrong with this address."""
        return RemoteError(message, address=self._address.shown)

    def _once(self, form: Mapping[str, str], accept: str, seconds: float) -> bytes:
        """Ask once.

        Raises:
            _Again: It may go if it is asked again.
            RemoteError: It will not.
        """
        import httpx2

        headers = {"Accept": accept, "Accept-Encoding": "gzip"}
        if self._address.authorization:
            headers["Authorization"] = self._address.authorization
        limits = httpx2.Timeout(seconds, connect=min(seconds, _CONNECTING))
        try:
            with self._connected().stream(
                "POST", self._address.url, data=dict(form), headers=headers, timeout=limits
            ) as answer:
                body = self._body(answer, time.monotonic() + 10 * seconds)
                self._refuse(answer, body)
                return body
        except httpx2.ConnectTimeout:
            raise _Again("cannot be reached: it does not answer") from None
        except httpx2.TimeoutException:
            raise self.fault(f"was silent for {seconds:g} s; ask for less, or raise PANMUNJOM_TIMEOUT") from None
        except httpx2.ConnectError as error:
            raise _Again(f"cannot be reached: {first_line(str(error).encode())}") from None
        except httpx2.RemoteProtocolError:
            raise _Again("its answer breaks off in the middle") from None
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.DecodingError) as error:
            raise _Again(f"cannot be read: {type(error).__name__}") from None

    def _body(self, answer: httpx2.Response, deadline: float) -> bytes:
        parts, size = [], 0
        for part in answer.iter_bytes():
            size += len(part)
            if size > LARGEST:
                raise self.fault(f"gives more than {LARGEST >> 20} MiB for one query; ask for less")
            if time.monotonic() > deadline:
                raise self.fault("its answer takes too long; ask for less, or raise PANMUNJOM_TIMEOUT")
            parts.append(part)
        return b"".join(parts)

    def _refuse(self, answer: httpx2.Response, body: bytes) -> None:
        code = answer.status_code
        if code in _TRY_AGAIN:
            raise _Again(f"is overloaded or down (HTTP {code})", _pause(answer.headers.get("retry-after")))
        if code in {401, 403}:
            raise self.fault(
                f"wants other credentials (HTTP {code}); set {USER} and {PASSWORD}, or {TOKEN}, or use netrc"
            )
        if 300 <= code < 400:
            raise self.fault(f"has moved (HTTP {code}); give its new address")
        if code == 404:
            raise self.fault("there is no such page (HTTP 404); give the address of its SPARQL endpoint")
        if code >= 400:
            raise self.fault(f"refuses the query (HTTP {code}): {first_line(body)}")
        if answer.headers.get("x-sql-state"):  # of Virtuoso, which gives what it has when its time is up
            raise self.fault("gives a part of the answer only, as its time is up; ask for less")

    def _connected(self) -> httpx2.Client:
        if self._client is None or self._process != os.getpid():  # a connection is no fork's
            try:
                import httpx2
            except ImportError:
                raise RemoteError(
                    "reading it needs one package more; install panmunjom[remote]", address=self._address.shown
                ) from None
            encrypted = self._address.url.startswith("https:")  # for anything else no certificates need be read
            self._client, self._process = httpx2.Client(follow_redirects=False, verify=encrypted), os.getpid()
            finalize(self, self._client.close)
        return self._client


class _Again(Exception):  # noqa: N818 - no error yet
    """Asking again may help, after so many seconds."""

    def __init__(self, why: str, after: float | None = None) -> None:
        super().__init__(why)
        self.why, self.after = why, after


def _seconds() -> float:
    text = os.environ.get("PANMUNJOM_TIMEOUT", "")
    with suppress(ValueError):
        if float(text) > 0:
            return min(float(text), _LONGEST)
    if text:
        raise RemoteError("is no number of seconds above 0", address=f"PANMUNJOM_TIMEOUT={safe(text)}")
    return SECONDS


def _pause(text: str | None) -> float | None:
    """Return for how many seconds to wait, as Retry-After says: in seconds, or until when."""
    if text is None:
        return None
    if text.strip().isdigit():
        return float(text)
    from email.utils import parsedate_to_datetime

    with suppress(ValueError, TypeError):
        return max(0.0, parsedate_to_datetime(text).timestamp() - time.time())
    return None


def first_line(body: bytes) -> str:
    """Return the beginning of what an endpoint says, fit to be shown."""
    line = next((line.strip() for line in body.decode(errors="replace").splitlines() if line.strip()), "nothing")
    return safe(line[:200])
