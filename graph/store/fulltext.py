"""Full text: which documents have some words, in any script, by SQLite's trigram index."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from itertools import islice

_SHORTEST = 3
"""Words of fewer letters have no trigram; they are looked for letter by letter."""
_TOGETHER = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7af]")
"""Letters of scripts that write words together: Korean and Chinese ones, kana."""
_HAS = "text LIKE ? ESCAPE '\\'"


class FullText:
    """Documents by their words; a word is found where another begins so (*coal* in *coal-fired*, but *art* not in
    *party*), and in scripts that write words together within others too.

    Whoever wants case and accents not to count folds documents and words alike.

    Args:
        connection: The database, which it fills where they are not there yet.
        documents: Gives name and text of each; a name may come several times.

    >>> told = [("a", "ban on coal"), ("b", "석탄 수출 금지"), ("c", "запрет на вывоз угля")]
    >>> from graph.store.database import Database
    >>> texts = FullText(Database(), lambda: told)
    >>> texts.matching([["coal"]]), texts.matching([["석탄"]]), texts.matching([["вывоз"], ["уголь", "угля"]])
    (('a',), ('b',), ('c',))
    """

    def __init__(self, connection: sqlite3.Connection, documents: Callable[[], Iterable[tuple[str, str]]]) -> None:
        self._connection = connection
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'documents'").fetchone():
            rows = list(documents())  # first, as reading them may fail
            connection.execute(
                "CREATE VIRTUAL TABLE documents USING fts5"
                '(name UNINDEXED, text, tokenize = "trigram case_sensitive 0")'
            )
            connection.executemany("INSERT INTO documents VALUES (?, ?)", rows)
            connection.commit()

    def matching(self, words: Iterable[Iterable[str]], limit: int | None = None) -> tuple[str, ...]:
        """Return the names of the documents that have all of some words, those that say most of them first.

        Args:
            words: The words, each in any of some forms.
            limit: How many to return; all without it.
        """
        wanted = [forms for forms in ([form for form in word if form] for word in words) if forms]
        long = [forms for forms in wanted if min(map(len, forms)) >= _SHORTEST]
        short = [forms for forms in wanted if forms not in long]
        if not wanted:
            return ()
        conditions = [f"({' OR '.join([_HAS] * len(forms))})" for forms in short]
        values = [f"%{_literal(form)}%" for forms in short for form in forms]
        if long:
            conditions.append("documents MATCH ?")
            values.append(" AND ".join(f"({' OR '.join(map(_quoted, forms))})" for forms in long))
        order = "rank, rowid" if long else "rowid"
        rows = self._connection.execute(
            f"SELECT name, text FROM documents WHERE {' AND '.join(conditions)} ORDER BY {order}", values
        )
        begins = [_prefix_pattern(forms) for forms in wanted]
        found = (name for name, text in rows if all(word.search(text) for word in begins))
        return tuple(dict.fromkeys(islice(found, limit)))


def _prefix_pattern(forms: Sequence[str]) -> re.Pattern[str]:
    """Return a pattern for words that begin in one of some forms; East Asian ones may stand within others."""
    return re.compile(
        "|".join(re.escape(f) if _TOGETHER.match(f) else rf"(?<!\w){re.escape(f)}" for f in forms), re.I
    )


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _literal(word: str) -> str:
    """Write a word so that LIKE takes none of its letters as a pattern."""
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
