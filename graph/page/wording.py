"""What the page must know of the vocabulary: its words in each language, and what hops over its relations cost."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from graph.model.claims import Claim
from graph.model.vocabulary import LANGUAGES, PAN, Certainty, Remark, Status, local
from graph.network.costs import COMMON, GENERIC, HOP, UNITS, UNSURE
from graph.network.paths import JUMP

if TYPE_CHECKING:
    from graph.model.ontology import Ontology


def term_names(ontology: Ontology, kinds: Collection[str], claims: Iterable[Claim]) -> dict[str, Any]:
    """Return the names of kinds, relations, certainties and statuses, and the phrases of relations."""
    relations = {local(t.predicate) for claim in claims for t in claim.triples} | {"participant"}
    terms = {
        *kinds,
        *relations,
        *(str(c.name).capitalize() for c in Certainty),
        *(s.value for s in Status),
        *(r.value for r in Remark),
        "status",
    }
    phrases = {
        name: [ontology.phrase(PAN + name) or "", ontology.phrase(PAN + name, inverse=True) or ""]
        for name in sorted(relations)
        if ontology.phrase(PAN + name)
    }
    return {
        "labels": {
            name: [ontology.label(PAN + name, language) for language in LANGUAGES] for name in sorted(terms)
        },
        "phrases": phrases,
        "stages": {status.value: ontology.stage(status).value for status in Status},
        "causal": sorted(name for name in relations if PAN + name in ontology.causal),
        "generic": sorted(name for name in relations if PAN + name in ontology.generic),
        "roles": sorted(name for name in relations if ontology.is_role(PAN + name)),
    }


def costs(counts: Mapping[str, int], generic: Collection[str]) -> dict[str, Any]:
    """Return what a hop over each relation costs, in thousandths, as `graph.network.costs` has it.

    Args:
        counts: How often each relation is found in the whole graph.
        generic: The relations that say little.
    """
    hops = {
        local(relation): round((HOP + (GENERIC if relation in generic else 0)) * UNITS)
        + round(round(COMMON * math.log(count), 3) * UNITS)
        for relation, count in sorted(counts.items())
    }
    return {"hops": hops, "unsure": round(UNSURE * UNITS), "jump": round(JUMP * UNITS)}
