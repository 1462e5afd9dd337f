"""What must not bring a server down: runaways, killed processes, clients who dawdle, and those who mean harm."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest

from tests.serve.serving import MINI, Running, Told, children, health, running, wait_until

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
HUNGRY = "SELECT (GROUP_CONCAT(CONCAT(STR(?a), STR(?d), STR(?g), STR(?j))) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def processes(server: Running) -> set[int]:
    """The processes that a server has begun, and those that these have begun."""
    found, front = set(), {server.process.pid}
    while front:
        front = alive({child for parent in front for child in children(parent)})
        found |= front
    return found


def alive(pids: set[int]) -> set[int]:
    """Those that still run."""

    def runs(pid: int) -> bool:
        stat = Path(f"/proc/{pid}/stat")
        return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"

    return {pid for pid in pids if runs(pid)}


def settled(server: Running) -> bool:
    return health(server)["workers"] == 2 and health(server)["busy"] == 0


# --- limits ---------------------------------------------------------------------------------------


def test_a_runaway_is_ended_at_the_deadline_and_others_go_on(small: Running) -> None:
    answers: list[Told] = []
    thread = threading.Thread(target=lambda: answers.append(small.query(RUNAWAY)))
    thread.start()
    for _ in range(5):
        assert small.query("ASK {}").status == 200
    thread.join()
    assert answers[0].status == 504
    assert "4 s" in answers[0].text
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


@pytest.fixture(scope="module")
def patient() -> Iterator[Running]:
    """A server of little data that gives each question its time."""
    with running("--data", str(MINI), "--workers", "2", "--timeout", "600") as server:
        yield server


def test_who_goes_away_is_not_worked_for(patient: Running) -> None:
    for _ in range(3):
        path = "/sparql?" + urlencode({"query": RUNAWAY})
        with socket.create_connection(("127.0.0.1", patient.port)) as connection:
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            wait_until(lambda: health(patient)["busy"] == 1)
        wait_until(lambda: health(patient)["busy"] == 0)  # long before the deadline
    wait_until(lambda: settled(patient))


# --- processes ------------------------------------------------------------------------------------


def test_in_a_burst_each_gets_its_own_answer(patient: Running) -> None:
    # Short questions are handed over before the one in front is done; that one may be long, and may be left.
    long = "SELECT (COUNT(*) AS ?n) { VALUES ?x { 1 2 3 4 5 } ?a pan:status ?c . ?d ?e ?f FILTER (?c != ?f) }"
    expected = patient.query(long, "text/csv").text
    answers: dict[int, str] = {}

    def ask(number: int) -> None:
        if number % 10 == 3:
            with socket.create_connection(("127.0.0.1", patient.port)) as connection:
                query = urlencode({"query": f"{RUNAWAY} # {number}"})
                connection.sendall(f"GET /sparql?{query} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            return
        text = f"{long} # {number}" if number % 10 == 7 else f"SELECT ({number} AS ?n) {{}}"
        answers[number] = patient.query(text, "text/csv").text

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(60)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    right = {n: expected if n % 10 == 7 else f"n\r\n{n}\r\n" for n in range(60) if n % 10 != 3}
    assert answers == right


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
def test_nothing_is_left_behind_and_an_answer_under_way_is_finished(how: signal.Signals) -> None:
    with running("--data", str(MINI), "--workers", "2", "--timeout", "3") as server:
        answers: list[Told] = []

        def ask() -> None:
            with contextlib.suppress(Exception):  # nobody answers who was killed
                answers.append(server.query(RUNAWAY))

        thread = threading.Thread(target=ask)
        thread.start()
        wait_until(lambda: health(server)["busy"] == 1)
        begun = processes(server)
        assert len(begun) == 3
        server.process.send_signal(how)
        server.process.wait(30)
        wait_until(lambda: not alive(begun))
        thread.join()
        assert [told.status for told in answers] == ([] if how == signal.SIGKILL else [504])  # it had its time


@pytest.mark.parametrize("signals", ["SIGINT", "SIGTERM", "SIGINT SIGINT"])
def test_who_still_waits_at_the_end_is_told(signals: str) -> None:
    with running("--data", str(MINI), "--workers", "2", "--timeout", "60") as server:
        answers: list[Told] = []
        threads = [threading.Thread(target=lambda: answers.append(server.query(RUNAWAY))) for _ in range(3)]
        for thread in threads:
            thread.start()
        wait_until(lambda: (health(server)["busy"], health(server)["waiting"]) == (2, 1))
        for name in signals.split():
            server.process.send_signal(signal.Signals[name])
            wait_until(lambda: not listens(server))  # it has come through
        assert server.process.wait(30) == 0
        for thread in threads:
            thread.join()
        assert {(answer.status, answer.text) for answer in answers} == {
            (503, "the server ends; ask again once it is back\n")
        }
        assert len(answers) == 3
        assert server.process.stderr
        assert server.process.stderr.read() == "Ended.\n"


def test_a_long_answer_under_way_is_cut_off_at_the_end() -> None:
    with running("--data", str(MINI), "--workers", "2", "--timeout", "60") as server:
        endless = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
        with socket.create_connection(("127.0.0.1", server.port), timeout=30) as client:
            client.sendall(f"GET /sparql?{urlencode({'query': endless})} HTTP/1.1\r\nHost: x\r\n\r\n".encode())
            assert client.recv(12) == b"HTTP/1.1 200"
            server.process.send_signal(signal.SIGINT)
            assert server.process.wait(30) == 0
        assert server.process.stderr
        assert server.process.stderr.read() == "Ended.\n"


def listens(server: Running) -> bool:
    try:
        socket.create_connection(("127.0.0.1", server.port)).close()
    except ConnectionRefusedError:
        return False
    return True


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


def test_what_is_doubtful_in_the_data_is_said_as_other_commands_say_it(tmp_path: Path) -> None:
    (tmp_path / "mini.trig").write_bytes((MINI / "mini.trig").read_bytes())
    (tmp_path / "other.json").write_text("{}", encoding="utf-8")
    said = f"Warning: {tmp_path}: left out other.json; name a file to have it read\n"
    with running("--data", str(tmp_path), "--workers", "1") as server:
        assert server.said[:2] == ["Opening the graph …\n", said]
    assistant = subprocess.run(
        [sys.executable, "-m", "cli", "mcp", "--data", str(tmp_path)],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert assistant.stderr == said


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
