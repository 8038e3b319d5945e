"""dossier.yaml: what the dossier is about, its documents, its tables and charts."""
