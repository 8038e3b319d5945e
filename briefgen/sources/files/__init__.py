"""Files and databases to rows and values of text, each with its place; nothing here knows what a dossier is."""
