"""Questions: what a request asks for, read from its address and headers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, urlencode

from graph.model.vocabulary import LANGUAGES
from graph.serve.negotiation import accepted

Pairs = tuple[tuple[str, str], ...]

LENS = ("source", "dossier", "known-by", "since", "until", "certainty")
"""Names of the parameters that narrow the graph, whatever is asked of it."""

_AS_OF = re.compile(r"/as-of/([^/]+)(?=/|$)")
_LANGUAGE = re.compile(rf"/({'|'.join(LANGUAGES)})(?=/|$)")
_MOST_PARAMETERS = 200


class Question(NamedTuple):
    """What is asked for; equal questions to the same data have the same answer.

    Attributes:
        path: Below the lens and the language, such as `/person/kim-jong-un`.
        params: Parameters in the order of the address or form.
        day: The day of knowledge in the address, or empty.
        tongue: The language in the address, or empty.
        language: The language of the answer.
        accept: The `Accept` header.
        base: Scheme and host, such as `http://127.0.0.1:8000`.
        gzip: Whether the answer may be compressed.
    """

    path: str
    params: Pairs = ()
    day: str = ""
    tongue: str = ""
    language: str = "en"
    accept: str = "*/*"
    base: str = ""
    gzip: bool = False

    def values(self, name: str) -> list[str]:
        """Return what was given for a parameter; nothing that is empty."""
        return [value for key, value in self.params if key == name and value.strip()]

    def value(self, name: str) -> str | None:
        """Return the last thing that was given for a parameter."""
        given = self.values(name)
        return given[-1] if given else None

    @property
    def lens(self) -> Pairs:
        """What narrows the graph, by the names of `LENS`."""
        day = (("known-by", self.day),) if self.day else ()
        return day + tuple(pair for pair in self.params if pair[0] in LENS and pair[1].strip())

    @property
    def prefix(self) -> str:
        """What stands before the path of this question and of those that its answer leads to."""
        return (f"/as-of/{quote(self.day)}" if self.day else "") + (f"/{self.tongue}" if self.tongue else "")

    def link(self, path: str, params: Iterable[tuple[str, str]] = ()) -> str:
        """Return the address of another question under the same lens and in the same language."""
        kept = [pair for pair in self.params if pair[0] in LENS and pair[1].strip()]
        query = urlencode([*params, *kept])
        place, _, fragment = path.partition("#")
        return self.prefix + quote(place) + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")

    def unlensed(self) -> Question:
        """Return the same question to the whole graph."""
        return self._replace(day="", params=tuple(pair for pair in self.params if pair[0] not in LENS))

    def packed(self) -> bytes:
        """Return the question as it travels."""
        return json.dumps(self).encode()

    @classmethod
    def unpacked(cls, content: bytes) -> Question:
        """Return the question that travelled."""
        path, params, *rest = json.loads(content)
        return cls(path, tuple((name, value) for name, value in params), *rest)

    def tag(self, data: str) -> str:
        """Return what names the answer to this question from certain data, for ETag and caches."""
        return blake2b(self.packed() + data.encode(), digest_size=12).hexdigest()


def read_question(path: str, query: str, headers: Mapping[str, str], base: str, form: str = "") -> Question:
    """Read a question.

    Args:
        path: The path of the address, decoded.
        query: What stands behind its question mark.
        headers: By names in lower case.
        base: Scheme and host.
        form: The body of a form that was sent, or empty.

    Raises:
        ValueError: There are too many parameters.

    >>> read_question("/as-of/2019-04-20/ru/events", "about=Lavrov", {}, "").link("/why", [("name", "x")])
    '/as-of/2019-04-20/ru/why?name=x'
    """
    params = tuple(
        pair
        for text in (query, form)
        for pair in parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_PARAMETERS)
    )
    day = tongue = ""
    while found := _AS_OF.match(path) or _LANGUAGE.match(path):
        if found.re is _AS_OF:
            day = day or found[1]
        else:
            tongue = tongue or found[1]
        path = path[found.end() :] or "/"
    chosen = next((value for name, value in params if name == "lang" and value in LANGUAGES), "")
    language = chosen or tongue or _preferred(headers.get("accept-language", ""))
    gzip = "gzip" in headers.get("accept-encoding", "").lower()
    return Question(path, params, day, chosen or tongue, language, headers.get("accept", "*/*"), base, gzip)


def _preferred(header: str) -> str:
    """Return the language that a reader likes best of those that there are."""
    for tag, _ in accepted(header):
        language = tag.partition("-")[0]
        if language in LANGUAGES:
            return language
    return LANGUAGES[0]
