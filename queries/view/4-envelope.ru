# One span of time for each thing: the least earliest and the greatest latest day that a claim admits.
# A moment at which somebody is seen in office (pan:attested) is no bound of the tenure.
PREFIX pan: <https://w3id.org/panmunjom/ontology#>

INSERT { ?thing pan:earliest ?first }
WHERE {
  SELECT ?thing (MIN(?day) AS ?first)
  WHERE {
    GRAPH ?claim { ?thing pan:earliest ?day }
    MINUS { ?claim pan:polarity pan:Denied }
    MINUS { ?claim pan:withdrawn ?why }
    MINUS { GRAPH ?claim { ?thing pan:attested ?moment } }
  }
  GROUP BY ?thing
} ;

INSERT { ?thing pan:latest ?last }
WHERE {
  SELECT ?thing (MAX(?day) AS ?last)
  WHERE {
    GRAPH ?claim { ?thing pan:latest ?day }
    MINUS { ?claim pan:polarity pan:Denied }
    MINUS { ?claim pan:withdrawn ?why }
    MINUS { GRAPH ?claim { ?thing pan:attested ?moment } }
  }
  GROUP BY ?thing
}
