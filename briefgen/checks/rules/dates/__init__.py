"""Rules for dates: complete, in one notation, absolute, and in agreement with the day that a document reports on."""

from briefgen.checks.rules.dates import complete, notation, relative, vague
from briefgen.checks.rules.dates import tense as told
from briefgen.checks.rules.dates import vague as periods

__all__ = ["complete", "notation", "periods", "relative", "told", "vague"]
