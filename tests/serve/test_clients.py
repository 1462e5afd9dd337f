"""Clients that others wrote: SPARQLWrapper, rdflib's SPARQLStore, curl."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from typing import Any

import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from tests.serve.serving import ROOT, Running

BASE = "https://w3id.org/panmunjom/"
VISITS = "SELECT ?visit { ?visit pan:visitor person:sergey-lavrov ; pan:host state:dprk ; pan:status pan:Held } ORDER BY ?visit"
LAVROV = BASE + "event/lavrov-in-dprk-2018"


def read(client: SPARQLWrapper, form: str) -> Any:
    """Return an answer as the client reads that form: a record, a document, bytes."""
    client.setReturnFormat(form)
    return client.queryAndConvert()


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper_reads_rows(server: Running, method: str) -> None:
    client = SPARQLWrapper(f"{server.url}/sparql")
    client.setMethod(method)
    client.setQuery(VISITS)
    rows = read(client, JSON)["results"]["bindings"]
    assert LAVROV in [row["visit"]["value"] for row in rows]
    assert LAVROV in read(client, XML).toxml()
    assert LAVROV in read(client, CSV).decode().split()


@pytest.mark.filterwarnings("ignore:Implicitly cleaning up:ResourceWarning")  # SPARQLWrapper leaves its answer open
def test_sparqlwrapper_reads_triples_and_errors(server: Running) -> None:
    client = SPARQLWrapper(f"{server.url}/as-of/2019-04-20/sparql")
    client.setQuery("CONSTRUCT WHERE { event:vladivostok-summit-2019 pan:status ?status }")
    graph = Graph().parse(data=read(client, TURTLE), format="turtle")
    assert [str(o) for o in graph.objects()] == [BASE + "ontology#Planned"]
    client.setReturnFormat(JSON)
    client.setQuery("SELECT ?who { ?who")
    with pytest.raises(QueryBadFormed):
        client.query()


def test_rdflib_takes_the_endpoint_for_a_store(server: Running) -> None:
    graph = Graph(SPARQLStore(f"{server.url}/sparql", returnFormat="json"))
    visit, visitor = URIRef(LAVROV), URIRef(BASE + "ontology#visitor")
    assert (visit, visitor, URIRef(BASE + "person/sergey-lavrov")) in graph
    assert [str(o) for o in graph.objects(visit, URIRef(BASE + "ontology#earliest"))] == ["2018-05-31"]


def _examples(language: str, server: Running) -> list[str]:
    """The examples of the documentation, put to this server."""
    text = (ROOT / "docs" / "serve.md").read_text(encoding="utf-8").replace("http://127.0.0.1:8000", server.url)
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_the_examples_of_the_documentation_run_as_written(server: Running) -> None:
    curls = next(block for block in _examples("sh", server) if "curl" in block)
    told = subprocess.run(["bash", "-ec", curls], capture_output=True, text=True, check=True).stdout
    pan = BASE + "ontology#"
    assert told.split()[:4] == ["status", pan + "Held", "status", pan + "Planned"]
    assert "Sergey Lavrov  person" in told
    wrapper, assistant = _examples("python", server)
    rows = subprocess.run([sys.executable, "-c", wrapper], capture_output=True, text=True, check=True).stdout
    assert len(rows.splitlines()) == 3
    card = subprocess.run([sys.executable, "-c", assistant], capture_output=True, text=True, check=True).stdout
    assert "asserted · valdai-2019-04-20/87 ¶8" in card


def test_curl_gets_what_the_documentation_says(server: Running) -> None:
    if not shutil.which("curl"):
        pytest.skip("no curl")

    def curl(*arguments: str) -> str:
        return subprocess.run(["curl", "-sL", *arguments], capture_output=True, text=True, check=True).stdout

    ask = ["--data-urlencode", f"query={VISITS}", f"{server.url}/sparql"]
    assert LAVROV in curl("-H", "Accept: text/csv", *ask).split()
    assert json.loads(curl(*ask))["head"] == {"vars": ["visit"]}
    assert curl(f"{server.url}/person/sergey-lavrov", "-H", "Accept: text/plain").startswith(
        "Sergey Lavrov  person\n"
    )
    assert "pan:visitor" in curl(f"{server.url}/event/lavrov-in-dprk-2018", "-H", "Accept: text/turtle")
    assert '"label": "Sergey Lavrov"' in curl(f"{server.url}/person/sergey-lavrov.json", "--compressed")
