"""SQLite databases that end with those who hold them."""

from __future__ import annotations

import sqlite3


class Database(sqlite3.Connection):
    """A connection that closes when nobody holds it any more; since Python 3.13 one left open is warned of."""

    def __init__(self, address: str = ":memory:", *, uri: bool = False) -> None:
        super().__init__(address, uri=uri, check_same_thread=False)

    def __del__(self) -> None:
        self.close()
