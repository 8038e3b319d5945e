"""PUN: stops, commas, dashes, quotation marks and colons: missing, doubled or inconsistent."""

from briefgen.checks.rules.punctuation import lists, patterns, signs

__all__ = ["lists", "patterns", "signs"]
