"""Clients who dawdle, and clients who mean harm."""

from __future__ import annotations

import socket
from urllib.parse import urlencode

import pytest

from tests.serve.serving import Running, health, raw, wait_until

# --- clients who dawdle -----------------------------------------------------------------------------


def test_half_a_head_is_dropped(small: Running) -> None:
    assert raw(small, b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ") == b""


def test_an_endless_head_is_dropped(small: Running) -> None:
    with pytest.raises(OSError), socket.create_connection(("127.0.0.1", small.port), timeout=20) as connection:
        connection.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n")
        for number in range(100_000):
            connection.sendall(f"X-{number}: {'x' * 1000}\r\n".encode())


def test_half_a_body_is_refused(small: Running) -> None:
    head = b"POST /sparql HTTP/1.1\r\nHost: x\r\nContent-Type: application/sparql-query\r\nContent-Length: 100\r\n"
    assert raw(small, head + b"Connection: close\r\n\r\nASK {", wait=20).startswith(b"HTTP/1.1 408 ")


def test_who_does_not_read_is_dropped(server: Running) -> None:
    path = "/sparql?" + urlencode({"query": "SELECT * { ?s ?p ?o . ?o ?q ?r }"})
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
        wait_until(lambda: health(server)["busy"] == 1)
        wait_until(lambda: health(server)["busy"] == 0)


# --- clients who mean harm --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { sErViCe <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { SER\\u0056ICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { VALUES ?w { <http://127.0.0.1:9/> } SERVICE ?w { ?s ?p ?o } }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }",
        "LOAD <file:///etc/passwd>",
        "INSERT DATA { <x:a> <x:b> <x:c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "CLEAR ALL",
    ],
)
def test_no_query_reaches_network_or_disk_or_changes_anything(small: Running, query: str) -> None:
    for told in (
        small.query(query),
        small.ask("/sparql", "POST", query, Content_Type="application/sparql-query"),
        small.query(query, "text/html"),
    ):
        assert told.status in {400, 403}
        assert "root:" not in told.text


@pytest.mark.parametrize(
    "path",
    [
        "/static/../server.py",
        "/static/%2e%2e/server.py",
        "/static/..%2fserver.py",
        "/static/%2e%2e%2f%2e%2e%2f%2e%2e%2fREADME.md",
        "/static//etc/passwd",
        "/../../../../etc/passwd",
        "/person/../../etc/passwd",
        "/person/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
        "/queries/../../../etc/passwd",
        "/queries/%2e%2e%2fview%2f1-merge",
        "/as-of/..%2f..%2fetc/sparql",
        "/\x00",
        "/%00",
        "/%ff%fe",
        "/" + "a" * 5000,
    ],
)
def test_no_path_leads_out_of_the_site(small: Running, path: str) -> None:
    answer = raw(small, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode("latin-1"))
    assert answer.startswith((b"HTTP/1.1 404", b"HTTP/1.1 400", b"HTTP/1.1 405"))
    assert b"root:" not in answer
    assert b"import " not in answer


@pytest.mark.parametrize(
    "host", ["evil.example/<script>", "a b", "x\tset-cookie: a=b", "'\"><b>", "", "a" * 300, "x:99999999", "[::1"]
)
def test_a_host_that_is_none_is_refused(small: Running, host: str) -> None:
    answer = raw(small, f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    assert answer.startswith(b"HTTP/1.1 400")
    assert b"<script>" not in answer


@pytest.mark.parametrize("accept", ["text/html", "*/*"])
@pytest.mark.parametrize(
    "value", ["a%0d%0aSet-Cookie:%20x=y", "%0d%0a%0d%0a<script>alert(1)</script>", "%E2%80%AE"]
)
def test_no_header_can_be_put_in(small: Running, value: str, accept: str) -> None:
    for path in (
        f"/as-of?day={value}&to=/",
        f"/as-of?day=2019&to={value}",
        f"/show?name={value}",
        f"/{value}",
        f"/as-of/{value}/x",
    ):
        request = f"GET {path} HTTP/1.1\r\nHost: x\r\nAccept: {accept}\r\nConnection: close\r\n\r\n"
        head, _, body = raw(small, request.encode()).partition(b"\r\n\r\n")
        head = head.lower()
        assert b"set-cookie" not in head.replace(b"%0d%0aset-cookie", b"").replace(b"%250d%250aset-cookie", b"")
        assert b"<script>" not in head
        is_text = b"content-type: text/plain" in head and b"x-content-type-options: nosniff" in head
        assert is_text or b"<script>" not in body


def test_many_parameters_are_refused(small: Running) -> None:
    assert small.ask("/sparql?" + "&".join(f"a{i}=1" for i in range(1000))).status == 400
