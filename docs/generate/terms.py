"""ontology.md: what the ontology says of each term."""

from __future__ import annotations

from pyoxigraph import Store

from graph.model.terms import SORTS, OntologyTerm, all_terms
from graph.render.terms import facts, term_record
from graph.store.resources import shipped

INTRODUCTION = """\
# The ontology

Made by `python docs/generate` from `data/ontology.ttl`; `panmunjom ontology TERM` shows one in the terminal. Queries
write `pan:` for `https://w3id.org/panmunjom/ontology#`."""

_HEADINGS = {
    "class": "Classes",
    "relation": "Relations",
    "property": "Properties",
    "annotation": "Annotations: what rules must know of the terms",
    "scheme": "Schemes",
    "value": "Values",
}


def reference() -> str:
    """Return the whole page."""
    store = Store()
    store.load(path=str(shipped("data") / "ontology.ttl"))
    terms = all_terms(store)
    parts = [INTRODUCTION]
    for sort in SORTS:
        parts += [f"## {_HEADINGS[sort]}", *(_section(term) for term in terms if term.sort == sort)]
    return "\n\n".join(parts) + "\n"


def _section(term: OntologyTerm) -> str:
    names = " · ".join(dict.fromkeys(term.labels.values()))
    told = [f"* {title}: {said}" for title, said in facts(term_record(term)).items()]
    parts = [f"### {term.name}", f"{names}. {term.definition}", "\n".join(told)]
    return "\n\n".join(filter(None, parts))
