"""DAT: dates are complete, in one notation, absolute, and agree with the day that a document reports on."""

from briefgen.checks.rules.dates import days_ahead, notation, relative, tense

__all__ = ["days_ahead", "notation", "relative", "tense"]
