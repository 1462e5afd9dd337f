"""Questions: what a request asks for, read from its address and headers."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from hashlib import blake2b
from typing import NamedTuple
from urllib.parse import parse_qsl, quote, urlencode

from graph.errors import ParameterError
from graph.model.vocabulary import LANGUAGES
from graph.serve.negotiation import accepted

Pairs = tuple[tuple[str, str], ...]

LENS = ("source", "dossier", "known-by", "since", "until", "certainty")
"""Names of the parameters that narrow the graph, whatever is asked of it."""

_MEANT = {name.replace("-", ""): name for name in LENS} | {"asof": "known-by"}
"""What is meant by names without their marks, and by what assistants call it."""

_AS_OF = re.compile(r"/as-of/([^/]+)(?=/|$)")
_LANGUAGE = re.compile(rf"/({'|'.join(LANGUAGES)})(?=/|$)")
_NARROWING = re.compile(rf"&((?:{'|'.join(LENS)})=[^&]+)")
_MOST_PARAMETERS = 200
_LONGEST = 200
"""Characters of an `Accept-Language` header that are read."""

NO_HEADERS: Mapping[str, str] = {}


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
        """Return what was given for a parameter that has one value.

        Raises:
            ParameterError: Several things were.
        """
        given = self.values(name)
        if len(set(given)) > 1:
            raise ParameterError(f"{name} is given twice, as {given[0]} and as {given[1]}; leave one out")
        return given[0] if given else None

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


class Asked(NamedTuple):
    """A question as it was sent: the front passes it on and does not read it, a worker does.

    Attributes:
        packed: As it travels.
        lens: What tells one lens from another; questions through the same one are best put to the same worker.
        at_once: Whether it is a query that is evaluated as soon as it is there; others tell when they are.
    """

    packed: bytes
    lens: str = ""
    at_once: bool = False

    @classmethod
    def of(
        cls, path: str, query: str, headers: Mapping[str, str] = NO_HEADERS, base: str = "", form: str = ""
    ) -> Asked:
        """Return what was sent.

        Args:
            path: The path of the address, decoded.
            query: What stands behind its question mark.
            headers: By names in lower case.
            base: Scheme and host.
            form: The body of a form that was sent, or empty.
        """
        language = _preferred(headers.get("accept-language", "")[:_LONGEST])
        gzip = "gzip" in headers.get("accept-encoding", "").lower()
        sent = path, query, form, language, headers.get("accept", "*/*"), base, gzip
        lens = _lens_in(path, query, form)
        return cls(json.dumps(sent).encode(), lens, at_once=not lens and path == "/sparql")

    def tag(self, data: str) -> str:
        """Return what names the answer to this from certain data, for ETag and caches."""
        return blake2b(self.packed + data.encode(), digest_size=12).hexdigest()

    def question(self) -> Question:
        """Read the question.

        Raises:
            ParameterError: There are too many parameters.

        >>> Asked.of("/as-of/2019-04-20/ru/events", "about=Lavrov").question().link("/why", [("name", "x")])
        '/as-of/2019-04-20/ru/why?name=x'
        """
        try:
            return _read_question(*json.loads(self.packed))
        except ParameterError:
            raise
        except ValueError:
            raise ParameterError(f"there are more than {_MOST_PARAMETERS} parameters") from None


def _lens_in(path: str, query: str, form: str) -> str:
    """Return what seems to narrow the graph; that is read for good only by who answers."""
    day = _AS_OF.search(path)
    narrowing = _NARROWING.findall(f"&{query}&{form}")
    return "&".join([day[1] if day else "", *narrowing]) if day or narrowing else ""


def _read_question(  # noqa: PLR0913, PLR0917 - as they were packed
    path: str, query: str, form: str, language: str, accept: str, base: str, gzip: bool
) -> Question:
    params = tuple(_pairs(query) + _pairs(form))
    for name, _ in params:  # who means a lens must not be answered without it
        if name not in LENS and (meant := _MEANT.get(re.sub(r"[-_ ]", "", name).lower())):
            raise ParameterError(f"unknown parameter {name!r}; write {meant}")
    day = tongue = ""
    while found := _AS_OF.match(path) or _LANGUAGE.match(path):
        if found.re is _AS_OF:
            day = day or found[1]
        else:
            tongue = tongue or found[1]
        path = path[found.end() :] or "/"
    chosen = next((value for name, value in params if name == "lang" and value in LANGUAGES), "")
    return Question(path, params, day, chosen or tongue, chosen or tongue or language, accept, base, gzip)


def _pairs(text: str) -> list[tuple[str, str]]:
    return parse_qsl(text, keep_blank_values=True, max_num_fields=_MOST_PARAMETERS) if text else []


@lru_cache
def _preferred(header: str) -> str:
    """Return the language that a reader likes best of those that there are."""
    for tag, _ in accepted(header):
        language = tag.partition("-")[0]
        if language in LANGUAGES:
            return language
    return LANGUAGES[0]
