"""Sources that nothing rests on, and addresses that lead nowhere or to the same page twice."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from graph.check.corpus import Corpus, Finding, name_of
from graph.model.vocabulary import DCTERMS, PAN, local


def unused_sources(corpus: Corpus) -> Iterator[Finding]:
    """Find sources that no claim names."""
    used = {at.thing for at in corpus.records(PAN + "source")}
    for source in sorted(corpus.instances("Source") - used):
        yield corpus.at(source, "is a source of no claim; add what it claims, or remove it")


def read_before_issued(corpus: Corpus) -> Iterator[Finding]:
    """Find sources that were read before they were published."""
    issued = {at.subject: at.thing for at in corpus.records(DCTERMS + "issued")}
    for read in corpus.records(PAN + "read"):
        published = issued.get(read.subject, "")
        if published > read.thing[: len(published)]:
            yield read.finding(f"was read on {read.thing}, before it was published ({published}); correct it")


def bad_addresses(corpus: Corpus) -> Iterator[Finding]:
    """Find addresses without a host, and two sources with one address."""
    seen: dict[str, str] = {}
    for located in corpus.records(PAN + "url"):
        address, source = located.object, located.subject
        try:
            parts = urlsplit(name_of(address))
            host, _ = parts.hostname, parts.port
        except ValueError:
            host = None
        if not host or "." not in host:
            yield located.finding(f"has the address {name_of(address)!r}, which names no host; correct it")
            continue
        if parts.username is not None:
            yield located.finding(f"has an address of {host} with a user's name in it; leave that out")
        page = f"{host.removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"
        if seen.setdefault(page, source) != source:
            yield located.finding(f"has the same address as {local(seen[page])}; make them one source")
