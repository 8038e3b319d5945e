"""DAT: dates are complete, in one notation, absolute, and agree with the day that a document reports on."""

from briefgen.checks.rules.dates import notation, relative, stated, tense

__all__ = ["notation", "relative", "stated", "tense"]
