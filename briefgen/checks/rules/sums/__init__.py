"""SUM: totals and their parts: in sentences, in tables and in the record's figures."""

from briefgen.checks.rules.sums import documents, ledger, text_and_table

__all__ = ["documents", "ledger", "text_and_table"]
