"""The compiled graph: written beside its place, part by part, sealed, and put there whole."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Container, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from pyoxigraph import DefaultGraph, NamedNode, Quad, Store

from graph.conclusions.conclusions import Conclusions
from graph.conclusions.view import derive
from graph.errors import OutputError
from graph.model.claims import Claim
from graph.model.vocabulary import OWL, PAN, RDF
from graph.names.finding import write_names
from graph.names.search import documents_of, write_texts
from graph.names.states import write_state_forms
from graph.network.path_tables import write_path_graph
from graph.store import ready
from graph.store.compiled import (
    FORMAT,
    READ,
    RECORDS,
    SCHEMA,
    SEAL,
    Records,
    checksum,
    others_in,
    sizes_of,
    sum_of,
    sums_of,
)
from graph.store.compiled_reader import CompiledReader
from graph.store.database import Database
from graph.store.documents import Document
from graph.store.draft import Draft
from graph.store.locks import LOCK, locked, sweep_drafts
from graph.store.ontology import read_ontology
from graph.store.reader import Reader, claim_order
from graph.store.store_reader import StoreReader

T = TypeVar("T")

_DEFAULT = DefaultGraph()
_AT_ONCE = 2_000
"""So many records are made before it is told how many there are by now, and before their parts are let go of."""

_CACHE = 128_000
"""Kilobytes of the database that are kept in memory while it is filled."""

Progress = Callable[[str], None]


def write_compiled(
    folder: Path, quads: Iterable[Quad], documents: Iterable[Document] = (), progress: Progress = lambda _: None
) -> int:
    """Compile what was read, whole or not at all; what was there before gives way.

    Memory does not grow with what is read, but for the names of things and what stands of one thing.

    Args:
        folder: Where it is to be.
        quads: What was read, the vocabulary among it.
        documents: Where it was read from, for messages about it.
        progress: Is told what is being done.

    Returns:
        How many claims count.

    Raises:
        OutputError: The folder cannot be written.
        DataError: What was read is not as it must be.
    """
    folder = Path(os.path.realpath(folder))
    try:
        _refuse_others(folder)
        with _beside(folder) as draft:
            count = _Builder(draft, documents, progress).build(quads)
            _seal(draft)
            _put_in_place(draft, folder)
    except (OSError, sqlite3.Error) as error:
        raise OutputError(folder, error if isinstance(error, OSError) else OSError(str(error))) from error
    return count


def _refuse_others(folder: Path) -> None:
    """Let nothing give way but an empty folder, or one that holds what a build writes and no more.

    Raises:
        OSError: Something else is there.
    """
    if os.path.lexists(folder) and not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "it is there already and is no folder")
    if folder.is_dir() and (others := others_in(folder)):
        raise FileExistsError(errno.EEXIST, f"it is there already and holds something else, {others[0]}")


@contextmanager
def _beside(folder: Path) -> Iterator[Path]:
    """Give an empty folder beside one, which goes unless it is renamed; those of killed builders go as well."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    sweep_drafts(folder)
    draft = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.", suffix=".part"))
    try:
        with locked(draft / LOCK):
            yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


class _Builder:
    """Fills a folder: the quads first, then the records, and from these all that is concluded."""

    def __init__(self, folder: Path, documents: Iterable[Document], progress: Progress) -> None:
        self._draft, self._progress = Draft(folder, documents), progress
        self._connection = Database(str(folder / RECORDS))
        self._connection.executescript(
            f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -{_CACHE};"
        )
        self._records = Records(folder, self._connection)

    def build(self, quads: Iterable[Quad]) -> int:
        """Fill the folder, and return how many claims count."""
        self._draft.extend(self._counted("quads read", quads))
        self._draft.keep()
        self._write_what_was_read()
        reader = CompiledReader(self._records)
        write_texts(self._connection, self._counted("texts", documents_of(reader), reader.forget))
        write_state_forms(self._connection, Conclusions(reader))
        write_path_graph(_Telling(reader, partial(self._counted, "weighed for paths")), self._connection)
        derive(self._draft, _Telling(reader, partial(self._counted, "concluded for the view")))
        self._progress("order on the disk")
        self._draft.finish()
        self._connection.execute("ANALYZE")
        counting = self._records.rows("SELECT count(*) FROM claims WHERE NOT withdrawn")[0][0]
        self._connection.close()
        return int(counting)

    def _write_what_was_read(self) -> None:
        store = self._draft.store
        reader = StoreReader(self._draft, read_ontology(store))
        self._connection.executescript(SCHEMA)
        self._insert("sources", 4, self._counted("sources", _source_rows(reader, store), reader.forget))
        claims = sorted(reader.claim_iris(), key=claim_order)
        dossiers: set[str] = set()
        numbered = self._counted("claims", enumerate(claims), reader.forget)
        while part := [(number, reader.claim(iri)) for number, iri in islice(numbered, _AT_ONCE)]:
            self._insert("claims", 5, (_claim(number, claim) for number, claim in part))
            self._insert("mentions", 2, ((iri, number) for number, claim in part for iri in claim.mentions))
            dossiers.update(claim.file for _, claim in part if not claim.withdrawn)
        self._insert("texts", 3, _texts(reader, dossiers))
        described = _described(store).difference(claims)
        self._insert("entities", 3, self._counted("things", _entities(reader, described), reader.forget))
        self._insert("kinds", 2, _kinds(store, described))
        self._insert("codes", 2, _codes(store))
        write_names(self._connection, self._counted("names", reader.names(), reader.forget))
        self._connection.commit()

    def _insert(self, table: str, width: int, rows: Iterable[tuple[Any, ...]]) -> None:
        """Insert rows of so many values; what is there already is left."""
        self._connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({', '.join('?' * width)})", rows)

    def _counted(self, what: str, things: Iterable[T], forget: Callable[[], None] = lambda: None) -> Iterator[T]:
        """Yield things, tell now and then how many there were, and let go of what was read for them."""
        for number, thing in enumerate(things, 1):
            yield thing
            if number % _AT_ONCE == 0:
                self._progress(f"{number:,} {what}")
                forget()


class _Telling(Conclusions):
    """Conclusions that tell how many things they have gone through.

    Args:
        reader: Gives claims and entities.
        counted: Yields things and tells how many there were.
    """

    def __init__(self, reader: Reader, counted: Callable[[Iterable[Any]], Iterator[Any]]) -> None:
        super().__init__(reader)
        self._counted = counted

    def in_turn(self, things: Iterable[T]) -> Iterator[T]:
        return super().in_turn(self._counted(things))


def _texts(reader: StoreReader, dossiers: set[str]) -> Iterator[tuple[Any, ...]]:
    for name, record in (("vocabulary", reader.ontology.facts), ("dossiers", sorted(dossiers))):
        text = ready.dump(record)
        yield name, text, checksum(text)


def _claim(number: int, claim: Claim) -> tuple[Any, ...]:
    record = ready.write_claim(claim)
    return number, claim.iri, int(claim.withdrawn is not None), record, checksum(record)


def _source_rows(reader: StoreReader, store: Store) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of all sources; those that no claim comes from have no place in the order."""
    order = {source.iri: number for number, source in enumerate(reader.sources())}
    quads = store.quads_for_pattern(None, NamedNode(RDF + "type"), NamedNode(PAN + "Source"), _DEFAULT)
    others = {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)} - order.keys()
    order |= {iri: -number for number, iri in enumerate(sorted(others), 1)}
    for iri, number in order.items():
        record = ready.write_source(reader.source(iri))
        yield number, iri, record, checksum(record)


def _entities(reader: StoreReader, described: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    for iri in sorted(described):
        record = ready.write_entity(reader.entity(iri))
        yield iri, record, checksum(record)


def _described(store: Store) -> set[str]:
    """Return the IRIs of all of which something is said outside the claims."""
    quads = store.quads_for_pattern(None, None, None, _DEFAULT)
    return {quad.subject.value for quad in quads if isinstance(quad.subject, NamedNode)}


def _kinds(store: Store, described: Container[str]) -> Iterator[tuple[str, str]]:
    for quad in store.quads_for_pattern(None, NamedNode(RDF + "type"), None, _DEFAULT):
        named = isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)
        if named and quad.subject.value in described:  # type: ignore[union-attr]
            yield quad.object.value, quad.subject.value  # type: ignore[union-attr]


def _codes(store: Store) -> Iterator[tuple[str, str]]:
    for name in (PAN + "iso", OWL + "sameAs"):
        for quad in store.quads_for_pattern(None, NamedNode(name), None, _DEFAULT):
            if isinstance(quad.subject, NamedNode):
                yield quad.object.value, quad.subject.value  # type: ignore[union-attr]


def _seal(draft: Path) -> None:
    """Write the seal when all else is safely on the disk."""
    seal = {"format": FORMAT, "sizes": sizes_of(draft), "sums": sums_of(draft), "read": sum_of(draft / READ)}
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


def _put_in_place(draft: Path, folder: Path) -> None:
    """Rename a draft to its place; what is there, also from another builder, gives way."""
    (draft / LOCK).unlink()
    draft.chmod(0o755)
    while True:
        old = Path(tempfile.mkdtemp(dir=folder.parent, prefix=f".{folder.name}.", suffix=".part"))
        try:
            with suppress(FileNotFoundError):
                folder.replace(old / "old")
            draft.replace(folder)
        except OSError as error:  # another builder was there in between
            if error.errno not in {errno.ENOTEMPTY, errno.EEXIST}:
                raise
        else:
            return
        finally:
            shutil.rmtree(old, ignore_errors=True)
