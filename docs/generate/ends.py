"""shapes-of-ends.ttl: the domains and ranges of the ontology as SHACL, for those who check with another engine."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Store

from graph.model.ontology import Ontology
from graph.model.vocabulary import EDTF, PAN, RDF, XSD, local
from graph.store.ontology import read_ontology
from graph.store.resources import shipped

INTRODUCTION = """\
# What stands at either end of each relation, and the bounds of dates. Made by `python docs/generate` from the domains
# and ranges of `ontology.ttl`; `panmunjom check` says the same claim by claim, so it does not read these shapes.
@prefix : <https://w3id.org/panmunjom/shapes/ends#> .
@prefix pan: <https://w3id.org/panmunjom/ontology#> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

:bounds a sh:NodeShape ;
    sh:targetSubjectsOf pan:date , pan:attested ;
    sh:or (
        [ sh:property [ sh:path pan:earliest ; sh:minCount 1 ] ] [ sh:property [ sh:path pan:latest ; sh:minCount 1 ] ]
    ) ;
    sh:message "has a date without pan:earliest and pan:latest, the days that it admits" ."""

_DATATYPES = {XSD: "xsd:", EDTF: "edtf:", RDF: "rdf:"}


def shapes() -> str:
    """Return the whole file."""
    store = Store()
    store.load(path=str(shipped("data") / "ontology.ttl"))
    ontology = read_ontology(store)
    return "\n\n".join([INTRODUCTION, *_shapes(ontology)]) + "\n"


def _shapes(ontology: Ontology) -> Iterator[str]:
    for relation in sorted(ontology.terms, key=local):
        domain, range_ = (ontology.end(relation, end) for end in ("domain", "range"))
        name = local(relation)
        if domain and domain.startswith(PAN) and PAN + "Entity" in ontology.above(domain):
            yield _shape(name, "subject", f"sh:class pan:{local(domain)}", f"pan:{local(domain)}")
        if range_ and range_.startswith(PAN) and PAN + "Entity" in ontology.above(range_):
            yield _shape(name, "object", f"sh:class pan:{local(range_)}", f"pan:{local(range_)}")
        for namespace, prefix in _DATATYPES.items():
            if range_ and range_.startswith(namespace):
                datatype = prefix + range_.removeprefix(namespace)
                yield _shape(name, "object", f"sh:datatype {datatype}", datatype)


def _shape(name: str, role: str, constraint: str, expected: str) -> str:
    target = "Subjects" if role == "subject" else "Objects"
    message = f"is the {role} of pan:{name}, which takes {expected}"
    return (
        f":{name}-{role} a sh:NodeShape ;\n    sh:target{target}Of pan:{name} ; {constraint} ;\n"
        f'    sh:message "{message}" .'
    )
