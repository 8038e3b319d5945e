"""The families of rules; importing this module enters all rules into the register."""

from briefgen.checks.rules import (
    amounts,
    calendar,
    changes,
    counts,
    dates,
    duplicates,
    grammar,
    layout,
    numbers,
    punctuation,
    references,
    repetition,
    status,
    sums,
    terms,
    translation,
)

__all__ = [
    "amounts",
    "calendar",
    "changes",
    "counts",
    "dates",
    "duplicates",
    "grammar",
    "layout",
    "numbers",
    "punctuation",
    "references",
    "repetition",
    "status",
    "sums",
    "terms",
    "translation",
]
