"""TRL: translations against their source, in values and in words."""

from briefgen.checks.rules.translation import values, words

__all__ = ["values", "words"]
