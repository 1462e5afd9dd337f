"""The cache of compiled graphs: one folder for each key, found by what it was made of, and so never stale."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from importlib.machinery import PathFinder
from pathlib import Path
from typing import NamedTuple
from warnings import warn

from graph.errors import DataError, DataWarning
from graph.store.compiled import FORMAT, SEAL, Compiled, others_in, size_of
from graph.store.files import files_in, reading
from graph.store.locks import locked, sweep_drafts
from graph.store.resources import shipped

try:
    from _blake2 import blake2b  # hashlib has the same, but loads OpenSSL as well
except ImportError:
    from hashlib import blake2b

_UNUSED_DAYS = 30
_DAY = 86_400


class CachedGraph(NamedTuple):
    """A compiled graph in the cache: its folder, its size in bytes, and when it was last used (seconds)."""

    folder: Path
    size: int
    used: float


def cache_folder() -> Path | None:
    """Return the folder of the cache, or None where it is off; `PANMUNJOM_CACHE` names another one, or is `off`."""
    given = os.environ.get("PANMUNJOM_CACHE", "")
    if given.casefold() in {"off", "0", "no"}:
        return None
    if given:
        return Path(given)
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or "~")
    elif sys.platform == "darwin":
        base = Path("~/Library/Caches")
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache")
    try:
        base = base.expanduser()
    except RuntimeError:  # nobody's home
        return None
    return base / "panmunjom" if base.is_absolute() else None


def key_of(paths: Iterable[str | os.PathLike[str]]) -> str:
    """Return what names the compiled graph of some files and folders: a hash of all that it is made of and by.

    Raises:
        DataError: A path does not exist, or cannot be read.
    """
    digest = blake2b(f"{FORMAT} {sys.version_info[:2]} {_engine_version()}".encode(), digest_size=16)
    for file in (*_own_files(), *(file for path in paths for file in _files_at(Path(path)))):
        with reading(str(file)), open(file, "rb", buffering=0) as opened:  # noqa: PTH123 - a third of the time
            content = opened.read()
        digest.update(os.fsencode(f"{file.absolute()} {len(content)} "))  # relative IRIs in it hang on its place
        digest.update(content)
    return digest.hexdigest()


def cached(paths: Iterable[str | os.PathLike[str]]) -> Compiled | None:
    """Return the compiled graph of some files and folders, if the cache has it."""
    cache = cache_folder()
    try:
        if cache is None or not cache.is_dir():
            return None
        folder = cache / key_of(paths)
        if not folder.is_dir():
            return None
    except (DataError, OSError):  # told when the data itself is read; or nobody may look into the cache
        return None
    try:
        compiled = Compiled(folder)
        compiled.verify()
    except DataError:
        warn(f"{folder} was damaged; it will be compiled anew", DataWarning, stacklevel=3)
        drop(folder)
        return None
    with suppress(OSError):
        os.utime(folder / SEAL)
    compiled.keeps = True
    return compiled


def entries() -> list[CachedGraph]:
    """Return what the cache holds, the latest used first."""
    cache = cache_folder()
    found = []
    for folder in sorted(cache.iterdir()) if cache and cache.is_dir() else []:
        with suppress(OSError):
            if folder.is_symlink() or others_in(folder):
                continue  # somebody's own
            found.append(CachedGraph(folder, size_of(folder), (folder / SEAL).stat().st_mtime))
    return sorted(found, key=lambda entry: -entry.used)


def sweep(*, all_: bool = False) -> int:
    """Delete what was not used for a month, and what builders that were killed have left; or everything.

    Returns:
        How many compiled graphs were deleted.
    """
    cache = cache_folder()
    if cache is None or not cache.is_dir():
        return 0
    old = [entry.folder for entry in entries() if all_ or time.time() - entry.used > _UNUSED_DAYS * _DAY]
    for folder in old:
        drop(folder)
    for draft in cache.glob(".*.part"):
        with suppress(OSError):
            if all_ or time.time() - draft.stat().st_mtime > _DAY:
                _remove(draft)
    return len(old)


def drop(folder: Path) -> None:
    """Delete a compiled graph: first the seal, so that nobody opens the rest."""
    with suppress(OSError):
        (folder / SEAL).unlink()
    _remove(folder)


def _remove(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def only_builder(folder: Path) -> Iterator[bool]:
    """Hold the lock of those who build a folder; gives False where somebody else does. It ends with its holder."""
    lock = folder.parent / f".{folder.name}.lock"
    with locked(lock) as mine:
        if mine:
            sweep_drafts(folder, all_=True)
        try:
            yield mine
        finally:
            if mine:
                lock.unlink(missing_ok=True)


def _files_at(path: Path) -> Iterator[Path]:
    """Yield the files at a path.

    Raises:
        DataError: Something there is no file and no folder, such as standard input, or a pipe, which may never end.
    """
    for file in files_in(path) if path.is_dir() else (path,):
        if not file.is_file():
            raise DataError("no file and no folder", path=str(file))
        yield file


def _own_files() -> Iterator[Path]:
    """Yield the library's own files that bear on what is compiled, in a fixed order."""
    package = Path(__file__).resolve().parent.parent
    rooms = ("model", "store", "conclusions", "names", "network", "export", "page", "page/views", "check")
    for room in rooms:
        yield from _ending_in(".py", package / room)
    yield package / "page" / "outline.json"
    yield from _ending_in(".ru", shipped("queries") / "view")
    yield from (shipped("data") / name for name in ("ontology.ttl", "shapes.ttl"))


def _ending_in(ending: str, folder: Path) -> Iterator[Path]:
    yield from (folder / name for name in sorted(file.name for file in os.scandir(folder)) if name.endswith(ending))


def _engine_version() -> str:
    """Tell which build of the engine there is; importing it takes longer than all else here."""
    spec = PathFinder.find_spec("pyoxigraph")
    folders = spec.submodule_search_locations if spec else None
    files = [file for folder in folders or () for file in os.scandir(folder) if file.is_file()]
    return " ".join(sorted(f"{file.name}:{file.stat().st_size}:{file.stat().st_mtime_ns}" for file in files))
