"""Words: what is written around names and claims, on pages and in the terminal, in each language."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from graph.model.vocabulary import LANGUAGES


@cache
def words(language: str) -> Mapping[str, str]:
    """Return the words of a language by their keys.

    >>> words("ru")["offices"]
    'Должности'
    """
    rows: dict[str, list[str]] = json.loads((Path(__file__).parent / "texts.json").read_text(encoding="utf-8"))
    place = LANGUAGES.index(language)
    return {key: row[place] for key, row in rows.items()}


def counted(number: int, key: str, language: str) -> str:
    """Return the words for so many of something; for one, those of `one_…` where there are any.

    >>> counted(1, "hops", "en"), counted(3, "hops", "en"), counted(3, "hops", "ko")
    ('1 hop', '3 hops', '3단계')
    """
    told = words(language)
    form = told.get(f"one_{key}", told[key]) if number == 1 else told[key]
    return form.format(number)


def capitalised(text: str) -> str:
    """Return a text with its first letter a capital, and the others as they are.

    >>> capitalised("the DPRK")
    'The DPRK'
    """
    return text[:1].upper() + text[1:]
