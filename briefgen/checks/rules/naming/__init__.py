"""NAM: bodies, institutions and countries are called by their names, letter by letter."""

from briefgen.checks.rules.naming import bodies, english, fixed_names, spelling

__all__ = ["bodies", "english", "fixed_names", "spelling"]
