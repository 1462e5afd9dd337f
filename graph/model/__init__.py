"""What the graph is made of: terms, dates, claims, sources, entities, lenses."""
