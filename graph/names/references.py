"""Claims and sources by the names that people give them: a slug, a number in a file, an IRI."""

from __future__ import annotations

from graph.errors import UnknownNameError
from graph.model.claims import Claim
from graph.model.safe import is_broken
from graph.model.sources import Source
from graph.model.vocabulary import BASE, local
from graph.names.similarity import nearest
from graph.store.reader import Reader, is_iri


def source_named(name: str, reader: Reader) -> Source:
    """Return a source by its IRI or slug.

    Raises:
        UnknownNameError: There is no such source; with suggestions.
    """
    if is_broken(name):
        raise UnknownNameError(name, what="source")
    slug = name.removeprefix(f"{BASE}source/").removeprefix("source:").removeprefix("source/")
    if found := reader.cited(f"{BASE}source/{slug}"):
        return found
    sources = {local(source.iri): source for source in reader.sources()}
    if slug not in sources:
        raise UnknownNameError(name, nearest(slug, sources), what="source")
    return sources[slug]


def claim_named(name: str, reader: Reader) -> Claim:
    """Return a claim by its IRI or by file and number, such as `valdai-2019-04-20/23`.

    Raises:
        UnknownNameError: There is no such claim.
    """
    if is_broken(name):
        raise UnknownNameError(name, what="claim")
    iri = name if "://" in name else f"{BASE}claim/{name.removeprefix('claim:').removeprefix('claim/')}"
    return reader.claim(iri)


def is_in_data(iri: str, reader: Reader) -> bool:
    """Tell whether an IRI of the project names something in the data: a claim, a source or an entity."""
    if not is_iri(iri):
        return False
    try:
        if iri.startswith(f"{BASE}claim/"):
            reader.claim(iri)
        elif iri.startswith(f"{BASE}source/"):
            reader.source(iri)
        else:
            return reader.is_described(iri) or reader.is_mentioned(iri)
    except UnknownNameError:
        return False
    return True


def claim_or_source_named(name: str, reader: Reader) -> Claim | Source:
    """Return the source or the claim that a name means.

    Raises:
        UnknownNameError: There is neither.
    """
    is_claim = "/" in name.removeprefix(BASE).removeprefix("source/")
    return claim_named(name, reader) if is_claim else source_named(name, reader)
