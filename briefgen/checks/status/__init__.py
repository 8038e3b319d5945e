"""Rules for the state of things: one state per item wherever it is told, and nothing forgotten or overtaken."""

from briefgen.checks.status import agreement, overtaken, promises, record

__all__ = ["agreement", "overtaken", "promises", "record"]
