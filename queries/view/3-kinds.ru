# A summit is a meeting, and a meeting an event.
PREFIX pan: <https://w3id.org/panmunjom/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT { ?thing a ?wider }
WHERE {
  ?narrow rdfs:subClassOf+ ?wider .
  FILTER (STRSTARTS(STR(?wider), STR(pan:)))
  ?thing a ?narrow .
}
