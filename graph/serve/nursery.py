"""The nursery: a process that opens the graph once and forks a worker whenever the front asks for one.

It is started by the front with one end of a socket, and leads a process group of its own: when the front goes,
however it goes, the group ends. Workers share the memory of the opened graph.
"""

from __future__ import annotations

import gc
import json
import os
import signal
import socket
import sys
import time
import warnings
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.model.safe import safe
from graph.serve.frames import Kind, framed
from graph.serve.settings import Settings
from graph.store.files import is_address

if TYPE_CHECKING:
    from graph.knowledge import KnowledgeGraph


def open_served(settings: Settings) -> KnowledgeGraph:
    """Open the graph that is served.

    Raises:
        DataError: The data cannot be read.
    """
    from graph.knowledge import open_graph

    return open_graph(*settings.data, add=settings.add)


def _warm(graph: KnowledgeGraph) -> None:
    """Work out what most answers need, for all workers at once."""
    graph.search("Korea")
    graph.events()
    graph.tenures()
    graph.disagreements()
    _ = graph.view, graph.path_finder


def served_files(settings: Settings) -> list[Path]:
    """Return the files that answers are made of, as far as they are there: data, queries and the package."""
    from graph.store.resources import shipped

    data = shipped("data")
    given = [Path(path) for path in settings.data] or [data / "identity", data / "claims"]
    package = Path(__file__).resolve().parent.parent
    files = [data / "ontology.ttl"]
    for path in (*given, *map(Path, settings.add), shipped("queries"), package):
        files += sorted(path.rglob("*")) if path.is_dir() else [path]
    return [file for file in files if file.is_file() and "__pycache__" not in file.parts]


def _digest_of_data(settings: Settings) -> str:
    """Return what changes when an answer may."""
    digest = blake2b(digest_size=12)
    for file in served_files(settings):
        digest.update(file.read_bytes())
    if any(map(is_address, settings.data)):  # what is there is read now, and no file tells what it is
        digest.update(str(time.time_ns()).encode())
    return digest.hexdigest()


def _load() -> None:
    """Load what workers would each load for themselves."""
    import rdflib.plugins.sparql.parser  # noqa: F401

    from graph.serve.pages import environment
    from graph.sparql.named import named_queries

    named_queries()
    environment()


def _warn(message: Warning | str, *_: Any, **__: Any) -> None:
    """Tell what is doubtful in the data as the commands do."""
    sys.stderr.write(f"Warning: {safe(str(message))}\n")


def main(arguments: list[str]) -> None:
    """Open the graph, and fork workers until the front goes.

    Args:
        arguments: File number of the control socket, and the settings.
    """
    from graph.errors import PanmunjomError
    from graph.serve.worker import work

    control, settings = socket.socket(fileno=int(arguments[0])), Settings.unpacked(arguments[1])
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warnings.showwarning = _warn
    try:
        digest = _digest_of_data(settings)
        graph = open_served(settings)
        _load()
        told = {
            "data": digest, "claims": len(graph.claims()), "sources": len(graph.sources()),
            "compiled": graph.is_compiled, "cold": settings.quickly and graph.is_compiled,
        }  # fmt: skip
        if told["cold"] or not graph.hold():
            graph.let_go()
        else:
            _warm(graph)
    except PanmunjomError as error:
        control.sendall(framed(Kind.FAILED, str(error).encode()))
        return
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries ended workers by itself
    gc.collect()
    gc.freeze()
    control.sendall(framed(Kind.READY, json.dumps(told).encode()))
    while True:
        data, files, _, _ = socket.recv_fds(control, 1, 1)
        if not data:
            os.killpg(0, signal.SIGKILL)
        channel = socket.socket(fileno=files[0])
        if os.fork() == 0:
            control.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            work(channel, graph, settings)
        channel.close()


if __name__ == "__main__":
    main(sys.argv[1:])
