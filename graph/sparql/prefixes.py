"""Prefixes that everybody knows: offered where a query uses one without declaring it."""

from __future__ import annotations

from typing import Final

WELL_KNOWN: Final[dict[str, str]] = {
    "as": "https://www.w3.org/ns/activitystreams#",
    "bibo": "http://purl.org/ontology/bibo/",
    "bd": "http://www.bigdata.com/rdf#",
    "cc": "http://creativecommons.org/ns#",
    "crm": "http://www.cidoc-crm.org/cidoc-crm/",
    "dbo": "http://dbpedia.org/ontology/",
    "dbp": "http://dbpedia.org/property/",
    "dbr": "http://dbpedia.org/resource/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "dctype": "http://purl.org/dc/dcmitype/",
    "fn": "http://www.w3.org/2005/xpath-functions#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
    "geof": "http://www.opengis.net/def/function/geosparql/",
    "gn": "http://www.geonames.org/ontology#",
    "gr": "http://purl.org/goodrelations/v1#",
    "gsp": "http://www.opengis.net/ont/geosparql#",
    "ical": "http://www.w3.org/2002/12/cal/ical#",
    "np": "http://www.nanopub.org/nschema#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "p": "http://www.wikidata.org/prop/",
    "pq": "http://www.wikidata.org/prop/qualifier/",
    "prov": "http://www.w3.org/ns/prov#",
    "ps": "http://www.wikidata.org/prop/statement/",
    "qb": "http://purl.org/linked-data/cube#",
    "schema": "https://schema.org/",
    "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
    "sh": "http://www.w3.org/ns/shacl#",
    "sioc": "http://rdfs.org/sioc/ns#",
    "skosxl": "http://www.w3.org/2008/05/skos-xl#",
    "time": "http://www.w3.org/2006/time#",
    "vann": "http://purl.org/vocab/vann/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "void": "http://rdfs.org/ns/void#",
    "wikibase": "http://wikiba.se/ontology#",
    "yago": "http://yago-knowledge.org/resource/",
}
"""What each stands for, as its vocabulary or prefix.cc gives it."""
