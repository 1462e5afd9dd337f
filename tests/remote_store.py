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
    behaviour = Behaviour(store)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            query = parse_qs(self.rfile.read(int(self.headers["content-length"])).decode())["query"][0]
            behaviour.asked.append(query)
            behaviour.authorization.append(self.headers["authorization"])
            fault = behaviour.faults.pop(0) if behaviour.faults else ""
            if fault.isdigit():
                self.give(int(fault), b"out of order", {"retry-after": "0"} if fault == "503" else {})
            elif fault == "html":
                self.give(200, b"<!doctype html><title>Welcome</title>")
            elif fault == "partial":
                self.give(200, b'{"head": {"vars": []}, "results": {"bindings": []}}', {"x-sql-state": "S1TAT"})
            elif fault == "hang up":
                self.close_connection = True
            else:
                self.answer(query, fault)

        def answer(self, query: str, fault: str) -> None:
            try:
                found = behaviour.store.query(query)
            except SyntaxError as error:
                self.give(400, str(error).encode())
                return
            if isinstance(found, ox.QueryTriples):
                body = ox.serialize(found, format=ox.RdfFormat.N_TRIPLES) or b""
            else:
                body = found.serialize(format=ox.QueryResultsFormat.JSON) or b""
            if behaviour.cap is not None and not isinstance(found, ox.QueryTriples):
                whole = json.loads(body)
                if "results" in whole:
                    del whole["results"]["bindings"][behaviour.cap :]
                body = json.dumps(whole).encode()
            if fault == "break off":
                self.give(200, body[: len(body) // 2])
            elif fault == "cut":
                self.give(200, body[: len(body) // 2], length=len(body))
                self.close_connection = True
            else:
                self.give(200, body)

        def give(
            self, code: int, body: bytes, more: dict[str, str] | None = None, length: int | None = None
        ) -> None:
            self.send_response(code)
            for name, value in {"content-length": str(length or len(body)), **(more or {})}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/sparql", behaviour
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
