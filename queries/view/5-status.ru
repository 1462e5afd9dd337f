# One current status for each thing. Where all claims agree, that one.
# Else the latest said, then the most certain, then the further come;
# what was said for an earlier moment (pan:asOf) counts as said then.
PREFIX pan: <https://w3id.org/panmunjom/ontology#>

INSERT { ?thing pan:status ?status }
WHERE {
  SELECT ?thing (SAMPLE(?said) AS ?status)
  WHERE {
    GRAPH ?claim { ?thing pan:status ?said }
    MINUS { ?claim pan:polarity pan:Denied }
    MINUS { ?claim pan:withdrawn ?why }
  }
  GROUP BY ?thing
  HAVING (COUNT(DISTINCT ?said) = 1)
} ;

INSERT { ?thing pan:status ?status }
WHERE {
  {
    SELECT ?thing (MAX(?key) AS ?best)
    WHERE {
      {
        SELECT ?thing
        WHERE { GRAPH ?any { ?thing pan:status ?one } }
        GROUP BY ?thing
        HAVING (COUNT(DISTINCT ?one) > 1)
      }
      GRAPH ?claim { ?thing pan:status ?said }
      ?claim pan:source/pan:knownFrom ?known ; pan:certainty/pan:rank ?certain .
      ?said pan:rank ?far .
      OPTIONAL { ?claim pan:asOf ?moment }
      MINUS { ?claim pan:polarity pan:Denied }
      MINUS { ?claim pan:withdrawn ?why }
      BIND (CONCAT(STR(COALESCE(?moment, ?known)), "|", STR(?certain), "|", STR(?far)) AS ?key)
    }
    GROUP BY ?thing
  }
  FILTER NOT EXISTS { ?thing pan:status ?agreed }
  ?status a pan:Status ; pan:rank ?rank .
  FILTER (STRENDS(?best, CONCAT("|", STR(?rank))))
}
