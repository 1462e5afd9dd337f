"""Answers for programs: suggestions, JSON, calendars, feeds, reconciliation, figures."""

from __future__ import annotations

import json
import re
from urllib.parse import quote

from tests.serve.serving import Running


def test_suggestions_while_a_name_is_typed(server: Running) -> None:
    first = json.loads(server.get("/complete/name", text="kim jong-u").body)[0]
    assert (first["label"], first["address"]) == ("Kim Jong-un", "/person/kim-jong-un.html")
    assert json.loads(server.get("/complete/name", text="лавр").body)[0]["slug"] == "person/sergey-lavrov"
    assert json.loads(server.get("/complete/name", text="").body) == []
    words = json.loads(server.get("/complete/word", text="pan:visit").body)
    assert [word["text"] for word in words] == ["pan:Visit", "pan:visitor"]
    assert {"text": "person:sergey-lavrov", "note": "Sergey Lavrov"} in json.loads(
        server.get("/complete/word", text="Lavr").body
    )


def test_json_is_what_the_terminal_gives(server: Running) -> None:
    from click.testing import CliRunner

    from cli import main

    for path, command in (
        ("/person/valentina-matviyenko.json", ["show", "Matvienko"]),
        ("/events.json?about=Lavrov&year=2018", ["events", "Lavrov", "--year", "2018"]),
        ("/path.json?from=Lavrov&to=Kim+Jong-un", ["path", "Lavrov", "Kim Jong-un"]),
        ("/claims.json?about=gas+pipeline&source=valdai-2019-04-20", ["claims", "gas pipeline", "--source", "valdai-2019-04-20"]),
        ("/search.json?text=nuclear+test&kind=event", ["find", "nuclear test", "--kind", "event"]),
    ):  # fmt: skip
        expected = json.loads(CliRunner().invoke(main, [*command, "-f", "json"]).stdout)
        found = json.loads(server.get(path).body)
        for answer in (expected, found):
            for each in answer if isinstance(answer, list) else [answer]:
                each.pop("resolved", None)  # here the name in the address is told by the redirect
        assert found == expected


def test_events_for_a_calendar(server: Running) -> None:
    text = server.get("/events.ics", about="Lavrov", year="2018").text
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    visit = next(each for each in text.split("BEGIN:VEVENT") if "lavrov-in-dprk-2018@" in each)
    assert "DTSTART;VALUE=DATE:20180531\r\nDTEND;VALUE=DATE:20180601\r\n" in visit
    assert "LOCATION:Pyongyang" in visit
    assert "STATUS:CONFIRMED" in visit
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_a_feed_of_what_was_said_last(server: Running) -> None:
    from xml.etree import ElementTree

    told = server.get("/feed")
    assert told.headers["content-type"] == "application/atom+xml"
    atom = "{http://www.w3.org/2005/Atom}"
    entries = ElementTree.fromstring(told.body).findall(atom + "entry")
    days = [entry.findtext(atom + "updated") or "" for entry in entries]
    assert len(entries) == 50
    assert days == sorted(days, reverse=True)
    earlier = ElementTree.fromstring(server.get("/as-of/2019-04-20/feed").body)
    assert max(entry.findtext(atom + "updated") or "" for entry in earlier.findall(atom + "entry")) <= "2019-04-21"


def test_a_column_of_names_is_reconciled(server: Running) -> None:
    manifest = json.loads(server.get("/reconcile").body)
    assert "0.2" in manifest["versions"]
    assert (
        server.get(manifest["view"]["url"].replace(server.url, "").replace("{{id}}", "person/kim-jong-un")).status
        == 200
    )
    names = {
        "q0": {"query": "Ким Чен Ын", "type": "Person"},
        "q1": {"query": "Kim", "limit": 3},
        "q2": {"query": "Lavrov", "type": "State"},
        "q3": {"query": "Nobody At All"},
        "q4": {},
    }
    form = "queries=" + quote(json.dumps(names))
    told = json.loads(server.ask("/reconcile", "POST", form, Content_Type="application/x-www-form-urlencoded").body)
    best = told["q0"]["result"][0]
    assert (best["id"], best["match"], best["type"][0]["id"]) == ("person/kim-jong-un", True, "Person")
    assert len(told["q1"]["result"]) == 3
    assert not any(each["match"] for each in told["q1"]["result"])
    assert [told[key]["result"] for key in ("q2", "q3", "q4")] == [[], [], []]
    for broken in ("[]", "{", '{"q0": 7}', "null", "[" * 5000):
        assert server.get("/reconcile", queries=broken).status == 400


def test_figures_for_prometheus(server: Running) -> None:
    server.get("/person/sergey-lavrov.html")
    text = server.get("/metrics").text
    assert re.search(r'panmunjom_requests_total\{status="200",what="entity"\} [1-9]', text)
    assert "panmunjom_workers 2.0" in text
