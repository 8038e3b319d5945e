"""The families of rules; importing this module enters all rules into the register."""

from __future__ import annotations

from briefgen.checks import dates, duplicates, grammar, layout, numbers, references, status, terms, translation
from briefgen.checks.amounts import agreement, magnitude, of_figures, writing
from briefgen.checks.punctuation import lead_ins, lists, quotes, signs
from briefgen.checks.sums import ledger, tables, texts

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
