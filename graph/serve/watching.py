"""Watch the files that are served, and tell when one has changed."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from graph.serve.nursery import served_files

if TYPE_CHECKING:
    from graph.serve.settings import Settings

_EVERY = 0.5
Look = tuple[tuple[str, int, int], ...]


async def watch(settings: Settings, known: Look, changed: Callable[[], Awaitable[None]]) -> None:
    """Call `changed` after every change of a file that is served, once it is not written any more.

    Args:
        settings: What is served.
        known: How the files were before they were read.
        changed: What is to be done.
    """
    while True:
        await asyncio.sleep(_EVERY)
        seen = await asyncio.to_thread(look, settings)
        if seen == known:
            continue
        while seen != known:
            known = seen
            await asyncio.sleep(_EVERY)
            seen = await asyncio.to_thread(look, settings)
        await changed()


def look(settings: Settings) -> Look:
    """Return what tells one state of the files from another."""
    states = []
    for file in served_files(settings):
        with suppress(OSError):  # it may go while one looks
            state = file.stat()
            states.append((str(file), state.st_mtime_ns, state.st_size))
    return tuple(states)
