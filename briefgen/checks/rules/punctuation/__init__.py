"""PUN: stops, commas, dashes, quotation marks and colons: missing, doubled or inconsistent."""

from briefgen.checks.rules.punctuation import endings, lists, pairs, signs, spacing

__all__ = ["endings", "lists", "pairs", "signs", "spacing"]
