"""The tables of a dossier: the source of each, its rows as entries, and checks between rows."""
