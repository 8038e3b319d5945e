"""The families of rules; importing this module enters all rules into the register."""

from __future__ import annotations

from briefgen.checks.rules import dates, duplicates, grammar, layout, numbers, references, status, terms, translation
from briefgen.checks.rules.amounts import agreement, magnitude
from briefgen.checks.rules.amounts import notation as writing
from briefgen.checks.rules.amounts import typed_figures as of_figures
from briefgen.checks.rules.punctuation import lists, quotes, signs
from briefgen.checks.rules.punctuation import signs as lead_ins
from briefgen.checks.rules.sums import ledger, tables, texts

__all__ = [
    "agreement",
    "dates",
    "duplicates",
    "grammar",
    "layout",
    "lead_ins",
    "ledger",
    "lists",
    "magnitude",
    "numbers",
    "of_figures",
    "quotes",
    "references",
    "signs",
    "status",
    "tables",
    "terms",
    "texts",
    "translation",
    "writing",
]
