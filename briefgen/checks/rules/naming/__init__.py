"""NAM: bodies, institutions and countries are called by their names, letter by letter."""

from briefgen.checks.rules.naming import bodies, fixed_names, misspelt, spelling

__all__ = ["bodies", "fixed_names", "misspelt", "spelling"]
