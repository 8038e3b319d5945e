"""The families of rules; importing this module enters all rules into the register."""

from briefgen.checks.rules import (
    amounts,
    changes,
    dates,
    duplicates,
    grammar,
    layout,
    naming,
    numbers,
    punctuation,
    references,
    status,
    sums,
    terms,
    together,
    translation,
)

__all__ = [
    "amounts",
    "changes",
    "dates",
    "duplicates",
    "grammar",
    "layout",
    "naming",
    "numbers",
    "punctuation",
    "references",
    "status",
    "sums",
    "terms",
    "together",
    "translation",
]
