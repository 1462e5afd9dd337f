"""Figures for Prometheus: what was asked, how it ended, how long it took, and how the workers are."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from graph.model.vocabulary import ENTITY_FOLDERS

if TYPE_CHECKING:
    from graph.serve.pool import Pool

_PREFIX = re.compile(r"(?:/as-of/[^/]+|/(?:en|ru|ko)(?=/|$))*")
_SITE = "sparql search queries graph path why rank events feed reconcile claim source ontology complete around"
_KNOWN = {**dict.fromkeys(_SITE.split()), **dict.fromkeys(ENTITY_FOLDERS, "entity")}
_BUCKETS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30)


class Metrics:
    """Counts what a server does.

    Args:
        pool: Whose workers are counted.
    """

    def __init__(self, pool: Pool) -> None:
        self._registry = registry = CollectorRegistry()
        requests = Counter("panmunjom_requests", "Requests", ["what", "status"], registry=registry)
        seconds = Histogram(
            "panmunjom_request_seconds", "Seconds to an answer", ["what"], buckets=_BUCKETS, registry=registry
        )
        looked_up = Counter("panmunjom_cache", "Look-ups in the cache", ["found"], registry=registry)
        self._counter, self._timer = cache(requests.labels), cache(seconds.labels)
        self._hits, self._misses = looked_up.labels("yes"), looked_up.labels("no")
        for name, text in (
            ("workers", "Workers"), ("busy", "Workers that work"), ("waiting", "Questions that wait"),
            ("lost_workers", "Workers that ended and were replaced"),
        ):  # fmt: skip
            gauge = Gauge(f"panmunjom_{name}", text, registry=registry)
            gauge.set_function(lambda name=name: getattr(pool, name))  # type: ignore[misc]

    def answered(self, path: str, status: int, seconds: float) -> None:
        """Count an answer."""
        what = _what(path)
        self._counter(what, status).inc()
        self._timer(what).observe(seconds)

    def looked_up(self, found: bool) -> None:
        """Count a look-up in the cache."""
        (self._hits if found else self._misses).inc()

    def text(self) -> bytes:
        """Return the figures as Prometheus reads them."""
        return generate_latest(self._registry)


@lru_cache(1024)
def _what(path: str) -> str:
    """Return which part of the site a path is of.

    >>> _what("/as-of/2019-04-20/ru/person/kim-jong-un"), _what("/sparql"), _what("/x")
    ('entity', 'sparql', 'other')
    """
    name = _PREFIX.sub("", path, count=1).strip("/").partition("/")[0].partition(".")[0]
    return _KNOWN[name] or name if name in _KNOWN else "other"
