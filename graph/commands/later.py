"""What is done once a command has answered: its data is compiled into the cache, with what takes long to make of it."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

_WORTH_IT = 300_000
"""Bytes of data below which reading it anew costs no more than finding it compiled."""

_SMALL = 100_000_000
"""Bytes of a compiled graph up to which what takes long to make of it is made at once, and not when it is asked for."""


def compile_later(paths: tuple[str, ...]) -> None:
    """Compile data into the cache, in a process of its own that waits for all others, if that is worth it."""
    from graph.store.cache import cache_folder
    from graph.store.resources import shipped_claims

    if cache_folder() is None or os.name != "posix":
        return
    given = [Path(path).absolute() for path in paths] or list(shipped_claims())
    if sum(_size(path) for path in given) < _WORTH_IT:
        return
    root = str(Path(__file__).resolve().parents[2])
    known = os.environ.get("PYTHONPATH")
    with suppress(OSError):
        subprocess.Popen(
            [sys.executable, "-m", __name__, *(map(str, given) if paths else ())],
            env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, [root, known]))},
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip


def _compile(paths: list[str]) -> None:
    from graph.knowledge import build_graph
    from graph.store.cache import cache_folder, drop, key_of, only_builder, sweep
    from graph.store.compiled import is_compiled
    from graph.store.resources import shipped_claims

    os.nice(19)
    home = cache_folder()
    assert home is not None
    home.mkdir(parents=True, exist_ok=True)
    folder = home / key_of(paths or shipped_claims())
    with only_builder(folder) as mine:
        if mine and not is_compiled(folder):
            made = home / f"{folder.name}.made"
            build_graph(made, *paths)
            if key_of(paths or shipped_claims()) == folder.name:
                made.replace(folder)
                _prepare(paths)
            else:  # it was changed while it was read
                drop(made)
    sweep()


def _prepare(paths: list[str]) -> None:
    """Have what a small graph in the cache keeps made: ranks with who met, the page, and that its files are sound."""
    from graph.check import check
    from graph.errors import PanmunjomError
    from graph.knowledge import open_graph
    from graph.store.cache import cached
    from graph.store.compiled import size_of
    from graph.store.resources import shipped_claims

    compiled = cached(paths or shipped_claims())
    if compiled is None or size_of(compiled.folder) > _SMALL:
        return
    graph = open_graph(*paths)
    for make in (graph.rank, graph.page, lambda: list(check(*paths))):
        with suppress(PanmunjomError):  # it is told to whoever asks for it
            make()


def _size(path: Path) -> int:
    with suppress(OSError):
        files = path.rglob("*") if path.is_dir() else [path]
        return sum(file.stat().st_size for file in files if file.is_file())
    return 0


if __name__ == "__main__":
    _compile(sys.argv[1:])
