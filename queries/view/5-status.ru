# One current status for each thing: the latest said, then the most certain, then the further come.
# What was said for an earlier moment (pan:asOf) counts as said then.
PREFIX pan: <https://w3id.org/panmunjom/ontology#>

INSERT { ?thing pan:status ?status }
WHERE {
  {
    SELECT ?thing (MAX(?key) AS ?best)
    WHERE {
      GRAPH ?claim { ?thing pan:status ?any }
      ?claim pan:source/pan:knownFrom ?known ; pan:certainty/pan:rank ?certain .
      ?any pan:rank ?far .
      OPTIONAL { ?claim pan:asOf ?moment }
      FILTER NOT EXISTS { ?claim pan:polarity pan:Denied }
      FILTER NOT EXISTS { ?claim pan:withdrawn ?why }
      BIND (CONCAT(STR(COALESCE(?moment, ?known)), "|", STR(?certain), "|", STR(?far)) AS ?key)
    }
    GROUP BY ?thing
  }
  ?status a pan:Status ; pan:rank ?rank .
  FILTER (STRENDS(?best, CONCAT("|", STR(?rank))))
}
