"""Assistants over stdin and stdout: the same tools and workers as over HTTP."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from graph.serve.assistants import asking, assistant_server
from graph.serve.pool import Pool

if TYPE_CHECKING:
    from graph.serve.settings import Settings


def run(settings: Settings) -> None:
    """Answer until stdin closes.

    Args:
        settings: How.

    Raises:
        NurseryError: The data cannot be read.
    """
    asyncio.run(_run(settings))


async def _run(settings: Settings) -> None:
    pool = Pool(settings)
    try:
        await pool.start()
        await assistant_server(asking(pool)).run_stdio_async()
    finally:
        await pool.close()
