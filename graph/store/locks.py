"""Locks that end with their holder, and what builders that were killed have left."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LOCK = "LOCK"
"""What the lock in a folder that is being built is called."""

_MOMENT = 60
"""Seconds within which a folder that was just made gets its lock."""


@contextmanager
def locked(file: Path) -> Iterator[bool]:
    """Hold the lock that a file is; gives False where another process holds it.

    Where the system knows no such locks, it is held as long as the file is there.
    """
    try:
        from fcntl import LOCK_EX, LOCK_NB, flock
    except ImportError:
        mine = not file.exists()
        file.touch()
        yield mine
        return
    with file.open("w") as lock:
        try:
            flock(lock, LOCK_EX | LOCK_NB)
        except OSError:
            yield False
        else:
            yield True


def sweep_drafts(folder: Path, *, all_: bool = False) -> None:
    """Delete the drafts of a folder that nobody is at work on any more; or all of them."""
    import shutil  # here, as whoever only looks something up never deletes
    from glob import escape

    for draft in folder.parent.glob(f".{escape(folder.name)}.*.part"):
        with suppress(OSError):
            if all_ or _is_left(draft):
                shutil.rmtree(draft, ignore_errors=True)


def _is_left(draft: Path) -> bool:
    if not (draft / LOCK).exists():
        return time.time() - draft.stat().st_mtime > _MOMENT
    with locked(draft / LOCK) as free:
        return free
