"""What claims amount to: what became of a thing, when it was, who held office, where sources differ."""
