"""The tables of a dossier: where each comes from, its rows as entries, and what they say of each other."""
