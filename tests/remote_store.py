"""A SPARQL endpoint in this process, over a store of its own, that can be made to fail."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import pyoxigraph as ox


class Behaviour:
    """What the endpoint does other than it should: `faults` are used up, one an answer; `cap` stays."""

    def __init__(self, store: ox.Store) -> None:
        self.store = store
        self.faults: list[str] = []
        self.cap: int | None = None
        self.asked: list[str] = []
        self.authorization: list[str | None] = []


Served = tuple[str, Behaviour]
"""The address of an endpoint, and what it is to do."""


@contextmanager
def serving(store: ox.Store) -> Iterator[Served]:
    server = _Server(Behaviour(store))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql", server.behaviour
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, behaviour: Behaviour) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.behaviour = behaviour


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_POST(self) -> None:
        behaviour = self.server.behaviour
        query = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())["query"][0]
        behaviour.asked.append(query)
        behaviour.authorization.append(self.headers["authorization"])
        fault = behaviour.faults.pop(0) if behaviour.faults else ""
        if fault.isdigit():
            self._give(int(fault), b"out of order", {"retry-after": "0"} if fault == "503" else {})
        elif fault == "html":
            self._give(200, b"<!doctype html><title>Welcome</title>")
        elif fault == "partial":
            self._give(200, b'{"head": {"vars": []}, "results": {"bindings": []}}', {"x-sql-state": "S1TAT"})
        elif fault == "hang up":
            self.close_connection = True
        else:
            self._answer(query, fault)

    def _answer(self, query: str, fault: str) -> None:
        try:
            body = _found(self.server.behaviour, query)
        except SyntaxError as error:
            self._give(400, str(error).encode())
            return
        if fault == "break off":
            self._give(200, body[: len(body) // 2])
        elif fault == "literals":
            self._give(200, body.replace(b'"type":"uri"', b'"type":"literal"'))
        elif fault == "columns":
            self._give(200, body.replace(b'"vars":[', b'"vars":["more",'))
        elif fault == "cut":
            self._give(200, body[: len(body) // 2], length=len(body))
            self.close_connection = True
        else:
            self._give(200, body)

    def _give(self, code: int, body: bytes, more: dict[str, str] | None = None, length: int | None = None) -> None:
        self.send_response(code)
        for name, value in {"content-length": str(length or len(body)), **(more or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


def _found(behaviour: Behaviour, query: str) -> bytes:
    """Return what the store answers, cut off where it is capped."""
    found = behaviour.store.query(query)
    if isinstance(found, ox.QueryTriples):
        return ox.serialize(found, format=ox.RdfFormat.N_TRIPLES) or b""
    body = found.serialize(format=ox.QueryResultsFormat.JSON) or b""
    if behaviour.cap is None or isinstance(found, ox.QueryBoolean):
        return body
    whole = json.loads(body)
    del whole["results"]["bindings"][behaviour.cap :]
    return json.dumps(whole).encode()
