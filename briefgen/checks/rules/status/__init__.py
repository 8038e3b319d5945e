"""Rules for the state of things: one state per item wherever it is told, and nothing forgotten or overtaken."""

from briefgen.checks.rules.status import agreement, overtaken, promises
from briefgen.checks.rules.status import ledger as record

__all__ = ["agreement", "overtaken", "promises", "record"]
