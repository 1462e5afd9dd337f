"""What must not bring a server down: runaways, killed processes, clients who dawdle, and those who mean harm."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from serving import MINI, Running, Told, running

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HUNGRY = "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d), STR(?g), STR(?j))) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def processes(server: Running) -> set[int]:
    """The processes that a server has begun, and those that these have begun."""
    listing = subprocess.run(["ps", "-eo", "pid,ppid,stat"], capture_output=True, text=True, check=True).stdout
    rows = [line.split() for line in listing.splitlines()[1:]]
    found, front = set(), {server.process.pid}
    while front:
        front = {int(pid) for pid, parent, stat in rows if int(parent) in front and not stat.startswith("Z")}
        found |= front
    return found


def alive(pids: set[int]) -> set[int]:
    """Those that still run."""

    def runs(pid: int) -> bool:
        stat = Path(f"/proc/{pid}/stat")
        return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"

    return {pid for pid in pids if runs(pid)}


def wait_until(holds: Callable[[], bool], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it never came about"
        time.sleep(0.05)


def health(server: Running) -> dict[str, object]:
    found: dict[str, object] = json.loads(server.get("/healthz").body)
    return found


def settled(server: Running) -> bool:
    return health(server)["workers"] == 2 and health(server)["busy"] == 0


def raw(server: Running, request: bytes, *, wait: float = 10) -> bytes:
    """What comes back for bytes of one's own."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=wait) as connection:
        connection.sendall(request)
        answer = b""
        while piece := connection.recv(65536):
            answer += piece
        return answer


# --- limits ---------------------------------------------------------------------------------------


def test_a_runaway_is_ended_at_the_deadline_and_others_go_on(small: Running) -> None:
    answers: list[Told] = []
    thread = threading.Thread(target=lambda: answers.append(small.query(RUNAWAY)))
    thread.start()
    for _ in range(5):
        assert small.query("ASK {}").status == 200
    thread.join()
    assert answers[0].status == 504
    assert "1.5 s" in answers[0].text
    wait_until(lambda: settled(small))
    assert small.query("ASK {}").status == 200


def test_a_query_that_takes_all_memory_ends_alone(small: Running) -> None:
    told = small.query(HUNGRY)
    assert told.status in {403, 500, 504}
    wait_until(lambda: settled(small))
    assert small.query("ASK {}").status == 200


def test_too_many_are_told_to_come_again(small: Running) -> None:
    answers: list[Told] = []
    texts = [RUNAWAY.replace("?n", f"?n{i}") for i in range(9)]
    threads = [threading.Thread(target=lambda t=text: answers.append(small.query(t))) for text in texts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    busy = [told for told in answers if told.status == 503]
    assert {told.status for told in answers} == {503, 504}
    assert len(busy) >= 5  # two are worked on, two wait
    assert busy[0].headers["retry-after"] == "1"
    wait_until(lambda: settled(small))


def test_who_goes_away_is_not_worked_for(small: Running) -> None:
    for _ in range(3):
        path = "/sparql?" + urlencode({"query": RUNAWAY})
        with socket.create_connection(("127.0.0.1", small.port)) as connection:
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            wait_until(lambda: health(small)["busy"] == 1)
        wait_until(lambda: health(small)["busy"] == 0, 1.2)  # sooner than the deadline
    wait_until(lambda: settled(small))


# --- processes ------------------------------------------------------------------------------------


def test_a_killed_worker_is_replaced(small: Running) -> None:
    wait_until(lambda: len(processes(small)) == 3)
    before = processes(small)
    workers = before - {min(before)}  # the nursery came first
    for pid in workers:
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: settled(small) and not processes(small) & workers)
    assert small.query("ASK {}").status == 200


def test_a_killed_nursery_is_replaced_with_all_its_workers(small: Running) -> None:
    before = processes(small)
    os.kill(min(before), signal.SIGKILL)
    for pid in before - {min(before)}:
        os.kill(pid, signal.SIGKILL)
    wait_until(lambda: settled(small) and not alive(before))
    assert small.query("ASK {}").status == 200


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_nothing_is_left_behind(how: signal.Signals) -> None:
    with running("--data", str(MINI), "--workers", "2", "--timeout", "20") as server:
        thread = threading.Thread(target=lambda: _ignoring_cuts(lambda: server.query(RUNAWAY)), daemon=True)
        thread.start()
        wait_until(lambda: health(server)["busy"] == 1)
        begun = processes(server)
        assert len(begun) == 3
        server.process.send_signal(how)
        server.process.wait(30)
        wait_until(lambda: not alive(begun), 5)
        thread.join()


def _ignoring_cuts(ask: Callable[[], object]) -> None:
    with contextlib.suppress(Exception):
        ask()


def test_an_answer_under_way_is_finished_at_the_end() -> None:
    with running("--data", str(MINI), "--workers", "2", "--timeout", "3") as server:
        answers: list[Told] = []
        thread = threading.Thread(target=lambda: answers.append(server.query(RUNAWAY)))
        thread.start()
        wait_until(lambda: health(server)["busy"] == 1)
        server.end()
        thread.join()
        assert answers[0].status == 504  # it had its three seconds


def test_a_port_that_is_taken_is_told(small: Running) -> None:
    told = subprocess.run(
        [sys.executable, "-m", "cli", "serve", "--port", str(small.port)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 2
    assert f"cannot listen on 127.0.0.1:{small.port}" in told.stderr
    assert "Traceback" not in told.stderr


def test_broken_data_is_refused_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "broken.trig").write_text("@prefix : <http://x/> .\n:a :b", encoding="utf-8")
    told = subprocess.run(
        [sys.executable, "-m", "cli", "serve", "--port", "0", "--data", str(tmp_path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 2
    assert "broken.trig:2" in told.stderr
    assert "Traceback" not in told.stderr


def test_changed_data_is_read_anew_and_broken_data_is_not(tmp_path: Path) -> None:
    file = tmp_path / "mini.trig"
    good = (MINI / "mini.trig").read_text(encoding="utf-8")
    file.write_text(good, encoding="utf-8")
    ask = 'SELECT ?l { person:boris rdfs:label ?l FILTER (LANG(?l) = "en") }'
    with running("--data", str(tmp_path), "--workers", "1", "--reload") as server:
        assert "Boris Cole" in server.query(ask, "text/csv").text
        file.write_text(good.replace("Boris Cole", "Boris Dole"), encoding="utf-8")
        wait_until(lambda: "Boris Dole" in server.query(ask, "text/csv").text)
        file.write_text(good.replace("Boris Cole", 'Boris "'), encoding="utf-8")
        wait_until(lambda: health(server)["status"] == "stale")
        assert "mini.trig:" in str(health(server)["fault"])
        assert "Boris Dole" in server.query(ask, "text/csv").text
        file.write_text(good, encoding="utf-8")
        wait_until(lambda: health(server)["status"] == "ok")
        assert "Boris Cole" in server.query(ask, "text/csv").text
        wait_until(lambda: len(processes(server)) == 2)
        server.end()
        assert any("The data is broken" in line for line in server.said)


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
        wait_until(lambda: health(server)["busy"] == 0, 25)


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


@pytest.mark.parametrize(
    "value", ["a%0d%0aSet-Cookie:%20x=y", "%0d%0a%0d%0a<script>alert(1)</script>", "%E2%80%AE"]
)
def test_no_header_can_be_put_in(small: Running, value: str) -> None:
    for path in (
        f"/as-of?day={value}&to=/",
        f"/as-of?day=2019&to={value}",
        f"/show?name={value}",
        f"/{value}",
        f"/as-of/{value}/x",
    ):
        answer = raw(small, f"GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n".encode())
        head = answer.partition(b"\r\n\r\n")[0].lower()
        assert b"set-cookie" not in head.replace(b"%0d%0aset-cookie", b"").replace(b"%250d%250aset-cookie", b"")
        assert b"<script>" not in answer


def test_many_parameters_are_refused(small: Running) -> None:
    assert small.ask("/sparql?" + "&".join(f"a{i}=1" for i in range(1000))).status == 400
