"""A bank of mistakes that people make, one at a time, in papers of our own: what of them `briefgen check` finds."""
