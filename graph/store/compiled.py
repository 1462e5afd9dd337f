"""The compiled graph: a folder with all that is read and derived once, so that each question reads little.

It holds records ready to be used (SQLite), the claims with the view as a store (Oxigraph, opened read-only), what
was read of the default graph (N-Triples), and last the seal: the sizes of all files. Without it nothing counts.
"""

from __future__ import annotations

import json
import os
import re
import sqlite3
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from errno import EMFILE
from functools import cached_property
from itertools import islice
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.errors import DataError
from graph.store.database import Database
from graph.store.locks import LOCK
from graph.store.quads import Quads

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store

FORMAT = 5
"""Counts up when a folder of an earlier form could no longer be read."""

RECORDS, STORE, READ, SEAL, CHECKED, KEPT = "records.sqlite", "store", "read.nt", "seal.json", "checked", "kept"
_HOUR = 3_600
_PART = 1 << 25
_PIECE = 1 << 20
_HELD = 1 << 28
"""Bytes of a compiled graph up to which it may be held in memory, where it takes some twice as many."""

_OWN = re.compile(
    rf"{re.escape(RECORDS)}|{re.escape(READ)}|{re.escape(SEAL)}|{CHECKED}|{LOCK}|{KEPT}/(?:sound|[\w-]+\.json)"
    rf"|{STORE}/(?:\d+\.(?:sst|log)|CURRENT|IDENTITY|LOCK|LOG(?:\.old\.\d+)?|(?:MANIFEST|OPTIONS)-\d+)"
)
"""All that may lie in the folder of a compiled graph."""
SOURCE_OF_CLAIM = "json_extract(record, '$[1]')"
"""The IRI of the source in the record of a claim."""

_BEGINNING = "SELECT text FROM names WHERE joined >= ? AND joined < ?"

SCHEMA = f"""
CREATE TABLE claims (number INTEGER PRIMARY KEY, iri TEXT UNIQUE, withdrawn INTEGER, record TEXT, sum INTEGER);
CREATE INDEX claims_by_source ON claims ({SOURCE_OF_CLAIM});
CREATE TABLE sources (number INTEGER PRIMARY KEY, iri TEXT UNIQUE, record TEXT, sum INTEGER);
CREATE TABLE entities (iri TEXT PRIMARY KEY, record TEXT, sum INTEGER) WITHOUT ROWID;
CREATE TABLE mentions (iri TEXT, claim INTEGER, PRIMARY KEY (iri, claim)) WITHOUT ROWID;
CREATE TABLE kinds (kind TEXT, iri TEXT, PRIMARY KEY (kind, iri)) WITHOUT ROWID;
CREATE TABLE codes (code TEXT, iri TEXT, PRIMARY KEY (code, iri)) WITHOUT ROWID;
CREATE TABLE texts (name TEXT PRIMARY KEY, record TEXT, sum INTEGER) WITHOUT ROWID;
"""
"""Records by IRI, claims and sources in their order; which claims mention what; what is of which kind; what codes
and addresses elsewhere stand for; other texts, such as the vocabulary."""


class Records:
    """The records of a compiled graph.

    Args:
        folder: Where they lie.
        connection: The database, where it is open for writing.

    Attributes:
        folder: The same.
        keeps: Whether what takes long to make of it is kept in it, as in the cache, which knows it by its contents.
    """

    def __init__(self, folder: Path, connection: sqlite3.Connection | None = None) -> None:
        self.folder, self.keeps, self._written = folder, False, connection

    @cached_property
    def connection(self) -> sqlite3.Connection:
        """The database."""
        if self._written:
            return self._written
        address = f"{(self.folder / RECORDS).resolve().as_uri()}?mode=ro&immutable=1"
        return Database(address, uri=True)

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return the rows that a query finds among the records.

        Raises:
            DataError: The file is damaged.
        """
        try:
            return self.connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError:
            raise self.damaged() from None

    def each_record(self, query: str, *values: object) -> Iterator[str]:
        """Yield the records, with their sums, that a query finds, as they are asked for.

        Raises:
            DataError: The file is damaged.
        """
        try:
            for record, sum_ in self.connection.execute(query, values):
                yield self.intact(record, sum_)
        except sqlite3.DatabaseError:
            raise self.damaged() from None

    def intact(self, record: str, sum_: int) -> str:
        """Return a record if it has its sum.

        Raises:
            DataError: The file is damaged.
        """
        if checksum(record) != sum_:
            raise self.damaged()
        return record

    def record(self, query: str, value: str) -> str | None:
        """Return the one record, with its sum, that a query finds, or None.

        Raises:
            DataError: The file is damaged.
        """
        rows = self.rows(query, value)
        return self.intact(*rows[0]) if rows else None

    def names_beginning(self, letters: str) -> list[str]:
        """Return at least all names that begin with some letters, when folded and without blanks."""
        return [text for (text,) in self.rows(_BEGINNING, letters, f"{letters}\U0010ffff")]

    def text(self, name: str) -> str:
        """Return one of the other texts."""
        found = self.record("SELECT record, sum FROM texts WHERE name = ?", name)
        if found is None:
            raise self.damaged()
        return found

    def damaged(self) -> DataError:
        """Return the error for a folder that is not as it was."""
        return DataError("this compiled graph is damaged; build it anew", path=str(self.folder))


class Compiled(Records):
    """A folder that holds a compiled graph.

    Args:
        folder: The folder.

    Attributes:
        is_held: Whether all of it is in memory.

    Raises:
        DataError: It is none, is of another version, or is not as it was when it was sealed.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.is_held, self._read = False, b""
        try:
            self.seal = json.loads((folder / SEAL).read_bytes())
            sizes = self.seal["sizes"]
        except (OSError, ValueError, KeyError, TypeError):
            raise DataError("is no compiled graph; build it anew", path=str(folder)) from None
        if self.seal.get("format") != FORMAT:
            raise DataError("was compiled by another version; build it anew", path=str(folder))
        there = sizes_of(folder)  # what was put beside them does no harm
        if any(there.get(name) != size for name, size in sizes.items()):
            raise self.damaged()

    def verify(self) -> None:
        """Compare a part of the records with its sum, each hour another part in turn.

        Raises:
            DataError: They are not as they were when they were sealed.
        """
        records, stamp = (self.folder / RECORDS).stat(), self.folder / CHECKED
        now, part = f"{records.st_mtime_ns} {records.st_ino}", 0
        with suppress(OSError, ValueError):
            before, _, last = stamp.read_text(encoding="utf-8").rpartition(" ")
            if before == now:
                if time.time() - stamp.stat().st_mtime < _HOUR:
                    return
                part = (int(last) + 1) % len(self.seal["sums"])
        if self.seal["sums"][part] != sum_of(self.folder / RECORDS, part):
            raise self.damaged()
        with suppress(OSError):
            stamp.write_text(f"{now} {part}", encoding="utf-8")

    @cached_property
    def store(self) -> Store:
        """The claims as named graphs and the view as default graph."""
        return self.open_store()

    def open_store(self) -> Store:
        """Open the claims as named graphs and the view as default graph."""
        from pyoxigraph import Store

        try:
            return Store.read_only(str(self.folder / STORE))
        except OSError as error:
            if "Too many open files" in str(error):
                raise OSError(EMFILE, "too many open files") from None
            raise self.damaged() from None

    def hold(self) -> bool:
        """Read all of it into memory, if that is not too much; tell whether it is there.

        SPARQL is answered there in a fraction of the time, and a process that is forked shares it.
        """
        if not self.is_held and size_of(self.folder) <= _HELD:
            from pyoxigraph import Store

            store, records = Store(), Database()
            store.bulk_extend(self.open_store())
            records.deserialize((self.folder / RECORDS).read_bytes())
            self._read = (self.folder / READ).read_bytes()
            if zlib.crc32(self._read) != self.seal["read"]:
                raise self.damaged()
            self.store, self.connection, self.is_held = store, records, True
        return self.is_held

    def let_go(self) -> None:
        """Close what a process that is forked cannot share; it is opened anew when it is needed."""
        if not self.is_held:
            for name in ("store", "connection"):
                self.__dict__.pop(name, None)

    def read(self) -> Iterator[Quad]:
        """Yield the quads of the default graph that were read, and not derived."""
        from pyoxigraph import RdfFormat, parse

        if not self.is_held and sum_of(self.folder / READ) != self.seal["read"]:
            raise self.damaged()
        source = {"input": self._read} if self.is_held else {"path": str(self.folder / READ)}
        yield from parse(**source, format=RdfFormat.N_TRIPLES)


def others_in(folder: Path) -> list[str]:
    """Return the names of the files in a folder, and in those in it, that are none of a compiled graph's."""
    files = (Path(place, name) for place, _, names in os.walk(folder) for name in names)
    return sorted(name for file in files if not _OWN.fullmatch(name := file.relative_to(folder).as_posix()))


def is_compiled(path: str | PathLike[str]) -> bool:
    """Tell whether a path is a folder that holds a compiled graph."""
    return any(Path(path, name).is_file() for name in (SEAL, RECORDS))


class CompiledQuads(Quads):
    """The quads of a compiled graph, its view among them.

    Args:
        compiled: The graph.
    """

    def __init__(self, compiled: Compiled) -> None:
        self._compiled = compiled

    @property
    def store(self) -> Store:  # type: ignore[override]
        """The claims as named graphs, and the view as default graph."""
        return self._compiled.store

    def reopened(self) -> Store:
        """Return the store for a forked process: one on disk is opened anew, as files and threads stay behind."""
        return self._compiled.store if self._compiled.is_held else self._compiled.open_store()

    def hold(self) -> bool:
        """Read a graph that is not large into memory; tell whether it is."""
        return self._compiled.hold()

    def let_go(self) -> None:
        """Close the files."""
        self._compiled.let_go()

    @property
    def has_view(self) -> bool:
        """It was derived before."""
        return True

    def keep(self) -> None:
        """It is kept beside the store; nothing is added to that."""

    def complete(self) -> None:
        """It was derived before."""

    def quads(self) -> Iterator[Quad]:
        """Yield every quad that was read, and none that was derived."""
        for graph in self.store.named_graphs():
            yield from self.store.quads_for_pattern(None, None, None, graph)
        yield from self._compiled.read()


def checksum(text: str) -> int:
    """Return the sum by which a record that was changed is known."""
    return zlib.crc32(text.encode())


def sizes_of(folder: Path) -> dict[str, int]:
    """Return the sizes of the files of a compiled graph but the seal."""
    return dict(sorted(_sizes(folder)))


def _sizes(folder: str | PathLike[str], before: str = "") -> Iterator[tuple[str, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name == KEPT and not before:
                continue
            if entry.is_dir():
                yield from _sizes(entry, f"{before}{entry.name}{os.sep}")
            elif entry.name not in {SEAL, CHECKED, LOCK} and entry.is_file():
                yield before + entry.name, entry.stat().st_size


def size_of(folder: Path) -> int:
    """Return how many bytes a compiled graph takes."""
    return sum(sizes_of(folder).values())


def sums_of(folder: Path) -> list[int]:
    """Return the sums of the parts of the records of a compiled graph."""
    parts = -(-(folder / RECORDS).stat().st_size // _PART)
    return [sum_of(folder / RECORDS, part) for part in range(parts)]


def sum_of(path: Path, part: int | None = None) -> int:
    """Return the sum of a file, or of a part of it, given by its number."""
    total = 0
    with path.open("rb") as file:
        file.seek((part or 0) * _PART)
        pieces = iter(lambda: file.read(_PIECE), b"")
        for piece in pieces if part is None else islice(pieces, _PART // _PIECE):
            total = zlib.crc32(piece, total)
    return total
