"""Other SPARQL engines, where this machine has them: Apache Jena and OpenLink Virtuoso as Debian packages them."""

from __future__ import annotations

import re
import shutil
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import socket
from zipfile import ZipFile

import pyoxigraph as ox

JARS = Path("/usr/share/java")
JAVA = ("java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # it does little, and need not learn to do it fast
HERE = Path(__file__).parent
VIEW = "urn:view"
"""The graph that holds the view in a store whose default graph holds nothing; any other takes no notice of it."""

_JENA = (
    "jena-arq jena-base jena-core jena-iri jena-shaded-guava jena-tdb jena-tdb2 jena-dboe-base jena-dboe-index jena-dboe-storage "
    "jena-dboe-trans-data jena-dboe-transaction thrift guava commons-cli commons-codec commons-compress commons-csv commons-io "
    "commons-lang3 dexx.collection gson jackson-core jackson-databind jackson-annotations jsonld-java javax.json jakarta.json "
    "titanium-json-ld protobuf httpclient httpcore slf4j-api slf4j-nop xercesImpl xml-apis failureaccess"
).split()

Answer = Counter[tuple[str, ...]] | bool
"""Rows with how often each comes, or triples, or the answer of an ASK; blank nodes are alike."""


def has_jena() -> bool:
    """Tell whether Jena and a Java compiler are installed."""
    return shutil.which("javac") is not None and (JARS / "jena-arq.jar").exists()


def has_virtuoso() -> bool:
    """Tell whether Virtuoso is installed."""
    return shutil.which("virtuoso-t") is not None


@contextmanager
def jena(data: Path, folder: Path) -> Iterator[str]:
    """Start an endpoint of Jena on loopback with a file in it; yield its address."""
    command = [*JAVA, "-cp", _jena_classpath(folder), str(HERE / "JenaServe.java"), str(data)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            yield f"http://127.0.0.1:{server.stdout.readline().strip()}/sparql"
        finally:
            server.kill()


def _jena_classpath(folder: Path) -> str:
    jars = [str(JARS / f"{name}.jar") for name in _JENA if (JARS / f"{name}.jar").exists()]
    return ":".join([*jars, str(_messages_of_xerces(folder))])


def _messages_of_xerces(folder: Path) -> Path:
    """Unpack the texts of the Xerces inside Jena where its classes look for them; Debian's package moved only these."""
    old = "org/apache/jena/ext/"
    with ZipFile(JARS / "jena-core.jar") as jar:
        for name in jar.namelist():
            if name.startswith(f"{old}xerces/") and name.endswith(".properties"):
                target = folder / "messages" / name.removeprefix(old)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(jar.read(name))
    return folder / "messages"


@contextmanager
def virtuoso(data: Path, folder: Path) -> Iterator[str]:
    """Start Virtuoso on loopback with a file in it, its default graph in the graph `VIEW`; yield its endpoint."""
    ports = [_free_port(), _free_port()]
    (folder / "virtuoso.ini").write_text(
        f"[Database]\nDatabaseFile={folder}/v.db\nErrorLogFile={folder}/v.log\nLockFile={folder}/v.lck\n"
        f"TransactionFile={folder}/v.trx\nxa_persistent_file={folder}/v.pxa\n[TempDatabase]\n"
        f"DatabaseFile={folder}/t.db\nTransactionFile={folder}/t.trx\n[Parameters]\nServerPort=127.0.0.1:{ports[0]}\n"
        f"DirsAllowed={folder}\nNumberOfBuffers=20000\nThreadsPerQuery=1\n"
        f"[HTTPServer]\nServerPort=127.0.0.1:{ports[1]}\nServerRoot={folder}\nServerThreads=4\n"
        "[SPARQL]\nResultSetMaxRows=1000000\nMaxQueryCostEstimationTime=0\nMaxQueryExecutionTime=300\n",
        encoding="utf-8",
    )
    (folder / "view.nq").write_text(_in_named_graphs(data), encoding="utf-8")
    server = subprocess.Popen(["virtuoso-t", "-f", "-c", str(folder / "virtuoso.ini")], cwd=folder)
    try:
        _sql(ports[0], "SELECT 1;", tries=120)
        load = f"DB.DBA.TTLP_MT(file_to_string_output('{folder}/view.nq'), '', '{VIEW}', 512); checkpoint;"
        _sql(ports[0], load, tries=1)
        yield f"http://127.0.0.1:{ports[1]}/sparql"
    finally:
        server.kill()
        server.wait()


def ask(endpoint: str, query: str, graph: str) -> Answer | str:
    """Return what an endpoint answers to a query; an error as text."""
    given = {"query": query, "timeout": "0", "default-graph-uri": graph}
    accept = (
        "application/n-triples"
        if re.search(r"^\s*(CONSTRUCT|DESCRIBE)\b", query, re.M)
        else "application/sparql-results+json"
    )
    request = urllib.request.Request(endpoint, urllib.parse.urlencode(given).encode(), {"Accept": accept})
    try:
        with urllib.request.urlopen(request, timeout=300) as answer:
            found = _read(answer.read())
            return bool(found) if re.search(r"^\s*ASK\b", query, re.M) else found  # Virtuoso answers 1, or no row
    except urllib.error.HTTPError as error:
        return "error: " + error.read().decode(errors="replace")[:300]


def _in_named_graphs(data: Path) -> str:
    view = ox.NamedNode(VIEW)
    quads = (
        quad
        if isinstance(quad.graph_name, ox.NamedNode)
        else ox.Quad(quad.subject, quad.predicate, quad.object, view)
        for quad in ox.parse(path=str(data))
    )
    return (ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b"").decode()


def _sql(port: int, text: str, *, tries: int) -> None:
    for _ in range(tries):
        run = subprocess.run(
            ["isql-vt", f"127.0.0.1:{port}", "dba", "dba", f"EXEC={text}"],
            capture_output=True,
            text=True,
            check=False,
        )
        if "*** Error" not in run.stdout + run.stderr:
            return
        time.sleep(1)
    raise RuntimeError(run.stdout + run.stderr)


def _free_port() -> int:
    with socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return int(any_port.getsockname()[1])


def _read(answer: bytes) -> Answer:
    if not answer.lstrip().startswith(b"{"):
        return Counter(tuple(map(_term, quad.triple)) for quad in ox.parse(answer, ox.RdfFormat.N_TRIPLES))
    found = ox.parse_query_results(answer, ox.QueryResultsFormat.JSON)
    if isinstance(found, ox.QueryBoolean):
        return bool(found)
    names = [variable.value for variable in found.variables]
    return Counter(tuple(_term(row[name]) for name in names) for row in found)


def _term(node: object) -> str:
    """Write a term so that engines agree: numbers by their value, plain strings without a type."""
    if isinstance(node, ox.Literal) and node.datatype.value.rpartition("#")[2] in {
        "integer",
        "int",
        "decimal",
        "double",
    }:
        return f"{float(node.value):.9g}"
    return "_:" if isinstance(node, ox.BlankNode) else str(node)
