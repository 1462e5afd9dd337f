"""The guard: hostile queries contact nobody, write nothing, and read nothing but the graph."""

import socket
import threading
from collections.abc import Iterator

import pytest
from click.testing import CliRunner

from cli import main
from graph import ForbiddenQueryError, KnowledgeGraph, QueryError, QuerySyntaxError
from graph.sparql.guard import guard
from graph.sparql.tokens import unescaped
from tests.tools import read_through


class Listener:
    """A server on loopback that counts who comes."""

    def __init__(self) -> None:
        self.contacts = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}/"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                contact, _ = self._socket.accept()
            except OSError:
                return
            self.contacts += 1
            contact.close()

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def listener() -> Iterator[Listener]:
    server = Listener()
    yield server
    server.close()


HOSTILE = {
    "plain": "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "lower case": "SELECT * { service <URL> { ?s ?p ?o } }",
    "silent": "SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } }",
    "escaped": r"SELECT * { \u0053ERVICE <URL> { ?s ?p ?o } }",
    "escaped long": r"SELECT * { SERV\U00000049CE <URL> { ?s ?p ?o } }",
    "escaped twice": r"SELECT * { \u005Cu0053ERVICE <URL> { ?s ?p ?o } }",
    "behind a comment": "SELECT * { # harmless\nSERVICE# <x>\n<URL> { ?s ?p ?o } }",
    "prefixed": "PREFIX e: <URL> SELECT * { SERVICE e:x { ?s ?p ?o } }",
    "base": "BASE <URL> SELECT * { SERVICE <x> { ?s ?p ?o } }",
    "variable": "SELECT * { VALUES ?where { <URL> } SERVICE ?where { ?s ?p ?o } }",
    "bound": "SELECT * { BIND (<URL> AS ?where) SERVICE SILENT ?where { ?s ?p ?o } }",
    "nested": "SELECT * { { SELECT * { OPTIONAL { { SERVICE <URL> { ?s ?p ?o } } UNION { ?a ?b ?c } } } } }",
    "in exists": "SELECT * { ?a ?b ?c FILTER NOT EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "in minus": "SELECT * { ?a ?b ?c MINUS { SERVICE SILENT <URL> { ?s ?p ?o } } }",
    "in graph": "SELECT * { GRAPH ?g { SERVICE <URL> { ?s ?p ?o } } }",
    "in bind": "SELECT * { BIND (EXISTS { SERVICE <URL> { ?s ?p ?o } } AS ?x) }",
    "in construct": "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE <URL> { ?s ?p ?o } }",
    "in ask": "ASK { SERVICE <URL> { ?s ?p ?o } }",
    "in describe": "DESCRIBE ?s { SERVICE <URL> { ?s ?p ?o } }",
    "hidden as an IRI": "PREFIX e: <URL> SELECT * { ?a ?p ?b FILTER(?a<?b)SERVICE e:x#>\n{ ?s ?q ?o } }",
    "hidden without a blank": "PREFIX : <URL> SELECT * { ?a ?p ?b FILTER(?a<?b)SERVICE:x#>\n{ ?s ?q ?o } }",
    "behind a string": "SELECT * { BIND ('''a' ''' AS ?x) SERVICE <URL> { ?s ?p ?o } BIND ('''b''' AS ?y) }",
    "what no parser reads": "SELECT * { SERVICE <URL> { ?s ?p ?o } LATERAL { ?s ?p ?q } }",
    "right-to-left": "SELECT * { \u202eSERVICE <URL> { ?s ?p ?o } }",
}


@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize("timeout", [None, 20], ids=["here", "with a deadline"])
def test_service_is_refused_and_nobody_contacted(
    query: str, timeout: float | None, article: KnowledgeGraph, listener: Listener
) -> None:
    with pytest.raises(ForbiddenQueryError):
        read_through(article.query(query.replace("URL", listener.url), timeout=timeout))
    assert listener.contacts == 0


def test_the_listener_would_be_contacted(article: KnowledgeGraph, listener: Listener) -> None:
    with pytest.raises((QueryError, OSError, RuntimeError)):
        read_through(article.query(HOSTILE["plain"].replace("URL", listener.url), allow_service=True))
    assert listener.contacts > 0


def test_the_command_refuses_too(listener: Listener) -> None:
    result = CliRunner().invoke(main, ["query", "-e", HOSTILE["plain"].replace("URL", listener.url)])
    assert result.exit_code == 2
    assert "SERVICE would ask another server" in result.stderr
    assert listener.contacts == 0


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?event { ?event pan:visitor ?who } # at your service",
        'SELECT ?c { ?c rdfs:comment ?words FILTER (CONTAINS(?words, "SERVICE <http://127.0.0.1:9/> {")) }',
        "SELECT ?service { ?service a pan:Visit }",
        "SELECT ?e { ?e a <https://w3id.org/panmunjom/ontology#Service> }",
    ],
    ids=["comment", "string", "variable", "IRI"],
)
@pytest.mark.filterwarnings("ignore:pan.Service is not in the ontology")
def test_the_mere_word_passes(query: str, article: KnowledgeGraph) -> None:
    read_through(article.query(query))


@pytest.mark.parametrize(
    "update",
    [
        "INSERT DATA { <http://e/s> <http://e/p> <http://e/o> }",
        "DELETE WHERE { ?s ?p ?o }",
        "PREFIX e: <http://e/>\n# a comment\nINSERT { ?s e:p ?o } WHERE { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:9/>",
        "CLEAR ALL",
        "drop default",
        "WITH <http://e/g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused(update: str, article: KnowledgeGraph) -> None:
    before = len(article.view)
    with pytest.raises(ForbiddenQueryError, match="read-only"):
        article.query(update)
    assert len(article.view) == before


@pytest.mark.parametrize("clause", ["FROM <URL>", "FROM NAMED <URL>", "from named <URL>", r"\u0046ROM <URL>"])
def test_data_from_elsewhere_is_refused(clause: str, article: KnowledgeGraph, listener: Listener) -> None:
    with pytest.raises((ForbiddenQueryError, QuerySyntaxError)):
        read_through(article.query(f"SELECT * {clause} WHERE {{ ?s ?p ?o }}".replace("URL", listener.url)))
    assert listener.contacts == 0


def test_from_may_name_a_graph_of_the_data(article: KnowledgeGraph) -> None:
    claim = article.claim("valdai-2019-04-20/86").iri
    rows = article.select(f"SELECT ?who FROM <{claim}> WHERE {{ ?visit pan:visitor ?who }}")
    assert [str(row["who"]) for row in rows] == ["Sergey Lavrov"]


def test_files_cannot_be_read(article: KnowledgeGraph) -> None:
    with pytest.raises(ForbiddenQueryError, match="is no graph of the data"):
        article.query("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }")


@pytest.mark.parametrize("timeout", [None, 20], ids=["here", "with a deadline"])
def test_a_nest_that_no_parser_can_take_is_refused(article: KnowledgeGraph, timeout: float | None) -> None:
    with pytest.raises(QueryError, match="nested more than 500 deep; simplify it"):
        article.query("SELECT * " + "{" * 100_000 + "}" * 100_000, timeout=timeout)
    assert article.query("ASK { ?s ?p ?o }", timeout=timeout)


@pytest.mark.parametrize("timeout", [None, 60], ids=["here", "with a deadline"])
def test_a_chain_that_no_parser_can_take_breaks_the_child_alone(
    article: KnowledgeGraph, timeout: float | None
) -> None:
    with pytest.raises(QueryError, match="broke the engine down"):
        article.query("ASK { FILTER (" + "!" * 50_000 + "true) }", timeout=timeout)
    assert article.query("ASK { ?s ?p ?o }", timeout=timeout)


def test_unescaping_ends() -> None:
    assert unescaped(r"\u005Cu005Cu0053") == "S"
    assert unescaped(r"\UFFFFFFFF\u12") == r"\UFFFFFFFF\u12"
    guard(r"ASK { ?s ?p '\UFFFFFFFF' }", {}, lambda iri: False)
