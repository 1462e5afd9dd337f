"""A SPARQL endpoint over HTTP: asked with patience and within limits; no answer is silently incomplete."""

from __future__ import annotations

import os
import re
import time
from base64 import b64encode
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit
from weakref import finalize

from graph.errors import RemoteError
from graph.model.safe import safe
from graph.model.vocabulary import declarations

if TYPE_CHECKING:
    import httpx2
    from pyoxigraph import BlankNode, Literal, NamedNode, Triple

    Node = NamedNode | Literal | BlankNode | Triple

LARGEST = 1 << 28
"""An answer may have so many bytes at most."""

SECONDS = 60.0
"""How long an endpoint may stay silent, unless `PANMUNJOM_TIMEOUT` says otherwise."""

_CONNECTING = 10.0
_TRIES = 4
_FIRST_PAUSE = 0.5
_LONGEST_PAUSE = 60.0
_TRY_AGAIN = frozenset({429, 502, 503, 504})
_UNCOUNTED = 100
"""So many rows are taken to be all without counting: no store caps its answers so low."""

_JSON, TRIPLES = "application/sparql-results+json", "application/n-triples"
_DEFAULT_GRAPH = "default-graph-uri"
_USER, _PASSWORD, _TOKEN = (f"PANMUNJOM_ENDPOINT_{name}" for name in ("USER", "PASSWORD", "TOKEN"))


_sleep = time.sleep


class CapError(RemoteError):
    """An endpoint gives fewer rows than there are.

    Args:
        given: How many it gives.
        there: How many there are.
        address: The endpoint.
    """

    def __init__(self, given: int, there: int, address: str) -> None:
        self.given, self.there = given, there
        super().__init__(
            f"gives {given} of {there} rows; raise its limit on results (Virtuoso: ResultSetMaxRows)",
            address=address,
        )


class Address(NamedTuple):
    """Where an endpoint is.

    Attributes:
        url: The address that is asked, without credentials.
        graph: The graph that the address names as default graph, by `?default-graph-uri=`.
        authorization: What the endpoint is told of who asks; never shown.
    """

    url: str
    graph: str | None
    authorization: str | None

    @classmethod
    def parse(cls, text: str) -> Address:
        """Read an address; credentials stand in it, in the environment, or in the netrc file.

        Raises:
            RemoteError: It is none.
        """
        parts = urlsplit(text)
        try:
            host, _ = parts.hostname, parts.port
        except ValueError:
            host = None
        if parts.scheme not in {"http", "https"} or not host:
            raise RemoteError("is no address of an endpoint; write http://host/path", address="the address")
        pairs = parse_qsl(parts.query, keep_blank_values=True)
        graph = next((value for name, value in pairs if name == _DEFAULT_GRAPH), None)
        query = urlencode([pair for pair in pairs if pair[0] != _DEFAULT_GRAPH])
        place = parts.netloc.rpartition("@")[2]
        own = (unquote(parts.username or ""), unquote(parts.password or "")) if parts.username else None
        return cls(urlunsplit((parts.scheme, place, parts.path, query, "")), graph, _authorization(host, own))

    @property
    def shown(self) -> str:
        """The address as messages show it: without what may be secret in it."""
        return urlunsplit((*urlsplit(self.url)[:3], "", ""))


class Endpoint:
    """Asks one endpoint.

    Args:
        address: Where it is.
        tell: Is told what is being read.

    Attributes:
        address: The same.
        tell: The same.
        trips: How many answers it has given.
        read: How many rows these had.
    """

    def __init__(self, address: Address, tell: Callable[[str], None] = lambda _: None) -> None:
        self.address, self.tell = address, tell
        self.trips = self.read = 0
        self._complete = _UNCOUNTED  # so many rows it has given uncut
        self._client: httpx2.Client | None = None
        self._process = 0
        self._seconds = _seconds()

    def rows(self, query: str) -> list[tuple[Node | None, ...]]:
        """Return all rows of a SELECT; the usual prefixes need no declaring.

        Raises:
            CapError: There are more than it gives.
            RemoteError: It is down, slow, no endpoint, or the answer breaks off.
        """
        found = self._rows(query)
        if len(found) >= self._complete:  # as many may be what is left of more
            self.expect_all(query, len(found))
        return found

    def tried(self, query: str, empty: int) -> list[tuple[Node | None, ...]] | None:
        """Return the rows of a SELECT that gives so many empty ones besides, and learn how many rows come through.

        Returns:
            The rows that are not empty; None where some were cut off.

        Raises:
            RemoteError: As for `rows`.
        """
        found = self._rows(query)
        rows = [row for row in found if any(term is not None for term in row)]
        self._complete = max(self._complete, min(len(found), empty))
        self.read -= len(found) - len(rows)
        return rows if len(found) - len(rows) >= empty else None

    def pages(self, query: str) -> list[tuple[Node | None, ...]]:
        """Return all rows of a SELECT that gives each row once, page by page where the endpoint caps its answers.

        Raises:
            CapError: There are more than it gives on all pages.
            RemoteError: As for `rows`.
        """
        try:
            return self.rows(query)
        except CapError as cap:
            order = " ".join(re.findall(r"\?\w+", query.partition("{")[0]))
            found: list[tuple[Node | None, ...]] = []
            while len(found) < cap.there:
                page = self._rows(f"{query} ORDER BY {order} LIMIT {cap.given} OFFSET {len(found)}")
                if not page:
                    raise CapError(len(found), cap.there, self.address.shown) from None
                found += page
            return found

    def expect_all(self, query: str, found: int, start: int | None = None) -> None:
        """Compare how many rows an answer has with how many there are, unless as many are known to come through.

        Args:
            query: What was asked.
            found: How many rows it gave.
            start: Where in the query SELECT stands; where that is first without it.

        Raises:
            CapError: There are more.
        """
        if found < self._complete:
            return
        cut = query.upper().index("SELECT") if start is None else start
        counted = self._rows(f"{query[:cut]} SELECT (COUNT(*) AS ?n) {{ {query[cut:]} }}")
        there = int(str(counted[0][0].value)) if counted and counted[0][0] is not None else 0  # type: ignore[union-attr]
        if there > found:
            raise CapError(found, there, self.address.shown)
        self._complete = found

    def asked(self, query: str) -> bool:
        """Return what it answers to an ASK."""
        from pyoxigraph import QueryBoolean

        answer = self._parsed(self.answer(query, _JSON))
        return bool(answer) if isinstance(answer, QueryBoolean) else any(answer)  # Virtuoso may give a row

    def answer(
        self,
        query: str,
        accept: str = _JSON,
        *,
        seconds: float | None = None,
        given: Mapping[str, str] | None = None,
    ) -> bytes:
        """Return an answer as it comes, whole.

        Args:
            query: What to ask.
            accept: In which format.
            seconds: How long it may stay silent.
            given: Other parameters.
        """
        text = declarations(query) + query
        pause = _FIRST_PAUSE
        for trial in range(1, _TRIES + 1):
            wait = pause
            try:
                body = self._once({"query": text, **(given or {})}, accept, seconds or self._seconds)
            except _Again as again:
                wait = pause if again.after is None else again.after
                if trial == _TRIES or wait > _LONGEST_PAUSE:
                    raise self._fault(again.why) from None
            else:
                self.trips += 1
                return body
            _sleep(wait)
            pause *= 2
        raise AssertionError

    def _rows(self, query: str) -> list[tuple[Node | None, ...]]:
        from pyoxigraph import QuerySolutions

        answer = self._parsed(self.answer(query))
        if not isinstance(answer, QuerySolutions):
            raise self._fault("answers a SELECT with something else; is it a SPARQL endpoint?")
        try:
            found = [tuple(row) for row in answer]
        except SyntaxError:
            raise self._fault("its answer breaks off in the middle; ask again") from None
        self.read += len(found)
        return found

    def _parsed(self, body: bytes):  # type: ignore[no-untyped-def] # noqa: ANN202 - what the engine says it is
        from pyoxigraph import QueryResultsFormat, parse_query_results

        try:
            return parse_query_results(body, QueryResultsFormat.JSON)
        except SyntaxError:
            if body.lstrip()[:1] == b"{":
                raise self._fault("its answer breaks off in the middle; ask again") from None
            raise self._fault(f"answers with no SPARQL result ({_first(body)}); is it a SPARQL endpoint?") from None

    def _once(self, form: Mapping[str, str], accept: str, seconds: float) -> bytes:
        """Ask once.

        Raises:
            _Again: It may go if it is asked again.
            RemoteError: It will not.
        """
        import httpx2

        headers = {"Accept": accept, "Accept-Encoding": "gzip"}
        if self.address.authorization:
            headers["Authorization"] = self.address.authorization
        limits = httpx2.Timeout(seconds, connect=min(seconds, _CONNECTING))
        try:
            with self._connected().stream(
                "POST", self.address.url, data=dict(form), headers=headers, timeout=limits
            ) as answer:
                body = self._body(answer, time.monotonic() + 10 * seconds)
                self._refuse(answer, body)
                return body
        except httpx2.ConnectTimeout:
            raise _Again("cannot be reached: it does not answer") from None
        except httpx2.TimeoutException:
            raise self._fault(f"was silent for {seconds:g} s; ask for less, or raise PANMUNJOM_TIMEOUT") from None
        except httpx2.ConnectError as error:
            raise _Again(f"cannot be reached: {_first(str(error).encode())}") from None
        except httpx2.RemoteProtocolError:
            raise _Again("its answer breaks off in the middle") from None
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.DecodingError) as error:
            raise _Again(f"cannot be read: {type(error).__name__}") from None

    def _body(self, answer: httpx2.Response, deadline: float) -> bytes:
        parts, size = [], 0
        for part in answer.iter_bytes():
            size += len(part)
            if size > LARGEST:
                raise self._fault(f"gives more than {LARGEST >> 20} MiB for one query; ask for less")
            if time.monotonic() > deadline:
                raise self._fault("its answer takes too long; ask for less, or raise PANMUNJOM_TIMEOUT")
            parts.append(part)
        return b"".join(parts)

    def _refuse(self, answer: httpx2.Response, body: bytes) -> None:
        code = answer.status_code
        if code in _TRY_AGAIN:
            raise _Again(f"is overloaded or down (HTTP {code})", _pause(answer.headers.get("retry-after")))
        if code in {401, 403}:
            raise self._fault(
                f"wants other credentials (HTTP {code}); set {_USER} and {_PASSWORD}, or {_TOKEN}, or use netrc"
            )
        if 300 <= code < 400:
            raise self._fault(f"has moved (HTTP {code}); give its new address")
        if code == 404:
            raise self._fault("there is no such page (HTTP 404); give the address of its SPARQL endpoint")
        if code >= 400:
            raise self._fault(f"refuses the query (HTTP {code}): {_first(body)}")
        if answer.headers.get("x-sql-state"):  # of Virtuoso, which gives what it has when its time is up
            raise self._fault("gives a part of the answer only, as its time is up; ask for less")

    def _connected(self) -> httpx2.Client:
        if self._client is None or self._process != os.getpid():  # a connection is no fork's
            try:
                import httpx2
            except ImportError:
                raise RemoteError(
                    "reading it needs one package more; install panmunjom[remote]", address=self.address.shown
                ) from None
            self._client, self._process = httpx2.Client(follow_redirects=False), os.getpid()
            finalize(self, self._client.close)
        return self._client

    def _fault(self, message: str) -> RemoteError:
        return RemoteError(message, address=self.address.shown)


class _Again(Exception):  # noqa: N818 - no error yet
    """Asking again may help, after so many seconds."""

    def __init__(self, why: str, after: float | None = None) -> None:
        super().__init__(why)
        self.why, self.after = why, after


def _authorization(host: str, own: tuple[str, str] | None) -> str | None:
    """Return what an endpoint is told of who asks: what stands in its address, the environment, or netrc."""
    if own is None and (token := os.environ.get(_TOKEN)):
        return f"Bearer {token}"
    if own is None and (user := os.environ.get(_USER)):
        own = user, os.environ.get(_PASSWORD, "")
    own = own or _in_netrc(host)
    return "Basic " + b64encode(":".join(own).encode()).decode() if own else None


def _in_netrc(host: str) -> tuple[str, str] | None:
    import netrc

    with suppress(OSError, netrc.NetrcParseError, RuntimeError):
        found = netrc.netrc(os.environ.get("NETRC")).authenticators(host)
        return (found[0] or "", found[2] or "") if found else None
    return None


def _seconds() -> float:
    text = os.environ.get("PANMUNJOM_TIMEOUT", "")
    with suppress(ValueError):
        if float(text) > 0:
            return float(text)
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


def _first(body: bytes) -> str:
    """Return the beginning of what an endpoint says, fit to be shown."""
    line = next((line.strip() for line in body.decode(errors="replace").splitlines() if line.strip()), "nothing")
    return safe(line[:200])
