"""RDF documents: files in all the formats that are read, packed or not, and what comes through standard input."""

from __future__ import annotations

import gzip
import json
import re
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from os import PathLike, fspath
from pathlib import Path
from typing import Any, NamedTuple

from pyoxigraph import Quad, RdfFormat, Store, parse

from graph.errors import DataError
from graph.store.files import reading
from graph.store.nesting import DEEPEST, JSON, TURTLE, XML, too_deep, unpacked_size

FORMATS = {
    ".trig": RdfFormat.TRIG,
    ".ttl": RdfFormat.TURTLE,
    ".turtle": RdfFormat.TURTLE,
    ".nq": RdfFormat.N_QUADS,
    ".nquads": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".ntriples": RdfFormat.N_TRIPLES,
    ".jsonld": RdfFormat.JSON_LD,
    ".json": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
}
"""What is read, by the ending of the file's name, in any case, with or without `.gz` behind it."""

STDIN = "-"
"""Stands for standard input."""

LARGEST = 1 << 30
"""A packed file may hold so many bytes at most."""

LONGEST = 1 << 27
"""The entities of an XML file may write out to so many bytes at most."""

LONGEST_TOKEN = 1 << 24
"""A literal, a name or a comment may take fewer bytes than this, for the engine's parsers of all but XML."""

_BOM = b"\xef\xbb\xbf"
_GZIP = b"\x1f\x8b"
_STREAMS = ("/dev/fd/", "/proc/self/fd/")
_PREAMBLE = re.compile(r"^Parser error .*?: |^error at \d+:\d+: ")
_FOUR_TERMS = re.compile(
    rb"^\s*(?:<[^>]*>|_:\S+)\s+<[^>]*>\s+(?:<[^>]*>|_:\S+|\"(?:[^\"\\\n]|\\.)*\"\S*)\s+[<_]", re.M
)


class Document(NamedTuple):
    """One RDF document.

    Attributes:
        name: What messages call it.
        format: How it is written; None where only its content tells.
        base: The IRI against which its relative IRIs are resolved.
        path: Where it lies; None where it can be read only once, and is held.
        held: What was read of it.
    """

    name: str
    format: RdfFormat | None
    base: str
    path: Path | None = None
    held: bytes = b""

    def load(self, store: Store) -> None:
        """Add it to a store, whole or not at all.

        Raises:
            DataError: It cannot be read, is not UTF-8, or breaks the syntax; with line and column.
        """
        content = self.content()
        kind = self._checked(content)
        before = len(store)
        with self._parsing(content):
            store.load(content, kind, base_iri=self.base)
        if kind == RdfFormat.JSON_LD and len(store) == before:
            self._expect_nothing(content)

    def quads(self) -> Iterator[Quad]:
        """Yield its quads.

        Raises:
            DataError: It cannot be read, is not UTF-8, or breaks the syntax; with line and column.
        """
        content = self.content()
        kind = self._checked(content)
        said_something = False
        with self._parsing(content):
            for quad in parse(content, kind, base_iri=self.base, rename_blank_nodes=True):
                said_something = True
                yield quad
        if kind == RdfFormat.JSON_LD and not said_something:
            self._expect_nothing(content)

    def content(self) -> bytes:
        """Return its text, unpacked and without a byte order mark.

        Raises:
            DataError: It cannot be read.
        """
        with reading(self.name):
            content = self.held if self.path is None else self.path.read_bytes()
            if content.startswith(_GZIP):
                content = _unpacked(content, self.name)
            elif self.name.lower().endswith(".gz"):
                raise DataError("is not packed by gzip, though its name says so; rename it", path=self.name)
        return content.removeprefix(_BOM)

    def _checked(self, content: bytes) -> RdfFormat:
        """Return its format, if its parser can take it."""
        kind = self.format or _told_by(content)
        if kind == RdfFormat.JSON_LD:
            marks = JSON
        elif kind == RdfFormat.RDF_XML:
            marks = XML
            if unpacked_size(content) > LONGEST:
                raise DataError("its entities write out to more than 128 MiB; use fewer", path=self.name)
            self._expect_one_root(content)
        else:
            marks = TURTLE
        if (marks is not TURTLE or content.count(b"<<") > DEEPEST) and (place := too_deep(content, marks)):
            line, column = _line_and_column(content, place)
            raise DataError(f"is nested more than {DEEPEST} deep", path=self.name, line=line, column=column)
        return kind

    def _expect_one_root(self, content: bytes) -> None:
        """Refuse XML that is cut off, or goes on behind its end: the engine's parser reads what it sees of it.

        Raises:
            DataError: It is so, or no XML.
        """
        from xml.parsers.expat import ErrorString, ExpatError, ParserCreate

        try:
            ParserCreate().Parse(content, True)
        except ExpatError as error:
            raise DataError(
                f"is no XML: {ErrorString(error.code)}", path=self.name, line=error.lineno, column=error.offset + 1
            ) from None

    @contextmanager
    def _parsing(self, content: bytes) -> Iterator[None]:
        """Tell what the engine finds wrong in the content, and where."""
        try:
            yield
        except SyntaxError as error:
            raise self._syntax_error(error, content) from error
        except MemoryError as error:  # of one token; the engine does not tell which
            long = next((n for n, line in enumerate(content.split(b"\n"), 1) if len(line) >= LONGEST_TOKEN), None)
            raise DataError(
                "a literal, name or comment in it takes more than 16 MiB; shorten it", path=self.name, line=long
            ) from error
        except (ValueError, OSError) as error:
            raise DataError(f"cannot be read: {error}", path=self.name) from error

    def _syntax_error(self, error: SyntaxError, content: bytes) -> DataError:
        try:
            content.decode()
        except UnicodeDecodeError as fault:
            line, column = _line_and_column(content, fault.start)
            return DataError("not UTF-8; save the file as UTF-8", path=self.name, line=line, column=column)
        message = _PREAMBLE.sub("", error.msg)
        if "LoadDocumentCallback" in message:
            remote = ", ".join(dict.fromkeys(_remote_contexts(json.loads(content)))) or "elsewhere"
            return DataError(
                f"its @context is {remote}, and nothing is fetched; write the context into the file", path=self.name
            )
        if error.lineno and content.splitlines()[error.lineno - 1].lstrip().startswith(b"VERSION"):
            message = "VERSION is not read in this format; leave the line out"
        return DataError(message, path=self.name, line=error.lineno, column=error.offset)

    def _expect_nothing(self, content: bytes) -> None:
        if len(content.strip()) > len("[]"):
            what = "says nothing in RDF: no @context or IRI tells what its keys mean"
            raise DataError(f"{what}; add a @context, or leave the file out", path=self.name)


def document(path: str | PathLike[str]) -> Document:
    """Return the document at a path, or the one that standard input holds; a path need not have a known ending
    where it stands for a stream.

    Raises:
        DataError: Its kind is unknown.
    """
    name = fspath(path)
    if name in {STDIN, "/dev/stdin"}:
        if sys.stdin is None:
            raise DataError("is closed; send data through it, or name a file", path="standard input")
        return Document("standard input", None, Path.cwd().as_uri() + "/", held=sys.stdin.buffer.read())
    if name.startswith(_STREAMS):
        with reading(name):
            return Document(name, None, Path.cwd().as_uri() + "/", held=Path(name).read_bytes())
    kind = FORMATS.get(extension(name))
    if kind is None:
        raise DataError(f"unknown kind of file; expected one ending in {', '.join(FORMATS)}", path=name)
    return Document(name, kind, Path(name).absolute().as_uri(), Path(name))


def extension(name: str) -> str:
    """Return the ending of a file's name that tells its format, in small letters and without `.gz`.

    >>> extension("A.TTL.gz")
    '.ttl'
    """
    return Path(name.lower().removesuffix(".gz")).suffix


def _told_by(content: bytes) -> RdfFormat:
    """Tell the format by the content: TriG reads Turtle and N-Triples as well."""
    start = content.lstrip()[:1]
    if start in {b"{", b"["} and not re.match(rb"\s*\[[^{]*\]\s*<|\s*\{\s*[<_]", content):
        return RdfFormat.JSON_LD
    if re.match(rb"\s*<(?:\?xml|!|\w+:RDF\b)", content):
        return RdfFormat.RDF_XML
    return RdfFormat.N_QUADS if _FOUR_TERMS.search(content) else RdfFormat.TRIG


def _unpacked(content: bytes, name: str) -> bytes:
    from io import BytesIO

    try:
        with gzip.open(BytesIO(content)) as packed:
            plain = packed.read(LARGEST + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise DataError(f"cannot be unpacked: {error}", path=name) from error
    if len(plain) > LARGEST:
        raise DataError("unpacks to more than 1 GiB; unpack it, and give it in parts", path=name)
    return plain


def _line_and_column(content: bytes, byte: int) -> tuple[int, int]:
    """Return line and column of a byte, counted from 1."""
    return content.count(b"\n", 0, byte) + 1, byte - (content.rfind(b"\n", 0, byte) + 1) + 1


def _remote_contexts(node: Any) -> Iterator[str]:
    """Yield the addresses that a JSON-LD document names as contexts."""
    if isinstance(node, list):
        for item in node:
            yield from _remote_contexts(item)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in {"@context", "@import"}:
                yield from (
                    text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str)
                )
            yield from _remote_contexts(value)
