"""Rules for dates: complete, in one notation, absolute, and in agreement with the day that a document reports on."""

from briefgen.checks.dates import complete, notation, periods, relative, told, vague

__all__ = ["complete", "notation", "periods", "relative", "told", "vague"]
