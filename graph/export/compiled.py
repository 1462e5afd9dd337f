"""The compiled graph: written beside its place, sealed, and put there whole."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Store, serialize

from graph.conclusions.conclusions import Conclusions
from graph.errors import OutputError
from graph.model.vocabulary import OWL, PAN, RDF
from graph.names.finding import Finder
from graph.network.paths import PathFinder
from graph.store import ready
from graph.store.compiled import FORMAT, READ, RECORDS, SCHEMA, SEAL, STORE, checksum, sizes_of, sum_of
from graph.store.database import Database
from graph.store.reader import Reader, claim_order

_DEFAULT = DefaultGraph()


class Contents(NamedTuple):
    """What makes up a compiled graph.

    Attributes:
        conclusions: Knows all claims.
        finder: Knows all names.
        paths: Knows all links.
        view: The claims as named graphs and the view as default graph.
        read: The quads of the default graph that were read, and not derived.
    """

    conclusions: Conclusions
    finder: Finder
    paths: PathFinder
    view: Store
    read: tuple[Quad, ...]


def write_compiled(folder: Path, contents: Contents, progress: Callable[[str], None] = lambda _: None) -> None:
    """Write a graph in compiled form, whole or not at all; what was there before gives way.

    Args:
        folder: Where it is to be.
        contents: The graph.
        progress: Is told what is being done.

    Raises:
        OutputError: The folder cannot be written.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.", suffix=".part"))
    except OSError as error:
        raise OutputError(folder, error) from error
    try:
        progress("records")
        _write_records(draft / RECORDS, contents)
        progress("store")
        _write_store(draft / STORE, contents.view)
        progress("what was read")
        serialize((quad.triple for quad in contents.read), str(draft / READ), format=RdfFormat.N_TRIPLES)
        _seal(draft)
        _put(draft, folder)
    except (OSError, sqlite3.Error) as error:
        shutil.rmtree(draft, ignore_errors=True)
        raise OutputError(folder, error if isinstance(error, OSError) else OSError(str(error))) from error
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise


def _write_records(path: Path, contents: Contents) -> None:
    reader, view = contents.conclusions.reader, contents.view
    connection = Database(str(path))
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")
    connection.executescript(SCHEMA)
    numbers = {iri: number for number, iri in enumerate(sorted(_recorded(view, "Claim"), key=claim_order))}
    _insert(connection, "texts", 3, _texts(reader))
    _insert(connection, "claims", 5, _claims(reader, numbers))
    _insert(connection, "mentions", 2, _mentions(view, numbers))
    _insert(connection, "sources", 4, _sources(reader, view))
    _insert(connection, "entities", 3, _entities(reader, view, numbers))
    _insert(connection, "kinds", 2, _kinds(contents.read, numbers))
    _insert(connection, "codes", 2, _codes(view))
    contents.finder.write_tables(connection)
    contents.paths.write(connection)
    connection.commit()
    connection.executescript("ANALYZE; VACUUM;")
    connection.close()


def _insert(connection: sqlite3.Connection, table: str, width: int, rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert rows of so many values; what is there already is left."""
    connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * width)})", rows)


def _texts(reader: Reader) -> Iterator[tuple[Any, ...]]:
    for name, record in (("vocabulary", reader.ontology.facts), ("dossiers", sorted(reader.dossiers()))):
        text = ready.dump(record)
        yield name, text, checksum(text)


def _claims(reader: Reader, numbers: dict[str, int]) -> Iterator[tuple[Any, ...]]:
    for iri, number in numbers.items():
        claim = reader.claim(iri)
        record = ready.write_claim(claim)
        yield number, iri, int(claim.withdrawn is not None), record, checksum(record)


def _mentions(view: Store, numbers: dict[str, int]) -> Iterator[tuple[str, int]]:
    for iri, number in numbers.items():
        for quad in view.quads_for_pattern(None, None, None, NamedNode(iri)):
            for term in (quad.subject, quad.object):
                if isinstance(term, NamedNode):
                    yield term.value, number


def _sources(reader: Reader, view: Store) -> Iterator[tuple[Any, ...]]:
    order = {source.iri: number for number, source in enumerate(reader.sources())}
    others = sorted(_recorded(view, "Source") - order.keys())
    order |= {iri: -number for number, iri in enumerate(others, 1)}
    for iri, number in order.items():
        record = ready.write_source(reader.source(iri))
        yield number, iri, record, checksum(record)


def _entities(reader: Reader, view: Store, claims: dict[str, int]) -> Iterator[tuple[Any, ...]]:
    iris = {quad.subject.value for quad in view.quads_for_pattern(None, None, None, _DEFAULT)
            if isinstance(quad.subject, NamedNode)}  # fmt: skip
    for iri in sorted(iris - claims.keys()):
        record = ready.write_entity(reader.entity(iri))
        yield iri, record, checksum(record)


def _kinds(read: Iterable[Quad], claims: dict[str, int]) -> Iterator[tuple[str, str]]:
    for quad in read:
        named = isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
        if named and quad.predicate.value == RDF + "type" and quad.subject.value not in claims:  # type: ignore[union-attr]
            yield quad.object.value, quad.subject.value  # type: ignore[union-attr]


def _codes(view: Store) -> Iterator[tuple[str, str]]:
    for name in (PAN + "iso", OWL + "sameAs"):
        for quad in view.quads_for_pattern(None, NamedNode(name), None, _DEFAULT):
            if isinstance(quad.subject, NamedNode):
                yield quad.object.value, quad.subject.value  # type: ignore[union-attr]


def _recorded(view: Store, kind: str) -> set[str]:
    quads = view.quads_for_pattern(None, NamedNode(RDF + "type"), NamedNode(PAN + kind), _DEFAULT)
    return {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}


def _write_store(path: Path, view: Store) -> None:
    store = Store(str(path))
    store.bulk_extend(view)
    store.optimize()
    store.flush()


def _seal(draft: Path) -> None:
    """Write the seal when all else is safely on the disk."""
    seal = {"format": FORMAT, "sizes": sizes_of(draft), "sum": sum_of(draft)}
    for file in draft.rglob("*"):
        if file.is_file():
            _sync(file)
    (draft / SEAL).write_text(json.dumps(seal), encoding="utf-8")
    _sync(draft / SEAL)


def _sync(file: Path) -> None:
    handle = os.open(file, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _put(draft: Path, folder: Path) -> None:
    """Rename a draft to its place; of two builders the later one gives way to what is there."""
    Path(draft).chmod(0o755)
    if folder.exists():
        old = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.", suffix=".part"))
        folder.replace(old / "old")
        draft.replace(folder)
        shutil.rmtree(old, ignore_errors=True)
    else:
        draft.replace(folder)
