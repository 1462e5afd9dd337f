"""Whatever is asked of an address that gives JSON: JSON comes back, or a refusal that says why, never a breakdown."""

from __future__ import annotations

import json
from functools import cache
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph import open_graph
from graph.serve.question import Asked
from graph.serve.reply import Reply
from graph.serve.site import Site
from tests.serve.serving import MINI

ROUTES = (
    "/search /things /sources /claims /disagreements /complete/name /complete/word /queries /queries/visits-of /path "
    "/around /why /rank /events /reconcile /reconcile/suggest /reconcile/properties /show /cite /ontology /sparql "
    "/person/anna-bern.json /event/anna-in-syldavia.json /claim/mini/1.json /source/gazette.json"
).split()
PARAMETERS = (
    "text kind name about with from to through avoid states in-order limit max-hops hops by layer between year who "
    "prefix type queries extend query evidence format lang source dossier known-by since until certainty"
).split()
VALUES = (
    "Anna Bern|Bern|Syldavia|person/anna-bern|event|State|summit|2001|2001-05|9999|-1|0|1|yes|no|json|ru|degree|actors|"
    "asserted|rumoured|SELECT * { ?s ?p ?o } LIMIT 3|ASK {}|SELECT|{}|[]|null|"
    '{"q": {"query": "Bern", "limit": 2, "properties": [{"pid": "host", "v": "Syldavia"}]}}|{"q": {"properties": 7}}|'
    '{"ids": ["event/anna-in-syldavia"], "properties": [{"id": "host"}]}|{"ids": {"a": 1}, "properties": "ab"}'
).split("|")
ANSWERS = {200, 300, 303, 400, 403, 404}


@cache
def site() -> Site:
    return Site(open_graph(MINI))


def answered(path: str, params: list[tuple[str, str]], day: str) -> Reply:
    prefix = f"/as-of/{day}" if day else ""
    query = urlencode(params)
    return site().answer(
        Asked.of(prefix + path, query, {"accept": "application/json"}, "http://127.0.0.1:8000").question()
    )


parameters = st.lists(
    st.tuples(st.sampled_from(PARAMETERS), st.sampled_from(VALUES) | st.text(max_size=12)), max_size=4
)


@pytest.mark.parametrize("path", ROUTES)
@settings(max_examples=60, suppress_health_check=list(HealthCheck))
@given(params=parameters, day=st.sampled_from(["", "", "2001-06-01", "1999", "x"]))
def test_json_or_a_reason(path: str, params: list[tuple[str, str]], day: str) -> None:
    reply = answered(path, params, day)
    assert reply.status in ANSWERS
    written = bytearray()

    class Out:
        def write(self, data: bytes) -> int:
            written.extend(data)
            return len(data)

        def flush(self) -> None:
            pass

    if isinstance(reply.body, bytes):
        written.extend(reply.body)
    else:
        reply.body(Out())
    if "json" in reply.media:
        json.loads(written)
    elif reply.status >= 400:
        assert written.strip()
