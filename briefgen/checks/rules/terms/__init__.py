"""TRM: one name, one capitalisation and one spelling for each thing; acronyms; names of countries and bodies.

What is asked for stands in the glossary of the dossier, and in our own for texts of the EU institutions
(`eu_terms.csv`, each entry with its source); a term of the dossier goes before one of ours.
"""

from briefgen.checks.rules.terms import acronyms, between_documents, capitals, names, spellings

__all__ = ["acronyms", "between_documents", "capitals", "names", "spellings"]
