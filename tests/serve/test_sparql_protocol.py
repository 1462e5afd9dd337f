"""The SPARQL 1.1 Protocol and Service Description, and the lens in the address."""

from __future__ import annotations

import gzip
import json
import xml.etree.ElementTree as ET
from urllib.parse import urlencode

import pytest
from rdflib import Graph, URIRef

from tests.serve.serving import Running

LAVROV = "SELECT ?visit { ?visit pan:visitor person:sergey-lavrov ; pan:host state:dprk ; pan:earliest '2018-05-31'^^xsd:date }"
CLAIM = "https://w3id.org/panmunjom/claim/valdai-2019-04-20/86"
FORM = "application/x-www-form-urlencoded"
SD = "http://www.w3.org/ns/sparql-service-description#"


def test_a_query_by_get_by_form_and_by_post_have_one_answer(server: Running) -> None:
    answers = [
        server.query(LAVROV),
        server.ask("/sparql", "POST", urlencode({"query": LAVROV}), Content_Type=FORM),
        server.ask("/sparql", "POST", LAVROV, Content_Type="application/sparql-query"),
        server.ask("/sparql", "POST", LAVROV, Content_Type="application/sparql-query; charset=utf-8"),
    ]
    assert {(told.status, told.body) for told in answers} == {(200, answers[0].body)}
    rows = json.loads(answers[0].body)["results"]["bindings"]
    assert rows == [{"visit": {"type": "uri", "value": "https://w3id.org/panmunjom/event/lavrov-in-dprk-2018"}}]


@pytest.mark.parametrize(
    ("query", "accept", "media"),
    [
        ("SELECT * { ?s pan:iso ?o }", "", "application/sparql-results+json"),
        ("SELECT * { ?s pan:iso ?o }", "application/json", "application/sparql-results+json"),
        ("SELECT * { ?s pan:iso ?o }", "text/csv;q=0.4, application/sparql-results+xml", "application/sparql-results+xml"),
        ("SELECT * { ?s pan:iso ?o }", "text/csv", "text/csv; charset=utf-8"),
        ("SELECT * { ?s pan:iso ?o }", "text/tab-separated-values", "text/tab-separated-values; charset=utf-8"),
        ("ASK { ?s pan:iso ?o }", "*/*", "application/sparql-results+json"),
        ("CONSTRUCT WHERE { ?s pan:iso ?o }", "*/*", "text/turtle; charset=utf-8"),
        ("CONSTRUCT WHERE { ?s pan:iso ?o }", "application/trig", "application/trig"),
        ("CONSTRUCT WHERE { ?s pan:iso ?o }", "application/n-triples", "application/n-triples"),
        ("CONSTRUCT WHERE { ?s pan:iso ?o }", "application/n-quads", "application/n-quads"),
        ("CONSTRUCT WHERE { ?s pan:iso ?o }", "application/ld+json", "application/ld+json"),
        ("DESCRIBE person:kim-jong-un", "application/rdf+xml", "application/rdf+xml"),
        ("SELECT * { ?s pan:iso ?o }", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8", "text/html; charset=utf-8"),
    ],
)  # fmt: skip
def test_the_form_is_the_one_that_is_accepted(server: Running, query: str, accept: str, media: str) -> None:
    told = server.query(query, accept)
    assert (told.status, told.headers["content-type"]) == (200, media)
    assert "Accept" in told.headers["vary"]
    assert told.headers["access-control-allow-origin"] == "*"


def test_xml_has_no_character_that_xml_cannot_have(server: Running) -> None:
    query = r"SELECT ('a\u001B[31m\u0007b\uFFFEc' AS ?x) {}"
    told = server.query(query, "application/sparql-results+xml")
    (binding,) = ET.fromstring(told.body).iter("{http://www.w3.org/2005/sparql-results#}literal")
    assert binding.text == "a\ufffd[31m\ufffdb\ufffdc"
    assert "\\u001B" in server.query(query, "application/sparql-results+json").text.replace("\\u001b", "\\u001B")


def test_a_form_that_is_not_there_is_refused_by_name(server: Running) -> None:
    told = server.query("SELECT * { ?s pan:iso ?o }", "image/png")
    assert told.status == 406
    assert "application/sparql-results+json" in told.text
    assert server.query("SELECT * { ?s pan:iso ?o }", "text/turtle").status == 406


@pytest.mark.parametrize(
    "accept", ["q", ";;;", "text/csv;q=x", "*/*;q=2", ",", "text/*;q=0.0001", "a" * 5000, "\u00ff/\u00ff"]
)
def test_a_broken_accept_header_breaks_nothing(server: Running, accept: str) -> None:
    assert server.query("ASK {}", accept).status in {200, 406}


def test_the_dataset_of_the_protocol_takes_the_place_of_the_usual_one(server: Running) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    named = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?s ?p ?o } }"

    def number(text: str, **params: str) -> int:
        return int(json.loads(server.query(text, **params).body)["results"]["bindings"][0]["n"]["value"])

    assert (
        number(count, **{"default-graph-uri": CLAIM}) == 7
    )  # visitor, host, place, date, earliest, latest, status
    assert number(named, **{"default-graph-uri": CLAIM}) == 0
    assert number(named, **{"named-graph-uri": CLAIM}) == 1
    assert number(count, **{"named-graph-uri": CLAIM}) == 0
    told = server.query(count, **{"default-graph-uri": "file:///etc/passwd"})
    assert (told.status, "is no graph of the data" in told.text) == (403, True)
    assert server.query(count, **{"default-graph-uri": "no iri>"}).status == 403


@pytest.mark.parametrize(
    ("method", "path", "body", "media", "status"),
    [
        ("GET", "/sparql?query=SELECT", None, "", 400),
        ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", None, "", 400),
        ("GET", "/sparql?update=DROP%20ALL", None, "", 403),
        ("GET", "/sparql?query=DROP%20ALL", None, "", 403),
        ("POST", "/sparql", "update=INSERT+DATA+%7B%7D", FORM, 403),
        ("POST", "/sparql", "INSERT DATA {}", "application/sparql-update", 403),
        ("POST", "/sparql", "ASK {}", "text/plain", 415),
        ("POST", "/sparql", "ASK {}", "", 415),
        ("POST", "/sparql", b"ASK { ?s ?p '\xff' }", "application/sparql-query", 400),
        ("POST", "/sparql", "query=ASK%7B%7D&" + "x" * (1 << 20), FORM, 413),
        ("POST", "/search", "text=Kim", FORM, 405),
        ("PUT", "/sparql", "", "", 405),
        ("DELETE", "/sparql?query=ASK%7B%7D", None, "", 405),
        ("PATCH", "/sparql", "", "", 405),
        ("TRACE", "/sparql", None, "", 405),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_request_is_told_by_its_status(
    server: Running, method: str, path: str, body: str | bytes | None, media: str, status: int
) -> None:
    told = server.ask(path, method, body, **({"Content_Type": media} if media else {}))
    assert told.status == status, told.text
    assert told.text.strip()
    assert "Traceback" not in told.text


def test_an_error_in_a_query_is_shown_at_its_place(server: Running) -> None:
    told = server.query("SELECT ?who\n{ ?who pan:visitor }")
    assert told.status == 400
    assert "line 2, column 20" in told.text
    assert "  { ?who pan:visitor }\n" in told.text


def test_a_page_shows_the_error_beside_the_query(server: Running) -> None:
    told = server.query("SELECT ?who\n{ ?who pan:visitor }", "text/html")
    assert (told.status, told.headers["content-type"]) == (400, "text/html; charset=utf-8")
    assert "line 2, column 20" in told.text


def test_the_lens_is_in_the_address(server: Running) -> None:
    query = "SELECT ?status { event:vladivostok-summit-2019 pan:status ?status }"
    pan = "https://w3id.org/panmunjom/ontology#"
    assert server.query(query, "text/csv").text.split() == ["status", pan + "Held"]
    assert server.query(query, "text/csv", "/as-of/2019-04-20/sparql").text.split() == ["status", pan + "Planned"]
    claims = "SELECT (COUNT(?c) AS ?n) { ?c a pan:Claim ; pan:source source:valdai-2019-04-20 }"
    all_claims = "SELECT (COUNT(?c) AS ?n) { ?c a pan:Claim }"
    source = {"source": "valdai-2019-04-20"}
    assert server.query(claims, "text/csv").body == server.query(all_claims, "text/csv", **source).body
    sure = server.query(all_claims, "text/csv", **source, certainty="asserted").text.split()
    assert 0 < int(sure[1]) < int(server.query(claims, "text/csv").text.split()[1])


@pytest.mark.parametrize(
    ("path", "params", "status", "says"),
    [
        ("/as-of/yesterday/sparql", {}, 400, "yesterday"),
        ("/as-of/1800/sparql", {}, 404, "no claim passes the lens"),
        ("/sparql", {"source": "no-such"}, 400, "unknown source 'no-such'"),
        ("/sparql", {"certainty": "sure"}, 400, "unknown certainty 'sure'"),
        ("/sparql", {"since": "2019", "until": "2018"}, 400, "the span is reversed"),
        ("/sparql", {"known_by": "2018"}, 400, "unknown parameter 'known_by'; write known-by"),
        ("/sparql", {"as-of": "2018"}, 400, "unknown parameter 'as-of'; write known-by"),
        ("/sparql", {"Certainty": "asserted"}, 400, "unknown parameter 'Certainty'; write certainty"),
    ],
)
def test_a_lens_that_is_none_says_so(
    server: Running, path: str, params: dict[str, str], status: int, says: str
) -> None:
    told = server.query("ASK {}", path=path, **params)
    assert told.status == status
    assert says in told.text


def test_the_same_question_need_not_be_answered_twice(server: Running) -> None:
    told = server.query(LAVROV)
    again = server.ask("/sparql?" + urlencode({"query": LAVROV}), If_None_Match=told.headers["etag"], Accept="*/*")
    assert (again.status, again.body) == (304, b"")
    other = server.query(LAVROV, "text/csv")
    assert other.headers["etag"] != told.headers["etag"]


def test_head_says_what_get_would(server: Running) -> None:
    path = "/sparql?" + urlencode({"query": LAVROV})
    head, told = server.ask(path, "HEAD"), server.ask(path)
    assert (head.status, head.body) == (200, b"")
    assert head.headers["content-length"] == str(len(told.body))


def test_answers_are_compressed_for_those_who_can_read_that(server: Running) -> None:
    query = "SELECT * { ?s a pan:Person }"
    path = "/sparql?" + urlencode({"query": query})
    told, zipped = server.ask(path), server.ask(path, Accept_Encoding="gzip")
    assert zipped.headers["content-encoding"] == "gzip"
    assert gzip.decompress(zipped.body) == told.body
    assert len(zipped.body) < len(told.body) / 3


def test_a_long_answer_comes_whole(server: Running) -> None:
    path = "/sparql?" + urlencode({"query": "SELECT * { ?s ?p ?o }"})
    told = server.ask(path)
    count = json.loads(server.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").body)["results"]["bindings"][0]["n"][
        "value"
    ]
    assert told.headers.get("transfer-encoding") == "chunked"
    assert len(json.loads(told.body)["results"]["bindings"]) == int(count) > 10_000
    assert gzip.decompress(server.ask(path, Accept_Encoding="gzip").body) == told.body


def test_scripts_of_other_sites_may_read(server: Running) -> None:
    told = server.ask("/sparql", "OPTIONS", Origin="https://example.org", Access_Control_Request_Method="POST")
    assert told.status == 204
    assert told.headers["access-control-allow-origin"] == "*"
    assert "POST" in told.headers["access-control-allow-methods"]
    assert "access-control-allow-credentials" not in told.headers


@pytest.mark.parametrize("path", ["/sparql", "/as-of/2019-04-20/sparql"])
def test_the_service_describes_itself(server: Running, path: str) -> None:
    told = server.get(path, "text/turtle")
    graph = Graph().parse(data=told.body, format="turtle")
    endpoint = URIRef(server.url + path)
    services = list(graph.subjects(URIRef(SD + "endpoint"), endpoint))
    assert len(services) == 1
    assert (services[0], URIRef(SD + "supportedLanguage"), URIRef(SD + "SPARQL11Query")) in graph
    data = graph.value(services[0], URIRef(SD + "defaultDataset"))
    void = Graph().parse(data=server.get(path.replace("sparql", ".well-known/void")).body, format="turtle")
    assert (data, None, URIRef(SD + "Dataset")) in void
    assert server.get(path, "application/ld+json").headers["content-type"] == "application/ld+json"
