"""STA: one state per item wherever it is named, and nothing forgotten or overtaken."""

from briefgen.checks.rules.status import agreement, deadlines, ledger, promises

__all__ = ["agreement", "deadlines", "ledger", "promises"]
