"""TRM: one name, one capitalisation and one spelling for each thing; acronyms; names of countries and bodies.

What is asked for stands in the glossary of the dossier, and in our own for texts of the EU institutions
(`eu_terms.csv`, each entry with its source); a term of the dossier goes before one of ours.
"""

from __future__ import annotations

from briefgen.checks.rules.terms import acronyms, capitals, names, spelling
from briefgen.checks.rules.terms import between_documents as across

__all__ = ["acronyms", "across", "capitals", "names", "spelling"]
