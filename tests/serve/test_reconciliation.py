"""A column of names as OpenRefine reconciles it: manifest, types, properties, suggestions, preview, more columns."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import urlencode

import pytest

from tests.serve.serving import Running, Told


def posted(server: Running, **form: object) -> Told:
    body = urlencode({name: json.dumps(value) for name, value in form.items()})
    return server.ask("/reconcile", "POST", body, Content_Type="application/x-www-form-urlencoded")


def best(server: Running, **query: object) -> dict[str, Any]:
    found: list[dict[str, Any]] = json.loads(posted(server, queries={"q": query}).body)["q"]["result"]
    return found[0]


def test_what_the_manifest_promises_is_there(server: Running) -> None:
    manifest = json.loads(server.get("/reconcile").body)
    services = [*manifest["suggest"].values(), manifest["extend"]["propose_properties"]]
    for service in services:
        assert service["service_url"] == server.url
        assert server.get(service["service_path"], prefix="ho").status == 200
    for address in (manifest["view"]["url"], manifest["preview"]["url"]):
        path = address.removeprefix(server.url).replace("{{id}}", "person/kim-jong-un")
        assert server.get(path, "text/html").status == 200


def test_a_property_tells_apart_what_bears_one_name(server: Running) -> None:
    several = json.loads(posted(server, queries={"q": {"query": "Kim", "type": "Person"}}).body)["q"]["result"]
    assert len(several) > 1
    assert not any(one["match"] for one in several)
    event = best(server, query="summit", type="Event", properties=[{"pid": "place", "v": "Vladivostok"}], limit=50)
    assert event["id"] == "event/vladivostok-summit-2019"


@pytest.mark.parametrize("value", ["DPRK", {"id": "state/dprk"}, ["nothing", "КНДР"]])
def test_a_value_may_be_a_name_or_a_thing_or_one_of_several(server: Running, value: object) -> None:
    found = best(server, query="lavrov-in-dprk-2018", properties=[{"pid": "host", "v": value}])
    assert (found["id"], found["match"]) == ("event/lavrov-in-dprk-2018", True)


def test_what_does_not_fit_is_offered_and_no_match(server: Running) -> None:
    found = best(server, query="lavrov-in-dprk-2018", properties=[{"pid": "host", "v": "Japan"}])
    assert (found["id"], found["match"]) == ("event/lavrov-in-dprk-2018", False)


def test_columns_are_added_from_properties(server: Running) -> None:
    wanted = {
        "ids": ["event/lavrov-in-dprk-2018", "event/none"],
        "properties": [{"id": "host"}, {"id": "earliest"}],
    }
    told = json.loads(posted(server, extend=wanted).body)
    assert told["meta"] == [{"id": "host", "name": "host"}, {"id": "earliest", "name": "earliest"}]
    row = told["rows"]["event/lavrov-in-dprk-2018"]
    assert row["host"] == [{"id": "state/dprk", "name": "DPRK"}]
    assert row["earliest"] == [{"date": "2018-05-31"}]
    assert told["rows"]["event/none"] == {"host": [], "earliest": []}


def test_properties_are_proposed_for_a_kind(server: Running) -> None:
    told = json.loads(server.get("/reconcile/properties", type="Event").body)
    names = {each["id"] for each in told["properties"]}
    assert {"host", "visitor", "place"} <= names
    assert "iso" not in names


def test_the_preview_may_stand_in_a_frame_and_runs_nothing(server: Running) -> None:
    told = server.get("/reconcile/preview", "text/html", id="person/sergey-lavrov")
    assert "Sergey Lavrov" in told.text
    assert "<script" not in told.text
    policy = told.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert policy.endswith("frame-ancestors *")
    assert server.get("/person/sergey-lavrov.html").headers["content-security-policy"].endswith("'none'")


@pytest.mark.parametrize("extend", [[], 7, None, {"ids": 7, "properties": []}, {"ids": ["a"], "properties": [{}]}])
def test_a_broken_extension_is_refused(server: Running, extend: object) -> None:
    told = posted(server, extend=extend)
    assert told.status == 400
    assert "extend is JSON" in told.text
    assert server.get("/reconcile", extend="{").status == 400
