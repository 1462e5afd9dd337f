# A visitor, a host, a head … is a participant.
PREFIX pan: <https://w3id.org/panmunjom/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>

INSERT { ?subject ?wider ?object }
WHERE {
  ?narrow rdfs:subPropertyOf+ ?wider .
  FILTER (STRSTARTS(STR(?wider), STR(pan:)))
  ?subject ?narrow ?object .
}
