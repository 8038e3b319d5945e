"""STA: one state per item wherever it is named, and nothing forgotten or overtaken."""

from briefgen.checks.rules.status import agreement, ledger, promises

__all__ = ["agreement", "ledger", "promises"]
