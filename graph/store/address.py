"""The address of a SPARQL endpoint, and the credentials that go with it."""

from __future__ import annotations

import os
from base64 import b64encode
from contextlib import suppress
from typing import NamedTuple
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from graph.errors import RemoteError

USER, PASSWORD, TOKEN = (f"PANMUNJOM_ENDPOINT_{name}" for name in ("USER", "PASSWORD", "TOKEN"))
"""The variables of the environment that give credentials."""

_DEFAULT_GRAPH = "default-graph-uri"


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
        try:
            parts = urlsplit(text)
            host, _ = parts.hostname, parts.port
        except ValueError:
            host = None
        if not host or parts.scheme not in {"http", "https"}:
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


def _authorization(host: str, own: tuple[str, str] | None) -> str | None:
    """Return what an endpoint is told of who asks: what stands in its address, the environment, or netrc."""
    if own is None and (token := os.environ.get(TOKEN)):
        return f"Bearer {token}"
    if own is None and (user := os.environ.get(USER)):
        own = user, os.environ.get(PASSWORD, "")
    own = own or _in_netrc(host)
    return "Basic " + b64encode(":".join(own).encode()).decode() if own else None


def _in_netrc(host: str) -> tuple[str, str] | None:
    import netrc

    with suppress(OSError, netrc.NetrcParseError, RuntimeError):
        found = netrc.netrc(os.environ.get("NETRC")).authenticators(host)
        return (found[0] or "", found[2] or "") if found else None
    return None
