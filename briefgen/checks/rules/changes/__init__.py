"""CHG: how a record, or a series of papers, changes from one day to another."""

from briefgen.checks.rules.changes import amounts, deadlines, rewritings, states

__all__ = ["amounts", "deadlines", "rewritings", "states"]
