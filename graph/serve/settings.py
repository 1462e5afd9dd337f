"""What a server is started with."""

from __future__ import annotations

import json
import os
from typing import NamedTuple


class Settings(NamedTuple):
    """How a server runs.

    Attributes:
        data: Files and folders to serve instead of the shipped data.
        add: Files and folders to serve besides.
        workers: How many processes answer.
        queue: How many questions may wait for one of them.
        deadline: Seconds that an answer may take.
        memory: Megabytes that a worker may take for answers, beside what the graph takes.
        largest: Megabytes that an answer may have.
        cache: Megabytes of answers that are kept.
        address: Scheme and host under which the world knows the server; empty to believe each request.
        quickly: Whether a compiled graph is answered from disk at first, to be there at once.
    """

    data: tuple[str, ...] = ()
    add: tuple[str, ...] = ()
    workers: int = (os.cpu_count() or 1) + 2
    queue: int = 64
    deadline: float = 30.0
    memory: int = 1024
    largest: int = 100
    cache: int = 64
    address: str = ""
    quickly: bool = False

    def packed(self) -> str:
        """Return the settings as text."""
        return json.dumps(self)

    @classmethod
    def unpacked(cls, text: str) -> Settings:
        """Return the settings that a text holds."""
        data, add, *rest = json.loads(text)
        return cls(tuple(data), tuple(add), *rest)
