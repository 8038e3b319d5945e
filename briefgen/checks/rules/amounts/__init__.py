"""AMT: how amounts of money are written, whether they agree, and whether they come from the record's figures."""

from briefgen.checks.rules.amounts import agreement, notation, typed_figures

__all__ = ["agreement", "notation", "typed_figures"]
