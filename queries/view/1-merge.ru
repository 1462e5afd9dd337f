# What the claims say, merged: stated by two claims, present once.
# Left out: what a source denies, what was withdrawn, and the times and the status, which the library concludes.
PREFIX pan: <https://w3id.org/panmunjom/ontology#>

INSERT { ?subject ?predicate ?object }
WHERE {
  GRAPH ?claim { ?subject ?predicate ?object }
  FILTER (?predicate NOT IN (pan:earliest, pan:latest, pan:status))
  MINUS { ?claim pan:polarity pan:Denied }
  MINUS { ?claim pan:withdrawn ?why }
}
