"""Names that readers would confuse, and comments that do not say what their claim says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from graph.check.corpus import Corpus, Finding
from graph.model.claims import Claim
from graph.model.entities import Entity
from graph.model.vocabulary import local
from graph.names.spelling import fold

_WORD = re.compile(r"[^\W\d_]{3,}")
_NAMED = ("Person", "State", "Organisation")


def same_labels(corpus: Corpus) -> Iterator[Finding]:
    """Find entities that bear the same preferred label in one language."""
    seen: dict[tuple[str, str | None], str] = {}
    for iri, label, preferred in sorted(corpus.conclusions.reader.names()):
        if preferred and seen.setdefault((fold(label.text), label.language), iri) != iri:
            other = local(seen[fold(label.text), label.language])
            yield corpus.at(
                iri, f"has the label {label.text!r}, and so has {other}; tell them apart, or make them one"
            )


def unnamed_in_comment(corpus: Corpus) -> Iterator[Finding]:
    """Find claims whose comment names none of the words of a person, state or organisation in their graph."""
    named = frozenset().union(*(corpus.instances(kind) for kind in _NAMED))
    for claim in corpus.claims:
        for iri in sorted(claim.mentions & named):
            entity = corpus.conclusions.entity(iri)
            if not _is_named(entity, claim):
                yield corpus.at(
                    claim.iri, f"does not name {entity.label()} in its comment; say all that its graph says"
                )


def _is_named(entity: Entity, claim: Claim) -> bool:
    said = _words(claim.comment)
    names = (*entity.labels, *entity.aliases, *entity.forms)
    return any(word in said for name in names for word in _words(name.text)) or any(
        fold(name.text) in fold(claim.comment) for name in names
    )


def _words(text: str) -> set[str]:
    return {word.casefold() for word in _WORD.findall(text)}
