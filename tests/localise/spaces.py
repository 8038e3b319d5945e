"""Hard spaces: where they stand is one test, what is said with them are many."""

from __future__ import annotations


def plain(words: str) -> str:
    """The words with plain spaces for hard ones."""
    return words.replace("\u00a0", " ")
