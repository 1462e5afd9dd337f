"""Dates as the library writes them for readers, in other languages."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path

from graph.model.vocabulary import LANGUAGES
from graph.render.words import words


def dated(text: str, language: str) -> str:
    """Return a date that the library has written for readers, in another language.

    >>> dated("planned for c. 2018 or 2019", "ru"), dated("until 2018-05", "ko"), dated("2018", "ko")
    ('запланировано: ок. 2018 или 2019', '2018-05까지', '2018')
    """
    for pattern, form in _forms_of_dates()[language]:
        if found := pattern.fullmatch(text):
            return form.format(*(dated(part, language) for part in found.groups()))
    return text


def day_of(text: str, language: str) -> str:
    """Return a date that the library has written, in a language, or that there is none."""
    return dated(text, language) if text else words(language)["undated"]


@cache
def _forms_of_dates() -> dict[str, list[tuple[re.Pattern[str], str]]]:
    """Return what the words around dates are in each language, by what they are in English."""
    rows = json.loads((Path(__file__).parent / "dates.json").read_text(encoding="utf-8"))
    patterns = [re.compile(re.escape(row[0]).replace(r"\{\}", "(.+?)")) for row in rows]
    forms: dict[str, list[tuple[re.Pattern[str], str]]] = {LANGUAGES[0]: []}
    for number, language in enumerate(LANGUAGES[1:], 1):
        forms[language] = [(pattern, row[number]) for pattern, row in zip(patterns, rows, strict=True)]
    return forms
